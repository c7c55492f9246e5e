"""PRF-015: a process that the main one never calls (a warning).

Example:
    a second diagram in the folder, left over from a draft
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-015"


def check(context: Context) -> Iterator[Problem]:
    """Yield each process that nothing leads to; without a main process PRF-011 has said enough."""
    if context.main is None:
        return
    reached = context.called_from(context.bundle.key)
    for name, scope in context.processes.items():
        if scope is not context.main and name not in reached:
            yield scope.part.warning(
                ID, f"Proses {scope.part.label} tidak pernah dipanggil. Panggil atau hapus."
            )
