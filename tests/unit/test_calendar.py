"""Deadlines are counted in days on which Indonesian offices are open."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import is_working_day, working_days_after


def test_collective_leave_around_nyepi_and_idul_fitri_is_skipped() -> None:
    assert working_days_after(date(2026, 3, 16), 3) == date(2026, 3, 26)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 7, 13), 1, date(2026, 7, 14)),
        (date(2026, 7, 17), 1, date(2026, 7, 20)),
        (date(2026, 7, 18), 1, date(2026, 7, 20)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 7, 13), 0, date(2026, 7, 13)),
    ],
)
def test_weekends_and_public_holidays_do_not_count(start: date, count: int, due: date) -> None:
    assert working_days_after(start, count) == due


@pytest.mark.parametrize("count", [-1, 1001])
def test_a_senseless_count_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="hari kerja"):
        working_days_after(date(2026, 7, 13), count)


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(1, 30))
def test_the_due_day_is_a_working_day_with_exactly_that_many_in_between(start: date, count: int) -> None:
    due = working_days_after(start, count)
    days = [date.fromordinal(day) for day in range(start.toordinal() + 1, due.toordinal() + 1)]
    assert is_working_day(due)
    assert sum(map(is_working_day, days)) == count
