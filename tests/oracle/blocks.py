"""Random block-structured processes: sequence, XOR, AND, OR, loop and subprocess, nested in each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.unit.spiff.builders import flows, process, xml

TAGS = {
    "user": "userTask",
    "xor": "exclusiveGateway",
    "and": "parallelGateway",
    "or": "inclusiveGateway",
    "start": "startEvent",
    "end": "endEvent",
    "sub": "subProcess",
}


@dataclass
class Graph:
    """Nodes by id with their kind, and edges; an edge without a condition out of a choice is its default.

    ``inner`` has the graph inside each subprocess, ``closes`` the join of each inclusive split.
    """

    nodes: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[str, str, str | None]] = field(default_factory=list)
    inner: dict[str, Graph] = field(default_factory=dict)
    closes: dict[str, str] = field(default_factory=dict)

    @property
    def conditions(self) -> list[str]:
        """Every condition, those inside subprocesses too."""
        own = [condition for _, _, condition in self.edges if condition]
        return own + [condition for graph in self.inner.values() for condition in graph.conditions]

    def written(self) -> str:
        """The graph as BPMN."""
        parts = []
        for id, kind in self.nodes.items():
            ways = [(s, t, c) for s, t, c in self.edges if s == id]
            default = next((f' default="{s}_{t}"' for s, t, c in ways if c is None), "")
            chooses = kind in {"xor", "or"} and len(ways) > 1
            inside = self.inner[id].written() if id in self.inner else ""
            parts.append(
                f'<bpmn:{TAGS[kind]} id="{id}"{default if chooses else ""}>{inside}</bpmn:{TAGS[kind]}>'
            )
        return "".join(parts) + flows(*(f"{s} {t} {c or ''}".strip() for s, t, c in self.edges))


class Blocks:
    """Draws a graph at random; block-structured, so that every join has one split."""

    def __init__(self, random: Random, depth: int) -> None:
        self.random = random
        self.count = 0
        self.graph = self.whole(depth)

    def xml(self) -> bytes:
        return xml(process(self.graph.written()))

    def whole(self, depth: int) -> Graph:
        graph = Graph()
        first, last = self.block(graph, depth)
        start, end = self.node(graph, "start"), self.node(graph, "end")
        graph.edges += [(start, first, None), (last, end, None)]
        return graph

    def node(self, graph: Graph, kind: str) -> str:
        self.count += 1
        id = f"{kind}{self.count}"
        graph.nodes[id] = kind
        return id

    def block(self, graph: Graph, depth: int) -> tuple[str, str]:
        kinds = ["user", "user"] + ["sequence", "sequence", "xor", "and", "or", "loop", "sub"] * (depth > 0)
        match self.random.choice(kinds):
            case "user":
                node = self.node(graph, "user")
                return node, node
            case "sequence":
                first, second = self.block(graph, depth - 1), self.block(graph, depth - 1)
                graph.edges.append((first[1], second[0], None))
                return first[0], second[1]
            case "loop":
                return self.loop(graph, depth)
            case "sub":
                node = self.node(graph, "sub")
                graph.inner[node] = self.whole(depth - 1)
                return node, node
            case kind:
                return self.split(graph, kind, depth)

    def split(self, graph: Graph, kind: str, depth: int) -> tuple[str, str]:
        split, join = self.node(graph, kind), self.node(graph, kind)
        graph.closes[split] = join
        branches = self.random.choice([2, 2, 3])
        empty = self.random.randrange(branches * 3)
        for branch in range(branches):
            condition = f"c{split}x{branch}" if kind != "and" and branch < branches - 1 else None
            if branch == empty:
                graph.edges.append((split, join, condition))
            else:
                first, last = self.block(graph, depth - 1)
                graph.edges += [(split, first, condition), (last, join, None)]
        return split, join

    def loop(self, graph: Graph, depth: int) -> tuple[str, str]:
        merge, again = self.node(graph, "xor"), self.node(graph, "xor")
        head, after = self.node(graph, "user"), self.node(graph, "user")
        first, last = self.block(graph, depth - 1)
        graph.edges += [
            (merge, head, None),
            (head, first, None),
            (last, again, None),
            (again, merge, f"c{again}"),
            (again, after, None),
        ]
        return merge, after
