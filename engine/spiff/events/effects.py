"""What a thrown event does (BPMN 2.0, 10.5.4)."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow import TaskState

from engine.model import Json
from engine.spiff.elements import Element, EventText
from engine.spiff.events.catching import OUTSIDE, correlation_key
from engine.spiff.events.throwing import Hearing, broadcast, handle, handler_of, interrupt

PAYLOAD = "payload"
"""The property that is the payload of what an element throws; else its input parameters are."""


def throw(task: Any, event: EventText) -> None:
    """Throw one event at a task that is completed."""
    if event.kind in OUTSIDE:
        _send(task, event)
    elif event.kind in {"error", "escalation"}:
        _raise(task, event)
    elif event.kind == "terminate":
        interrupt(task.workflow, task)
        task.workflow._mark_complete(task)
    elif event.kind == "cancel":
        found = handler_of(task, "cancel", None)
        if found is not None:
            handle(found, None)


def _send(task: Any, event: EventText) -> None:
    """Messages leave the case, signals reach it too: whoever drives it brings them to the others."""
    top = task.workflow.top_workflow
    turn, element = top.turn, task.task_spec.element
    payload = _payload(task, element)
    values = {"event": event.kind, "name": event.name, "payload": payload}
    if event.kind == "message":
        values["key"] = correlation_key(task)
    turn.tell("thrown", task, values)
    if event.kind == "signal":
        broadcast(top, event.name or "", payload)


def _payload(task: Any, element: Element) -> Json:
    turn = task.workflow.top_workflow.turn
    text = element.properties.get(PAYLOAD, element.item)
    if text is not None:
        payload: Json = turn.value(task, text.lstrip().removeprefix("="))
        return payload
    return dict(turn.inputs(task))


def _raise(task: Any, event: EventText) -> None:
    found = handler_of(task, event.kind, event.name)
    told = {"event": event.kind, "name": event.name, "caught": found is not None}
    task.workflow.top_workflow.turn.tell("thrown", task, told)
    if found is not None:
        handle(found, {"code": event.name, "message": task.task_spec.element.title})
    elif event.kind == "error":
        end_by_error(task, event.name)


def fail(task: Any, found: Hearing, code: str, message: str) -> None:
    """Let the work of a task that waits fail with an error that somebody handles."""
    task.workflow.top_workflow.turn.tell("thrown", task, {"event": "error", "name": code, "caught": True})
    handle(found, {"code": code, "message": message})


def end_by_error(task: Any, code: str | None) -> None:
    """An error that nobody handles ends the case (BPMN 2.0, 10.5.7)."""
    top = task.workflow.top_workflow
    ending = task
    while ending.workflow is not top:
        ending = ending.workflow.owner
    interrupt(top, ending)
    if ending is not task:
        ending.cancel()
    top.failed = code or task.task_spec.element.title
    top.ends = [ending.task_spec.element.id]
    if not top.completed and task.state != TaskState.CANCELLED:
        top._mark_complete(ending)
    top.completed = True
