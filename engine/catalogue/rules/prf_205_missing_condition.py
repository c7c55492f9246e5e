"""PRF-205: a flow out of a choosing gateway that has no condition and is no default (BPMN 2.0 §10.6.2).

A complex gateway none of whose flows has a condition splits, so there it isn't missing. Nor may a condition
on a flow out of an activity be empty.

Severity: error.

Example:
    <bpmn:exclusiveGateway id="pilih"/>
    <bpmn:endEvent id="ya"/>
    <bpmn:endEvent id="tidak"/>
    <bpmn:sequenceFlow id="a" sourceRef="pilih" targetRef="ya"/>
    <bpmn:sequenceFlow id="b" sourceRef="pilih" targetRef="tidak"/>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.catalogue.context import Context
from engine.catalogue.document import Flow, Part
from engine.errors import Problem

ID = "PRF-205"
CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway"})


def check(context: Context) -> Iterator[Problem]:
    """Yield each such flow."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            outgoing = scope.outgoing(name)
            chooses = node.tag in CHOOSING and len(outgoing) > 1 and not _splits(node, outgoing)
            for flow in outgoing:
                condition = flow.condition
                if flow.xml in scope.defaults:
                    continue
                missing = chooses and condition is None
                if missing or (condition is not None and not condition.text):
                    yield flow.error(
                        ID,
                        f"Alur {flow.label} dari {node.label} tanpa syarat. "
                        "Beri syarat, atau jadikan alur bawaan.",
                        f"The flow {flow.label} out of {node.label} has no condition. "
                        "Give it one, or make it the default flow.",
                    )


def _splits(node: Part, outgoing: Sequence[Flow]) -> bool:
    chooses = node.attribute("default") is not None or any(flow.condition is not None for flow in outgoing)
    return node.tag == "complexGateway" and not chooses
