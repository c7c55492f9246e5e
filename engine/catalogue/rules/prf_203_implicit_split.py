"""PRF-203: several flows out of something that is no gateway (an implicit split, BPMN 2.0 §10.2, §13.3.1).

Example:
    two sequence flows out of one ``<bpmn:userTask>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import GATEWAYS
from engine.errors import Problem

ID = "PRF-203"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such node."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            if node.tag not in GATEWAYS and len(scope.outgoing(name)) > 1:
                yield node.error(
                    ID,
                    f"{node.label} mempunyai lebih dari satu alur keluar. "
                    "Gambar gateway yang memilih atau membagi.",
                )
