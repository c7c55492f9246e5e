"""PRF-206: a default flow that has a condition, or isn't one of the node's own (BPMN 2.0 §8.3.13, §10.6.2).

Example:
    ``<bpmn:exclusiveGateway id="pilih" default="a">`` where ``a`` carries a condition
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
                    ID, f"Alur bawaan “{default}” bukan alur keluar {node.label}. Pilih alur yang lain."
                )
            elif own[default].condition is not None:
                yield own[default].error(
                    ID, f"Alur bawaan {own[default].label} tidak boleh bersyarat. Hapus syaratnya."
                )
            elif len(own) == 1:
                yield node.error(
                    ID, f"{node.label} hanya punya satu alur keluar. Hapus penanda alur bawaannya."
                )
