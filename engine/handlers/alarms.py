"""When the timer start events of a version begin cases (BPMN 2.0, 10.5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.definition import Definition
from engine.expressions import Moment
from engine.handlers.case import expressions_for
from engine.projections import AlarmRecord
from engine.spiff import Element, TimerText
from engine.spiff.mends.timers import due_at, next_of_cycle


def alarms_of(
    definition: Definition, before: Mapping[tuple[str, int], AlarmRecord], moment: Moment
) -> list[AlarmRecord]:
    """Return what the version's timer start events wait for, from this moment on.

    Args:
        before: those of the version so far; a timer that is written as before goes on as it was, so that a
            date doesn't come twice and a cycle doesn't begin anew with every version.

    Raises:
        ProcessFault: a timer's text is none; it names the element.
    """
    alarms = []
    for element, index, timer in _timers(definition):
        alarm = before.get((element.id, index))
        if alarm is None or alarm.text != _written(timer):
            alarm = _first(definition, element, index, timer, moment)
        alarms.append(alarm)
    return alarms


def alarm_after(definition: Definition, alarm: AlarmRecord, moment: Moment) -> AlarmRecord:
    """Return what is left of a timer start event after it has happened: the next of its cycle, or nothing.

    However many moments of a cycle passed while nobody served, the one that has happened makes up for all.
    """
    timers = {(element.id, index): (element, timer) for element, index, timer in _timers(definition)}
    element, timer = timers.get((alarm.start, alarm.index), (None, None))
    if element is None or timer is None or alarm.cycle is None or alarm.cycle[0] == 0:
        return replace(alarm, over=True)
    text = _text(definition, timer, moment)
    due, left = next_of_cycle(text, moment.now, alarm.cycle, element, missed=False)
    return replace(alarm, due_at=due, cycle=(left, due.isoformat()), over=due < moment.now)


def timer_starts(definition: Definition) -> dict[tuple[str, int], str]:
    """Return the timer start events of a version: (id, which timer) → the timer as an alarm keeps it."""
    return {(element.id, index): _written(timer) for element, index, timer in _timers(definition)}


def _timers(definition: Definition) -> Iterator[tuple[Element, int, TimerText]]:
    main = definition.program.main
    for element in (main.elements[start] for start in main.triggers):
        for index, event in enumerate(element.events):
            if event.timer is not None:
                yield element, index, event.timer


def _first(
    definition: Definition, element: Element, index: int, timer: TimerText, moment: Moment
) -> AlarmRecord:
    text, cycle, over = _text(definition, timer, moment), None, False
    if timer.kind == "cycle":
        due, left = next_of_cycle(text, moment.now, None, element, missed=False)
        cycle, over = (left, due.isoformat()), due < moment.now
    else:
        due = due_at(timer, text, moment.now, element)
    return AlarmRecord(
        definition=definition.key,
        start=element.id,
        index=index,
        text=_written(timer),
        due_at=due,
        cycle=cycle,
        over=over,
    )


def _written(timer: TimerText) -> str:
    return f"{timer.kind} {'=' if timer.expression else ''}{timer.text}"


def _text(definition: Definition, timer: TimerText, moment: Moment) -> object:
    if not timer.expression:
        return timer.text
    return expressions_for(definition, moment, "", moment.now).value(timer.text, {})
