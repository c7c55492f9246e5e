"""PRF-106: an error, cancel or compensation event that isn't to interrupt (BPMN 2.0 §10.5.6, table 10.92).

What it is for ends: an error or a cancellation always stops the activity or the level that it reaches.

Severity: error.

Example:
    <bpmn:subProcess id="periksa"/>
    <bpmn:boundaryEvent id="gagal" attachedToRef="periksa" cancelActivity="false">
      <bpmn:errorEventDefinition/>
    </bpmn:boundaryEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.events import every
from engine.errors import Problem

ID = "PRF-106"
ALWAYS = frozenset({"error", "cancel"})


def check(context: Context) -> Iterator[Problem]:
    """Yield each such boundary or start event."""
    for event in every(context, *ALWAYS):
        attribute = "cancelActivity" if event.node.tag == "boundaryEvent" else "isInterrupting"
        if event.node.says(attribute) is False:
            yield event.node.error(
                ID,
                f"{event.node.label} menangkap {event.kind}, yang selalu menghentikan. Hapus {attribute}.",
                f"{event.node.label} catches an {event.kind}, which always interrupts. Delete {attribute}.",
            )
