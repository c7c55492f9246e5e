"""A process as the generator draws it and the token game plays it, and how it is written as BPMN."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.unit.spiff.builders import extensions, flows, process, xml
from tests.unit.spiff.builders import node as tag

TAGS = {
    "start": "startEvent",
    "end": "endEvent",
    "user": "userTask",
    "receive": "receiveTask",
    "service": "serviceTask",
    "sub": "subProcess",
    "transaction": "transaction",
    "handler": "subProcess",
    "call": "callActivity",
    "catch": "intermediateCatchEvent",
    "throw": "intermediateThrowEvent",
    "boundary": "boundaryEvent",
    "xor": "exclusiveGateway",
    "and": "parallelGateway",
    "or": "inclusiveGateway",
    "gate": "eventBasedGateway",
}


@dataclass
class Node:
    """A flow node.

    Attributes:
        kind: a key of ``TAGS``; ``handler`` is an event subprocess.
        event: ``timer``, ``message``, ``error``, ``escalation``, ``cancel`` or ``terminate``; empty for none.
        code: of an error or escalation, None catches all.
        minutes: how long a timer waits, and ``times`` how often it fires, where it is a cycle.
        interrupting: of a boundary event, and of the start event of an event subprocess.
        inner: what a subprocess, event subprocess or call activity runs.
        loop: ``parallel`` or ``sequential`` for a multi-instance activity, whose number of instances is drawn
            anew each time; ``while`` for a standard loop, ``until`` where it is tested after each round only.
        condition: the completion condition of a multi-instance activity, the loop condition of a loop.
        boundary: the boundary events of an activity.
        host: the id of the activity of a boundary event.
    """

    id: str
    kind: str
    event: str = ""
    code: str | None = None
    minutes: int = 0
    times: int = 0
    interrupting: bool = True
    inner: Graph | None = None
    loop: str = ""
    condition: str = ""
    boundary: list[Node] = field(default_factory=list)
    host: str = ""

    @property
    def cardinality(self) -> str:
        """The text of the loop cardinality."""
        return f"n{self.id}"

    @property
    def is_multiple(self) -> bool:
        return self.loop in {"parallel", "sequential"}

    @property
    def trigger(self) -> Node:
        """The start event of an event subprocess."""
        assert self.inner
        return self.inner.start

    def catches(self, event: str, code: str | None) -> bool:
        """Whether an event catches an error, escalation or cancellation."""
        return self.event == event and self.code in {code, None}


@dataclass
class Graph:
    """Nodes by id, and edges (source, target, condition); the one without a condition is a choice's default."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[tuple[str, str, str | None]] = field(default_factory=list)

    @property
    def start(self) -> Node:
        return next(node for node in self.nodes.values() if node.kind == "start")

    @property
    def handlers(self) -> list[Node]:
        """The event subprocesses."""
        return [node for node in self.nodes.values() if node.kind == "handler"]

    def every(self) -> Iterator[Node]:
        """Every node, those inside others too."""
        for node in self.nodes.values():
            yield node
            if node.inner:
                yield from node.inner.every()

    def conditions(self) -> Iterator[str]:
        """Every condition, those inside nodes too."""
        yield from (condition for _, _, condition in self.edges if condition)
        for node in self.nodes.values():
            if node.condition:
                yield node.condition
            if node.inner:
                yield from node.inner.conditions()

    def incoming(self, id: str) -> list[tuple[str, str]]:
        return [(source, target) for source, target, _ in self.edges if target == id]

    def before(self, flow: tuple[str, str]) -> set[str]:
        """Ids of the nodes from which a token can come to a flow without visiting the flow's own target."""
        found, todo = {flow[0]}, [flow[0]]
        while todo:
            id = todo.pop()
            sources = [source for source, target, _ in self.edges if target == id]
            sources += [self.nodes[id].host] if self.nodes[id].host else []
            new = set(sources) - found - {flow[1]}
            found |= new
            todo += new
        return found


def written(graph: Graph) -> bytes:
    """The graph as BPMN, each called process on its own, with what its events refer to."""
    nodes = list(graph.every())
    roots = [
        f'<bpmn:message id="m{node.id}" name="m{node.id}"/>' for node in nodes if node.event == "message"
    ]
    coded = sorted({(node.event, node.code) for node in nodes if node.code})
    roots += [f'<bpmn:{event} id="{event}{code}" {event}Code="{code}"/>' for event, code in coded]
    calls = [
        process(_level(node.inner), id=f"p{node.id}") for node in nodes if node.kind == "call" and node.inner
    ]
    return xml(process(_level(graph)), *calls, extra="".join(roots))


def _level(graph: Graph) -> str:
    parts = [_node(graph, node) for node in graph.nodes.values()]
    return "".join(parts) + flows(*(f"{s} {t} {c or ''}".strip() for s, t, c in graph.edges))


def _node(graph: Graph, node: Node) -> str:
    attributes = {}
    ways = [(target, condition) for source, target, condition in graph.edges if source == node.id]
    if any(condition for _, condition in ways):
        default = next(target for target, condition in ways if condition is None)
        attributes["default"] = f"{node.id}_{default}"
    if node.kind == "call":
        attributes["calledElement"] = f"p{node.id}"
    if node.kind == "handler":
        attributes["triggeredByEvent"] = "true"
    if node.kind == "boundary":
        attributes["attachedToRef"] = node.host
    if node.kind == "receive":
        attributes["messageRef"] = f"m{node.id}"
    if not node.interrupting:
        attributes["cancelActivity" if node.kind == "boundary" else "isInterrupting"] = "false"
    inside = _level(node.inner) if node.inner and node.kind != "call" else ""
    return tag(TAGS[node.kind], node.id, _connector(node) + _event(node) + _loop(node) + inside, **attributes)


def _connector(node: Node) -> str:
    property = '<camunda:property name="connector" value="http"/>'
    return extensions(f"<camunda:properties>{property}</camunda:properties>") * (node.kind == "service")


def _event(node: Node) -> str:
    match node.event:
        case "timer":
            timer = f"<bpmn:timeDuration>PT{node.minutes}M</bpmn:timeDuration>"
            if node.times:
                timer = f"<bpmn:timeCycle>R{node.times}/PT{node.minutes}M</bpmn:timeCycle>"
            return f"<bpmn:timerEventDefinition>{timer}</bpmn:timerEventDefinition>"
        case "message" if node.kind != "receive":
            return f'<bpmn:messageEventDefinition messageRef="m{node.id}"/>'
        case "error" | "escalation":
            reference = f' {node.event}Ref="{node.event}{node.code}"' if node.code else ""
            return f"<bpmn:{node.event}EventDefinition{reference}/>"
        case "terminate" | "cancel":
            return f"<bpmn:{node.event}EventDefinition/>"
    return ""


def _loop(node: Node) -> str:
    if node.is_multiple:
        condition = f"<bpmn:completionCondition>{node.condition}</bpmn:completionCondition>"
        return (
            f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(node.loop == "sequential").lower()}">'
            f"<bpmn:loopCardinality>{node.cardinality}</bpmn:loopCardinality>"
            f"{condition if node.condition else ''}</bpmn:multiInstanceLoopCharacteristics>"
        )
    if node.loop:
        return (
            f'<bpmn:standardLoopCharacteristics testBefore="{str(node.loop == "while").lower()}"'
            f' loopMaximum="{LOOP_MAXIMUM}"><bpmn:loopCondition>{node.condition}</bpmn:loopCondition>'
            "</bpmn:standardLoopCharacteristics>"
        )
    return ""


LOOP_MAXIMUM = 3
