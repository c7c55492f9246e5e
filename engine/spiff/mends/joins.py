"""A parallel join in a rework loop fires early from its second round on: one of two approvals suffices.

The stock join cancels each arrival but the last and then counts finished tasks of the whole history, earlier
rounds among them. Here an arrived token waits as a task of its own until one waits on each incoming flow;
the last one goes on and one a flow is consumed, tokens in excess stay (BPMN 2.0, 13.4.1). History isn't
asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from SpiffWorkflow import TaskState

VIA = "via"
"""Where a waiting token came from, in its ``internal_data``: the name of the spec before the join."""


class TokenJoin:
    """A gateway before which tokens wait; subclasses say when they have waited enough."""

    name: str
    asked_for_all = False
    """One token that waits is asked whether it is enough, and the others with it."""

    def enough(self, my_task: Any, waiting: Mapping[str, Any]) -> bool:
        """Say whether the join fires; ``waiting`` has the oldest token of each incoming flow that has one."""
        raise NotImplementedError

    def takes(self, my_task: Any, waiting: Mapping[str, Any]) -> Collection[Any]:
        """Return the tokens that are taken in as a token has come; none as long as it isn't enough."""
        return waiting.values() if self.enough(my_task, waiting) else ()

    def _update_hook(self, my_task: Any) -> bool:
        if VIA not in my_task.internal_data:
            my_task.internal_data[VIA] = my_task.parent.task_spec.name
            my_task._set_state(TaskState.WAITING)
        waiting: dict[str, Any] = {}
        for task in my_task.workflow.tasks.values():
            if task.task_spec is self and task.state == TaskState.WAITING:
                waiting.setdefault(task.internal_data[VIA], task)
        waiting[my_task.internal_data[VIA]] = my_task
        taken = self.takes(my_task, waiting)
        for task in taken:
            if task is not my_task:
                task.cancel()
        return my_task in taken


class ParallelJoin(TokenJoin):
    """Fires when a token waits on each incoming flow."""

    _inputs: list[str]

    def _update_hook(self, my_task: Any) -> bool:
        return VIA not in my_task.internal_data and super()._update_hook(my_task)

    def enough(self, my_task: Any, waiting: Mapping[str, Any]) -> bool:
        """Say whether each incoming flow has its token; only a token that comes can change that."""
        return len(waiting) == len(self._inputs)

    def _run_hook(self, my_task: Any) -> bool:
        return True
