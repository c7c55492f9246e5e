"""PRF-204: a condition on a flow that nothing chooses (BPMN 2.0 §8.3.13).

Only activities and exclusive, inclusive and complex gateways choose. Where the flow is the only one, there is
nothing to choose from, and a condition that is false would stop the case.

Severity: error; warning where the flow is the only one.

Example:
    <bpmn:startEvent id="mulai"/>
    <bpmn:endEvent id="selesai"/>
    <bpmn:sequenceFlow id="alur" sourceRef="mulai" targetRef="selesai">
      <bpmn:conditionExpression>true</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem
from engine.spiff.structure import UNCONDITIONAL

ID = "PRF-204"


def check(context: Context) -> Iterator[Problem]:
    """Yield each flow that has a condition where nothing chooses, or where there is no choice."""
    for scope in context.scopes:
        for flow in scope.sound_flows:
            source = scope.nodes[flow.source]
            if flow.condition is None:
                continue
            if source.tag in UNCONDITIONAL:
                yield flow.error(
                    ID,
                    f"Alur {flow.label} dari {source.label} tidak boleh bersyarat. "
                    "Pindahkan syaratnya ke gateway eksklusif.",
                    f"The flow {flow.label} out of {source.label} may not have a condition. "
                    "Move it to an exclusive gateway.",
                )
            elif len(scope.outgoing(flow.source)) == 1 and source.tag != "complexGateway":
                yield flow.warning(
                    ID,
                    f"Syarat pada alur {flow.label} tidak memilih apa pun: hanya ini alur keluar. "
                    "Hapus syaratnya, atau tambahkan alur lain.",
                    f"The condition on the flow {flow.label} chooses nothing: it is the only flow out. "
                    "Delete the condition, or add another flow.",
                )
