"""A token that waits for an event, or for one or all of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from SpiffWorkflow import TaskState

from engine.errors import ProcessFault
from engine.expressions import CASE_NAMES, key_text
from engine.model import Json
from engine.spiff.elements import Element, TimerText
from engine.spiff.language import at
from engine.spiff.marks import ROUND
from engine.spiff.mends.timers import due_at, next_of_cycle

DUE = "due"
FIRED = "fired"
ARMED = "armed"
WAITS = "waits"
"""What it waits for from outside: [index of the event, kind, name, correlation key]."""
HEARD = "heard"
"""What has happened of it: [index of the event, payload]."""
RACE = "race"
"""The event-based gateway, and its visit, whose first event decides."""
LATER = "later"
"""It begins to wait when the event that has begun the case is taken in, which has False here: that may bring
the correlation key."""
WAS = "was"
"""Index of a conditional event, as text → whether its condition was true when it was asked last: it happens
as it becomes so."""
TIMERS = "timers"
"""When its timers are due: [an ISO date and time, index of the event, how often after it, None for ever]."""
ADDED = "added"
"""A task that its parent's spec doesn't call for, and so must not be taken for superfluous."""

OUTSIDE = frozenset({"message", "signal"})
"""Events that come from outside a case, or go there."""
CODED = frozenset({"error", "escalation"})
TOLD = OUTSIDE | CODED
"""Events whose being caught is a step of its own: they carry something."""


class Catches:
    """An event, or a receive task, that waits."""

    element: Element

    def _update_hook(self, my_task: Any) -> bool:
        data = my_task.internal_data
        if FIRED in data:
            return True
        my_task._set_state(TaskState.WAITING)
        if ARMED not in data and DUE not in data:
            data[ARMED] = True
            if LATER not in data:
                _arm(my_task)
        return FIRED in data

    def _run_hook(self, my_task: Any) -> bool:
        turn, heard = my_task.workflow.top_workflow.turn, my_task.internal_data.pop(HEARD, [])
        take_in(my_task, heard)
        turn.outputs(my_task)
        _end_race(my_task)
        _arm_the_others(my_task)
        if isinstance(self, Repeats) and not self.element.interrupting:
            self.again(my_task, heard)
        return True

    def fired(self, my_task: Any) -> None:
        """Do what must happen at once when it has happened."""


def correlation_key(task: Any) -> str | None:
    """Return the key by which an element's messages find their case; None where it asks for none.

    Raises:
        ProcessFault: the property ``correlation`` has no value: without a key its messages would go to, or
            come from, anybody.
    """
    element: Element = task.task_spec.element
    text = element.properties.get("correlation")
    if text is None:
        return None
    value = task.workflow.top_workflow.turn.value(task, text.lstrip().removeprefix("="))
    if value is None:
        message = f"{element.title}: kunci korelasi “{text}” tidak mempunyai nilai."
        raise ProcessFault(message, element.id)
    return at(element, lambda: key_text(value))


def _arm(task: Any) -> None:
    element: Element = task.task_spec.element
    gateway, data = task.parent, task.internal_data
    if getattr(gateway.task_spec, "races", False):
        data[RACE] = [gateway.task_spec.name, gateway.internal_data[ROUND]]
    if TIMERS not in data:
        timed = [index for index, event in enumerate(element.events) if event.timer is not None]
        data[TIMERS] = [_timer(task, index) for index in timed]
    _set_clock(data)
    for index, event in enumerate(element.events):
        if event.kind in OUTSIDE:
            key = correlation_key(task) if event.kind == "message" else None
            data.setdefault(WAITS, []).append([index, event.kind, event.name, key])


def _timer(task: Any, index: int, before: Sequence[Any] | None = None) -> list[Any]:
    """Return when a timer is due, as in ``TIMERS``; a cycle goes on from how often it was still to come, and
    when it was due."""
    turn, element = task.workflow.top_workflow.turn, task.task_spec.element
    timer: TimerText = element.events[index].timer
    text = turn.value(task, timer.text) if timer.expression else timer.text
    if timer.kind == "cycle":
        due, left = next_of_cycle(text, turn.now, before, element)
    else:
        due, left = due_at(timer, text, turn.now, element), 0
    return [due.isoformat(), index, left]


def _timers_after(task: Any, happened: set[int]) -> Iterator[list[Any]]:
    """Yield the timers of the next time: those that haven't happened stay, the others go on where they do."""
    for due, index, left in task.internal_data.get(TIMERS, []):
        if index not in happened:
            yield [due, index, left]
        elif left != 0:
            yield _timer(task, index, (left, due))


def _running(data: dict[str, Any]) -> list[tuple[str, int]]:
    """Return when the timers that haven't happened are due, and their events."""
    heard = {index for index, _ in data.get(HEARD, [])}
    return [(due, index) for due, index, _ in data.get(TIMERS, []) if index not in heard]


def _set_clock(data: dict[str, Any]) -> None:
    running = _running(data)
    if running:
        data[DUE] = min((due for due, _ in running), key=datetime.fromisoformat)
    else:
        data.pop(DUE, None)


def due_index(task: Any) -> int:
    """Return which of the events a task waits for is the timer that is due first."""
    data = task.internal_data
    return next((index for due, index in _running(data) if due == data[DUE]), 0)


def waits_for_condition(task: Any) -> bool:
    """Say whether a waiting task has a conditional event."""
    element = task.task_spec.element
    return (
        element is not None
        and ARMED in task.internal_data
        and any(event.condition for event in element.events)
    )


def look(task: Any) -> None:
    """Let a conditional event happen whose condition has become true; what has no value yet isn't."""
    if not waits_for_condition(task):
        return
    turn, data = task.workflow.top_workflow.turn, task.internal_data
    known = data.setdefault(WAS, {})
    for index, event in enumerate(task.task_spec.element.events):
        if event.condition is None or any(index == number for number, _ in data.get(HEARD, [])):
            continue
        turn.spend(1, task.task_spec.element)
        true = turn.value(task, event.condition) is not None and turn.condition(task, event.condition)
        was, known[str(index)] = known.get(str(index), False), true
        if true and not was:
            happen(task, index)
        if FIRED in data:
            return


def take_in(task: Any, heard: Sequence[Sequence[Any]]) -> None:
    """Take note of what has happened, and let it set variables.

    Output parameters see a payload as ``message``; without any, its entries become variables, but for those
    that would hide a name of the engine.
    """
    turn, element = task.workflow.top_workflow.turn, task.task_spec.element
    for index, payload in heard:
        event = element.events[index]
        if event.kind not in TOLD:
            continue
        name = payload.get("code") if event.kind in CODED and isinstance(payload, dict) else event.name
        turn.tell("caught", task, {"event": event.kind, "name": name, "payload": payload})
        if event.kind in CODED:
            values = payload if isinstance(payload, dict) else {}
            pairs = ((event.variable, "code"), (event.message_variable, "message"))
            turn.assign(task, {variable: values.get(key) for variable, key in pairs if variable})
        elif element.outputs:
            turn.acting, turn.extra = task, {"message": payload}
        elif isinstance(payload, dict):
            turn.assign(task, {name: payload[name] for name in payload if name not in CASE_NAMES})


def happen(task: Any, index: int, payload: Json = None) -> None:
    """Let one of the events happen that a task waits for.

    When that is enough the task runs at once, so that nothing else happens before it has ended what it ends,
    or waits for the next time.
    """
    data = task.internal_data
    data.setdefault(HEARD, []).append([index, payload])
    element: Element = task.task_spec.element
    heard = {number for number, _ in data[HEARD]}
    if element.all_events and len(heard) < len(element.events):
        data[WAITS] = [wait for wait in data.get(WAITS, []) if wait[0] != index]
        _set_clock(data)
        return
    data[FIRED] = True
    task.task_spec.fired(task)
    task.task_spec._update(task)
    task.workflow.top_workflow.turn.run(task)


class Repeats:
    """An event that can happen several times: one that interrupts nothing."""

    element: Element

    def again(self, my_task: Any, heard: Sequence[Sequence[Any]]) -> None:
        """Wait for the next time, where there may be one."""
        timers = [*_timers_after(my_task, {index for index, _ in heard})]
        timed = {index for _, index, _ in timers}
        possible = [event.timer is None or index in timed for index, event in enumerate(self.element.events)]
        if not (all(possible) if self.element.all_events else any(possible)):
            return
        next_one = my_task.parent._add_child(self, TaskState.FUTURE)
        next_one.triggered = True
        was = my_task.internal_data.get(WAS, {})
        next_one.internal_data.update({ADDED: True, TIMERS: timers, WAS: was})
        next_one._set_state(TaskState.WAITING)
        next_one.task_spec._update(next_one)


def _end_race(task: Any) -> None:
    race = task.internal_data.get(RACE)
    if race is None:
        return
    for other in [*task.workflow.tasks.values()]:
        if other is not task and other.internal_data.get(RACE) == race and other.state == TaskState.WAITING:
            other.cancel()


def _arm_the_others(task: Any) -> None:
    if LATER not in task.internal_data:
        return
    for other in [*task.workflow.tasks.values()]:
        if other.internal_data.pop(LATER, False):
            _arm(other)
