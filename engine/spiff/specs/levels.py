"""The spec of a level: of a process, or of an embedded subprocess in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.specs import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import SimpleBpmnTask, _EndJoin

from engine.spiff.elements import AdHocText
from engine.spiff.mends.ad_hoc import AdHoc
from engine.spiff.specs.events import Trigger

# mypy: disallow-subclassing-any=False


class LevelEnd(_EndJoin):
    """Ends a level when no token is left on it; what only waits to begin an event subprocess is none.

    As soon as only event subprocesses still run, no other one begins any more (BPMN 2.0, 13.5.4). The newest
    tasks are looked at first: they are the most likely to run, and one that does is enough.
    """

    def _update_hook(self, my_task: Any) -> bool:
        others = [*self._waiting_here(my_task)]
        may_end = self._may_end(my_task.workflow)
        if not may_end:
            my_task._set_state(TaskState.WAITING)
        for other in others:
            other.cancel()
        return may_end

    def _run_hook(self, my_task: Any) -> bool:
        return True

    def _waiting_here(self, my_task: Any) -> Iterator[Any]:
        """Yield the token that has come before, if it still waits: only the newest does."""
        if my_task.state != TaskState.WAITING:
            left = self._left(my_task.workflow)
            yield from islice((t for t in left if t.task_spec is self and t.state == TaskState.WAITING), 1)

    def _may_end(self, workflow: Any) -> bool:
        running = (t for t in self._left(workflow) if t.task_spec is not self and not _only_waits(t))
        if not all(_is_event_subprocess(task) for task in running):
            return False
        left = [task for task in self._left(workflow) if task.task_spec is not self]
        for task in left:
            if _only_waits(task):
                task.cancel()
        return all(_only_waits(task) for task in left)

    def _left(self, workflow: Any) -> Iterator[Any]:
        return (t for t in reversed(workflow.tasks.values()) if t.has_state(TaskState.NOT_FINISHED_MASK))


class AdHocEnd(AdHoc, LevelEnd):
    """Ends an ad-hoc subprocess when nothing is left to do."""

    def _may_end(self, workflow: Any) -> bool:
        return super()._may_end(workflow) and not self.goes_on(workflow)


class Level(BpmnProcessSpec):
    """The library's process spec with an end that knows triggers.

    Attributes:
        ad_hoc: of an ad-hoc subprocess.
    """

    def __init__(self, name: str, ad_hoc: AdHocText | None = None) -> None:
        super().__init__(name=name)
        self.ad_hoc = ad_hoc
        for spare in (f"{name}.EndJoin", "End"):
            del self.task_specs[spare]
        self.end: Any = (AdHocEnd if ad_hoc else LevelEnd)(self, f"{name}.EndJoin")
        self.end.connect(SimpleBpmnTask(self, "End"))


def _only_waits(task: Any) -> bool:
    return isinstance(task.task_spec, Trigger) and task.state == TaskState.WAITING


def _is_event_subprocess(task: Any) -> bool:
    element = task.task_spec.element
    return element is not None and element.event_subprocess
