"""PRF-210: a node that isn't an end and from which no flow goes on.

BPMN 2.0 §13.3 lets a token end there; on an official's diagram it is nearly always a forgotten flow, and a
case that ends must say by which end.

Example:
    a user task or boundary event without a flow out
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-210"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such node."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            if node.tag != "endEvent" and not scope.outgoing(name):
                yield node.error(
                    ID, f"Dari {node.label} tidak ada jalan keluar. Sambungkan ke langkah atau akhir."
                )
