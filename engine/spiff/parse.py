"""From the bytes of BPMN files to processes and elements.

An allow-list: a tag, an event definition or a camunda extension that isn't known to run right is a fault
that names the element. SpiffWorkflow's own parser isn't used: it orders exclusive flows by the diagram's
y coordinates, runs every start event, doesn't strip ``flowNodeRef``, ignores what it doesn't know, and
exhausts Python's stack on a chain of 600 tasks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from lxml import etree

from engine import xml
from engine.decisions import MAPPINGS, UNMAPPED
from engine.errors import Fault, Unrunnable
from engine.spiff.elements import Element, Process, TimerText

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"

ACTIVITIES = frozenset({"userTask", "scriptTask", "businessRuleTask", "callActivity", "subProcess"})
EVENTS = frozenset(
    {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}
)
GATEWAYS = frozenset({"exclusiveGateway", "inclusiveGateway", "parallelGateway"})
NODES = ACTIVITIES | EVENTS | GATEWAYS

_DRAWN_ONLY = frozenset(
    {
        *("documentation", "extensionElements", "incoming", "outgoing", "laneSet", "textAnnotation"),
        *("association", "group", "dataObject", "dataObjectReference", "dataStoreReference", "auditing"),
    }
)
_PARTS = frozenset({"multiInstanceLoopCharacteristics", "script", "timerEventDefinition"})
_EXTENSIONS = frozenset({"properties", "inputOutput", "in", "out"})
_OWN_VERSION = frozenset({"deployment", "latest"})
_TIMED = frozenset({"intermediateCatchEvent", "boundaryEvent"})
_MUST_BE = {
    "startQuantity": "1",
    "completionQuantity": "1",
    "isForCompensation": "false",
    "triggeredByEvent": "false",
    "parallelMultiple": "false",
}


def parse(files: Mapping[str, bytes]) -> tuple[dict[str, Process], list[Fault]]:
    """Read every process of every ``.bpmn`` file.

    Args:
        files: name → content; other files are left alone.

    Returns:
        The processes by id, and what can't be run in them.

    Raises:
        Unrunnable: a file is not XML that may be read at all.
    """
    processes: dict[str, Process] = {}
    faults: list[Fault] = []
    for name in sorted(files):
        if not name.endswith(".bpmn"):
            continue
        root = xml.read(name, files[name])
        if root.tag != _bpmn("definitions"):
            raise Unrunnable([Fault(name, None, _line(root), "Bukan berkas BPMN 2.0.")])
        for node in root.iter(_bpmn("messageFlow")):
            faults.append(Fault(name, node.get("id"), _line(node), "Alur pesan tidak dijalankan."))
        for node in root.iterchildren(_bpmn("process")):
            process = _Reader(name, node, faults).process()
            if process.id in processes:
                faults.append(Fault(name, process.id, _line(node), "Id proses dipakai dua kali."))
            processes[process.id] = process
    return processes, faults


class _Reader:
    """Reads one process; faults are added to the list it was given."""

    def __init__(self, file: str, node: etree._Element, faults: list[Fault]) -> None:
        self.file = file
        self.node = node
        self.faults = faults
        self.id = node.get("id", "")
        self.lanes = dict(_lanes(node))
        self.elements: dict[str, Element] = {}
        self.flows: dict[str, tuple[str, str]] = {}
        self.conditions: dict[str, str] = {}
        self.flow_names: dict[str, str] = {}

    def process(self) -> Process:
        if not self.id:
            self.fault(self.node, "Proses tidak punya id.")
        if self.node.get("isExecutable") != "true":
            self.fault(self.node, "Proses tidak ditandai dapat dijalankan (isExecutable).")
        self.check_extensions(self.node)
        self.read_level(self.node, parent=None)
        return Process(
            id=self.id,
            name=self.node.get("name", self.id),
            elements=self.elements,
            flows=self.flows,
            conditions=self.conditions,
            flow_names=self.flow_names,
            starts=[e.id for e in self.elements.values() if e.type == "startEvent" and e.parent is None],
            attributes=_camunda_attributes(self.node),
            properties=_properties(self.node),
            documentation=_text(self.node, "documentation"),
            file=self.file,
        )

    def read_level(self, level: etree._Element, parent: Element | None) -> None:
        for node in level.iterchildren(f"{{{BPMN}}}*"):
            tag = _local(node)
            if tag == "sequenceFlow":
                self.read_flow(node)
            elif tag in NODES:
                element = self.read_node(node, tag, parent)
                if tag == "subProcess":
                    self.read_level(node, element)
            elif tag not in _DRAWN_ONLY and not (parent and tag in _PARTS):
                self.fault(node, f"“{tag}” tidak dapat dijalankan.", parent)

    def read_flow(self, node: etree._Element) -> None:
        flow = node.get("id", "")
        if not flow or flow in self.flows:
            self.fault(node, "Id alur kosong atau dipakai dua kali.")
        self.flows[flow] = (node.get("sourceRef", ""), node.get("targetRef", ""))
        self.flow_names[flow] = " ".join(node.get("name", "").split())
        if node.find(_bpmn("conditionExpression")) is not None:
            self.conditions[flow] = feel(_text(node, "conditionExpression"))

    def read_node(self, node: etree._Element, tag: str, parent: Element | None) -> Element:
        self.check_node(node, tag)
        element = Element(
            id=node.get("id", ""),
            name=" ".join(node.get("name", "").split()),
            type=tag,
            process=self.id,
            lane=self.lanes.get(node.get("id", ""), parent.lane if parent else None),
            documentation=_text(node, "documentation"),
            attributes=_camunda_attributes(node),
            properties=_properties(node),
            inputs=self.parameters(node, "inputParameter"),
            outputs=self.parameters(node, "outputParameter"),
            parent=parent.id if parent else None,
            default=node.get("default"),
            file=self.file,
            line=_line(node) or 0,
        )
        element = self.with_loop(node, self.with_own_parts(node, element))
        if element.id in self.elements or not element.id:
            self.fault(node, "Id elemen kosong atau dipakai dua kali.")
        self.elements[element.id] = element
        return element

    def check_node(self, node: etree._Element, tag: str) -> None:
        for attribute, value in _MUST_BE.items():
            if node.get(attribute, value) != value:
                self.fault(node, f"“{attribute}” selain {value} tidak dapat dijalankan.")
        self.check_extensions(node)
        if tag == "subProcess":
            return
        for child in node.iterchildren(f"{{{BPMN}}}*"):
            part = _local(child)
            fits = {
                "multiInstanceLoopCharacteristics": tag in ACTIVITIES,
                "script": tag == "scriptTask",
                "timerEventDefinition": tag in _TIMED,
                "terminateEventDefinition": tag == "endEvent",
            }
            if part not in _DRAWN_ONLY and not fits.get(part, False):
                self.fault(child, f"“{part}” tidak dapat dijalankan di sini.", of=node)

    def check_extensions(self, node: etree._Element) -> None:
        for extension in _extensions(node, "*"):
            if _local(extension) not in _EXTENSIONS:
                self.fault(extension, f"“camunda:{_local(extension)}” tidak dijalankan.", of=node)

    def parameters(self, node: etree._Element, tag: str) -> tuple[tuple[str, str], ...]:
        found = []
        for block in _extensions(node, "inputOutput"):
            for parameter in block.iterchildren(f"{{{CAMUNDA}}}{tag}"):
                name, text = parameter.get("name", "").strip(), feel(parameter.text)
                if not name or not text or len(parameter):
                    self.fault(parameter, f"“camunda:{tag}” harus punya nama dan satu ekspresi.", of=node)
                found.append((name, text))
        return tuple(found)

    def with_own_parts(self, node: etree._Element, element: Element) -> Element:
        match element.type:
            case "callActivity":
                return replace(
                    element,
                    called_element=node.get("calledElement"),
                    call_in=self.mappings(node, "in"),
                    call_out=self.mappings(node, "out"),
                )
            case "scriptTask":
                if (node.get("scriptFormat") or "feel").lower() != "feel":
                    self.fault(node, 'Skrip hanya dapat ditulis dalam FEEL (scriptFormat="feel").')
                result = element.attributes.get("resultVariable")
                return replace(element, script=feel(_text(node, "script")), result_variable=result)
            case "businessRuleTask":
                return self.with_decision(node, element)
            case "intermediateCatchEvent":
                return replace(element, timer=self.timer(node))
            case "boundaryEvent":
                return replace(
                    element,
                    timer=self.timer(node),
                    attached_to=node.get("attachedToRef"),
                    interrupting=node.get("cancelActivity", "true") == "true",
                )
            case "endEvent":
                return replace(element, terminates=node.find(_bpmn("terminateEventDefinition")) is not None)
        return element

    def with_decision(self, node: etree._Element, element: Element) -> Element:
        """A case runs on one version, so its decisions are that version's (``_OWN_VERSION``)."""
        decision = element.attributes.get("decisionRef", "").strip()
        mapping = element.attributes.get("mapDecisionResult", UNMAPPED)
        result = element.attributes.get("resultVariable")
        if not decision or decision.startswith(("=", "$", "#")):
            self.fault(node, "camunda:decisionRef harus memuat id keputusan.")
        if element.attributes.get("decisionRefBinding", "deployment") not in _OWN_VERSION:
            self.fault(node, "camunda:decisionRefBinding selain deployment dan latest tidak dijalankan.")
        if mapping not in MAPPINGS:
            self.fault(node, f"camunda:mapDecisionResult “{mapping}” tidak dikenal.")
        if not result and not element.outputs:
            self.fault(node, "Tugas aturan bisnis harus punya camunda:resultVariable atau outputParameter.")
        return replace(element, decision=decision, decision_mapping=mapping, result_variable=result)

    def mappings(self, node: etree._Element, tag: Literal["in", "out"]) -> tuple[tuple[str, str], ...]:
        found = []
        for mapping in _extensions(node, tag):
            target = mapping.get("target", "").strip()
            source = feel(mapping.get("sourceExpression") or mapping.get("source"))
            if not target or not source:
                self.fault(
                    mapping, f"“camunda:{tag}” harus punya source atau sourceExpression, dan target.", of=node
                )
            found.append((target, source))
        return tuple(found)

    def timer(self, node: etree._Element) -> TimerText | None:
        definitions = node.findall(_bpmn("timerEventDefinition"))
        kinds: tuple[tuple[str, Literal["date", "duration"]], ...] = (
            ("timeDate", "date"),
            ("timeDuration", "duration"),
        )
        for tag, kind in kinds:
            text = _text(definitions[0], tag) if len(definitions) == 1 else ""
            if text:
                return TimerText(kind, feel(text), expression=text.startswith("="))
        self.fault(node, "Peristiwa ini harus punya satu timer dengan tanggal atau durasi.")
        return None

    def with_loop(self, node: etree._Element, element: Element) -> Element:
        loop = node.find(_bpmn("multiInstanceLoopCharacteristics"))
        if loop is None:
            return element
        collection = feel(loop.get(f"{{{CAMUNDA}}}collection"))
        cardinality = feel(_text(loop, "loopCardinality"))
        if bool(collection) == bool(cardinality):
            self.fault(loop, "Multi-instance harus punya camunda:collection atau loopCardinality.", of=node)
        for child in loop.iterchildren(f"{{{BPMN}}}*"):
            if _local(child) not in {"loopCardinality", "completionCondition", "extensionElements"}:
                self.fault(child, f"“{_local(child)}” tidak dapat dijalankan.", of=node)
        return replace(
            element,
            multi_instance=True,
            sequential=loop.get("isSequential") == "true",
            element_variable=loop.get(f"{{{CAMUNDA}}}elementVariable"),
            collection=collection or None,
            cardinality=cardinality or None,
            completion_condition=feel(_text(loop, "completionCondition")) or None,
        )

    def fault(self, node: etree._Element, message: str, of: Any = None) -> None:
        element = (node if of is None else of).get("id") if not isinstance(of, Element) else of.id
        self.faults.append(Fault(self.file, element, _line(node), message))


def feel(text: str | None) -> str:
    """Return an expression's text without its leading ``=`` and without space around it."""
    stripped = (text or "").strip()
    return stripped.removeprefix("=").strip()


def _lanes(process: etree._Element) -> Iterator[tuple[str, str]]:
    for lane in process.iter(_bpmn("lane")):
        for reference in lane.iterchildren(_bpmn("flowNodeRef")):
            yield (reference.text or "").strip(), lane.get("name", "")


def _properties(node: etree._Element) -> dict[str, str]:
    return {
        entry.get("name", ""): entry.get("value", "")
        for block in _extensions(node, "properties")
        for entry in block.iterchildren(f"{{{CAMUNDA}}}property")
    }


def _camunda_attributes(node: etree._Element) -> dict[str, str]:
    prefix = f"{{{CAMUNDA}}}"
    return {str(k).removeprefix(prefix): str(v) for k, v in node.attrib.items() if str(k).startswith(prefix)}


def _extensions(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    for block in node.iterchildren(_bpmn("extensionElements")):
        yield from block.iterchildren(f"{{{CAMUNDA}}}{tag}")


def _text(node: etree._Element, tag: str) -> str:
    found = node.find(_bpmn(tag))
    return "" if found is None else (found.text or "").strip()


def _bpmn(tag: str) -> str:
    return f"{{{BPMN}}}{tag}"


def _line(node: etree._Element) -> int | None:
    line: Any = node.sourceline
    return line if isinstance(line, int) else None


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname
