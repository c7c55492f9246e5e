"""PRF-008: a process, flow node or sequence flow without an id, or an element whose id is no XML name.

An id is an NCName (Namespaces in XML 1.0 §3): it begins with a letter or “_”, without blanks or colons.

Severity: error.

Example:
    <bpmn:userTask id="langkah 1"/>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-008"
NAMED = frozenset({"process", "sequenceFlow"})
NAME = re.compile(r"[^\W\d][\w.-]*")


def check(context: Context) -> Iterator[Problem]:
    """Yield each part whose id is missing or no XML name."""
    named = [part for scope in context.scopes for part in (scope.part, *scope.flows) if part.tag in NAMED]
    for part in (*named, *context.nodes):
        if not part.attribute("id"):
            yield part.error(
                ID,
                f"Elemen <{part.tag}> tidak mempunyai id. Beri id yang tetap.",
                f"The <{part.tag}> has no id. Give it one that stays.",
            )
    for part in context.constructs:
        name = part.attribute("id")
        if name and not NAME.fullmatch(name):
            yield part.error(
                ID,
                f"Id “{name}” bukan nama XML. Mulai dengan huruf, tanpa spasi.",
                f"The id “{name}” is no XML name. Begin with a letter, without blanks.",
            )
