"""A restored multi-instance task never ends: its instances tell it of their end through an event that is
connected only where they are created. It also copies all data to and from each instance, and reads its
collection from task data.

Here the connection is made with the spec, the collection is an expression over the scope's variables, and an
instance keeps its item to itself. An empty collection completes at once (BPMN 2.0, 13.3.7).
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow import TaskState

from engine.spiff.elements import Element
from engine.spiff.events.compensating import OWN
from engine.spiff.marks import INSTANCE, ITEM

_COUNTED = ("numberOf", "nrOf")
"""How the standard (BPMN 2.0, table 10.32) and Camunda begin the names of the counts of instances."""


class MultiInstance:
    """The body of a multi-instance element; ``instance`` is the spec that runs once for each item.

    In the body's ``internal_data``: ``total`` and ``done`` count its instances, ``left`` holds the items that
    a sequential one has yet to begin, and ``results``, where these are collected, what came of each instance:
    null where one was never completed.
    """

    element: Element
    instance: Any

    def _update_hook(self, my_task: Any) -> bool:
        my_task._set_state(TaskState.STARTED)
        items = my_task.workflow.top_workflow.turn.items(my_task)
        if self.element.result_item is not None:
            my_task.internal_data["results"] = [None] * len(items)
        if not items:
            return True
        first = 1 if self.element.sequential else len(items)
        my_task.internal_data.update(total=len(items), done=0)
        if self.element.sequential:
            my_task.internal_data["left"] = items[first:]
        for number, item in enumerate(items[:first]):
            self._begin(my_task, number, item)
        return False

    def _begin(self, my_task: Any, number: int, item: Any) -> None:
        child = my_task._add_child(self.instance, TaskState.FUTURE)
        child.triggered = True
        child.internal_data.update({INSTANCE: number, ITEM: item})
        if self.element.result_item is not None:
            child.internal_data[OWN] = {self.element.result_item: None}
        child.task_spec._update(child)

    def instance_completed(self, _: Any, child: Any) -> None:
        """Count a completed instance, then begin the next or complete the body."""
        my_task = child.parent
        data = my_task.internal_data
        data["done"] += 1
        if "results" in data:
            own = child.internal_data[OWN]
            data["results"][child.internal_data[INSTANCE]] = own[self.element.result_item]
        if data["done"] == data["total"] or self._may_complete(my_task, child):
            for other in my_task.children:
                if other.task_spec is self.instance and not other.has_state(TaskState.FINISHED_MASK):
                    other.cancel()
            my_task._set_state(TaskState.READY)
        elif data.get("left"):
            self._begin(my_task, data["done"], data["left"].pop(0))

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.turn.collect(my_task, my_task.internal_data.get("results", []))
        return True

    def _may_complete(self, my_task: Any, child: Any) -> bool:
        condition = self.element.completion_condition
        if condition is None:
            return False
        data = my_task.internal_data
        counts = {
            "Instances": data["total"],
            "CompletedInstances": data["done"],
            "ActiveInstances": data["total"] - data["done"] - len(data.get("left", ())),
            "TerminatedInstances": 0,
        }
        names = {f"{of}{count}": number for of in _COUNTED for count, number in counts.items()}
        answer: bool = my_task.workflow.top_workflow.turn.condition(child, condition, names)
        return answer
