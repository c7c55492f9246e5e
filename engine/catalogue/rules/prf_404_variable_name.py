"""PRF-404: a variable whose name an expression can't use, or that hides a name of the engine.

Example:
    ``<camunda:outputParameter name="case">`` or ``name="jumlah-unit"``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.names import name_set_by, setters_of
from engine.errors import Problem
from engine.expressions import ENGINE_NAMES

ID = "PRF-404"
NAME = re.compile(r"[^\W\d]\w*")
FEEL_WORDS = frozenset(
    [
        "and",
        "or",
        "not",
        "if",
        "then",
        "else",
        "for",
        "in",
        "return",
        "some",
        "every",
        "satisfies",
        "between",
        "instance",
        "of",
        "function",
        "true",
        "false",
        "null",
    ]
)


def check(context: Context) -> Iterator[Problem]:
    """Yield each bad name, at what would set it."""
    for process in context.processes.values():
        for setter in setters_of(process.part):
            name = name_set_by(setter)
            if name is not None:
                yield from _judged(setter, name)
        for part in process.part.below("*"):
            decision = context.decision_of(part)
            for entry in part.extensions("inputOutput", "inputParameter"):
                name = entry.attribute("name") or ""
                if decision is None or name not in decision.inputs:  # a model's own may hold blanks
                    yield from _judged(entry, name)
            for mapping in part.extensions("in"):
                if target := mapping.attribute("target"):
                    yield from _judged(mapping, target)
            if variable := part.camunda("elementVariable"):
                yield from _judged(part, variable)


def _judged(place: Part, name: str) -> Iterator[Problem]:
    if name in ENGINE_NAMES:
        yield place.error(ID, f"Nama “{name}” sudah dipakai Paraf sendiri. Pilih nama variabel lain.")
    elif not NAME.fullmatch(name) or name in FEEL_WORDS:
        yield place.error(
            ID, f"“{name}” bukan nama variabel. Pakai huruf, angka, dan garis bawah, bukan kata FEEL."
        )
