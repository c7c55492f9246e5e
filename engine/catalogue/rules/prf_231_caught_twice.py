"""PRF-231: two boundary events on one activity for the same error or cancellation (BPMN 2.0 §10.5.6).

It is caught once, by the first of them in the file; the other never happens.

Severity: error.

Example:
    <bpmn:subProcess id="periksa"/>
    <bpmn:boundaryEvent id="gagal" attachedToRef="periksa"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="lagi" attachedToRef="periksa"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.events import every
from engine.errors import Problem

ID = "PRF-231"


def check(context: Context) -> Iterator[Problem]:
    """Yield the second and every further such event."""
    first: dict[tuple[str, str | None, str, str | None], Part] = {}
    for event in every(context, "error", "cancel"):
        host = event.node.reference("attachedToRef")
        if event.node.tag != "boundaryEvent":
            continue
        earlier = first.setdefault((event.node.file, host, event.kind, event.name), event.node)
        if earlier.xml is not event.node.xml:
            yield event.node.error(
                ID,
                f"{event.node.label} tidak pernah terjadi: {earlier.label} sudah menangkapnya. Hapus satu.",
                f"{event.node.label} never happens: {earlier.label} catches it already. Delete one.",
            )
