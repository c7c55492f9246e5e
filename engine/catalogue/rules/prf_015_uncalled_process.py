"""PRF-015: a process that the main one never calls.

Severity: warning.

Example:
    <bpmn:process id="cuti" isExecutable="true"><bpmn:startEvent id="mulai"/></bpmn:process>
    <bpmn:process id="sisa" isExecutable="true"><bpmn:startEvent id="awal"/></bpmn:process>
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
                ID,
                f"Proses {scope.part.label} tidak pernah dipanggil. Panggil atau hapus.",
                f"Nothing calls the process {scope.part.label}. Call it or delete it.",
            )
