"""PRF-011: no process whose id is the definition's key.

The folder's name is what a case is started by, so exactly one process must bear it. Of files outside of such
a folder, any may be the main one; but one there must be.

Severity: error.

Example:
    <bpmn:process id="Process_0abc" isExecutable="true"><bpmn:startEvent id="mulai"/></bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_file
from engine.errors import Problem

ID = "PRF-011"


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem where the main process is missing; an unreadable diagram may hold it, so not then."""
    if context.main is None and context.bundle.bpmn and context.loose and not context.unreadable:
        yield from _nothing_to_run(context)
    elif context.main is None and not context.unreadable:
        found, key = ", ".join(context.processes), context.bundle.key
        yield of_file(
            ID,
            "error",
            next(iter(context.bundle.bpmn), ""),
            f"Tidak ada proses dengan id “{key}” (yang ada: {found or 'tidak ada'}). "
            "Beri proses utama id yang sama dengan nama foldernya.",
            f"There is no process with the id “{key}” (there are: {found or 'none'}). "
            "Give the main process the name of its folder as id.",
        )


def _nothing_to_run(context: Context) -> Iterator[Problem]:
    empty = [process for document in context.documents for process in document.children("process")]
    for process in empty:
        yield process.error(
            ID,
            f"Proses {process.label} tidak memuat apa pun yang dapat dijalankan. Gambar langkahnya.",
            f"The process {process.label} holds nothing that could be run. Draw its steps.",
        )
    if not empty:
        yield of_file(
            ID,
            "error",
            next(iter(context.bundle.bpmn)),
            "Tidak ada proses yang dapat dijalankan di berkas ini. Gambar satu, dengan id.",
            "There is no process in this file that could be run. Draw one, with an id.",
        )
