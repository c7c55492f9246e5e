"""PRF-210: a node that isn't an end and from which no flow goes on.

BPMN 2.0 §13.2 lets a token end there; on an official's diagram it is nearly always a forgotten flow, and a
case that ends should say by which end.

Severity: warning.

Example:
    <bpmn:startEvent id="mulai"/>
    <bpmn:userTask id="periksa"/>
    <bpmn:endEvent id="selesai"/>
    <bpmn:sequenceFlow id="alur" sourceRef="mulai" targetRef="periksa"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.events import is_link
from engine.catalogue.ways import compensates, is_triggered
from engine.errors import Problem

ID = "PRF-210"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such node; boundary events are PRF-222's, links PRF-221's."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            ends = node.tag in {"endEvent", "boundaryEvent", "eventBasedGateway"}
            alone = compensates(node) or is_triggered(node) or is_link(context, node)
            if not (ends or alone or scope.is_ad_hoc or scope.outgoing(name)):
                yield node.warning(
                    ID,
                    f"Dari {node.label} tidak ada jalan keluar. Sambungkan ke langkah atau akhir.",
                    f"There is no way out of {node.label}. Connect it to a step or an end event.",
                )
