"""PRF-010: a process that isn't marked as executable (BPMN 2.0 §10.1, ``isExecutable``).

A diagram that only documents must not be taken for the programme.

Example:
    ``<bpmn:process id="cuti">`` or ``isExecutable="false"``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-010"


def check(context: Context) -> Iterator[Problem]:
    """Yield each process that lacks ``isExecutable="true"``."""
    for process in context.processes.values():
        if process.part.attribute("isExecutable") != "true":
            yield process.part.error(
                ID,
                f"Proses {process.part.label} tidak ditandai dapat dijalankan. "
                'Tambahkan isExecutable="true".',
            )
