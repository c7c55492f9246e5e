"""Working days in Indonesia: weekends, public holidays and *cuti bersama* are none."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5
LONGEST = 1000


@lru_cache(maxsize=64)
def days_off(year: int) -> frozenset[date]:
    """Return a year's public holidays and collective leave; moon-dependent ones ahead are estimates."""
    calendar = holidays.country_holidays("ID", categories=("public", "government"), years=(year,))
    return frozenset(calendar)


def is_working_day(day: date) -> bool:
    """Tell whether offices are open on a day."""
    return day.weekday() < SATURDAY and day not in days_off(day.year)


def working_days_after(start: date, count: int) -> date:
    """Return the ``count``-th working day after ``start``; ``start`` itself never counts, 0 gives it back.

    Raises:
        ValueError: ``count`` is negative or above 1,000.
    """
    if not 0 <= count <= LONGEST:
        raise ValueError(f"jumlah hari kerja harus 0 sampai 1.000, bukan {count}")
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
