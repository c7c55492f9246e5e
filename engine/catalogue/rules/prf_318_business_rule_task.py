"""PRF-318: a business rule task whose result goes nowhere, or can't be had as it asks for it.

Severity: error; warning for what only depends on how many rules apply, or changes nothing.

Example:
    <bpmn:businessRuleTask id="tentukan" camunda:decisionRef="tarif"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.rules.prf_317_unknown_decision import asks_nothing
from engine.decisions import UNMAPPED
from engine.dmn import SINGLE, Invocable
from engine.errors import Problem

ID = "PRF-318"
ONE_VALUE_A_RULE = frozenset({"singleEntry", "collectEntries"})
ONE_RULE = frozenset({"singleEntry", "singleResult"})


def check(context: Context) -> Iterator[Problem]:
    """Yield each such task."""
    for node in context.nodes:
        if node.kind != "businessRuleTask" or asks_nothing(node):
            continue
        if not node.camunda("resultVariable") and not node.extensions("inputOutput", "outputParameter"):
            yield node.error(
                ID,
                f"Hasil keputusan {node.label} tidak disimpan. Isi camunda:resultVariable, nama variabelnya.",
                f"Nothing keeps what {node.label} decides. Name its variable in camunda:resultVariable.",
            )
        if node.camunda("decisionRefBinding") == "latest":
            yield node.warning(
                ID,
                f"{node.label} memakai keputusan dari terbitan yang dijalani kasusnya, bukan yang terbaru. "
                "Tulis “deployment” pada camunda:decisionRefBinding, atau hapus.",
                f"{node.label} uses the decision of the version that its case runs on, not the newest. "
                "Write “deployment” in camunda:decisionRefBinding, or delete it.",
            )
        if node.camunda("resultVariable") and node.child("multiInstanceLoopCharacteristics"):
            yield node.warning(
                ID,
                f"{node.label} berulang, dan setiap pengerjaan menimpa “{node.camunda('resultVariable')}”. "
                "Kumpulkan hasilnya dengan camunda:outputParameter, misalnya append(daftar, decisionResult).",
                f"{node.label} has several instances; each overwrites “{node.camunda('resultVariable')}”. "
                "Collect the results by a camunda:outputParameter such as append(list, decisionResult).",
            )
        decision = context.decision_of(node)
        if decision is not None:
            yield from _mapping(node, decision)


def _mapping(node: Part, decision: Invocable) -> Iterator[Problem]:
    table, mapping = decision.table, node.camunda("mapDecisionResult") or UNMAPPED
    if table is None:
        return
    if mapping in ONE_VALUE_A_RULE and len(table.outputs) > 1:
        yield node.error(
            ID,
            f"{mapping} memerlukan satu kolom hasil; tabel “{decision.name}” punya {len(table.outputs)}. "
            "Pakai singleResult atau resultList.",
            f"{mapping} needs one output column; the table “{decision.name}” has {len(table.outputs)}. "
            "Use singleResult or resultList.",
        )
    elif mapping in ONE_RULE and table.policy not in SINGLE and not table.aggregation:
        yield node.warning(
            ID,
            f"{mapping} gagal bila lebih dari satu aturan tabel “{decision.name}” berlaku. "
            "Pakai collectEntries atau resultList.",
            f"{mapping} fails where more than one rule of the table “{decision.name}” applies. "
            "Use collectEntries or resultList.",
        )
