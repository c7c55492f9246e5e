"""PRF-704: a participant whose process isn't there, or is another participant's too (BPMN 2.0 §9.2).

Severity: error; warning for a process that two participants have.

Example:
    <bpmn:collaboration id="kolaborasi">
      <bpmn:participant id="kami" processRef="terhapus"/>
    </bpmn:collaboration>
    <bpmn:process id="cuti" isExecutable="true"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-704"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such participant; a prefixed reference may name another file's process."""
    first: dict[tuple[str, str], Part] = {}
    for participant in context.of("participant"):
        reference = participant.attribute("processRef")
        if not reference:
            continue
        name = participant.reference("processRef")
        elsewhere = ":" in reference and name in context.processes
        if context.named(participant.file, name, "process") is None and not elsewhere:
            yield participant.error(
                ID,
                f"Partisipan {participant.label} menyebut proses “{name}” yang tidak ada. "
                "Betulkan processRef.",
                f"The participant {participant.label} names a process “{name}” that isn't there. "
                "Correct its processRef.",
            )
        elif first.setdefault((participant.file, name), participant) is not participant:
            yield participant.warning(
                ID,
                f"Proses “{name}” dipakai dua partisipan. Sisakan satu.",
                f"Two participants have the process “{name}”. Leave one.",
            )
