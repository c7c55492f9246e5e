"""Timers read the machine's clock, evaluate Python, and any command fires whichever is due, while tasks that
were removed stay in the event manager and crash the next refresh.

Here a timer's moment is computed once, from the command's clock, and it fires only when it is told to. The
event manager isn't used at all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import Any

from SpiffWorkflow import TaskState

from engine.clock import WIB
from engine.errors import ProcessFault
from engine.spiff.elements import Element, TimerText

DUE = "due"
FIRED = "fired"

_DURATION = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)


class WaitsForTimer:
    """An event that waits until ``Run.fire`` is called for it."""

    element: Element

    def _update_hook(self, my_task: Any) -> bool:
        if my_task.internal_data.get(FIRED):
            return True
        my_task._set_state(TaskState.WAITING)
        if DUE not in my_task.internal_data:
            my_task.internal_data[DUE] = my_task.workflow.top_workflow.turn.due(my_task).isoformat()
        return False

    def _run_hook(self, my_task: Any) -> bool:
        return True


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


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=WIB)


def _after(now: datetime, duration: str) -> datetime:
    """A month later is the same day of the month, or its last day where it is shorter."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(duration)
    years, months, *rest = (float(part or 0) for part in match.groups())
    weeks, days, hours, minutes, seconds = rest
    month = now.month - 1 + int(years) * 12 + int(months)
    year, month = now.year + month // 12, month % 12 + 1
    day = min(now.day, monthrange(year, month)[1])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return now.replace(year=year, month=month, day=day) + length
