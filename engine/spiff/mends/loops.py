"""A standard loop reads Python and copies its data; here its condition is FEEL over the scope's variables.

The activity runs again while the condition is true, at most ``loopMaximum`` times (BPMN 2.0, 13.3.6).
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow import TaskState

from engine.spiff.elements import Element
from engine.spiff.marks import INSTANCE


class StandardLoop:
    """The body of a looping element; ``instance`` is the spec that runs once each round."""

    element: Element
    instance: Any

    def _update_hook(self, my_task: Any) -> bool:
        my_task._set_state(TaskState.STARTED)
        my_task.internal_data["done"] = 0
        loop = self.element.loop
        if loop is not None and loop.before and not self._goes_on(my_task, my_task):
            return True
        self._begin(my_task)
        return False

    def _begin(self, my_task: Any) -> None:
        child = my_task._add_child(self.instance, TaskState.FUTURE)
        child.triggered = True
        child.internal_data[INSTANCE] = my_task.internal_data["done"]
        child.task_spec._update(child)

    def instance_completed(self, _: Any, child: Any) -> None:
        """Begin the next round, or complete the body."""
        my_task = child.parent
        my_task.internal_data["done"] += 1
        if self._goes_on(my_task, child):
            self._begin(my_task)
        else:
            my_task._set_state(TaskState.READY)

    def _goes_on(self, my_task: Any, round: Any) -> bool:
        """Ask the condition; it sees what the round has had for itself."""
        loop = self.element.loop
        done: int = my_task.internal_data["done"]
        if loop is None or (loop.maximum is not None and done >= loop.maximum):
            return False
        if loop.condition is None:
            return True
        turn = my_task.workflow.top_workflow.turn
        turn.spend(1, self.element)
        answer: bool = turn.condition(round, loop.condition, {"loopCounter": done})
        return answer
