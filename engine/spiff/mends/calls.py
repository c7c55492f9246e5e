"""A call activity copies all data in and out: a refusal left over from a first call steered the second one.

Here a called process has its own variables, and only ``camunda:in`` and ``camunda:out`` cross. An embedded
subprocess shares the variables around it, but for its own data objects and properties: each running has these
for itself (BPMN 2.0, 10.4.1). A call that is dropped while it runs takes its
process with it; the stock library leaves it running.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow import TaskState

from engine.spiff.elements import Element
from engine.spiff.events.catching import HEARD
from engine.spiff.events.compensating import INSIDE, OWN, hand_over


class Subprocess:
    """A node with a process of its own inside; ``called`` tells whether that has its own variables."""

    element: Element
    spec: str
    called: bool

    def _update_hook(self, my_task: Any) -> bool:
        my_task._set_state(TaskState.STARTED)
        top = my_task.workflow.top_workflow
        subprocess = top.create_subprocess(my_task, self.spec)
        subprocess.heard = my_task.parent.internal_data.get(HEARD, [])
        subprocess.completed_activities = my_task.internal_data.pop(INSIDE, [])
        if self.called:
            subprocess.data.update(top.turn.called_with(my_task))
        if self.element.own_data:
            my_task.internal_data.setdefault(OWN, {}).update(dict.fromkeys(self.element.own_data))
        return False

    def _on_subworkflow_completed(self, subworkflow: Any, my_task: Any) -> None:
        if my_task.state != TaskState.STARTED or my_task.workflow.tasks.get(my_task.id) is not my_task:
            return  # what ended in it has ended its activity too, such as an error that is handled outside
        if self.called:
            returned = my_task.workflow.top_workflow.turn.returned(subworkflow, self.element)
            my_task.workflow.top_workflow.turn.put(my_task, returned)
        else:
            hand_over(subworkflow, my_task)
        my_task._set_state(TaskState.READY)
