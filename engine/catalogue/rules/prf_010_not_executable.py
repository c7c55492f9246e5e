"""PRF-010: a process that isn't marked as executable (BPMN 2.0 §10.1, ``isExecutable``).

A diagram that only documents must not be taken for the programme. What nothing calls, beside a process that
is marked, stands for somebody else: it is a picture, and nothing in it is judged.

Severity: error; warning where a picture doesn't say that it isn't to be run, and for files outside of a
definition's folder that only don't say.

Example:
    <bpmn:process id="cuti" isExecutable="false"><bpmn:startEvent id="mulai"/></bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-010"


def check(context: Context) -> Iterator[Problem]:
    """Yield each process that would run and lacks ``isExecutable="true"``, and each that silently doesn't."""
    for process in context.processes.values():
        if process.part.tag == "process" and not process.part.says("isExecutable"):
            tell = (
                process.part.warning if context.loose and _says_nothing(process.part) else process.part.error
            )
            yield tell(
                ID,
                f"Proses {process.part.label} tidak ditandai dapat dijalankan. "
                'Tambahkan isExecutable="true".',
                f'The process {process.part.label} isn\'t marked as executable. Add isExecutable="true".',
            )
    for part in (part for document in context.documents for part in document.children("process")):
        if part.xml in context.pictures and _says_nothing(part) and part.children():
            yield part.warning(
                ID,
                f"Proses {part.label} tidak dijalankan, hanya digambar. "
                'Tulis isExecutable="false", atau "true" bila harus dijalankan.',
                f"The process {part.label} isn't run, only drawn. "
                'Write isExecutable="false", or "true" if it is to be run.',
            )


def _says_nothing(process: Part) -> bool:
    return process.attribute("isExecutable") is None
