"""PRF-224: a gateway that neither joins nor splits (BPMN 2.0 §10.6: it must have several flows in or out).

Severity: warning.

Example:
    <bpmn:exclusiveGateway id="pilih"/>
    <bpmn:endEvent id="selesai"/>
    <bpmn:sequenceFlow id="alur" sourceRef="pilih" targetRef="selesai"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import GATEWAYS
from engine.errors import Problem

ID = "PRF-224"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such gateway; an event-based one is PRF-223's."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            one_way = len(scope.incoming(name)) <= 1 and len(scope.outgoing(name)) == 1
            if node.tag in GATEWAYS - {"eventBasedGateway"} and one_way:
                yield node.warning(
                    ID,
                    f"{node.label} tidak menggabung dan tidak membagi. Tambahkan alur, atau hapus.",
                    f"{node.label} neither joins nor splits. Add a flow, or delete the gateway.",
                )
