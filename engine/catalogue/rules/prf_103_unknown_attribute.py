"""PRF-103: a BPMN attribute, or a value of one, that would change the meaning and isn't run.

A boolean may be written as ``1`` or ``0`` (XML Schema, part 2, §3.2.2).

Severity: error; warning for ``isImmediate="false"``, which no executable process may say (table 10.1).

Example:
    <bpmn:userTask id="periksa" completionQuantity="2"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.constructs import BOOLEAN, CONSTRUCTS, Values, listed
from engine.catalogue.context import Context
from engine.errors import Problem
from engine.spiff.parse import boolean

ID = "PRF-103"
WRITTEN = {True: "true", False: "false", None: ""}


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
            elif not _fits(value, values := known[name]):
                tell = part.warning if name == "isImmediate" and boolean(value) is False else part.error
                yield tell(
                    ID,
                    f"Nilai {name}=“{value}” pada <{part.tag}> tidak dijalankan. "
                    f"Yang didukung: {listed(values or ())}.",
                    f"{name}=“{value}” on <{part.tag}> isn't run. What is: {listed(values or ())}.",
                )


def _fits(value: str, values: Values) -> bool:
    if values is None or value in values:
        return True
    return values <= BOOLEAN and WRITTEN[boolean(value)] in values
