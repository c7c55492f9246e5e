"""What a BPMN file says, as plain values: processes, their elements and the flows between them.

Everything else of this package, the linter and the engine read these instead of XML or library objects.
Texts of expressions are FEEL without their leading ``=``; attributes and properties stand as written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from engine.decisions import UNMAPPED


@dataclass(frozen=True, slots=True)
class TimerText:
    """The text of a timer (BPMN 2.0, 10.5.5): an ISO 8601 literal, or FEEL where ``expression`` is set."""

    kind: Literal["date", "duration"]
    text: str
    expression: bool


@dataclass(frozen=True, slots=True)
class Element:
    """A flow node as its author drew it.

    Attributes:
        id: the author's own id, unique in its process.
        type: the BPMN tag, e.g. ``userTask``.
        process: the id of the process; an element of an embedded subprocess names the process around it.
        lane: the name of its lane; an element of an embedded subprocess may have its subprocess's.
        attributes: those of the camunda namespace, by local name, e.g. ``formRef``.
        properties: ``camunda:property`` name → value.
        inputs: ``camunda:inputParameter`` (name, FEEL), in document order.
        outputs: ``camunda:outputParameter`` (name, FEEL), in document order.
        multi_instance: one instance for each item of ``collection`` or each number of ``cardinality``.
        element_variable: the name by which an instance's expressions see its item.
        parent: the id of the embedded subprocess around it.
        called_element: the id of the process that a call activity calls.
        call_in: what crosses into the called process: (target, FEEL over the caller's names).
        call_out: what comes back: (target, FEEL over the called process's variables).
        attached_to: the id of the activity that a boundary event sits on.
        interrupting: a boundary event ends its activity.
        terminates: an end event that ends its process or subprocess at once.
        default: the id of a gateway's default flow.
        script: FEEL of a script task, and ``result_variable`` where its value goes.
        decision: the id of the decision of a business rule task, and ``decision_mapping`` what is made of its
            result (``camunda:mapDecisionResult``).
        file: the name of the file, and ``line`` the line, counted from 1.
    """

    id: str
    name: str
    type: str
    process: str
    lane: str | None = None
    documentation: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    inputs: Sequence[tuple[str, str]] = ()
    outputs: Sequence[tuple[str, str]] = ()
    multi_instance: bool = False
    element_variable: str | None = None
    sequential: bool = False
    collection: str | None = None
    cardinality: str | None = None
    completion_condition: str | None = None
    parent: str | None = None
    called_element: str | None = None
    call_in: Sequence[tuple[str, str]] = ()
    call_out: Sequence[tuple[str, str]] = ()
    attached_to: str | None = None
    interrupting: bool = True
    timer: TimerText | None = None
    terminates: bool = False
    default: str | None = None
    script: str | None = None
    result_variable: str | None = None
    decision: str | None = None
    decision_mapping: str = UNMAPPED
    file: str = ""
    line: int = 0

    @property
    def title(self) -> str:
        """What a sentence calls the element: its name, or its id where it has none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Process:
    """One process of a file.

    Attributes:
        elements: by id, in document order, those of embedded subprocesses among them.
        flows: flow id → (source, target), in document order.
        conditions: flow id → FEEL, of the flows that have one.
        flow_names: flow id → its name, empty where it has none.
        starts: ids of the process's own none start events.
        attributes: those of the camunda namespace, by local name.
        properties: ``camunda:property`` name → value.
    """

    id: str
    name: str
    elements: Mapping[str, Element]
    flows: Mapping[str, tuple[str, str]]
    conditions: Mapping[str, str]
    flow_names: Mapping[str, str]
    starts: Sequence[str]
    attributes: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    documentation: str = ""
    file: str = ""

    def outgoing(self, element: str) -> list[str]:
        """Return the ids of the flows that leave an element, in document order."""
        return [flow for flow, (source, _) in self.flows.items() if source == element]

    def incoming(self, element: str) -> list[str]:
        """Return the ids of the flows that reach an element, in document order."""
        return [flow for flow, (_, target) in self.flows.items() if target == element]
