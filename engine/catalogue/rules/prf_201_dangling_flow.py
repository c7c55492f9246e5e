"""PRF-201: a sequence flow whose source or target is no flow node of the file.

Example:
    ``<bpmn:sequenceFlow id="a" sourceRef="periksa" targetRef="terhapus"/>``
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
            for end, name in (("asal", flow.source), ("tujuan", flow.target)):
                if name not in there:
                    yield flow.error(
                        ID, f"Alur {flow.label} menyebut {end} “{name}” yang tidak ada. Sambungkan ulang."
                    )
