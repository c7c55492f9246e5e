"""A complex gateway isn't run at all by the library.

Here it goes on when its activation condition is true of the tokens that wait. Then it waits for the tokens
that can still come on the other flows, takes them in, asks its outgoing conditions once more, and begins anew
(BPMN 2.0, 13.4.5). In that second phase, a flow without a condition gets no token.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from engine.model import Json
from engine.spiff.elements import Element
from engine.spiff.mends.inclusive import InclusiveJoin

RESETS = "resets"
"""Marks the token with which a gateway ends its second phase, in its ``internal_data``."""


class ComplexJoin(InclusiveJoin):
    """Counts the tokens that wait, as ``activationCount``."""

    asked_for_all = False
    element: Element
    cond_task_specs: list[tuple[str | None, str]]

    def takes(self, my_task: Any, waiting: Mapping[str, Any]) -> Collection[Any]:
        """Return the tokens that it takes in: in its second phase those of flows it had none from before."""
        before = my_task.workflow.resetting.get(self.name)
        if before is None:
            return self._activate(my_task, waiting)
        late = {flow: task for flow, task in waiting.items() if flow not in before}
        may_reset = super().enough(my_task, dict.fromkeys(before) | late)
        if not may_reset or (late and my_task not in late.values()):
            return ()
        del my_task.workflow.resetting[self.name]
        if not late:
            return self._activate(my_task, waiting)
        if any(condition is not None for condition, _ in self.cond_task_specs):
            my_task.internal_data[RESETS] = True
            return late.values()
        for task in late.values():
            task.cancel()
        my_task.workflow.update_waiting_tasks()
        return ()

    def _activate(self, my_task: Any, waiting: Mapping[str, Any]) -> Collection[Any]:
        if not self.enough(my_task, waiting):
            return ()
        if len(waiting) < len(self._inputs):
            my_task.workflow.resetting[self.name] = [*waiting]
        return waiting.values()

    def enough(self, my_task: Any, waiting: Mapping[str, Any]) -> bool:
        """Say whether the activation condition is true; without one, as an inclusive join."""
        condition = self.element.activation
        if condition is None or len(self._inputs) == 1:
            return super().enough(my_task, waiting)
        count = {"activationCount": len(waiting)}
        activated: bool = my_task.workflow.top_workflow.turn.condition(my_task, condition, count)
        return activated

    def seen(self, my_task: Any) -> Mapping[str, Json]:
        """Return what its conditions see beside the variables."""
        return {"waitingForStart": RESETS not in my_task.internal_data}

    def may_take_none(self, my_task: Any) -> bool:
        """Say whether no condition need be true."""
        return RESETS in my_task.internal_data
