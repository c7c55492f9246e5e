"""A diagram as its file has it, faults and all: what the rules look at.

``engine.spiff`` reads only what runs; this view also holds what doesn't, so that a rule can say what is
wrong, where, and on which line. An id that is used twice keeps its first bearer here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lxml import etree

from engine.catalogue.constructs import CONSTRUCTS
from engine.errors import Fault, Problem, Unrunnable
from engine.spiff.parse import boolean
from engine.spiff.parse.text import referred
from engine.xml import read

OMG = "http://www.omg.org/spec/"
BPMN = f"{OMG}BPMN/20100524/MODEL"
BPMNDI = f"{OMG}BPMN/20100524/DI"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"

TASKS = frozenset(
    [
        "task",
        "userTask",
        "manualTask",
        "scriptTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "businessRuleTask",
        "callActivity",
    ]
)
GLOBAL_TASKS = frozenset(
    ["globalTask", "globalManualTask", "globalUserTask", "globalScriptTask", "globalBusinessRuleTask"]
)
SUBPROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
GATEWAYS = frozenset(
    ["exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway"]
)
EVENTS = frozenset(
    ["startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"]
)
FLOW_NODES = TASKS | SUBPROCESSES | GATEWAYS | EVENTS
"""BPMN 2.0 §10.2–10.6: what a sequence flow may lead to or from, run by Paraf or not."""
KNOWN_BY_AUTHORS = FLOW_NODES | {
    *("process", "participant", "lane", "messageFlow", "sequenceFlow", "textAnnotation", "association"),
    *("group", "dataObject", "dataObjectReference", "dataStoreReference"),
    *("choreographyTask", "subChoreography", "callChoreography"),
}
"""What authors draw and name; ids of what lies inside of these are their tool's."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """An element of a file, with its place."""

    file: str
    xml: etree._Element

    @property
    def known_as(self) -> etree._Element:
        """What authors know it by: itself or the nearest around it that they draw and that has an id.

        An event definition of the whole file is known by the event that refers to it.

        Where nothing of the kind is around it, the nearest with an id; the outermost where none has.
        """
        named = [xml for xml in (self.xml, *self.xml.iterancestors()) if xml.get("id")]
        drawn = next((xml for xml in named if Part(self.file, xml).tag in KNOWN_BY_AUTHORS), None)
        if drawn is None and named and named[0].tag.endswith("EventDefinition"):
            drawn = self._user_of(named[0].get("id", ""))
        if drawn is not None:
            return drawn
        return named[0] if named else self.xml.getroottree().getroot()

    def _user_of(self, definition: str) -> etree._Element | None:
        """The first event that refers to an event definition of the whole file."""
        references = self.xml.getroottree().getroot().iter(f"{{{BPMN}}}eventDefinitionRef")
        return next((r.getparent() for r in references if Part(self.file, r).refers_to == definition), None)

    @property
    def line(self) -> int | None:
        """Counted from 1."""
        line = self.xml.sourceline
        return line if isinstance(line, int) else None

    @property
    def namespace(self) -> str | None:
        """The element's namespace."""
        return self.xml.tag[1:].partition("}")[0] if self.xml.tag.startswith("{") else None

    @property
    def tag(self) -> str:
        """The element's name without its namespace."""
        return self.xml.tag.rpartition("}")[2]

    @property
    def kind(self) -> str:
        """Its tag; of a global task, that of the task which it is."""
        return self.tag if self.tag not in GLOBAL_TASKS else f"{self.tag[6].lower()}{self.tag[7:]}"

    @property
    def label(self) -> str:
        """How a sentence calls it: “name” where it has one, else its id."""
        return f"“{self.name or self.xml.get('id') or self.tag}”"

    @property
    def name(self) -> str | None:
        """Its name as one line."""
        return " ".join(self.xml.get("name", "").split()) or None

    @property
    def text(self) -> str:
        """Its own text, before and behind what it holds, without the white space around it."""
        return "".join([self.xml.text or "", *(child.tail or "" for child in self.xml)]).strip()

    def attribute(self, name: str) -> str | None:
        """An attribute of BPMN itself."""
        return self.xml.get(name)

    def reference(self, name: str) -> str:
        """The id that an attribute refers to, empty where it is missing; it may bear a prefix (xsd:QName)."""
        return referred(self.xml.get(name))

    @property
    def refers_to(self) -> str:
        """The id that its text refers to."""
        return referred(self.text)

    def says(self, name: str) -> bool | None:
        """What a boolean attribute of BPMN says, None where it is missing or says neither."""
        return boolean(self.xml.get(name, ""))

    def refers_elsewhere(self, reference: str) -> bool:
        """Whether a QName on it belongs to another namespace than what its own file defines."""
        prefix, colon, _ = reference.strip().rpartition(":")
        own = self.xml.getroottree().getroot().get("targetNamespace")
        return bool(colon) and self.xml.nsmap.get(prefix, own) != own

    def attributes(self) -> list[tuple[str, str]]:
        """All its attributes; one of a namespace has it in braces before its name."""
        return [(str(name), str(value)) for name, value in self.xml.attrib.items()]

    def camunda(self, name: str) -> str | None:
        """An attribute of the namespace ``camunda``."""
        return self.xml.get(f"{{{CAMUNDA}}}{name}")

    def children(self, *tags: str) -> list[Part]:
        """The BPMN elements directly below it, of these names; of any name where none is given."""
        names = [f"{{{BPMN}}}{tag}" for tag in tags or ("*",)]
        return [Part(self.file, xml) for xml in self.xml.iterchildren(*names)]

    def child(self, tag: str) -> Part | None:
        """The first BPMN element of this name directly below it."""
        xml = self.xml.find(f"{{{BPMN}}}{tag}")
        return None if xml is None else Part(self.file, xml)

    def extensions(self, *path: str) -> list[Part]:
        """The ``camunda:`` elements at this path below its ``bpmn:extensionElements``."""
        return [part for block in self.children("extensionElements") for part in block.at(*path)]

    def at(self, *path: str) -> list[Part]:
        """The ``camunda:`` elements at this path below it, of any name for ``*``."""
        steps = "/".join(f"{{{CAMUNDA}}}{step}" for step in path)
        return [Part(self.file, xml) for xml in self.xml.iterfind(steps)]

    def properties(self) -> list[Part]:
        """Its ``camunda:property`` elements, each with ``name`` and ``value``."""
        return self.extensions("properties", "property")

    def setting(self, name: str) -> str | None:
        """The value of its ``camunda:property`` of this name; of two, the last."""
        values = [
            item.attribute("value") or "" for item in self.properties() if item.attribute("name") == name
        ]
        return values[-1] if values else None

    def below(self, *tags: str) -> Iterator[Part]:
        """Every BPMN element of these names anywhere below it."""
        names = [f"{{{BPMN}}}{tag}" for tag in tags]
        return (Part(self.file, xml) for xml in self.xml.iter(*names) if xml is not self.xml)

    def everything(self) -> Iterator[Part]:
        """Itself and every element of the OMG's namespaces below it, diagram interchange included."""
        for xml in self.xml.iter("*"):
            part = Part(self.file, xml)
            if (part.namespace or "").startswith(OMG):
                yield part

    def error(self, rule: str, message: str, english: str) -> Problem:
        """Say that a publish must be refused because of this element."""
        return self._problem(rule, "error", message, english)

    def warning(self, rule: str, message: str, english: str) -> Problem:
        """Say that something about this element is probably not meant."""
        return self._problem(rule, "warning", message, english)

    def _problem(
        self, rule: str, severity: Literal["error", "warning"], message: str, english: str
    ) -> Problem:
        known_as = Part(self.file, self.known_as)
        id, name = known_as.attribute("id"), known_as.name
        return Problem(rule, severity, self.file, id, self.line, message, name, english)


@dataclass(frozen=True, slots=True, eq=False)
class Flow(Part):
    """A sequence flow (BPMN 2.0 §8.3.13)."""

    @property
    def source(self) -> str:
        """The id it names as its source, empty where it names none."""
        return self.xml.get("sourceRef", "")

    @property
    def target(self) -> str:
        """The id it names as its target, empty where it names none."""
        return self.xml.get("targetRef", "")

    @property
    def condition(self) -> Part | None:
        """Its condition."""
        return self.child("conditionExpression")


@dataclass(frozen=True, eq=False)
class Scope:
    """A process or an embedded subprocess: what sequence flows don't leave.

    Attributes:
        part: the ``process`` or ``subProcess`` itself.
        process: the process it belongs to; for a process itself, the same as ``part``.
    """

    part: Part
    process: Part

    @property
    def is_process(self) -> bool:
        """Whether it is a process and no subprocess."""
        return self.part is self.process

    @cached_property
    def every_node(self) -> Sequence[Part]:
        """Its flow nodes, those without an id of their own too, in the order of the file."""
        return self.part.children(*FLOW_NODES)

    @cached_property
    def nodes(self) -> Mapping[str, Part]:
        """Its flow nodes by id, in the order of the file; what isn't BPMN and flows join follows them."""
        found: dict[str, Part] = {}
        for node in (*self.every_node, *self._unknown_nodes):
            if (name := node.attribute("id")) is not None:
                found.setdefault(name, node)
        return found

    @property
    def _unknown_nodes(self) -> Iterator[Part]:
        """What somebody drew between flows, and no construct has the name of: PRF-101 refuses it."""
        joined = {end for flow in self.flows for end in (flow.source, flow.target)}
        return (p for p in self.part.children() if p.tag not in CONSTRUCTS and p.attribute("id") in joined)

    @cached_property
    def flows(self) -> Sequence[Flow]:
        """Its sequence flows, in the order of the file."""
        return [Flow(part.file, part.xml) for part in self.part.children("sequenceFlow")]

    @cached_property
    def defaults(self) -> frozenset[etree._Element]:
        """Those that are their source's default: a condition on them is ignored (BPMN 2.0 §8.3.13)."""
        own = {(id, node.attribute("default")) for id, node in self.nodes.items()}
        return frozenset(flow.xml for flow in self.flows if (flow.source, flow.attribute("id")) in own)

    @cached_property
    def sound_flows(self) -> Sequence[Flow]:
        """Those whose two ends are nodes of this scope."""
        return [flow for flow in self.flows if flow.source in self.nodes and flow.target in self.nodes]

    def outgoing(self, node: str) -> Sequence[Flow]:
        """The flows that leave a node."""
        return self._by_source.get(node, ())

    def incoming(self, node: str) -> Sequence[Flow]:
        """The flows that lead to a node."""
        return self._by_target.get(node, ())

    @cached_property
    def _by_source(self) -> Mapping[str, Sequence[Flow]]:
        found: dict[str, list[Flow]] = {}
        for flow in self.sound_flows:
            found.setdefault(flow.source, []).append(flow)
        return found

    @cached_property
    def _by_target(self) -> Mapping[str, Sequence[Flow]]:
        found: dict[str, list[Flow]] = {}
        for flow in self.sound_flows:
            found.setdefault(flow.target, []).append(flow)
        return found

    def starts(self) -> list[Part]:
        """Its none start events."""
        return [n for n in self.nodes.values() if n.tag == "startEvent" and not event_definitions(n)]

    @property
    def is_event_subprocess(self) -> bool:
        """Whether it begins by an event (BPMN 2.0 §10.3.5)."""
        return self.part.says("triggeredByEvent") is True

    @property
    def is_ad_hoc(self) -> bool:
        """Whether nothing but its inner flows says what is next (BPMN 2.0 §10.3.5)."""
        return self.part.tag == "adHocSubProcess"

    @cached_property
    def guards(self) -> Mapping[str, Sequence[Part]]:
        """Id of an activity → its boundary events."""
        found: dict[str, list[Part]] = {}
        for node in self.nodes.values():
            if node.tag == "boundaryEvent":
                found.setdefault(node.reference("attachedToRef"), []).append(node)
        return found


def event_definitions(event: Part) -> list[Part]:
    """What an event waits for or throws, by definition or reference (BPMN 2.0 §10.5.5); [] for none."""
    return [part for part in event.children() if part.tag.endswith(("EventDefinition", "eventDefinitionRef"))]


def scopes_of(root: Part) -> Iterator[Scope]:
    """Yield every process of a file and every subprocess in it, outer ones first."""
    for process in root.children("process"):
        yield Scope(process, process)
        yield from (Scope(part, process) for part in process.below(*SUBPROCESSES))


def called_by(call: Part) -> str:
    """The id of the process that a call activity calls, empty where it names none."""
    return call.reference("calledElement")


def of_file(
    rule: str,
    severity: Literal["error", "warning"],
    file: str,
    message: str,
    english: str,
    *,
    element: str | None = None,
    line: int | None = None,
) -> Problem:
    """Return what is wrong with a file, or with something of it that is no element of a diagram."""
    return Problem(rule, severity, file, element, line, message, None, english)


def of_fault(rule: str, fault: Fault) -> Problem:
    """Return what a reader said of a file as a problem."""
    english = fault.english or f"It can't be read or run as it is. In Indonesian: {fault.message}"
    return of_file(rule, "error", fault.file, fault.message, english, element=fault.element, line=fault.line)


def read_document(path: str, content: bytes) -> Part:
    """Read a diagram, hardened as ``engine.xml`` does it.

    Raises:
        Unrunnable: it can't be read safely, or is no BPMN 2.0.
    """
    root = Part(path, read(path, content))
    if root.xml.tag != f"{{{BPMN}}}definitions":
        raise Unrunnable(
            [Fault(path, None, root.line, "Bukan berkas BPMN 2.0.", "It isn't a BPMN 2.0 file.")]
        )
    return root
