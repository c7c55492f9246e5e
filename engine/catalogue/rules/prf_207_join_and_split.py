"""PRF-207: a parallel or inclusive gateway that both joins and splits.

BPMN 2.0 §10.6 allows it; what it waits for and what it starts then can't be told apart on the case page, and
it isn't among what the oracle has proved. An exclusive one only passes tokens on, so it may do both.

Example:
    a parallel gateway with two flows in and two out
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-207"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such gateway."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            both = len(scope.incoming(name)) > 1 and len(scope.outgoing(name)) > 1
            if both and node.tag in {"parallelGateway", "inclusiveGateway"}:
                yield node.error(ID, f"{node.label} menggabung sekaligus membagi. Pecah menjadi dua gateway.")
