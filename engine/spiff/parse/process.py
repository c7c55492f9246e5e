"""One process: its elements and the flows between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Literal, TypeVar

from lxml import etree

from engine.decisions import MAPPINGS, UNMAPPED
from engine.errors import Fault
from engine.spiff.elements import ACTIVITIES, EVENTS, NODES, SUBPROCESSES, Element, EventText, Process
from engine.spiff.parse.data import Data
from engine.spiff.parse.elsewhere import extension_changes_nothing, is_done_elsewhere
from engine.spiff.parse.events import Shared, Unreadable
from engine.spiff.parse.loops import LOOPS, ad_hoc_of, loop_of, multi_instance_faults, with_multi_instance
from engine.spiff.parse.pictures import says_that_it_never_runs
from engine.spiff.parse.text import (
    boolean,
    bpmn,
    camunda,
    camunda_attributes,
    children,
    extensions,
    feel,
    flag,
    line,
    local,
    name_of,
    properties,
    reference,
    text_of,
)

_DRAWN_ONLY = frozenset(
    {
        *("documentation", "extensionElements", "incoming", "outgoing", "laneSet", "textAnnotation"),
        *("association", "group", "dataObject", "dataObjectReference", "dataStoreReference", "auditing"),
        *("monitoring", "property", "ioSpecification", "dataInput", "dataOutput", "inputSet", "outputSet"),
        *("dataInputAssociation", "dataOutputAssociation", "supportedInterfaceRef", "rendering"),
        *("resourceRole", "performer", "humanPerformer", "potentialOwner"),
    }
)
_EXTENSIONS = frozenset({"properties", "inputOutput", "in", "out"})
_CONNECTORS = frozenset({"http", "email", "notify"})
_OWN_VERSION = frozenset({"deployment", "latest"})
_UNSPECIFIED = "##unspecified"
_BOOLEANS = frozenset(
    {
        *("isExecutable", "isForCompensation", "triggeredByEvent", "cancelActivity", "isInterrupting"),
        *("parallelMultiple", "instantiate", "isSequential", "testBefore", "waitForCompletion"),
        "cancelRemainingInstances",
    }
)
_ONCE = ("startQuantity", "completionQuantity")

T = TypeVar("T")


class Reader:
    """Reads one process; faults are added to the list it was given."""

    def __init__(self, file: str, node: etree._Element, shared: Shared, faults: list[Fault]) -> None:
        self.file = file
        self.node = node
        self.shared = shared
        self.faults = faults
        self.id = node.get("id", "")
        self.data = Data(node)
        self.lanes = dict(_lanes(node))
        self.elements: dict[str, Element] = {}
        self.flows: dict[str, tuple[str, str]] = {}
        self.conditions: dict[str, str] = {}
        self.flow_names: dict[str, str] = {}
        self.associations: dict[str, str] = {}
        self.defaults = {(each.get("id"), each.get("default")) for each in node.iter(bpmn("*"))}

    def process(self) -> Process:
        """Return the process."""
        if not self.id:
            self._fault(self.node, "Proses tidak punya id.")
        if says_that_it_never_runs(self.node):
            self._fault(self.node, "Proses tidak ditandai dapat dijalankan (isExecutable).")
        self._check_booleans()
        self._check_extensions(self.node)
        for association in self.node.iter(bpmn("association")):
            self.associations[reference(association, "sourceRef")] = reference(association, "targetRef")
        self._read_level(self.node, parent=None)
        self._compensate()
        starts = [e for e in self.elements.values() if e.type == "startEvent" and e.parent is None]
        none = [start.id for start in starts if not start.events]
        others = [*self._begins_without_start_event()]
        return Process(
            id=self.id,
            name=self.node.get("name", self.id),
            elements=self.elements,
            flows=self.flows,
            conditions=self.conditions,
            flow_names=self.flow_names,
            starts=none if starts or others else [""],
            triggers=[*(start.id for start in starts if start.events), *others],
            attributes=camunda_attributes(self.node),
            properties=properties(self.node),
            documentation=text_of(self.node, "documentation"),
            file=self.file,
        )

    def _begins_without_start_event(self) -> Iterator[str]:
        """Yield what begins the process otherwise: a receive task that instantiates, and each event behind an
        event-based gateway that does (BPMN 2.0, 13.2)."""
        for element in self.elements.values():
            if element.instantiates and element.type == "receiveTask" and not element.parent:
                yield element.id
        for source, target in self.flows.values():
            gateway = self.elements.get(source)
            if gateway and gateway.type == "eventBasedGateway" and gateway.instantiates:
                yield from [target] if target in self.elements else []

    def _read_level(self, level: etree._Element, parent: Element | None) -> None:
        for node in children(level):
            tag = local(node)
            if tag == "sequenceFlow":
                self._read_flow(node)
            elif tag in NODES:
                element = self._read_node(node, tag, parent)
                if tag in SUBPROCESSES:
                    self._read_level(node, element)
            elif tag not in _DRAWN_ONLY and not (parent and _is_own_part(parent, tag)):
                self._fault(node, f"“{tag}” tidak dapat dijalankan.", parent)

    def _read_flow(self, node: etree._Element) -> None:
        flow = node.get("id", "")
        if not flow or flow in self.flows:
            self._fault(node, "Id alur kosong atau dipakai dua kali.")
        self.flows[flow] = (node.get("sourceRef", ""), node.get("targetRef", ""))
        self.flow_names[flow] = name_of(node)
        if node.find(bpmn("conditionExpression")) is not None and not self._is_default(node):
            self.conditions[flow] = feel(text_of(node, "conditionExpression"))

    def _is_default(self, flow: etree._Element) -> bool:
        """The condition of a default flow is ignored (BPMN 2.0, 8.4.13)."""
        return (flow.get("sourceRef"), flow.get("id")) in self.defaults

    def _read_node(self, node: etree._Element, tag: str, parent: Element | None) -> Element:
        self._check_node(node, tag)
        calls = tag == "callActivity"
        element = Element(
            id=node.get("id", ""),
            name=name_of(node),
            type=tag,
            process=self.id,
            lane=self.lanes.get(node.get("id", ""), parent.lane if parent else None),
            documentation=text_of(node, "documentation"),
            attributes=camunda_attributes(node),
            properties=properties(node),
            item=self._tried(node, lambda: self.data.item(node), None),
            inputs=(*(() if calls else self._brought(node)), *self._parameters(node, "inputParameter")),
            outputs=(*self._parameters(node, "outputParameter"), *(() if calls else self._taken(node))),
            parent=parent.id if parent else None,
            default=node.get("default"),
            for_compensation=flag(node, "isForCompensation"),
            file=self.file,
            line=line(node) or 0,
        )
        element = self._with_loop(node, self._with_own_parts(node, element))
        if tag in SUBPROCESSES:
            element = replace(element, own_data=self.data.held_by(node))
        if element.id in self.elements or not element.id:
            self._fault(node, "Id elemen kosong atau dipakai dua kali.")
        self.elements[element.id] = element
        return element

    def _check_node(self, node: etree._Element, tag: str) -> None:
        for attribute in _ONCE:
            if node.get(attribute, "1") != "1":
                self._fault(node, f"“{attribute}” selain 1 tidak dapat dijalankan.")
        self._check_extensions(node)
        if tag in SUBPROCESSES:
            return
        for child in children(node):
            part = local(child)
            fits = (
                (part in LOOPS and tag in ACTIVITIES)
                or (part == "script" and tag == "scriptTask")
                or (part == "activationCondition" and tag == "complexGateway")
                or (part.endswith(("EventDefinition", "eventDefinitionRef")) and tag in EVENTS)
            )
            if part not in _DRAWN_ONLY and not fits:
                self._fault(child, f"“{part}” tidak dapat dijalankan di sini.", of=node)

    def _check_booleans(self) -> None:
        for node in self.node.iter(bpmn("*")):
            for attribute in _BOOLEANS.intersection(node.attrib):
                if boolean(node.get(attribute, "")) is None:
                    self._fault(node, f"“{attribute}” harus true atau false.", of=_author_of(node))

    def _check_extensions(self, node: etree._Element) -> None:
        for extension in extensions(node, "*"):
            if local(extension) not in _EXTENSIONS and not extension_changes_nothing(extension):
                self._fault(extension, f"“camunda:{local(extension)}” tidak dijalankan.", of=node)

    def _brought(self, node: etree._Element) -> tuple[tuple[str, str], ...]:
        """What data associations bring to a node."""
        nothing: tuple[tuple[str, str], ...] = ()
        return self._tried(node, lambda: (*self.data.inputs(node),), nothing)

    def _taken(self, node: etree._Element) -> tuple[tuple[str, str], ...]:
        """What data associations take from a node."""
        nothing: tuple[tuple[str, str], ...] = ()
        return self._tried(node, lambda: (*self.data.outputs(node),), nothing)

    def _parameters(self, node: etree._Element, tag: str) -> tuple[tuple[str, str], ...]:
        found = []
        for block in extensions(node, "inputOutput"):
            for parameter in block.iterchildren(camunda(tag)):
                name, text = parameter.get("name", "").strip(), feel(parameter.text)
                if not name or not text or len(parameter):
                    self._fault(parameter, f"“camunda:{tag}” harus punya nama dan satu ekspresi.", of=node)
                found.append((name, text))
        return tuple(found)

    def _with_own_parts(self, node: etree._Element, element: Element) -> Element:
        match element.type:
            case "callActivity":
                return replace(
                    element,
                    called_element=reference(node, "calledElement") or None,
                    call_in=(*self._brought(node), *self._mappings(node, "in")),
                    call_out=(*self._mappings(node, "out"), *self._taken(node)),
                    call_in_all=_maps_all(node, "in"),
                    call_out_all=_maps_all(node, "out"),
                )
            case "scriptTask":
                return self._with_script(node, element)
            case "businessRuleTask":
                return self._with_decision(node, element)
            case "serviceTask" | "sendTask" | "receiveTask":
                return self._with_message(node, element)
            case "subProcess" | "transaction":
                return replace(
                    element,
                    event_subprocess=flag(node, "triggeredByEvent"),
                    transaction=element.type == "transaction",
                )
            case "adHocSubProcess":
                return replace(
                    element,
                    event_subprocess=flag(node, "triggeredByEvent"),
                    ad_hoc=self._tried(node, lambda: ad_hoc_of(node), None),
                )
            case "complexGateway":
                return replace(element, activation=feel(text_of(node, "activationCondition")) or None)
            case "eventBasedGateway":
                return self._with_choice_of_events(node, element)
        return self._with_events(node, element) if element.type in EVENTS else element

    def _with_events(self, node: etree._Element, element: Element) -> Element:
        boundary = element.type == "boundaryEvent"
        return replace(
            element,
            events=self._tried(node, lambda: (*self.shared.events(node),), ()),
            all_events=flag(node, "parallelMultiple"),
            attached_to=reference(node, "attachedToRef") if boundary else None,
            interrupting=flag(node, "cancelActivity" if boundary else "isInterrupting", True),
            connector=self._connector(node, element),
        )

    def _with_choice_of_events(self, node: etree._Element, element: Element) -> Element:
        kind = node.get("eventGatewayType", "Exclusive")
        if kind not in {"Exclusive", "Parallel"}:
            self._fault(node, f"eventGatewayType “{kind}” tidak dikenal.")
        if kind == "Parallel" and not flag(node, "instantiate"):
            self._fault(node, "Gateway berbasis event yang paralel harus memulai proses (instantiate).")
        return replace(_with_instantiation(node, element), all_events=kind == "Parallel")

    def _with_message(self, node: etree._Element, element: Element) -> Element:
        connector = self._connector(node, element)
        result = element.attributes.get("resultVariable")
        element = replace(element, connector=connector, result_variable=result)
        if element.type == "serviceTask" or connector:
            return element
        if element.type == "sendTask" and is_done_elsewhere(node):
            return element
        nothing: tuple[EventText, ...] = ()
        if element.type == "sendTask":
            return replace(element, events=self._tried(node, lambda: self.shared.sent(node), nothing))
        element = _with_instantiation(node, element)
        return replace(element, events=self._tried(node, lambda: (self.shared.message(node),), nothing))

    def _connector(self, node: etree._Element, element: Element) -> str | None:
        name = element.properties.get("connector")
        if name is not None and name not in _CONNECTORS:
            self._fault(node, f"Konektor “{name}” tidak dikenal; yang ada: {', '.join(sorted(_CONNECTORS))}.")
        return name

    def _with_script(self, node: etree._Element, element: Element) -> Element:
        language = node.get("scriptFormat") or node.get("scriptLanguage") or "feel"
        if language.lower() not in {"feel", "text/feel"}:
            self._fault(node, 'Skrip hanya dapat ditulis dalam FEEL (scriptFormat="feel").')
        result = element.attributes.get("resultVariable")
        return replace(element, script=feel(text_of(node, "script")), result_variable=result)

    def _with_decision(self, node: etree._Element, element: Element) -> Element:
        """A case runs on one version, so its decisions are that version's (``_OWN_VERSION``).

        Nothing is asked where nothing says what (BPMN 2.0, 10.3.3).
        """
        decision = element.attributes.get("decisionRef", "").strip()
        mapping = element.attributes.get("mapDecisionResult", UNMAPPED)
        result = element.attributes.get("resultVariable")
        if not decision and node.get("implementation", _UNSPECIFIED) == _UNSPECIFIED:
            return element
        if not decision or decision.startswith(("=", "$", "#")):
            self._fault(node, "camunda:decisionRef harus memuat id keputusan.")
        if element.attributes.get("decisionRefBinding", "deployment") not in _OWN_VERSION:
            self._fault(node, "camunda:decisionRefBinding selain deployment dan latest tidak dijalankan.")
        if mapping not in MAPPINGS:
            self._fault(node, f"camunda:mapDecisionResult “{mapping}” tidak dikenal.")
        if not result and not element.outputs:
            self._fault(node, "Tugas aturan bisnis harus punya camunda:resultVariable atau outputParameter.")
        return replace(element, decision=decision, decision_mapping=mapping, result_variable=result)

    def _mappings(self, node: etree._Element, tag: Literal["in", "out"]) -> tuple[tuple[str, str], ...]:
        found = []
        for mapping in extensions(node, tag):
            if mapping.get("variables") == "all":
                continue
            target = mapping.get("target", "").strip()
            source = feel(mapping.get("sourceExpression") or mapping.get("source"))
            if not target or not source:
                self._fault(
                    mapping, f"“camunda:{tag}” harus punya source atau sourceExpression, dan target.", of=node
                )
            found.append((target, source))
        return tuple(found)

    def _with_loop(self, node: etree._Element, element: Element) -> Element:
        element = replace(element, loop=self._tried(node, lambda: loop_of(node), None))
        for part, message in multi_instance_faults(node):
            self._fault(part, message, of=node)
        return self._tried(node, lambda: with_multi_instance(node, element, self.data), element)

    def _compensate(self) -> None:
        """Let activities know what compensates them: what an association leads to from a boundary event, or
        an event subprocess in them that a compensation begins (BPMN 2.0, 10.7)."""
        for element in [*self.elements.values()]:
            if not any(event.kind == "compensation" for event in element.events):
                continue
            if element.type == "boundaryEvent" and element.attached_to in self.elements:
                handler = self.associations.get(element.id)
                host = self.elements[element.attached_to]
                self.elements[host.id] = replace(host, compensation=handler)
            around = self.elements.get(element.parent or "")
            if element.type == "startEvent" and around is not None and around.parent in self.elements:
                host = self.elements[around.parent]
                self.elements[host.id] = replace(host, compensation=around.id)

    def _tried(self, node: etree._Element, read: Callable[[], T], otherwise: T) -> T:
        """Read a part; where it can't be, that is a fault of the element."""
        try:
            return read()
        except Unreadable as error:
            self._fault(node, str(error))
            return otherwise

    def _fault(self, node: etree._Element, message: str, of: Any = None) -> None:
        element = of.id if isinstance(of, Element) else (node if of is None else of).get("id") or self.id
        self.faults.append(Fault(self.file, element, line(node), message))


def _is_own_part(subprocess: Element, tag: str) -> bool:
    return tag in LOOPS or (tag == "completionCondition" and subprocess.type == "adHocSubProcess")


def _with_instantiation(node: etree._Element, element: Element) -> Element:
    return replace(element, instantiates=flag(node, "instantiate"))


def _author_of(node: etree._Element) -> etree._Element:
    """Return the flow element that a part belongs to, or what else it stands in."""
    around = (each for each in (node, *node.iterancestors()) if local(each) in NODES)
    return next(around, node)


def _maps_all(node: etree._Element, tag: Literal["in", "out"]) -> bool:
    return any(mapping.get("variables") == "all" for mapping in extensions(node, tag))


def _lanes(process: etree._Element) -> Iterator[tuple[str, str]]:
    for lane in process.iter(bpmn("lane")):
        for node in lane.iterchildren(bpmn("flowNodeRef")):
            yield (node.text or "").strip(), lane.get("name", "")
