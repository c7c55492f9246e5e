"""A case's position as bytes and back: tokens, variables and rounds; no spec, nothing of the library's own.

JSON (orjson), compressed by zlib at level 1. The workflows stand in a list, the main one first, parents
before what is open in them; of each, the tasks in the order of their creation, parents first. User data
stands only under ``variables`` and in items, and nothing is ever looked up in it, so that no key a user sends
means anything here (a field called ``typename`` made a stock instance unloadable).
"""

from __future__ import annotations

import zlib
from collections import Counter
from typing import Any

import orjson
from SpiffWorkflow import TaskState

from engine.spiff.events.catching import ADDED
from engine.spiff.marks import INSTANCE
from engine.spiff.workflow import Case, Token

_COMPRESSION = 1


def dump(case: Any) -> bytes:
    """Return a case's state."""
    document = {
        "case": case.scope_id,
        "started": case.started,
        "ends": case.ends,
        "completed": case.completed,
        "failed": case.failed,
        "workflows": [_workflow(workflow) for workflow in [case, *case.subprocesses.values()]],
    }
    return zlib.compress(orjson.dumps(document), _COMPRESSION)


def restore(specs: dict[str, Any], main: str, blob: bytes) -> Case:
    """Return the case whose state was dumped, on the specs it ran on."""
    document = orjson.loads(zlib.decompress(blob))
    case = Case(specs[main], specs, document["case"], document["started"], deserializing=True)
    case.ends = document["ends"]
    case.failed = document.get("failed")
    owners: dict[int, Any] = {}
    for saved in document["workflows"]:
        workflow: Any = case
        if "owner" in saved:
            owner = owners[saved["owner"]]
            workflow = case.create_subprocess(owner, owner.task_spec.spec, deserializing=True)
        if workflow.scope is workflow:
            workflow.data.update(saved["variables"])
            workflow.rounds = Counter(saved["rounds"])
        workflow.completed_activities = saved.get("completed", [])
        workflow.resetting = saved.get("resetting", {})
        for entry in saved["tasks"]:
            task = _task(workflow, *entry)
            owners[task.id] = task
    case.completed = document["completed"]
    return case


def _workflow(workflow: Any) -> dict[str, Any]:
    saved: dict[str, Any] = {"tasks": [_entry(task) for task in workflow.tasks.values()]}
    if workflow.completed_activities:
        saved["completed"] = workflow.completed_activities
    if workflow.resetting:
        saved["resetting"] = workflow.resetting
    if workflow is workflow.scope:
        saved["variables"] = workflow.data
        saved["rounds"] = workflow.rounds
    if workflow is not workflow.top_workflow:
        saved["owner"] = workflow.owner.id
    return saved


def _entry(task: Any) -> list[Any]:
    """Spec, parent's number (0 for a root), state, internal data."""
    return [task.task_spec.name, task._parent or 0, task.state, task.internal_data]


def _task(workflow: Any, spec: str, parent: int, state: int, internal_data: dict[str, Any]) -> Any:
    task = Token(workflow, workflow.spec.task_specs[spec], workflow.tasks.get(parent), state)
    task.internal_data = internal_data
    task.triggered = INSTANCE in internal_data or ADDED in internal_data
    if not parent:
        workflow.task_tree = task
    if not task.has_state(TaskState.ANY_MASK):
        raise ValueError(f"unknown state {state}")
    return task
