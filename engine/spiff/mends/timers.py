"""Timers read the machine's clock, evaluate Python, and any command fires whichever is due, while tasks that
were removed stay in the event manager and crash the next refresh.

Here a timer's moment is computed once, from the command's clock, and it fires only when it is told to
(``events``).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from engine.clock import WIB
from engine.errors import ProcessFault
from engine.spiff.elements import Element, TimerText

_CYCLE = re.compile(r"R(\d*)(?:/(?!P)([^/]+))?/(P[^/]+)", re.ASCII)
_DURATION = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)


def due_at(timer: TimerText, text: object, now: datetime, element: Element) -> datetime:
    """Return when a timer is due, in UTC.

    Args:
        text: an ISO 8601 date, date and time, or duration; without an offset it is in WIB.
        now: from when a duration counts, aware.

    Raises:
        ProcessFault: the text isn't of the timer's kind.
    """
    try:
        if not isinstance(text, str):
            raise TypeError(text)  # noqa: TRY301
        due = _moment(text) if timer.kind == "date" else _after(now.astimezone(WIB), text)
        return due.astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as error:
        message = f"{element.title}: “{text}” bukan waktu yang dapat dipakai timer."
        raise ProcessFault(message, element.id) from error


def next_of_cycle(
    text: object,
    now: datetime,
    before: Sequence[Any] | None,
    element: Element,
    *,
    missed: bool = True,
) -> tuple[datetime, int | None]:
    """Return when a cycle is due next, in UTC, and how often it is due after that, None for ever.

    Args:
        text: an ISO 8601 repeating interval: ``R3/PT10H``, ``R/2026-03-16T08:00/P1D``.
        before: how often it was still to come, and when it was due last, an ISO date and time.
        missed: moments that have passed are due too; otherwise they count as having been.

    Raises:
        ProcessFault: the text is no such interval, or one of no length.
    """
    match = _CYCLE.fullmatch(text.strip()) if isinstance(text, str) else None
    message = f"{element.title}: “{text}” bukan siklus seperti R3/PT10H."
    if match is None:
        raise ProcessFault(message, element.id)
    times, start, duration = match.groups()
    left = (int(times) if times else None) if before is None else before[0]
    try:
        if not any(_parts(duration)):
            raise ValueError(duration)  # noqa: TRY301
        if before is not None:
            due = _after(datetime.fromisoformat(before[1]).astimezone(WIB), duration)
        elif start:
            due = _moment(start)
        else:
            due = _after(now.astimezone(WIB), duration)
        left = None if left is None else max(left - 1, 0)
        if not missed:
            due, left = _not_before(due, left, duration, now)
        return due.astimezone(UTC), left
    except (ValueError, OverflowError) as error:
        raise ProcessFault(message, element.id) from error


def _not_before(due: datetime, left: int | None, duration: str, now: datetime) -> tuple[datetime, int | None]:
    """Pass over the moments of a cycle before ``now``, as long as others follow."""
    months, length = _parts(duration)
    if not months and due < now:  # years of seconds would take long one by one
        passed = -((due - now) // length)
        passed = passed if left is None else min(passed, left)
        due, left = due + passed * length, None if left is None else left - passed
    while due < now and left != 0:
        due, left = _after(due, duration), None if left is None else left - 1
    return due, left


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=WIB)


def _after(now: datetime, duration: str) -> datetime:
    """A month later is the same day of the month, or its last day where it is shorter."""
    months, length = _parts(duration)
    year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day) + length


def _parts(duration: str) -> tuple[int, timedelta]:
    """Return the months of a duration, and the rest of it, which is always as long."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(duration)
    years, months, weeks, days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return int(years) * 12 + int(months), length
