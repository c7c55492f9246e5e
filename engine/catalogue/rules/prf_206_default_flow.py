"""PRF-206: a default flow that can't be one (BPMN 2.0 §8.3.13, §10.6.2).

It is one of the node's own flows, and means something only beside flows that have a condition; its own is
ignored.

Severity: error; warning where it has a condition itself, and where there is none beside it.

Example:
    <bpmn:exclusiveGateway id="pilih" default="terhapus"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-206"


def check(context: Context) -> Iterator[Problem]:
    """Yield each node whose default can't be one."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            default = node.attribute("default")
            if default is None:
                continue
            own = {flow.attribute("id"): flow for flow in scope.outgoing(name)}
            if default not in own:
                yield node.error(
                    ID,
                    f"Alur bawaan “{default}” bukan alur keluar {node.label}. Pilih alur yang lain.",
                    f"The default flow “{default}” doesn't leave {node.label}. Choose another.",
                )
            elif own[default].condition is not None:
                yield own[default].warning(
                    ID,
                    f"Syarat pada alur bawaan {own[default].label} tidak dibaca. Hapus syaratnya.",
                    f"The condition on the default flow {own[default].label} is ignored. Delete it.",
                )
            elif all(flow.condition is None for flow in own.values()):
                yield node.warning(
                    ID,
                    f"Alur bawaan {node.label} tidak berarti: tidak ada alur lain yang bersyarat. "
                    "Hapus penandanya, atau beri syarat pada alur lain.",
                    f"The default flow of {node.label} means nothing: no other flow has a condition. "
                    "Delete the mark, or give the other flows conditions.",
                )
