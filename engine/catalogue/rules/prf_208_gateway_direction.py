"""PRF-208: a gateway whose flows contradict its ``gatewayDirection`` (BPMN 2.0 §10.6.1).

Converging: several flows in, at most one out. Diverging: one in, several out. Mixed: several of both.

Severity: error; warning where it only has fewer flows than it says.

Example:
    <bpmn:parallelGateway id="gabung" gatewayDirection="Converging"/>
    <bpmn:endEvent id="satu"/>
    <bpmn:endEvent id="dua"/>
    <bpmn:sequenceFlow id="a" sourceRef="gabung" targetRef="satu"/>
    <bpmn:sequenceFlow id="b" sourceRef="gabung" targetRef="dua"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import GATEWAYS
from engine.errors import Problem

ID = "PRF-208"
JOINS = frozenset({"Converging", "Mixed"})
SPLITS = frozenset({"Diverging", "Mixed"})
SENTENCE = (
    "{label} ditandai {direction}, padahal alurnya lain. Hapus atribut gatewayDirection.",
    "{label} is marked as {direction}, but its flows are otherwise. Delete the attribute gatewayDirection.",
)


def check(context: Context) -> Iterator[Problem]:
    """Yield each gateway that isn't what it says."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            direction = node.attribute("gatewayDirection")
            if node.tag not in GATEWAYS or direction not in JOINS | SPLITS:
                continue
            joins, splits = len(scope.incoming(name)) > 1, len(scope.outgoing(name)) > 1
            message, english = (each.format(label=node.label, direction=direction) for each in SENTENCE)
            if (joins and direction not in JOINS) or (splits and direction not in SPLITS):
                yield node.error(ID, message, english)
            elif joins != (direction in JOINS) or splits != (direction in SPLITS):
                yield node.warning(ID, message, english)
