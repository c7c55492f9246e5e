"""PRF-208: a gateway whose flows contradict its ``gatewayDirection`` (BPMN 2.0 §10.6.1).

Example:
    ``<bpmn:parallelGateway gatewayDirection="Converging">`` with two flows out
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import GATEWAYS
from engine.errors import Problem

ID = "PRF-208"


def check(context: Context) -> Iterator[Problem]:
    """Yield each gateway that isn't what it says."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            joins, splits = len(scope.incoming(name)) > 1, len(scope.outgoing(name)) > 1
            contradicted = {
                "Converging": splits,
                "Diverging": joins,
                "Mixed": not (joins and splits),
            }
            direction = node.attribute("gatewayDirection")
            if node.tag in GATEWAYS and contradicted.get(direction or "", False):
                yield node.error(
                    ID,
                    f"{node.label} ditandai {direction}, padahal alurnya lain. "
                    "Hapus atribut gatewayDirection.",
                )
