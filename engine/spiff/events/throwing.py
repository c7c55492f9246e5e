"""Who hears an event that is thrown inside a case, and what it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from SpiffWorkflow import TaskState

from engine.model import Json
from engine.spiff.elements import EventKind
from engine.spiff.events.catching import RACE, WAITS, happen
from engine.spiff.marks import INSTANCE
from engine.spiff.mends.history import is_open


class Hearing(NamedTuple):
    """A task that waits, the number of the event it would hear, and the activity that ends with it."""

    task: Any
    number: int
    host: Any


def interrupt(workflow: Any, but: Any) -> None:
    """End whatever still runs on a level, except one task."""
    for task in [*workflow.tasks.values()]:
        if task is not but and task.parent is not None and task.has_state(TaskState.NOT_FINISHED_MASK):
            task.cancel()


def handler_of(task: Any, kind: EventKind, name: str | None) -> Hearing | None:
    """Return who handles an error, escalation or cancellation: the innermost scope around it that does.

    In each scope the event subprocesses come first, then what is attached to the activity that holds it
    (BPMN 2.0, 10.5.1); a handler of this very name before one of any.
    """
    workflow = task.workflow
    while workflow is not None:
        here = [(trigger, None) for trigger in _triggers(workflow)]
        owner = getattr(workflow, "owner", None)
        host = None if owner is None else _host(owner)
        around = [] if host is None else [(event, host) for event in _attached(host)]
        for waiting in (here, around):
            found = _best(waiting, kind, name)
            if found is not None:
                return found
        workflow = None if owner is None else owner.workflow
    return None


def handler_at(task: Any, kind: EventKind, name: str | None) -> Hearing | None:
    """Return who handles what an activity itself throws: what is attached to it, else as ``handler_of``."""
    host = _host(task)
    return _best([(event, host) for event in _attached(host)], kind, name) or handler_of(task, kind, name)


def handle(hearing: Hearing, payload: Json) -> None:
    """Let a handler begin; what it interrupts ends before."""
    interrupting = hearing.task.task_spec.element.interrupting
    if hearing.host is not None and interrupting:
        hearing.host.cancel()
    happen(hearing.task, hearing.number, payload)


def broadcast(top: Any, name: str, payload: Json) -> int:
    """Let all hear a signal that wait for it now, in the whole case; returns how many did."""
    heard = 0
    for task, index in [*_listeners(top, name)]:
        if task.state == TaskState.WAITING and task.workflow.tasks.get(task.id) is task:
            happen(task, index, payload)
            heard += 1
    return heard


def _listeners(top: Any, name: str) -> Iterator[tuple[Any, int]]:
    workflows = [top, *(each for each in top.subprocesses.values() if is_open(each))]
    for workflow in workflows:
        for task in workflow.tasks.values():
            if task.state == TaskState.WAITING:
                for index, kind, waits_for, _ in task.internal_data.get(WAITS, []):
                    if (kind, waits_for) == ("signal", name):
                        yield task, index
                        break


def _triggers(workflow: Any) -> list[Any]:
    return [
        task
        for task in workflow.tasks.values()
        if task.state == TaskState.WAITING and getattr(task.task_spec, "begins", None) is not None
    ]


def _host(owner: Any) -> Any:
    """Return what events are attached to: the whole of an activity, not one instance of it."""
    return owner.parent if INSTANCE in owner.internal_data else owner


def _attached(host: Any) -> list[Any]:
    return [
        task
        for task in host.workflow.tasks.values()
        if task.state == TaskState.WAITING
        and task._parent == host._parent
        and task.task_spec.element is not None
        and task.task_spec.element.attached_to == host.task_spec.element.id
        and RACE not in task.internal_data
    ]


def _best(waiting: list[tuple[Any, Any]], kind: EventKind, name: str | None) -> Hearing | None:
    fitting = [
        (event.name is None, Hearing(task, index, host))
        for task, host in waiting
        for index, event in enumerate(task.task_spec.element.events)
        if event.kind == kind and event.name in {None, name}
    ]
    return min(fitting, key=lambda each: each[0])[1] if fitting else None
