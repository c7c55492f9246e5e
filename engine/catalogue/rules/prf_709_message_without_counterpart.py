"""PRF-709: a message that nobody here receives, or that nobody here sends.

It may go to, or come from, another procedure or a program outside; a message flow to or from another pool
says so.

Severity: warning.

Example:
    <bpmn:message id="surat" name="surat"/>
    <bpmn:process id="cuti" isExecutable="true">
      <bpmn:receiveTask id="tunggu" messageRef="surat"/>
    </bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.catching import one_sided
from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-709"


def check(context: Context) -> Iterator[Problem]:
    """Yield each message that is only sent or only waited for, where that is first done."""
    drawn = {
        (f.file, f.reference(end)) for f in context.of("messageFlow") for end in ("sourceRef", "targetRef")
    }
    for event in one_sided(context, "message"):
        if (event.node.file, event.node.attribute("id")) in drawn:
            continue
        if event.throws:
            yield event.node.warning(
                ID,
                f"Tidak ada yang menerima pesan “{event.name}” dari {event.node.label} di berkas-berkas ini. "
                "Pastikan prosedur lain menerimanya.",
                f"Nothing in these files receives the message “{event.name}” of {event.node.label}. "
                "Make sure that another procedure does.",
            )
        else:
            yield event.node.warning(
                ID,
                f"Tidak ada yang mengirim pesan “{event.name}” yang ditunggu {event.node.label} di "
                "berkas-berkas ini. Pastikan datang dari luar.",
                f"Nothing here sends the message “{event.name}” for which {event.node.label} waits. "
                "Make sure that it comes from outside.",
            )
