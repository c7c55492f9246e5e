"""PRF-004: ``clauses.json`` that isn't an object of clause id → text.

Severity: error.

Example (clauses.json):
    ["1", "2"]
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.bundle import CLAUSES
from engine.catalogue.context import Context
from engine.catalogue.document import of_file
from engine.errors import Problem

ID = "PRF-004"


def check(context: Context) -> Iterator[Problem]:
    """Yield at most one problem a clause."""
    if CLAUSES not in context.bundle.files:
        return
    if context.clauses is None:
        yield of_file(
            ID,
            "error",
            CLAUSES,
            'Bukan objek JSON. Tulis id butir dan bunyinya: {"1": "…"}.',
            'It isn\'t a JSON object. Write the clauses\' ids and words: {"1": "…"}.',
        )
    else:
        for clause, text in context.clauses.items():
            if not isinstance(text, str):
                yield of_file(
                    ID,
                    "error",
                    CLAUSES,
                    f"Bunyi butir “{clause}” harus teks.",
                    f"The words of clause “{clause}” must be a text.",
                    element=clause,
                )
