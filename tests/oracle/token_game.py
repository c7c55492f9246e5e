"""An independent executor of block-structured processes, so small that one can see that it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tests.oracle.blocks import Graph


class TokenGame:
    """Plays tokens on a graph; ``open`` counts the user tasks that hold one, ``done`` the tokens at the end."""

    def __init__(self, graph: Graph, decisions: Mapping[str, bool]) -> None:
        self.graph = graph
        self.decisions = decisions
        self.arrived: Counter[tuple[str, str]] = Counter()
        self.awaited: Counter[str] = Counter()
        self.running: dict[str, TokenGame] = {}
        self.tasks: Counter[str] = Counter()
        self.done = 0
        self.leave(next(id for id, kind in graph.nodes.items() if kind == "start"))

    @property
    def open(self) -> Counter[str]:
        return sum((game.open for game in self.running.values()), +self.tasks)

    def complete(self, task: str) -> None:
        if self.tasks[task]:
            self.tasks[task] -= 1
            self.leave(task)
        for node, game in list(self.running.items()):
            if game.open[task]:
                game.complete(task)
                self.finish(node)

    def finish(self, node: str) -> None:
        if self.running[node].done:
            del self.running[node]
            self.leave(node)

    def leave(self, node: str) -> None:
        ways = [(target, condition) for source, target, condition in self.graph.edges if source == node]
        kind = self.graph.nodes[node]
        if kind in {"xor", "or"}:
            true = [target for target, condition in ways if condition and self.decisions[condition]]
            targets = true or [target for target, condition in ways if not condition]
            targets = targets[:1] if kind == "xor" else targets
            if kind == "or" and node in self.graph.closes:
                self.awaited[self.graph.closes[node]] = len(targets)
        else:
            targets = [target for target, _ in ways]
        for target in targets:
            self.reach(node, target)

    def reach(self, source: str, node: str) -> None:
        match self.graph.nodes[node]:
            case "user":
                self.tasks[node] += 1
            case "end":
                self.done += 1
            case "sub":
                self.running[node] = TokenGame(self.graph.inner[node], self.decisions)
                self.finish(node)
            case "and":
                self.join(source, node, sum(target == node for _, target, _ in self.graph.edges))
            case "or":
                self.join(source, node, self.awaited[node] or 1)
            case _:
                self.leave(node)

    def join(self, source: str, node: str, needed: int) -> None:
        self.arrived[source, node] += 1
        if sum(count for (_, target), count in self.arrived.items() if target == node) == needed:
            for key in [key for key in self.arrived if key[1] == node]:
                del self.arrived[key]
            self.leave(node)
