"""PRF-234: a choosing gateway without a default flow whose conditions certainly leave values out (§10.6.2).

All of them ask whether one thing is above, or all whether it is below something; where none holds, the case
stops there. Whether other conditions hold of everything, only who drew them knows.

Severity: warning.

Example:
    <bpmn:exclusiveGateway id="pilih"/>
    <bpmn:endEvent id="banyak"/>
    <bpmn:endEvent id="sedikit"/>
    <bpmn:sequenceFlow id="a" sourceRef="pilih" targetRef="banyak">
      <bpmn:conditionExpression>jumlah &gt; 10</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="b" sourceRef="pilih" targetRef="sedikit">
      <bpmn:conditionExpression>jumlah &gt; 5</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Flow
from engine.catalogue.expressions import site_at
from engine.catalogue.rules.prf_205_missing_condition import CHOOSING
from engine.errors import Problem
from engine.feel import syntax

ID = "PRF-234"
WAYS = {">": "above", ">=": "above", "<": "below", "<=": "below"}


def check(context: Context) -> Iterator[Problem]:
    """Yield each such gateway."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            flows = scope.outgoing(name)
            if node.tag not in CHOOSING or not flows[1:] or node.attribute("default") is not None:
                continue
            asked = {_asked(context, flow) for flow in flows}
            if len(asked) == 1 and None not in asked:
                yield node.warning(
                    ID,
                    f"Bila tidak satu pun syarat keluar {node.label} terpenuhi, kasusnya berhenti di situ. "
                    "Tandai satu alur bawaan.",
                    f"Where no condition of {node.label} holds, the case stops there. "
                    "Mark one flow as the default.",
                )


def _asked(context: Context, flow: Flow) -> tuple[str, str] | None:
    """Which name a condition compares with a number, and which way; None for any other condition."""
    site = None if flow.condition is None else site_at(context).get(flow.condition.xml)
    match None if site is None else site.tree:
        case syntax.Comparison(operator=way, left=syntax.Name(name=name), right=syntax.Literal()):
            return (name, WAYS[way]) if way in WAYS else None
    return None
