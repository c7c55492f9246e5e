"""PRF-315: a script task without a script, without the variable of its result, or without a format.

BPMN 2.0 §10.2.3.6: where there is a script, its format must be named (``scriptFormat="feel"``).

Severity: warning: it runs all the same.

Example:
    <bpmn:scriptTask id="hitung" scriptFormat="feel"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-315"


def check(context: Context) -> Iterator[Problem]:
    """Yield each script task that lacks one of the three."""
    for node in context.nodes:
        if node.kind != "scriptTask":
            continue
        script = node.child("script")
        if script is None or not script.text:
            yield node.warning(
                ID,
                f"{node.label} tidak punya skrip, jadi langsung dilewati. Tulis skrip FEEL di dalamnya.",
                f"{node.label} has no script, so it is passed at once. Write one in FEEL.",
            )
            continue
        if not node.camunda("resultVariable") and not node.extensions("inputOutput", "outputParameter"):
            yield node.warning(
                ID,
                f"Hasil skrip {node.label} tidak disimpan. Isi camunda:resultVariable, nama variabelnya.",
                f"Nothing keeps the result of {node.label}. Name its variable in camunda:resultVariable.",
            )
        if not node.attribute("scriptFormat") and not node.attribute("scriptLanguage"):
            yield node.warning(
                ID,
                f'{node.label} tidak menyebut bahasa skripnya. Tambahkan scriptFormat="feel".',
                f'{node.label} doesn\'t name the language of its script. Add scriptFormat="feel".',
            )
