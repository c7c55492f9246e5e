"""PRF-317: a business rule task without a decision to ask (BPMN 2.0 §10.2.3.7).

A case keeps the version it began on, so what it decides by is published with it.

Example:
    ``<bpmn:businessRuleTask id="tentukan" camunda:decisionRef="terhapus">`` or ``decisionRef="${keputusan}"``
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-317"


def check(context: Context) -> Iterator[Problem]:
    """Yield each task whose ``camunda:decisionRef`` isn't the id of one decision that can be asked."""
    for node in context.nodes:
        if node.tag == "businessRuleTask":
            sentence = _fault(context, (node.camunda("decisionRef") or "").strip())
            if sentence is not None:
                yield node.error(ID, f"{node.label} {sentence}")


def _fault(context: Context, reference: str) -> str | None:
    if not reference:
        return "tidak menyebut keputusan. Isi camunda:decisionRef dengan id keputusan dari berkas .dmn."
    if reference.startswith(("=", "$", "#")):
        return "memilih keputusan dengan ungkapan. Tulis id keputusannya; pilih cabangnya dengan gateway."
    found = context.decisions.get(reference)
    if found is None:
        return None if context.unreadable_models else _unknown(context, reference)
    holding = [
        path
        for path, model in context.models.items()
        if any(each.id == reference for each in model.invocables())
    ]
    if len(holding) > 1:
        return f"memakai “{reference}” yang ada di {' dan '.join(holding)}. Beri salah satunya id lain."
    if found.kind == "function":
        return f"memakai “{reference}” yang adalah fungsi. Rujuk keputusan yang memanggilnya."
    if not found.logic:
        return f"memakai keputusan “{found.name}” yang masih kosong. Isi tabel atau ungkapannya."
    return None


def _unknown(context: Context, reference: str) -> str:
    by_name = {each.name: each.id for each in context.decisions.values()}
    meant = by_name.get(reference) or next(iter(get_close_matches(reference, context.decisions, n=1)), None)
    hint = f"Mungkin maksudnya “{meant}”." if meant else "Buat tabelnya, atau betulkan id-nya."
    return f"memakai keputusan “{reference}” yang tidak ada di berkas .dmn mana pun. {hint}"
