"""Timer start events that the clock goes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from engine.model import Json
from engine.spiff import Element, TimerText
from engine.spiff.mends.timers import due_at, next_of_cycle


class Alarm(NamedTuple):
    """A timer start event that is due at a moment.

    Attributes:
        start: the start event.
        left: how often it is due after that, None for ever.
        cycle: its text; None where it is due once.
    """

    due_at: datetime
    start: Element
    left: int | None = 0
    cycle: Json = None


def first_alarm(start: Element, timer: TimerText, text: Json, now: datetime) -> Alarm:
    """Return when a start event is due first.

    Raises:
        ProcessFault: its text is no such time.
    """
    if timer.kind != "cycle":
        return Alarm(due_at(timer, text, now, start), start)
    due, left = next_of_cycle(text, now, None, start)
    return Alarm(due, start, left, text)


def next_alarms(alarm: Alarm, *, endless: bool) -> Iterator[Alarm]:
    """Yield when a cycle is due next, if ever.

    Args:
        endless: a cycle without a number goes on too.
    """
    if alarm.left or (alarm.left is None and endless):
        before = (alarm.left, alarm.due_at.isoformat())
        due, left = next_of_cycle(alarm.cycle, alarm.due_at, before, alarm.start)
        yield Alarm(due, alarm.start, left, alarm.cycle)
