"""PRF-201: a sequence flow whose source or target is no flow node of the file (BPMN 2.0 §8.3.13).

Severity: error.

Example:
    <bpmn:userTask id="periksa"/>
    <bpmn:sequenceFlow id="alur" sourceRef="periksa" targetRef="terhapus"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-201"


def check(context: Context) -> Iterator[Problem]:
    """Yield each flow that names what isn't there, once an end."""
    for scope in context.scopes:
        there = context.node_ids[scope.part.file]
        for flow in scope.flows:
            for end, english, name in (("asal", "source", flow.source), ("tujuan", "target", flow.target)):
                if name not in there:
                    yield flow.error(
                        ID,
                        f"Alur {flow.label} menyebut {end} “{name}” yang tidak ada. Sambungkan ulang.",
                        f"The flow {flow.label} names a {english} “{name}” that isn't there. Reconnect it.",
                    )
