"""PRF-706: an error end event whose error nothing catches (BPMN 2.0 §10.5.4).

It ends the case as failed.

Severity: warning.

Example:
    <bpmn:error id="ditolak" errorCode="DITOLAK"/>
    <bpmn:process id="cuti" isExecutable="true">
      <bpmn:endEvent id="gagal"><bpmn:errorEventDefinition errorRef="ditolak"/></bpmn:endEvent>
    </bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.catching import is_caught
from engine.catalogue.context import Context
from engine.catalogue.events import every
from engine.errors import Problem

ID = "PRF-706"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such end event."""
    for event in every(context, "error"):
        if event.throws and not is_caught(context, event):
            code = f"error “{event.name}”" if event.name else "error tanpa kode"
            english = f"the error “{event.name}”" if event.name else "the error without a code"
            yield event.node.warning(
                ID,
                f"Tidak ada yang menangkap {code} dari {event.node.label}; "
                "kasusnya berakhir gagal. Pakai event batas error bila bukan itu maksudnya.",
                f"Nothing catches {english} of {event.node.label}; the case ends as "
                "failed. Use an error boundary event if that isn't meant.",
            )
