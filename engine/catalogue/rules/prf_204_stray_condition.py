"""PRF-204: a condition on a flow that isn't chosen by an exclusive or inclusive gateway.

SpiffWorkflow would not look at it.

Example:
    a flow with a ``conditionExpression`` out of a user task or a parallel gateway
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-204"
CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway"})


def check(context: Context) -> Iterator[Problem]:
    """Yield each flow whose condition nobody would evaluate."""
    for scope in context.scopes:
        for flow in scope.sound_flows:
            source = scope.nodes[flow.source]
            if flow.condition is not None and source.tag not in CHOOSING:
                yield flow.error(
                    ID,
                    f"Syarat pada alur {flow.label} dari {source.label} tidak dibaca. "
                    "Pindahkan ke gateway eksklusif.",
                )
            elif flow.condition is not None and len(scope.outgoing(flow.source)) == 1:
                yield flow.error(
                    ID,
                    f"Syarat pada alur {flow.label} tidak memilih apa pun: hanya ini alur keluar. "
                    "Hapus syaratnya.",
                )
