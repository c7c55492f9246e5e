"""PRF-011: no process whose id is the definition's key.

The folder's name is what a case is started by, so exactly one process must bear it.

Example:
    ``processes/cuti/`` whose only diagram holds ``<bpmn:process id="Process_0abc">``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-011"


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem where the main process is missing; an unreadable diagram may hold it, so not then."""
    if context.main is None and not context.unreadable:
        found = ", ".join(context.processes) or "tidak ada"
        key = context.bundle.key
        yield Problem(
            ID,
            "error",
            next(iter(context.bundle.bpmn), ""),
            None,
            None,
            f"Tidak ada proses dengan id “{key}” (yang ada: {found}). "
            "Beri proses utama id yang sama dengan nama foldernya.",
        )
