"""PRF-205: a flow out of a choosing gateway that has no condition and is no default (BPMN 2.0 §10.6.2).

Example:
    an exclusive gateway with two flows, neither of which says when it is taken
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-205"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such flow."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            outgoing = scope.outgoing(name)
            if node.tag not in {"exclusiveGateway", "inclusiveGateway"} or len(outgoing) == 1:
                continue
            for flow in outgoing:
                empty = flow.condition is None or not flow.condition.text
                if empty and flow.attribute("id") != node.attribute("default"):
                    yield flow.error(
                        ID,
                        f"Alur {flow.label} dari {node.label} tanpa syarat. "
                        "Beri syarat, atau jadikan alur bawaan.",
                    )
