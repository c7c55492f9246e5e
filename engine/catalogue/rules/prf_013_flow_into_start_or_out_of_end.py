"""PRF-013: a flow into a start or boundary event, or out of an end event (BPMN 2.0 §7.6.1, §10.5).

Severity: error.

Example:
    <bpmn:startEvent id="mulai"/>
    <bpmn:endEvent id="selesai"/>
    <bpmn:sequenceFlow id="kembali" sourceRef="selesai" targetRef="mulai"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-013"


def check(context: Context) -> Iterator[Problem]:
    """Yield each flow with an end where none may be."""
    for scope in context.scopes:
        for flow in scope.sound_flows:
            source, target = scope.nodes[flow.source], scope.nodes[flow.target]
            if target.tag in {"startEvent", "boundaryEvent"}:
                yield flow.error(
                    ID,
                    f"Alur {flow.label} menuju {target.label}, yang tidak boleh dituju. Alihkan.",
                    f"The flow {flow.label} leads to {target.label}, to which none may lead. Redirect it.",
                )
            if source.tag == "endEvent":
                yield flow.error(
                    ID,
                    f"Alur {flow.label} keluar dari akhir {source.label}. Hapus alur itu.",
                    f"The flow {flow.label} leaves the end event {source.label}. Delete it.",
                )
