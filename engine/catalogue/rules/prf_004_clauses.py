"""PRF-004: ``clauses.json`` that isn't an object of clause id → text.

Example:
    ``["1", "2"]``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.bundle import CLAUSES
from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-004"


def check(context: Context) -> Iterator[Problem]:
    """Yield at most one problem."""
    if CLAUSES not in context.bundle.files:
        return
    if context.clauses is None:
        message = 'Bukan objek JSON. Tulis id butir dan bunyinya: {"1": "…"}.'
        yield Problem(ID, "error", CLAUSES, None, None, message)
    else:
        for clause, text in context.clauses.items():
            if not isinstance(text, str):
                yield Problem(ID, "error", CLAUSES, clause, None, f"Bunyi butir “{clause}” harus teks.")
