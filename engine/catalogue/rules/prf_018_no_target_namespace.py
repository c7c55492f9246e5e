"""PRF-018: a file without a ``targetNamespace``, which every BPMN file must have (BPMN 2.0 §8.2.1).

Paraf doesn't need it; other programmes refuse the file.

Severity: warning.

Example (proses.bpmn):
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
      <bpmn:process id="cuti" isExecutable="true"/>
    </bpmn:definitions>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-018"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such file."""
    for document in context.documents:
        if not document.attribute("targetNamespace"):
            yield document.warning(
                ID,
                "Berkas ini tidak punya targetNamespace. Tambahkan pada <definitions>, misalnya sebuah URL.",
                "The file names no targetNamespace. Add one to its <definitions>, for example a URL.",
            )
