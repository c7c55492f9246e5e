"""What a case waits for: people, moments, messages and signals, the work of connectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from engine.model import Json
from engine.spiff.events.catching import DUE, WAITS
from engine.spiff.marks import ITEM
from engine.spiff.specs.nodes import JOB
from engine.spiff.turn import element_variables, round_of, task_id


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A user task that waits for somebody.

    Attributes:
        id: a UUID made of scope, element, round and instance, so the same whenever the case is re-executed.
        scope: the id of the scope whose variables it sees.
        round: this is the nth visit of the element in its scope, counted from 1.
        item: what this instance of a multi-instance task is for, else None.
        names: element variables by name.
    """

    id: str
    element: str
    process: str
    scope: str
    round: int
    item: Json
    names: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer event that waits; ``due_at`` is aware."""

    id: str
    element: str
    process: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """A message or signal that an element waits for.

    Attributes:
        id: of the waiting element, with the number of the event where it waits for several.
        scope: the id of the scope whose variables it sees.
        key: what the element's property ``correlation`` gave, None where it has none: a message for it.
        message_key: FEEL over ``message``, whose value must be ``key`` (property ``correlation:message``);
            None: the message's own key must be.
    """

    id: str
    element: str
    process: str
    scope: str
    kind: Literal["message", "signal"]
    name: str
    key: str | None
    message_key: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """The work of a connector that an element waits for.

    Attributes:
        id: also the idempotency key of the work; ``round`` and ``item`` as of an open task.
        connector: ``http``, ``email`` or ``notify``.
        inputs: what its input parameters gave.
    """

    id: str
    element: str
    process: str
    scope: str
    round: int
    item: Json
    connector: str
    inputs: Mapping[str, Json]


def open_task(task: Any) -> OpenTask:
    """Describe a user task that is ready."""
    element = task.task_spec.element
    return OpenTask(
        id=task_id(task),
        element=element.id,
        process=element.process,
        scope=task.workflow.scope.scope_id,
        round=round_of(task),
        item=task.internal_data.get(ITEM),
        names=element_variables(task),
    )


def timer(task: Any) -> Timer:
    """Describe a task that waits for a moment."""
    element = task.task_spec.element
    return Timer(task_id(task), element.id, element.process, datetime.fromisoformat(task.internal_data[DUE]))


def waits(task: Any) -> list[Wait]:
    """Describe what a task waits for from outside."""
    if WAITS not in task.internal_data:
        return []
    element = task.task_spec.element
    message_key = element.properties.get("correlation:message")
    return [
        Wait(
            id=wait_id(task, index),
            element=element.id,
            process=element.process,
            scope=task.workflow.scope.scope_id,
            kind=kind,
            name=name,
            key=key,
            message_key=message_key,
        )
        for index, kind, name, key in task.internal_data[WAITS]
    ]


def wait_id(task: Any, index: int) -> str:
    """Return the id of one of the events that a task waits for."""
    return task_id(task) if len(task.task_spec.element.events) == 1 else f"{task_id(task)}:{index}"


def job(task: Any) -> Job:
    """Describe a task that waits for a connector."""
    element = task.task_spec.element
    return Job(
        id=task_id(task),
        element=element.id,
        process=element.process,
        scope=task.workflow.scope.scope_id,
        round=round_of(task),
        item=task.internal_data.get(ITEM),
        connector=element.connector or "",
        inputs=task.internal_data[JOB],
    )
