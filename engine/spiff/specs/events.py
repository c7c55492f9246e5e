"""The specs of events."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults as stock
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin

from engine.spiff.elements import Element
from engine.spiff.events.catching import HEARD, Catches, Repeats, take_in
from engine.spiff.events.compensating import Compensates, runs_to_compensate
from engine.spiff.events.throwing import interrupt
from engine.spiff.marks import ROUND
from engine.spiff.specs.nodes import ConnectorTask, Node

# mypy: disallow-subclassing-any=False


class StartEvent(Node, stock.StartEvent):
    """Where a token begins; what has begun it is taken in."""

    def _run_hook(self, my_task: Any) -> Any:
        workflow = my_task.workflow
        heard, workflow.heard = workflow.heard, []
        if self.element.events:
            take_in(my_task, heard)
        workflow.top_workflow.turn.outputs(my_task)
        return True


class Throws:
    """Throws its events once it is completed."""

    def _on_complete_hook(self, my_task: Any) -> None:
        super()._on_complete_hook(my_task)  # type: ignore[misc]
        my_task.workflow.top_workflow.turn.throw(my_task)


class ThrowEvent(Throws, Node, BpmnSpecMixin):
    """A milestone that is passed, or what is thrown there; a send task too."""


class CompensationThrow(Throws, Compensates, Node, BpmnSpecMixin):
    """Has activities compensated, and goes on when that is done."""


class ConnectorThrow(ConnectorTask):
    """A message event whose message a connector sends."""


class EndEvent(Throws, Node, BpmnSpecMixin):
    """Where a token ends; those of the main process and its event subprocesses are remembered."""

    def _run_hook(self, my_task: Any) -> Any:
        top = my_task.workflow.top_workflow
        if _level_of_process(my_task.workflow) is top and self.element.id not in top.ends:
            top.ends.append(self.element.id)
        return super()._run_hook(my_task)


def _level_of_process(workflow: Any) -> Any:
    """Return the level that an event subprocess stands on, however deep; else the level itself."""
    while (
        workflow is not workflow.top_workflow
        and workflow.owner.task_spec.element.event_subprocess
        and not runs_to_compensate(workflow.owner)
    ):
        workflow = workflow.owner.workflow
    return workflow


class CompensationEnd(Compensates, EndEvent):
    """Has activities compensated, and ends when that is done."""


class CatchEvent(Catches, Node, BpmnSpecMixin):
    """Waits for an event; a receive task too."""


class BoundaryEvent(Repeats, Catches, Node, stock.BoundaryEvent):
    """Waits for an event while its activity runs."""

    enters_when_ready = True


class Trigger(Repeats, Catches, Node, BpmnSpecMixin):
    """Waits, while a level runs, for the event that begins an event subprocess of it.

    Attributes:
        element: the start event of the event subprocess.
        begins: the event subprocess.
    """

    begins: Element

    def _update_hook(self, my_task: Any) -> bool:
        data, rounds = my_task.internal_data, my_task.workflow.scope.rounds
        if ROUND not in data:
            rounds[self.name] += 1
            data[ROUND] = rounds[self.name]
        return super()._update_hook(my_task)

    def fired(self, my_task: Any) -> None:
        """End everything else on the level where that is what the event does."""
        if self.element.interrupting:
            interrupt(my_task.workflow, my_task)

    def _run_hook(self, my_task: Any) -> bool:
        if not self.element.interrupting:
            self.again(my_task, my_task.internal_data[HEARD])
        return True
