"""What a BPMN file says, as plain values: processes, their elements and the flows between them.

Everything else of this package, the linter and the engine read these instead of XML or library objects.
Texts of expressions are FEEL without their leading ``=``; attributes and properties stand as written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from engine.decisions import UNMAPPED

TASKS = frozenset(
    [
        "task",
        "userTask",
        "manualTask",
        "scriptTask",
        "businessRuleTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
    ]
)
SUBPROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
ACTIVITIES = TASKS | SUBPROCESSES | {"callActivity"}
EVENTS = frozenset(
    {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}
)
GATEWAYS = frozenset(
    ["exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway"]
)
NODES = ACTIVITIES | EVENTS | GATEWAYS
"""The tags of flow nodes that are read; what of them can be run, ``structure`` and the parser say."""


@dataclass(frozen=True, slots=True)
class TimerText:
    """The text of a timer (BPMN 2.0, 10.5.5): an ISO 8601 literal, or FEEL where ``expression`` is set."""

    kind: Literal["date", "duration", "cycle"]
    text: str
    expression: bool


EventKind = Literal[
    "message", "signal", "timer", "conditional", "error", "escalation", "terminate", "link", "cancel",
    "compensation",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventText:
    """What an event waits for or throws (BPMN 2.0, 10.5.5).

    Attributes:
        name: of the message, signal or link; the code of the error or escalation. None catches any of them.
        timer: of a timer, and ``condition``, FEEL, of a conditional event.
        activity: the id of the activity that a compensation is for; None for all that were completed.
        variable: takes the code of the error or escalation that was caught (``camunda:errorCodeVariable``).
        message_variable: takes an error's message.
    """

    kind: EventKind
    name: str | None = None
    timer: TimerText | None = None
    condition: str | None = None
    activity: str | None = None
    variable: str | None = None
    message_variable: str | None = None


@dataclass(frozen=True, slots=True)
class LoopText:
    """A standard loop (BPMN 2.0, 13.3.6).

    Attributes:
        condition: FEEL; the activity runs again while it is true.
        before: it is asked before the first time too.
        maximum: how often it runs at most, None for as often as the condition says.
    """

    condition: str | None
    before: bool
    maximum: int | None


@dataclass(frozen=True, slots=True)
class AdHocText:
    """How an ad-hoc subprocess goes on (BPMN 2.0, 10.3.5).

    Attributes:
        condition: FEEL, asked when an activity in it is completed; None: it ends when nothing is left to do.
        sequential: one activity after the other, not all at once.
        cancels: what still runs is cancelled when the condition is true, not waited for.
    """

    condition: str | None
    sequential: bool
    cancels: bool


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
        item: FEEL of its only data input, where that has no name: what it throws carries that alone.
        inputs: ``camunda:inputParameter`` (name, FEEL), in document order.
        outputs: ``camunda:outputParameter`` (name, FEEL), in document order.
        multi_instance: one instance for each item of ``collection`` or each number of ``cardinality``.
        element_variable: the name by which an instance's expressions see its item.
        result_item: the variable that each instance has for itself, and ``result_collection`` the one that
            takes the list of these when all is done; ``collected`` is what associations take from that list,
            as (variable, FEEL).
        own_data: the variables that each running of an embedded subprocess has for itself: its data objects
            and properties (BPMN 2.0, 10.4.1).
        parent: the id of the embedded subprocess around it.
        called_element: the id of the process that a call activity calls.
        call_in: what crosses into the called process: (target, FEEL over the caller's names).
        call_out: what comes back: (target, FEEL over the called process's variables).
        call_in_all: every variable crosses, before those of ``call_in``; so does ``call_out_all`` say.
        attached_to: the id of the activity that a boundary event sits on.
        interrupting: a boundary event ends its activity, the start event of an event subprocess all else in
            the scope around it.
        events: what an event or a receive or send task waits for or throws; empty for none events.
        all_events: it waits for all of ``events`` (``parallelMultiple``), a gateway for all that stand behind
            it, not for one of them.
        instantiates: a receive task, or an event-based gateway with the events behind it, that begins the
            process.
        event_subprocess: a subprocess that begins when its start event happens (``triggeredByEvent``).
        transaction: a subprocess that can be cancelled.
        ad_hoc: of an ad-hoc subprocess, in which nothing but its inner flows says what is next.
        for_compensation: an activity that only runs to compensate another.
        compensation: the id of what compensates this activity, None where nothing does.
        loop: a standard loop around the activity.
        activation: FEEL of a complex gateway: how many tokens it waits for.
        connector: what a service or send task calls: ``http``, ``email`` or ``notify``.
        stands_for: the id of the author's element that it was added for; None where it is one itself.
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
    item: str | None = None
    inputs: Sequence[tuple[str, str]] = ()
    outputs: Sequence[tuple[str, str]] = ()
    multi_instance: bool = False
    element_variable: str | None = None
    result_item: str | None = None
    result_collection: str | None = None
    collected: Sequence[tuple[str, str]] = ()
    own_data: Sequence[str] = ()
    sequential: bool = False
    collection: str | None = None
    cardinality: str | None = None
    completion_condition: str | None = None
    parent: str | None = None
    called_element: str | None = None
    call_in: Sequence[tuple[str, str]] = ()
    call_out: Sequence[tuple[str, str]] = ()
    call_in_all: bool = False
    call_out_all: bool = False
    attached_to: str | None = None
    interrupting: bool = True
    events: Sequence[EventText] = ()
    all_events: bool = False
    instantiates: bool = False
    event_subprocess: bool = False
    transaction: bool = False
    ad_hoc: AdHocText | None = None
    for_compensation: bool = False
    compensation: str | None = None
    loop: LoopText | None = None
    activation: str | None = None
    connector: str | None = None
    stands_for: str | None = None
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
        return self.name or self.author_id

    @property
    def author_id(self) -> str:
        """The id by which its author knows it."""
        return self.stands_for or self.id

    @property
    def silent(self) -> bool:
        """Whether it stands in no diagram; nothing is told of it."""
        return self.stands_for is not None

    @property
    def repeats(self) -> bool:
        """Whether it runs several times at one visit: it is entered as a whole first, then each time."""
        return self.multi_instance or self.loop is not None


def begins_by_itself(element: Element) -> bool:
    """Say whether a token may begin at an element that no flow leads to (BPMN 2.0, 10.5.2)."""
    return not (element.event_subprocess or element.for_compensation or element.type == "boundaryEvent")


@dataclass(frozen=True)
class Process:
    """One process of a file.

    Attributes:
        elements: by id, in document order, those of embedded subprocesses among them.
        flows: flow id → (source, target), in document order.
        conditions: flow id → FEEL, of the flows that have one.
        flow_names: flow id → its name, empty where it has none.
        starts: ids of the process's own none start events; "" where it has no start event at all, and begins
            wherever no flow leads to.
        triggers: ids of its other start events, and of what else begins it.
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
    triggers: Sequence[str] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    documentation: str = ""
    file: str = ""

    def gateway_before(self, trigger: str) -> str | None:
        """Return the event-based gateway through which one of ``triggers`` begins the process, if any."""
        sources = (self.flows[flow][0] for flow in self.incoming(trigger))
        gateways = (s for s in sources if self.elements[s].type == "eventBasedGateway")
        return next((gateway for gateway in gateways if self.elements[gateway].instantiates), None)

    def on_level(self, level: str | None) -> list[Element]:
        """Return what stands directly in a subprocess, for None in the process itself, in document order."""
        return self._by_level.get(level, [])

    @cached_property
    def _by_level(self) -> Mapping[str | None, list[Element]]:
        levels: dict[str | None, list[Element]] = {}
        for element in self.elements.values():
            levels.setdefault(element.parent, []).append(element)
        return levels

    def outgoing(self, element: str) -> list[str]:
        """Return the ids of the flows that leave an element, in document order."""
        return self._by_end[0].get(element, [])

    def incoming(self, element: str) -> list[str]:
        """Return the ids of the flows that reach an element, in document order."""
        return self._by_end[1].get(element, [])

    @cached_property
    def _by_end(self) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
        """Source → its flows, and target → its flows: a process may have 100,000 of them."""
        outgoing: dict[str, list[str]] = {}
        incoming: dict[str, list[str]] = {}
        for flow, (source, target) in self.flows.items():
            outgoing.setdefault(source, []).append(flow)
            incoming.setdefault(target, []).append(flow)
        return outgoing, incoming
