"""PRF-235: a complex gateway that joins and doesn't say when it goes on (BPMN 2.0 §10.6.5).

Without an ``activationCondition`` it waits for all the tokens that can still come, as an inclusive one.

Severity: warning.

Example:
    <bpmn:parallelGateway id="bagi"/>
    <bpmn:userTask id="satu"/>
    <bpmn:userTask id="dua"/>
    <bpmn:complexGateway id="gabung"/>
    <bpmn:sequenceFlow id="a" sourceRef="bagi" targetRef="satu"/>
    <bpmn:sequenceFlow id="b" sourceRef="bagi" targetRef="dua"/>
    <bpmn:sequenceFlow id="c" sourceRef="satu" targetRef="gabung"/>
    <bpmn:sequenceFlow id="d" sourceRef="dua" targetRef="gabung"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-235"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such gateway."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            condition = node.child("activationCondition")
            says = condition is not None and bool(condition.text)
            if node.tag == "complexGateway" and len(scope.incoming(name)) > 1 and not says:
                yield node.warning(
                    ID,
                    f"{node.label} tidak punya activationCondition, jadi menunggu semua token yang masih "
                    "dapat datang. Tulis syaratnya, atau pakai gateway inklusif.",
                    f"{node.label} has no activationCondition, so it waits for all tokens that can still "
                    "come. Write one, or use an inclusive gateway.",
                )
