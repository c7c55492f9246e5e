"""PRF-226: a cancel event that belongs to no transaction (BPMN 2.0 §10.3.5, §10.5).

A cancel end event stands directly in a transaction, a cancel boundary event on one.

Severity: error.

Example:
    <bpmn:endEvent id="batal"><bpmn:cancelEventDefinition/></bpmn:endEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.events import every
from engine.errors import Problem

ID = "PRF-226"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event."""
    for event in every(context, "cancel"):
        node, scope = event.node, context.scope_around(event.node)
        if scope is None or node.tag not in {"endEvent", "boundaryEvent"}:
            continue
        host = scope.nodes.get(node.reference("attachedToRef"))
        transaction = scope.part if node.tag == "endEvent" else host
        if node.tag == "endEvent" and scope.is_event_subprocess:
            yield node.error(
                ID,
                f"Event batal {node.label} berada di subproses event. "
                "Letakkan langsung di transaksi, di luar subproses event itu.",
                f"The cancel event {node.label} is in an event subprocess. "
                "Put it directly into the transaction, outside of that event subprocess.",
            )
        elif transaction is None or transaction.tag != "transaction":
            yield node.error(
                ID,
                f"Event batal {node.label} tidak berada di transaksi. Jadikan subprosesnya transaksi.",
                f"The cancel event {node.label} belongs to no transaction. Make its subprocess one.",
            )
