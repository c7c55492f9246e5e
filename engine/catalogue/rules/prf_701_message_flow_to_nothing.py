"""PRF-701: a message flow whose source or target isn't there (BPMN 2.0 §9.3).

Severity: error.

Example:
    <bpmn:collaboration id="kolaborasi">
      <bpmn:participant id="kami" processRef="cuti"/>
      <bpmn:messageFlow id="surat" sourceRef="kami" targetRef="terhapus"/>
    </bpmn:collaboration>
    <bpmn:process id="cuti" isExecutable="true"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-701"


def check(context: Context) -> Iterator[Problem]:
    """Yield each end of a message flow that names nothing."""
    for flow in context.of("messageFlow"):
        for end, what, english in (("sourceRef", "asal", "source"), ("targetRef", "tujuan", "target")):
            name = flow.attribute(end) or ""
            if context.named(flow.file, name) is None:
                yield flow.error(
                    ID,
                    f"Alur pesan {flow.label} menyebut {what} “{name}” yang tidak ada. Sambungkan ulang.",
                    f"The message flow {flow.label} names a {english} “{name}” that isn't there. Mend it.",
                )
