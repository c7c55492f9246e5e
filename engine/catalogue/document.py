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

from engine.errors import Fault, Problem, Unrunnable
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
SUBPROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
GATEWAYS = frozenset(
    ["exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway"]
)
EVENTS = frozenset(
    ["startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"]
)
FLOW_NODES = TASKS | SUBPROCESSES | GATEWAYS | EVENTS
"""BPMN 2.0 §10.2–10.6: what a sequence flow may lead to or from, run by Paraf or not."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """An element of a file, with its place."""

    file: str
    xml: etree._Element

    @property
    def id(self) -> str | None:
        """The BPMN id; an element without one is known by the nearest above it that has one."""
        return next(
            (above.get("id") for above in (self.xml, *self.xml.iterancestors()) if above.get("id")), None
        )

    @property
    def line(self) -> int | None:
        """Counted from 1."""
        line = self.xml.sourceline
        return line if isinstance(line, int) else None

    @property
    def namespace(self) -> str | None:
        """The element's namespace."""
        return etree.QName(self.xml).namespace

    @property
    def tag(self) -> str:
        """The element's name without its namespace."""
        return etree.QName(self.xml).localname

    @property
    def label(self) -> str:
        """How a sentence calls it: “name” where it has one, else its id."""
        return f"“{self.xml.get('name') or self.xml.get('id') or self.tag}”"

    @property
    def text(self) -> str:
        """Its own text, without the white space around it."""
        return (self.xml.text or "").strip()

    def attribute(self, name: str) -> str | None:
        """An attribute of BPMN itself."""
        return self.xml.get(name)

    def camunda(self, name: str) -> str | None:
        """An attribute of the namespace ``camunda``."""
        return self.xml.get(f"{{{CAMUNDA}}}{name}")

    def children(self, *tags: str) -> list[Part]:
        """The BPMN elements directly below it, of these names; of any name where none is given."""
        names = [f"{{{BPMN}}}{tag}" for tag in tags or ("*",)]
        return [Part(self.file, xml) for xml in self.xml.iterchildren(*names)]

    def child(self, tag: str) -> Part | None:
        """The first BPMN element of this name directly below it."""
        return next(iter(self.children(tag)), None)

    def extensions(self, *path: str) -> list[Part]:
        """The ``camunda:`` elements at this path below its ``bpmn:extensionElements``."""
        steps = "/".join(f"{{{CAMUNDA}}}{step}" for step in path)
        return [Part(self.file, xml) for xml in self.xml.iterfind(f"{{{BPMN}}}extensionElements/{steps}")]

    def properties(self) -> list[Part]:
        """Its ``camunda:property`` elements, each with ``name`` and ``value``."""
        return self.extensions("properties", "property")

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

    def error(self, rule: str, message: str) -> Problem:
        """Say that a publish must be refused because of this element."""
        return self._problem(rule, "error", message)

    def warning(self, rule: str, message: str) -> Problem:
        """Say that something about this element is probably not meant."""
        return self._problem(rule, "warning", message)

    def _problem(self, rule: str, severity: Literal["error", "warning"], message: str) -> Problem:
        return Problem(rule, severity, self.file, self.id, self.line, message)


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
        """Its flow nodes by id, in the order of the file."""
        found: dict[str, Part] = {}
        for node in self.every_node:
            if (name := node.attribute("id")) is not None:
                found.setdefault(name, node)
        return found

    @cached_property
    def flows(self) -> Sequence[Flow]:
        """Its sequence flows, in the order of the file."""
        return [Flow(part.file, part.xml) for part in self.part.children("sequenceFlow")]

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


def event_definitions(event: Part) -> list[Part]:
    """What an event waits for or throws, by definition or reference (BPMN 2.0 §10.5.5); [] for none."""
    return [part for part in event.children() if part.tag.endswith(("EventDefinition", "eventDefinitionRef"))]


def scopes_of(root: Part) -> Iterator[Scope]:
    """Yield every process of a file and every subprocess in it, outer ones first."""
    for process in root.children("process"):
        yield Scope(process, process)
        yield from (Scope(part, process) for part in process.below(*SUBPROCESSES))


def read_document(path: str, content: bytes) -> Part:
    """Read a diagram, hardened as ``engine.xml`` does it.

    Raises:
        Unrunnable: it can't be read safely, or is no BPMN 2.0.
    """
    root = Part(path, read(path, content))
    if root.xml.tag != f"{{{BPMN}}}definitions":
        raise Unrunnable([Fault(path, None, root.line, "Bukan berkas BPMN 2.0.")])
    return root
