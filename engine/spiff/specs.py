"""From elements to SpiffWorkflow's specs: the library's classes with the mends in front of them."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs import defaults as stock
from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition, TerminateEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin

from engine.spiff.elements import Element, Process
from engine.spiff.mends.calls import Subprocess
from engine.spiff.mends.choices import Choice
from engine.spiff.mends.inclusive import InclusiveJoin
from engine.spiff.mends.instances import MultiInstance
from engine.spiff.mends.joins import ParallelJoin
from engine.spiff.mends.timers import WaitsForTimer

# mypy: disallow-subclassing-any=False


class Node:
    """A flow node of the author's; its output parameters are evaluated as it runs.

    On a gateway that is before its conditions, so that these see what it has just set.

    Attributes:
        arrivals: name of the spec before it → id of the flow between.
        enters_when_ready: a token may wait before it without being inside.
    """

    element: Element
    arrivals: dict[str, str]
    enters_when_ready = False

    def _run_hook(self, my_task: Any) -> Any:
        my_task.workflow.top_workflow.turn.outputs(my_task)
        return super()._run_hook(my_task)  # type: ignore[misc]


class UserTask(Node, stock.UserTask):
    """Waits for a person."""


class ScriptTask(Node, BpmnSpecMixin):
    """Sets its result variable to the value of its FEEL."""

    def _run_hook(self, my_task: Any) -> Any:
        turn = my_task.workflow.top_workflow.turn
        turn.assign(my_task, {self.element.result_variable: turn.value(my_task, self.element.script)})
        return super()._run_hook(my_task)


class BusinessRuleTask(Node, BpmnSpecMixin):
    """Asks a decision."""

    def _run_hook(self, my_task: Any) -> Any:
        my_task.workflow.top_workflow.turn.decide(my_task)
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


class ParallelGateway(Node, ParallelJoin, stock.ParallelGateway):
    """Takes every flow."""

    enters_when_ready = True


class StartEvent(Node, stock.StartEvent):
    """Where a token begins."""


class EndEvent(Node, stock.EndEvent):
    """Where a token ends; those of the main process are remembered."""

    def _run_hook(self, my_task: Any) -> Any:
        top = my_task.workflow.top_workflow
        top.turn.outputs(my_task)
        if my_task.workflow is top and self.element.id not in top.ends:
            top.ends.append(self.element.id)
        return True


class ThrowEvent(Node, BpmnSpecMixin):
    """A milestone that is passed."""


class TimerEvent(Node, WaitsForTimer, stock.IntermediateCatchEvent):
    """Waits until a moment."""


class BoundaryTimer(Node, WaitsForTimer, stock.BoundaryEvent):
    """Fires at a moment while its activity runs."""

    enters_when_ready = True


class Body(Node, MultiInstance, BpmnSpecMixin):
    """The multi-instance element around its instances."""

    def _run_hook(self, my_task: Any) -> Any:
        return True


def build(process: Process, specs: dict[str, Any]) -> None:
    """Add to ``specs`` the spec of a process by its id, and those of its embedded subprocesses by theirs."""
    levels = [None, *(e.id for e in process.elements.values() if e.type == "subProcess")]
    for level in levels:
        name = level or process.id
        specs[name] = _Builder(process, level, BpmnProcessSpec(name=name)).spec


class _Builder:
    """Builds the spec of one level: of a process, or of an embedded subprocess in it."""

    def __init__(self, process: Process, level: str | None, spec: Any) -> None:
        self.process = process
        self.spec = spec
        elements = [e for e in process.elements.values() if e.parent == level]
        self.nodes = {element.id: self.node(element) for element in elements}
        self.frames = self.framed([e for e in elements if e.type == "boundaryEvent"])
        for element in elements:
            self.connect(element)
        for node in spec.task_specs.values():
            node.element = getattr(node, "element", None)
            if isinstance(node, InclusiveGateway):
                node.find_reaching(spec.task_specs)

    def node(self, element: Element) -> Any:
        """Make the spec of an element, with its body around it where it is multi-instance."""
        if not element.multi_instance:
            return self.described(self.plain(element, element.id), element)
        instance = self.described(self.plain(element, f"{element.id} [instance]"), element)
        body = self.described(Body(self.spec, element.id), element)
        body.instance = instance
        instance._inputs.append(body.name)
        instance.completed_event.connect(body.instance_completed)
        return body

    def plain(self, element: Element, name: str) -> Any:
        """Make the spec of one running of an element."""
        match element.type:
            case "callActivity":
                return CallActivity(self.spec, name, element.called_element)
            case "subProcess":
                return EmbeddedSubprocess(self.spec, name, element.id)
            case "startEvent":
                node = StartEvent(self.spec, name, NoneEventDefinition())
                self.spec.start.connect(node)
                return node
            case "endEvent":
                definition = TerminateEventDefinition() if element.terminates else NoneEventDefinition()
                node = EndEvent(self.spec, name, definition)
                node.connect(self.spec.end)
                return node
            case "intermediateCatchEvent":
                return TimerEvent(self.spec, name, NoneEventDefinition())
            case "boundaryEvent":
                return BoundaryTimer(self.spec, name, NoneEventDefinition(), element.interrupting)
        return _CLASSES[element.type](self.spec, name)

    def described(self, node: Any, element: Element) -> Any:
        flows = self.process.flows
        node.element = element
        node.arrivals = {flows[flow][0]: flow for flow in self.process.incoming(element.id)}
        return node

    def framed(self, events: list[Element]) -> dict[str, Any]:
        """Put activities with boundary events between a split and a join; flows reach the split.

        The join is the first output of each, so that the activity is ended before the event's way begins.
        """
        frames: dict[str, Any] = {}
        for event in events:
            host = self.nodes[event.attached_to or ""]
            if host.name not in frames:
                split = BoundaryEventSplit(self.spec, f"{host.name}.split")
                join = BoundaryEventJoin(self.spec, f"{host.name}.join", split_task=split.name, cancel=True)
                split.connect(host)
                host.connect(join)
                frames[host.name] = split, join
            split, join = frames[host.name]
            split.connect(self.nodes[event.id])
            self.nodes[event.id].connect(join)
        return {name: split for name, (split, _) in frames.items()}

    def connect(self, element: Element) -> None:
        """Connect an element to its targets in the order of the file."""
        node = self.nodes[element.id]
        flows = self.process.outgoing(element.id)
        for flow in flows:
            target = self.process.flows[flow][1]
            reached = self.frames.get(target, self.nodes[target])
            condition = self.process.conditions.get(flow)
            if condition is not None:
                node.connect_if(condition, reached)
            else:
                node.connect(reached)


_CLASSES = {
    "userTask": UserTask,
    "scriptTask": ScriptTask,
    "businessRuleTask": BusinessRuleTask,
    "exclusiveGateway": ExclusiveGateway,
    "inclusiveGateway": InclusiveGateway,
    "parallelGateway": ParallelGateway,
    "intermediateThrowEvent": ThrowEvent,
}
