"""PRF-211: a loop in which nobody ever has to do anything.

It would spin until the step budget is spent.

Example:
    an exclusive gateway with a flow back to itself or to the gateway before it
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, Part, Scope
from engine.errors import Problem

ID = "PRF-211"
WAITING = ("userTask", "manualTask", "receiveTask", "intermediateCatchEvent", "eventBasedGateway")


def check(context: Context) -> Iterator[Problem]:
    """Yield one node of each loop that can be gone round without a wait."""
    waiting = _processes_that_wait(context)
    for scope in context.scopes:
        passing = {name for name, node in scope.nodes.items() if not _waits(node, waiting)}
        blamed: set[str] = set()
        for name, node in scope.nodes.items():
            loop = _loop(scope, name, passing) if name in passing - blamed else set()
            if name in loop:
                blamed |= loop
                yield node.error(
                    ID, f"Putaran melalui {node.label} tidak memuat tugas. Tambahkan tugas di dalamnya."
                )


def _loop(scope: Scope, start: str, passing: set[str]) -> set[str]:
    """Return the nodes that lie on a way from ``start`` back to it through passing nodes only."""
    forward = _walk(start, passing, lambda name: [flow.target for flow in scope.outgoing(name)])
    backward = _walk(start, passing, lambda name: [flow.source for flow in scope.incoming(name)])
    return forward & backward


def _walk(start: str, passing: set[str], neighbours: Callable[[str], list[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = neighbours(start)
    while waiting:
        name = waiting.pop()
        if name in passing and name not in reached:
            reached.add(name)
            waiting += neighbours(name)
    return reached


def _processes_that_wait(context: Context) -> Collection[str]:
    """Return the ids of the processes in which, called ones included, somebody or something is waited for."""
    found: set[str] = set()
    while True:
        more = {
            name
            for name, scope in context.processes.items()
            if name not in found
            and any(_waits(node, found) for node in scope.part.below(*WAITING, "callActivity"))
        }
        if not more:
            return found
        found |= more


def _waits(node: Part, waiting: Collection[str]) -> bool:
    if node.tag == "callActivity":
        return node.attribute("calledElement") in waiting
    if node.tag in SUBPROCESSES:
        return any(_waits(inner, waiting) for inner in node.below(*WAITING, "callActivity"))
    return node.tag in WAITING
