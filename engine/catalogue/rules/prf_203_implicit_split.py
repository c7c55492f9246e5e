"""PRF-203: several unconditional flows out of something that is no gateway (BPMN 2.0 §13.3.1).

All of them are taken at once, which who draws them often doesn't mean.

Severity: warning.

Example:
    <bpmn:userTask id="periksa"/>
    <bpmn:endEvent id="satu"/>
    <bpmn:endEvent id="dua"/>
    <bpmn:sequenceFlow id="a" sourceRef="periksa" targetRef="satu"/>
    <bpmn:sequenceFlow id="b" sourceRef="periksa" targetRef="dua"/>
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
            if node.tag in GATEWAYS or node.tag == "endEvent":
                continue
            free = [flow for flow in scope.outgoing(name) if flow.condition is None]
            if len([flow for flow in free if flow.attribute("id") != node.attribute("default")]) > 1:
                yield node.warning(
                    ID,
                    f"{node.label} mempunyai lebih dari satu alur keluar, dan semuanya ditempuh sekaligus. "
                    "Gambar gateway yang memilih atau membagi.",
                    f"{node.label} has several flows out, and all of them are taken at once. "
                    "Draw a gateway that chooses or splits.",
                )
