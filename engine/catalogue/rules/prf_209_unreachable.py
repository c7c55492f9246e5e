"""PRF-209: a node that no token can ever reach.

SpiffWorkflow drops it without a word.

Example:
    a user task without a flow leading to it
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Scope
from engine.errors import Problem

ID = "PRF-209"


def check(context: Context) -> Iterator[Problem]:
    """Yield each node that can't be walked to from a start; without any start PRF-012 has said enough."""
    for scope in context.scopes:
        if not scope.starts():
            continue
        reached = _reached(scope)
        for name, node in scope.nodes.items():
            if name not in reached:
                yield node.error(
                    ID, f"{node.label} tidak dapat dicapai dari event mulai. Sambungkan atau hapus."
                )


def _reached(scope: Scope) -> set[str]:
    guards: dict[str, list[str]] = {}
    for name, node in scope.nodes.items():
        if node.tag == "boundaryEvent":
            guards.setdefault(node.attribute("attachedToRef") or "", []).append(name)
    waiting = [name for name, node in scope.nodes.items() if node.tag == "startEvent"]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [flow.target for flow in scope.outgoing(name)] + guards.get(name, [])
    return reached
