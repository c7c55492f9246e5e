"""Where the first tokens of a case stand."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow import TaskState

from engine.spiff.elements import Process
from engine.spiff.specs.events import Trigger


def first_token(case: Any, process: Process, start_event: str) -> Any:
    """Give a case its first tokens, after what waits to begin event subprocesses; return that of its start.

    The event that begins a case through a gateway is the only one behind it that gets a token: the others
    aren't waited for (BPMN 2.0, 13.2).
    """
    root, specs, outputs = case.task_tree, case.spec.task_specs, case.spec.start.outputs
    if not start_event:
        root._sync_children([*outputs], TaskState.FUTURE)
        return root.children[-1]
    gateway = process.gateway_before(start_event)
    triggers = [spec for spec in outputs if isinstance(spec, Trigger)]
    root._sync_children([*triggers, specs[gateway or start_event]], TaskState.FUTURE)
    token = root.children[-1]
    if gateway is not None:
        token._sync_children([specs[start_event]], TaskState.FUTURE)
        token = token.children[-1]
    return token
