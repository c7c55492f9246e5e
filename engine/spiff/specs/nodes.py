"""The specs of tasks, gateways and activities."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.specs import defaults as stock
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin

from engine.spiff.elements import Element
from engine.spiff.events.catching import LATER
from engine.spiff.mends.calls import Subprocess
from engine.spiff.mends.choices import Choice
from engine.spiff.mends.complex import ComplexJoin
from engine.spiff.mends.inclusive import InclusiveJoin
from engine.spiff.mends.instances import MultiInstance
from engine.spiff.mends.joins import ParallelJoin
from engine.spiff.mends.loops import StandardLoop

# mypy: disallow-subclassing-any=False

JOB = "job"
RESULT = "result"


class Node:
    """A flow node of the author's; its output parameters are evaluated as it runs.

    On a gateway that is before its conditions, so that these see what it has just set.

    Attributes:
        arrivals: name of the spec before it → id of the flow between.
        silent: it stands in no diagram, or only waits for what begins an event subprocess (set when built).
        enters_when_ready: a token may wait before it without being inside.
    """

    element: Element
    arrivals: dict[str, str]
    silent: bool
    enters_when_ready = False

    def _run_hook(self, my_task: Any) -> Any:
        my_task.workflow.top_workflow.turn.outputs(my_task)
        return super()._run_hook(my_task)  # type: ignore[misc]


class Task(Node, BpmnSpecMixin):
    """Done by nobody in particular, or without the engine's help: passed as soon as it is reached."""


class UserTask(Node, stock.UserTask):
    """Waits for a person."""


class ScriptTask(Node, BpmnSpecMixin):
    """Sets its result variable to the value of its FEEL."""

    def _run_hook(self, my_task: Any) -> Any:
        my_task.workflow.top_workflow.turn.script(my_task)
        return super()._run_hook(my_task)


class BusinessRuleTask(Node, BpmnSpecMixin):
    """Asks a decision."""

    def _run_hook(self, my_task: Any) -> Any:
        my_task.workflow.top_workflow.turn.decide(my_task)
        return super()._run_hook(my_task)


class ConnectorTask(Node, BpmnSpecMixin):
    """Waits until a connector has done its work outside."""

    def _update_hook(self, my_task: Any) -> bool:
        data = my_task.internal_data
        if RESULT in data:
            return True
        my_task._set_state(TaskState.WAITING)
        if JOB not in data:
            data[JOB] = my_task.workflow.top_workflow.turn.inputs(my_task)
        return False

    def _run_hook(self, my_task: Any) -> Any:
        my_task.workflow.top_workflow.turn.worked(my_task, my_task.internal_data.pop(RESULT))
        return super()._run_hook(my_task)


class CallActivity(Node, Subprocess, stock.CallActivity):
    """Runs a process with variables of its own."""

    called = True


class EmbeddedSubprocess(Node, Subprocess, stock.SubWorkflowTask):
    """Runs a subprocess on the variables around it."""

    called = False


class ExclusiveGateway(Node, Choice, stock.ExclusiveGateway):
    """Takes the first flow whose condition is true, or the default."""

    takes_all = False


class InclusiveGateway(Node, InclusiveJoin, Choice, stock.InclusiveGateway):
    """Takes every flow whose condition is true, or the default."""

    takes_all = True
    enters_when_ready = True


class ComplexGateway(Node, ComplexJoin, Choice, stock.InclusiveGateway):
    """Goes on when its activation condition is true, and takes every flow whose condition is."""

    takes_all = True
    enters_when_ready = True


class ParallelGateway(Node, ParallelJoin, stock.ParallelGateway):
    """Takes every flow."""

    enters_when_ready = True


class EventGateway(Node, BpmnSpecMixin):
    """Lets tokens wait at the events behind it; the first one decides, or all must happen.

    One that begins the case knows already which was the first: it has got that child (BPMN 2.0, 13.2).
    """

    @property
    def races(self) -> bool:
        """Whether the first event ends the waiting for the others."""
        return not self.element.all_events

    def _predict_hook(self, my_task: Any) -> None:
        if not my_task.children:
            super()._predict_hook(my_task)
        elif not self.races:
            [first] = my_task.children
            first.internal_data[LATER] = False
            for spec in self.outputs:
                if spec is not first.task_spec:
                    my_task._add_child(spec, TaskState.FUTURE).internal_data[LATER] = True


class Body(MultiInstance, Node, BpmnSpecMixin):
    """The multi-instance element around its instances."""


class LoopBody(Node, StandardLoop, BpmnSpecMixin):
    """The looping element around its rounds."""

    def _run_hook(self, my_task: Any) -> Any:
        return True
