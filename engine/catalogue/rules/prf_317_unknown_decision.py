"""PRF-317: a business rule task without a decision to ask (BPMN 2.0 §10.2.3.7).

A case keeps the version it began on, so what it decides by is published with it.

Severity: error; warning where nothing at all says how to decide: the case passes such a task at once.

Example:
    <bpmn:businessRuleTask id="tentukan" camunda:decisionRef="terhapus" camunda:resultVariable="hasil"/>
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-317"
Sentence = tuple[str, str]


def check(context: Context) -> Iterator[Problem]:
    """Yield each task whose ``camunda:decisionRef`` isn't the id of one decision that can be asked."""
    for node in context.nodes:
        if node.kind == "businessRuleTask":
            sentence = _fault(context, (node.camunda("decisionRef") or "").strip())
            if sentence is not None:
                tell = node.warning if asks_nothing(node) else node.error
                yield tell(ID, *(f"{node.label} {words}" for words in sentence))


def asks_nothing(task: Part) -> bool:
    """Whether nothing says how a business rule task decides: the case passes it at once."""
    unspecified = task.attribute("implementation") in {None, "##unspecified"}
    return unspecified and not (task.camunda("decisionRef") or "").strip()


def _fault(context: Context, reference: str) -> Sentence | None:
    if not reference:
        return (
            "tidak menyebut keputusan. Isi camunda:decisionRef dengan id keputusan dari berkas .dmn.",
            "names no decision. Write the id of a decision of a .dmn file in camunda:decisionRef.",
        )
    if reference.startswith(("=", "$", "#")):
        return (
            "memilih keputusan dengan ungkapan. Tulis id keputusannya; pilih cabangnya dengan gateway.",
            "chooses its decision by an expression. Write the decision's id; choose by a gateway.",
        )
    found = context.decisions.get(reference)
    if found is None:
        return None if context.unreadable_models else _unknown(context, reference)
    holding = context.files_of_decisions[reference]
    if len(holding) > 1:
        return (
            f"memakai “{reference}” yang ada di {' dan '.join(holding)}. Beri salah satunya id lain.",
            f"uses “{reference}”, which is in {' and '.join(holding)}. Give one of them another id.",
        )
    if found.kind == "function":
        return (
            f"memakai “{reference}” yang adalah fungsi. Rujuk keputusan yang memanggilnya.",
            f"uses “{reference}”, which is a function. Refer to a decision that calls it.",
        )
    if not found.logic:
        return (
            f"memakai keputusan “{found.name}” yang masih kosong. Isi tabel atau ungkapannya.",
            f"uses the decision “{found.name}”, which is empty. Fill in its table or expression.",
        )
    return None


def _unknown(context: Context, reference: str) -> Sentence:
    by_name = {each.name: each.id for each in context.decisions.values()}
    meant = by_name.get(reference) or next(iter(get_close_matches(reference, context.decisions, n=1)), None)
    hint = f"Mungkin maksudnya “{meant}”." if meant else "Buat tabelnya, atau betulkan id-nya."
    english = f"Perhaps “{meant}” is meant." if meant else "Make its table, or correct its id."
    return (
        f"memakai keputusan “{reference}” yang tidak ada di berkas .dmn mana pun. {hint}",
        f"uses the decision “{reference}”, which is in no .dmn file. {english}",
    )
