"""PRF-008: a process, flow node or sequence flow without an id, or with one that can't be named.

Example:
    ``<bpmn:userTask name="Memeriksa">`` or ``id="langkah 1"``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-008"
NAME = re.compile(r"[^\W\d][\w.-]*")
"""An id as XML has it (NCName, Namespaces in XML 1.0 §3)."""


def check(context: Context) -> Iterator[Problem]:
    """Yield each part whose id is missing or no XML name."""
    for scope in context.scopes:
        for part in (scope.part, *scope.every_node, *scope.flows):
            name = part.attribute("id")
            if name is None:
                yield part.error(ID, f"Elemen <{part.tag}> tidak mempunyai id. Beri id yang tetap.")
            elif not NAME.fullmatch(name):
                yield part.error(ID, f"Id “{name}” bukan nama XML. Mulai dengan huruf, tanpa spasi.")
