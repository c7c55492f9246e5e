"""PRF-103: a BPMN attribute, or a value of one, that would change the meaning and isn't run.

Severity: error.

Example:
    <bpmn:userTask id="periksa" completionQuantity="2"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.constructs import CONSTRUCTS, listed
from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-103"


def check(context: Context) -> Iterator[Problem]:
    """Yield each attribute without a namespace that the construct's allow-list doesn't have."""
    for part in context.constructs:
        known = CONSTRUCTS[part.tag].attributes
        for name, value in part.attributes():
            if name.startswith("{"):
                continue
            if name not in known:
                yield part.error(
                    ID,
                    f"Atribut “{name}” pada <{part.tag}> tidak dikenal. Hapus atribut itu.",
                    f"The attribute “{name}” on <{part.tag}> isn't known. Delete it.",
                )
            elif (values := known[name]) is not None and value not in values:
                yield part.error(
                    ID,
                    f"Nilai {name}=“{value}” pada <{part.tag}> tidak dijalankan. "
                    f"Yang didukung: {listed(values)}.",
                    f"{name}=“{value}” on <{part.tag}> isn't run. What is: {listed(values)}.",
                )
