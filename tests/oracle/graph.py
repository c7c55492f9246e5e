"""A process as the generator draws it and the token game plays it, and how it is written as BPMN."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.unit.spiff.builders import flows, process, xml
from tests.unit.spiff.builders import node as tag

TAGS = {
    "start": "startEvent",
    "end": "endEvent",
    "user": "userTask",
    "sub": "subProcess",
    "handler": "subProcess",
    "call": "callActivity",
    "receive": "receiveTask",
    "catch": "intermediateCatchEvent",
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
        event: ``timer``, ``message``, ``error`` or ``terminate``; empty for none.
        code: of an error, None catches all.
        minutes: how long a timer waits, and ``times`` how often it fires, where it is a cycle.
        interrupting: of a boundary event, and of the start event of an event subprocess.
        inner: what a subprocess, event subprocess or call activity runs.
        loop: ``parallel`` or ``sequential`` for a multi-instance activity, how often is drawn anew each time.
        completes: the completion condition of a multi-instance activity.
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
    completes: str = ""
    boundary: list[Node] = field(default_factory=list)
    host: str = ""

    @property
    def cardinality(self) -> str:
        """The text of the loop cardinality."""
        return f"n{self.id}"


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
            if node.completes:
                yield node.completes
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
    """The graph as BPMN, each called process on its own, with the messages and errors it refers to."""
    called = [node for node in graph.every() if node.kind == "call" and node.inner]
    messages = [node.id for node in graph.every() if node.event == "message"]
    codes = sorted({node.code for node in graph.every() if node.code})
    roots = [f'<bpmn:message id="m{id}" name="m{id}"/>' for id in messages]
    roots += [f'<bpmn:error id="{code}" errorCode="{code}"/>' for code in codes]
    calls = [process(_level(node.inner), id=f"p{node.id}") for node in called if node.inner]
    return xml(process(_level(graph)), *calls, extra="".join(roots))


def _level(graph: Graph) -> str:
    parts = [_node(graph, node) for node in graph.nodes.values()]
    return "".join(parts) + flows(*(f"{s} {t} {c or ''}".strip() for s, t, c in graph.edges))


def _node(graph: Graph, drawn: Node) -> str:
    attributes = {}
    ways = [(target, condition) for source, target, condition in graph.edges if source == drawn.id]
    default = next((target for target, condition in ways if condition is None), None)
    if drawn.kind in {"xor", "or"} and len(ways) > 1 and default:
        attributes["default"] = f"{drawn.id}_{default}"
    if drawn.kind == "call":
        attributes["calledElement"] = f"p{drawn.id}"
    if drawn.kind == "handler":
        attributes["triggeredByEvent"] = "true"
    if drawn.kind == "boundary":
        attributes["attachedToRef"] = drawn.host
    if drawn.kind == "receive":
        attributes["messageRef"] = f"m{drawn.id}"
    if not drawn.interrupting:
        attributes["cancelActivity" if drawn.kind == "boundary" else "isInterrupting"] = "false"
    inside = _level(drawn.inner) if drawn.inner and drawn.kind != "call" else ""
    return tag(TAGS[drawn.kind], drawn.id, _event(drawn) + _loop(drawn) + inside, **attributes)


def _event(drawn: Node) -> str:
    match drawn.event:
        case "timer":
            timer = f"<bpmn:timeDuration>PT{drawn.minutes}M</bpmn:timeDuration>"
            if drawn.times:
                timer = f"<bpmn:timeCycle>R{drawn.times}/PT{drawn.minutes}M</bpmn:timeCycle>"
            return f"<bpmn:timerEventDefinition>{timer}</bpmn:timerEventDefinition>"
        case "message" if drawn.kind != "receive":
            return f'<bpmn:messageEventDefinition messageRef="m{drawn.id}"/>'
        case "error":
            reference = f' errorRef="{drawn.code}"' if drawn.code else ""
            return f"<bpmn:errorEventDefinition{reference}/>"
        case "terminate":
            return "<bpmn:terminateEventDefinition/>"
    return ""


def _loop(drawn: Node) -> str:
    if not drawn.loop:
        return ""
    condition = (
        f"<bpmn:completionCondition>{drawn.completes}</bpmn:completionCondition>" if drawn.completes else ""
    )
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(drawn.loop == "sequential").lower()}">'
        f"<bpmn:loopCardinality>{drawn.cardinality}</bpmn:loopCardinality>{condition}"
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
