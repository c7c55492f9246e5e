"""Builds the specs of a process, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition

from engine.spiff.elements import ACTIVITIES, SUBPROCESSES, Element, Process, begins_by_itself
from engine.spiff.events.compensating import Compensates, compensated
from engine.spiff.mends import ad_hoc
from engine.spiff.mends.inclusive import InclusiveJoin
from engine.spiff.normalise import is_link, normalised
from engine.spiff.specs import events, nodes
from engine.spiff.specs.handlers import Handlers
from engine.spiff.specs.levels import Level

COMPENSATING = frozenset({"compensation", "cancel"})


def build(process: Process, specs: dict[str, Any]) -> None:
    """Add to ``specs`` the spec of a process by its id, and those of its embedded subprocesses by theirs."""
    rewritten = normalised(process)
    handlers = Handlers(process)
    drawn = frozenset(process.flows)
    levels = [None, *(e.id for e in process.elements.values() if e.type in SUBPROCESSES)]
    for level in levels:
        name = level or process.id
        spec = Level(name, process.elements[level].ad_hoc if level else None)
        builder = _Builder(rewritten, level, drawn, spec)
        builder.compensate(handlers.of(level))
        builder.finish()
        specs[name] = builder.spec


class _Builder:
    """Builds the spec of one level: of a process, or of an embedded subprocess in it."""

    def __init__(self, process: Process, level: str | None, drawn: frozenset[str], spec: Any) -> None:
        self.process = process
        self.level = level
        self.drawn = drawn
        self.spec = spec
        elements = [element for element in process.on_level(level) if not _is_mark(element)]
        self.nodes = {element.id: self.node(element) for element in elements}
        self.frames = self.framed([e for e in elements if e.type == "boundaryEvent"])
        for element in elements:
            self.connect(element)
        self.begin(elements)

    def node(self, element: Element) -> Any:
        """Make the spec of an element, with its body around it where it loops or is multi-instance."""
        if not element.repeats:
            return self.described(self.plain(element, element.id), element)
        instance = self.described(self.plain(element, f"{element.id} [instance]"), element)
        body_class = nodes.Body if element.multi_instance else nodes.LoopBody
        body = self.described(body_class(self.spec, element.id), element)
        body.instance = instance
        instance._inputs.append(body.name)
        instance.completed_event.connect(body.instance_completed)
        return body

    def plain(self, element: Element, name: str) -> Any:
        """Make the spec of one running of an element."""
        match element.type:
            case "callActivity":
                return nodes.CallActivity(self.spec, name, element.called_element)
            case "subProcess" | "transaction" | "adHocSubProcess":
                return nodes.EmbeddedSubprocess(self.spec, name, element.id)
            case "startEvent":
                return events.StartEvent(self.spec, name, NoneEventDefinition())
            case "boundaryEvent":
                return events.BoundaryEvent(self.spec, name, NoneEventDefinition(), element.interrupting)
        return _class_of(element)(self.spec, name)

    def described(self, node: Any, element: Element) -> Any:
        node.element = element
        node.arrivals = {
            self.process.flows[flow][0]: flow
            for flow in self.process.incoming(element.id)
            if flow in self.drawn
        }
        return node

    def framed(self, boundary: list[Element]) -> dict[str, Any]:
        """Put activities with boundary events between a split and a join; flows reach the split.

        The join is the first output of each, so that the activity is ended before the event's way begins.
        """
        frames: dict[str, Any] = {}
        for event in boundary:
            host = self.nodes[event.attached_to or ""]
            if host.name not in frames:
                split = BoundaryEventSplit(self.spec, f"{host.name}.split")
                join = BoundaryEventJoin(self.spec, f"{host.name}.join", split_task=split.name, cancel=True)
                split.connect(host)
                host.connect(join)
                frames[host.name] = split, join
            split, join = frames[host.name]
            split.connect(self.nodes[event.id])
            if event.interrupting:
                self.nodes[event.id].connect(join)
        return {name: split for name, (split, _) in frames.items()}

    def connect(self, element: Element) -> None:
        """Connect an element to its targets in the order of the file; without any, its token ends there."""
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
        if not flows and not element.for_compensation:
            node.connect(self.spec.end)

    def begin(self, elements: list[Element]) -> None:
        """Connect the level's start: first to what begins event subprocesses, then to where tokens begin.

        Without a start event that is wherever no flow leads to (BPMN 2.0, 10.5.2); where nothing stands,
        nothing is to be done (13.3.4).
        """
        for element in elements:
            if element.event_subprocess:
                self.trigger(element)
        starts = [e for e in elements if e.type == "startEvent"]
        begun = starts or [e for e in elements if begins_by_itself(e) and not self.process.incoming(e.id)]
        none = any(not element.events for element in begun)
        if not begun:
            self.spec.start.connect(self.spec.end)
        if self.spec.ad_hoc:
            self.offer(elements, begun)
            return
        for element in begun:
            if none and element.id in self.process.triggers:
                self.nodes[element.id]._inputs.append(self.spec.start.name)
            else:
                self.spec.start.connect(self.frames.get(element.id, self.nodes[element.id]))
        for element in elements:
            if element.instantiates and not self.nodes[element.id].inputs:
                self.nodes[element.id]._inputs.append(self.spec.start.name)

    def offer(self, elements: list[Element], begun: list[Element]) -> None:
        """Let the activities of an ad-hoc subprocess begin, and it be asked after each whether it is over."""
        self.spec.end.offered = [self.frames.get(element.id, self.nodes[element.id]) for element in begun]
        at_once = 1 if self.spec.ad_hoc.sequential else len(begun)
        for number, spec in enumerate(self.spec.end.offered):
            if number < at_once:
                self.spec.start.connect(spec)
            else:
                spec._inputs.append(self.spec.start.name)
        for element in elements:
            if element.type in ACTIVITIES and not element.for_compensation:
                self.nodes[element.id].completed_event.connect(ad_hoc.activity_completed)

    def trigger(self, subprocess: Element) -> None:
        """Let an event subprocess begin when its start event happens."""
        for start in self.process.on_level(subprocess.id):
            if start.type == "startEvent" and not _compensates(start):
                trigger = self.described(events.Trigger(self.spec, f"{subprocess.id} [trigger]"), start)
                trigger.begins = subprocess
                trigger.arrivals = {}
                self.spec.start.connect(trigger)
                trigger.connect(self.nodes[subprocess.id])

    def compensate(self, handlers: Sequence[str]) -> None:
        """Let what compensates reach its handlers, on whatever level these are drawn."""
        throwing = next((id for id, node in self.nodes.items() if isinstance(node, Compensates)), None)
        for handler in handlers if throwing is not None else ():
            node = self.nodes.get(handler) or self.node(self.process.elements[handler])
            node._inputs.append(throwing)
            node.completed_event.connect(compensated)

    def finish(self) -> None:
        """Tell each spec what it needs to know of all."""
        for node in self.spec.task_specs.values():
            node.element = getattr(node, "element", None)
            node.silent = node.element is None or node.element.silent or isinstance(node, events.Trigger)
            if isinstance(node, InclusiveJoin):
                node.upstream = {}


def _is_mark(element: Element) -> bool:
    """A boundary event that only shows what compensates an activity never gets a token."""
    return element.type == "boundaryEvent" and _compensates(element)


def _compensates(element: Element) -> bool:
    return any(event.kind == "compensation" for event in element.events)


def _class_of(element: Element) -> Any:
    kinds = {event.kind for event in element.events}
    match element.type:
        case "intermediateThrowEvent":
            if element.connector:
                return events.ConnectorThrow
            return events.CompensationThrow if kinds & COMPENSATING else events.ThrowEvent
        case "endEvent":
            return events.CompensationEnd if kinds & COMPENSATING else events.EndEvent
        case "intermediateCatchEvent":
            return nodes.Task if is_link(element) else events.CatchEvent
        case "sendTask" | "serviceTask" | "businessRuleTask" if element.connector:
            return nodes.ConnectorTask
        case "businessRuleTask" if element.decision is None:
            return nodes.Task
    return _CLASSES[element.type]


_CLASSES: dict[str, Any] = {
    "task": nodes.Task,
    "manualTask": nodes.Task,
    "serviceTask": nodes.Task,
    "userTask": nodes.UserTask,
    "scriptTask": nodes.ScriptTask,
    "businessRuleTask": nodes.BusinessRuleTask,
    "sendTask": events.ThrowEvent,
    "receiveTask": events.CatchEvent,
    "exclusiveGateway": nodes.ExclusiveGateway,
    "inclusiveGateway": nodes.InclusiveGateway,
    "complexGateway": nodes.ComplexGateway,
    "parallelGateway": nodes.ParallelGateway,
    "eventBasedGateway": nodes.EventGateway,
}
