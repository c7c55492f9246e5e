"""Ad-hoc subprocesses aren't run at all by the library (BPMN 2.0, 13.3.5).

Here what no flow leads to in one is offered once: all of it at once, or, where it is sequential, one after
the other in the order of the file. When an activity is completed its condition is asked. Where all was done
and the condition isn't true yet, everything is offered again; without a condition that is the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from SpiffWorkflow import TaskState

from engine.spiff.elements import ACTIVITIES, AdHocText
from engine.spiff.events.catching import ADDED
from engine.spiff.events.throwing import interrupt
from engine.spiff.mends.history import ACTIVE

OFFERED = "offered"
"""How much of this round was offered, in the ``internal_data`` of the subprocess."""
CLOSES = "closes"
"""Its condition was true: only what runs is still waited for."""


class AdHoc:
    """The end of an ad-hoc subprocess.

    Attributes:
        offered: the specs with which it begins, in the order of the file.
    """

    offered: Sequence[Any] = ()

    def goes_on(self, workflow: Any) -> bool:
        """Offer what comes next, now that nothing runs; says whether anything does."""
        data, ad_hoc = workflow.owner.internal_data, _of(workflow)
        step = 1 if ad_hoc.sequential else len(self.offered)
        begin = data.get(OFFERED, step)
        if begin >= len(self.offered):
            if ad_hoc.condition is None or not self.offered:
                return False
            begin = 0
        if CLOSES in data:
            return False
        data[OFFERED] = begin + step
        for spec in self.offered[begin : begin + step]:
            child = workflow.task_tree._add_child(spec, TaskState.FUTURE)
            child.triggered = True
            child.internal_data[ADDED] = True
            spec._update(child)
        return True


def activity_completed(workflow: Any, task: Any) -> None:
    """End the subprocess where its condition is true, or where that was so and nothing runs any more."""
    owner, ad_hoc = workflow.owner, _of(workflow)
    if ad_hoc.condition is None:
        return
    if CLOSES not in owner.internal_data and not _is_true(owner, ad_hoc.condition):
        return
    owner.internal_data[CLOSES] = True
    if not ad_hoc.cancels and any(_runs(other) for other in workflow.tasks.values() if other is not task):
        for child in task.children:
            child.cancel()
        return
    interrupt(workflow, task)
    workflow._mark_complete(task)


def _is_true(owner: Any, condition: str) -> bool:
    """Say whether the condition is true; what has no value yet isn't."""
    turn = owner.workflow.top_workflow.turn
    return turn.value(owner, condition) is not None and turn.condition(owner, condition)


def _of(workflow: Any) -> AdHocText:
    found: AdHocText = workflow.owner.task_spec.element.ad_hoc
    return found


def _runs(task: Any) -> bool:
    element = task.task_spec.element
    return element is not None and element.type in ACTIVITIES and task.has_state(ACTIVE)
