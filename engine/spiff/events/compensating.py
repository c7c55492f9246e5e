"""Undoing what was done: which activities were completed, and what compensates them (BPMN 2.0, 13.5.5).

A level keeps a record of each completed activity that has a handler: [activity, handler, subprocesses around
it inside the level, records of what was completed in it, variables that it and these subprocesses had for
themselves]. What a completed subprocess has recorded goes over to the level around it, or to what compensates
it where that stands inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow import TaskState

from engine.model import Json
from engine.spiff.elements import Element
from engine.spiff.events.catching import ADDED
from engine.spiff.events.throwing import interrupt

LEFT = "handlers"
"""What still has to run: [handler, records that it sees, variables that it has for itself]."""
INSIDE = "inside"
"""The records of what was completed in a subprocess that something in it compensates."""
OWN = "own"
"""The variables that an instance of an activity has for itself."""


def note_completed(task: Any) -> None:
    """Remember that an activity was completed that could be compensated: each instance, not all together."""
    element: Element = task.task_spec.element
    if element.compensation is not None and not hasattr(task.task_spec, "instance"):
        inside, own = task.internal_data.pop(INSIDE, []), task.internal_data.get(OWN, {})
        record = [element.id, element.compensation, [], inside, dict(own)]
        task.workflow.completed_activities.append(record)


def hand_over(subprocess: Any, owner: Any) -> None:
    """Let the level around a completed subprocess know what was completed in it."""
    element: Element = owner.task_spec.element
    ended = owner.internal_data.get(OWN, {})
    records = [[*record, {**ended, **own}] for *record, own in subprocess.completed_activities]
    if element.compensation is not None:
        owner.internal_data[INSIDE] = records
        return
    owner.workflow.completed_activities += [
        [activity, handler, [element.id, *around], inside, own]
        for activity, handler, around, inside, own in records
    ]


def compensable(workflow: Any) -> list[Json]:
    """Return what was completed on a level and can be compensated: activities, each with those inside it."""
    return _told(workflow.completed_activities)


def _told(records: list[list[Any]]) -> list[Json]:
    return [[*around, activity, _told(inside)] for activity, _, around, inside, _ in records]


def runs_to_compensate(task: Any) -> bool:
    """Say whether a task is the running of a handler."""
    return isinstance(task.parent.task_spec, Compensates)


class Compensates:
    """Runs the handlers of what was completed, the last one first, and goes on when they are done."""

    element: Element

    def _update_hook(self, my_task: Any) -> bool:
        data = my_task.internal_data
        if LEFT not in data:
            my_task._set_state(TaskState.STARTED)
            if self._ends_all():
                interrupt(my_task.workflow, my_task)
            levels = [*_in_sight(my_task.workflow)]
            data[LEFT] = [each for level in reversed(levels) for each in self._take(level)]
            return self.next(my_task)
        return not data[LEFT]

    def _ends_all(self) -> bool:
        return any(event.kind == "cancel" for event in self.element.events)

    def _take(self, workflow: Any) -> list[list[Any]]:
        wanted = next((event.activity for event in self.element.events if event.activity), None)
        left, taken = [], []
        for record in workflow.completed_activities:
            activity, handler, around, inside, own = record
            if wanted is None or wanted in {activity, *around}:
                taken.append([handler, inside, own])
            else:
                left.append(record)
        workflow.completed_activities = left
        return taken

    def next(self, my_task: Any) -> bool:
        """Begin the next handler; says whether there is none."""
        left = my_task.internal_data[LEFT]
        if not left:
            return True
        handler, inside, own = left.pop()
        child = my_task._add_child(my_task.workflow.spec.task_specs[handler], TaskState.FUTURE)
        child.triggered = True
        child.internal_data.update({ADDED: True, INSIDE: inside, OWN: own})
        child.task_spec._update(child)
        return False


def compensated(_: Any, handler: Any) -> None:
    """Let what has run a handler go on with the next one, or be done."""
    task = handler.parent
    if task is not None and isinstance(task.task_spec, Compensates) and task.task_spec.next(task):
        task._set_state(TaskState.READY)


def _in_sight(workflow: Any) -> Iterator[Any]:
    """Yield the levels whose activities are compensated: an event subprocess's own, and those around it."""
    yield workflow
    owner = getattr(workflow, "owner", None)
    if owner is not None and owner.task_spec.element.event_subprocess and not runs_to_compensate(owner):
        yield from _in_sight(owner.workflow)
