"""The spec of a level: of a process, or of an embedded subprocess in it."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.specs import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import SimpleBpmnTask, _EndJoin

from engine.spiff.specs.events import Trigger

# mypy: disallow-subclassing-any=False


class LevelEnd(_EndJoin):
    """Ends a level when no token is left on it; what only waits to begin an event subprocess is none.

    As soon as only event subprocesses still run, no other one begins any more (BPMN 2.0, 13.5.4).
    """

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        left = [
            task
            for task in my_task.workflow.tasks.values()
            if task.has_state(TaskState.NOT_FINISHED_MASK) and task.task_spec is not self
        ]
        waiting = [task for task in left if _only_waits(task)]
        running = [task for task in left if not _only_waits(task)]
        if all(_is_event_subprocess(task) for task in running):
            for task in waiting:
                task.cancel()
        return not running


class Level(BpmnProcessSpec):
    """The library's process spec with an end that knows triggers."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        for spare in (f"{name}.EndJoin", "End"):
            del self.task_specs[spare]
        self.end: Any = LevelEnd(self, f"{name}.EndJoin")
        self.end.connect(SimpleBpmnTask(self, "End"))


def _only_waits(task: Any) -> bool:
    return isinstance(task.task_spec, Trigger) and task.state == TaskState.WAITING


def _is_event_subprocess(task: Any) -> bool:
    element = task.task_spec.element
    return element is not None and element.event_subprocess
