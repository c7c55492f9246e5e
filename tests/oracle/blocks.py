"""Random block-structured processes: whatever splits is joined again, or ends in an end event of its own.

So every process can come to its end; a token is lost or doubled on the way only where that can't be harmed
(see ``Place``). Nothing is thrown or terminated in the same command in which tokens split: which of two
tokens is the first is not the standard's to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.oracle.graph import Graph, Node

BLOCKS = {
    "user": 2, "sequence": 6, "xor": 2, "and": 2, "or": 2, "loop": 1, "leave": 3, "raise": 1,
    "sub": 3, "transaction": 1, "call": 1, "receive": 1, "service": 1, "catch": 1, "gate": 1,
}  # fmt: skip
"""What a block is made of, and how often."""

CODES = ("A", "B")
ROOM = 30
"""A process has about so many nodes."""


@dataclass(frozen=True)
class Place:
    """Where a block stands.

    Attributes:
        depth: how deep blocks may still be nested.
        joined: a parallel join of the same scope follows, which would wait for ever for a token that is lost,
            and keep one that comes twice.
        inner: it is inside a subprocess, where an error may be thrown.
        cancels: it is right inside a transaction.
    """

    depth: int
    joined: bool = False
    inner: bool = False
    cancels: bool = False

    def deeper(self) -> Place:
        return replace(self, depth=self.depth - 1)


class Blocks:
    """Draws a process.

    A block has one way in and one way out: the methods that draw one return its first and its last node.
    """

    def __init__(self, random: Random, depth: int = 4) -> None:
        self.random = random
        self.count = 0
        self.graph = self.whole(Place(depth))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def node(self, graph: Graph, kind: str, event: str = "") -> Node:
        self.count += 1
        node = Node(f"{kind}{self.count}", kind, event)
        graph.nodes[node.id] = node
        return node

    def merge(self, graph: Graph) -> Node:
        """Where alternative ways come together: a gateway, or just the next task."""
        return self.node(graph, self.random.choice(["xor", "xor", "user"]))

    def waiting(self, graph: Graph, kind: str, *, interrupting: bool = True) -> Node:
        """An event that waits for a timer or a message; a timer that doesn't interrupt may be a cycle."""
        event = self.node(graph, kind, self.random.choice(["timer", "message"]))
        event.interrupting = interrupting
        event.minutes = self.random.choice([10, 20, 30])
        if not interrupting and self.chance(0.5):
            event.times = 2
        return event

    def handling(self, graph: Graph, kind: str, event: str) -> Node:
        """An event that catches what is thrown inside."""
        node = self.node(graph, kind, event)
        if event != "cancel":
            node.code = self.random.choice([*CODES, None])
        if event == "escalation":
            node.interrupting = self.chance(0.5)
        return node

    # Processes

    def whole(self, place: Place, *, trigger: str = "") -> Graph:
        """A process, subprocess or event subprocess, from its start to its end."""
        graph = Graph()
        start = self.start(graph, trigger)
        first, last = self.block(graph, place)
        while place.depth > 2 and self.count < ROOM // 2:
            more = self.block(graph, place)
            graph.edges.append((last.id, more[0].id, None))
            last = more[1]
        graph.edges += [(start.id, first.id, None), (last.id, self.node(graph, "end").id, None)]
        while place.depth > 0 and self.chance(0.2):
            self.handler(graph, place, "waits")
        for event in ("error", "escalation"):
            if place.depth > 0 and self.chance(0.25) and event in thrown(graph):
                self.handler(graph, place, event)
        return graph

    def start(self, graph: Graph, trigger: str) -> Node:
        match trigger:
            case "":
                return self.node(graph, "start")
            case "waits":
                return self.waiting(graph, "start", interrupting=self.chance(0.5))
        return self.handling(graph, "start", trigger)

    def handler(self, graph: Graph, place: Place, trigger: str) -> None:
        handler = self.node(graph, "handler")
        handler.inner = self.whole(Place(min(place.depth - 1, 2), inner=place.inner), trigger=trigger)

    # Blocks

    def block(self, graph: Graph, place: Place) -> tuple[Node, Node]:
        kind = "user"
        if place.depth > 0 and self.count < ROOM:
            kind = self.random.choices(list(BLOCKS), list(BLOCKS.values()))[0]
        match kind:
            case "sequence":
                first, second = self.block(graph, place.deeper()), self.block(graph, place.deeper())
                graph.edges.append((first[1].id, second[0].id, None))
                return first[0], second[1]
            case "xor" | "and" | "or":
                return self.split(graph, kind, place)
            case "loop":
                return self.loop(graph, place)
            case "leave":
                return self.leave(graph, place)
            case "raise":
                return self.escalation(graph)
            case "catch":
                event = self.waiting(graph, "catch")
                return event, event
            case "gate":
                return self.gate(graph, place)
        return self.activity(graph, kind, place)

    def split(self, graph: Graph, kind: str, place: Place) -> tuple[Node, Node]:
        """Branches that come together again; a task may split as a gateway does."""
        implicit = kind != "xor" and self.chance(0.25)
        split = self.node(graph, "user" if implicit else kind)
        join = self.merge(graph) if kind == "xor" else self.node(graph, kind)
        branches = self.random.choice([2, 2, 3])
        empty = self.random.randrange(branches * 3)
        inside = replace(place.deeper(), joined=place.joined or kind == "and")
        for branch in range(branches):
            condition = f"c{split.id}x{branch}" if kind != "and" and branch < branches - 1 else None
            if branch == empty:
                graph.edges.append((split.id, join.id, condition))
            else:
                first, last = self.block(graph, inside)
                graph.edges += [(split.id, first.id, condition), (last.id, join.id, None)]
        return split, join

    def loop(self, graph: Graph, place: Place) -> tuple[Node, Node]:
        head, again = self.node(graph, "user"), self.node(graph, "xor")
        merge = self.node(graph, "xor") if self.chance(0.7) else head
        after = self.node(graph, "user")
        first, last = self.block(graph, place.deeper())
        if merge is not head:
            graph.edges.append((merge.id, head.id, None))
        graph.edges += [
            (head.id, first.id, None),
            (last.id, again.id, None),
            (again.id, merge.id, f"c{again.id}"),
            (again.id, after.id, None),
        ]
        return merge, after

    def gate(self, graph: Graph, place: Place) -> tuple[Node, Node]:
        """An event gateway; its ways come together again."""
        gate, merge = self.node(graph, "gate"), self.merge(graph)
        for _ in range(self.random.choice([2, 2, 3])):
            event = self.waiting(graph, "catch")
            graph.edges.append((gate.id, event.id, None))
            if self.chance(0.5):
                graph.edges.append((event.id, merge.id, None))
            else:
                first, last = self.block(graph, place.deeper())
                graph.edges += [(event.id, first.id, None), (last.id, merge.id, None)]
        return gate, merge

    def leave(self, graph: Graph, place: Place) -> tuple[Node, Node]:
        """A task after which the token may come to an end: alone, with all others, or throwing something."""
        head, choice, after = self.node(graph, "user"), self.node(graph, "xor"), self.node(graph, "user")
        ways = ["terminate"] + ["", "escalation"] * (not place.joined)
        ways += ["error"] * 4 * place.inner + ["cancel"] * 4 * place.cancels
        end = self.node(graph, "end", self.random.choice(ways))
        if end.event in {"error", "escalation"}:
            end.code = self.random.choice(CODES)
        graph.edges += [
            (head.id, choice.id, None),
            (choice.id, end.id, f"c{choice.id}"),
            (choice.id, after.id, None),
        ]
        return head, after

    def escalation(self, graph: Graph) -> tuple[Node, Node]:
        """A task after which an escalation is thrown on the way."""
        head, throw, after = self.node(graph, "user"), self.node(graph, "throw"), self.node(graph, "user")
        throw.event, throw.code = "escalation", self.random.choice(CODES)
        graph.edges += [(head.id, throw.id, None), (throw.id, after.id, None)]
        return head, after

    # Activities

    def activity(self, graph: Graph, kind: str, place: Place) -> tuple[Node, Node]:
        activity = self.node(graph, kind, "message" if kind == "receive" else "")
        if kind in {"sub", "transaction", "call"}:
            inside = Place(max(place.depth - 1, 1), inner=True, cancels=kind == "transaction")
            activity.inner = self.whole(inside)
        if self.chance(0.3 if activity.inner else 0.15):
            activity.loop = self.random.choice(
                ["parallel", "sequential", "parallel", "sequential", "while", "until"]
            )
            if not activity.is_multiple or self.chance(0.3):
                activity.condition = f"c{activity.id}"
        last = activity
        while place.depth > 0 and self.chance(0.25):
            event = self.waiting(graph, "boundary", interrupting=self.chance(0.5))
            last = self.attach(graph, activity, event, last, place)
        escaping = thrown(activity.inner) if activity.inner else {"error"} if kind == "service" else set()
        for kind_thrown in sorted(escaping & {"error", "escalation"}):
            if self.chance(0.75):
                event = self.handling(graph, "boundary", kind_thrown)
                last = self.attach(graph, activity, event, last, place)
        if kind == "transaction":
            last = self.attach(graph, activity, self.handling(graph, "boundary", "cancel"), last, place)
        return activity, last

    def attach(self, graph: Graph, activity: Node, event: Node, last: Node, place: Place) -> Node:
        """Attach an event whose way leads to its own end or into that of the activity; returns the new last node."""
        event.host = activity.id
        activity.boundary.append(event)
        merges = event.interrupting if place.joined else self.chance(0.6)
        first, end = self.block(graph, replace(place.deeper(), joined=place.joined and merges))
        graph.edges.append((event.id, first.id, None))
        if not merges:
            graph.edges.append((end.id, self.node(graph, "end").id, None))
            return last
        merge = self.merge(graph)
        graph.edges += [(last.id, merge.id, None), (end.id, merge.id, None)]
        return merge


def thrown(graph: Graph) -> set[str]:
    """What kinds of events are thrown in a process, or in one inside it."""
    return {node.event for node in graph.every() if node.kind in {"end", "throw"}} | {
        "error" for node in graph.every() if node.kind == "service"
    }
