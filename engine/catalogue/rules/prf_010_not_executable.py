"""PRF-010: a process that isn't marked as executable (BPMN 2.0 §10.1, ``isExecutable``).

A diagram that only documents must not be taken for the programme. A pool whose process is empty stands for
somebody else, and needs no mark.

Severity: error.

Example:
    <bpmn:process id="cuti" isExecutable="false"><bpmn:startEvent id="mulai"/></bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-010"


def check(context: Context) -> Iterator[Problem]:
    """Yield each process that lacks ``isExecutable="true"``."""
    for process in context.processes.values():
        if process.part.tag == "process" and process.part.attribute("isExecutable") != "true":
            yield process.part.error(
                ID,
                f"Proses {process.part.label} tidak ditandai dapat dijalankan. "
                'Tambahkan isExecutable="true".',
                f'The process {process.part.label} isn\'t marked as executable. Add isExecutable="true".',
            )
