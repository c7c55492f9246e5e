"""PRF-708: an event that waits for an error or escalation which nothing inside throws (BPMN 2.0 §10.5.4).

Errors come from error end events and from connectors, escalations from events that throw one, in what is
guarded or in what it calls.

Severity: warning.

Example:
    <bpmn:error id="ditolak" errorCode="DITOLAK"/>
    <bpmn:process id="cuti" isExecutable="true">
      <bpmn:userTask id="periksa"/>
      <bpmn:boundaryEvent id="gagal" attachedToRef="periksa">
        <bpmn:errorEventDefinition errorRef="ditolak"/>
      </bpmn:boundaryEvent>
    </bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.catching import may_throw
from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.events import Event, every
from engine.errors import Problem

ID = "PRF-708"


def check(context: Context) -> Iterator[Problem]:
    """Yield each event that catches what can't happen."""
    for event in every(context, "error", "escalation"):
        guarded = _guarded(context, event) if not event.throws else None
        if guarded is not None and not may_throw(context, guarded, event.kind, event.name):
            what = f"“{event.name}” " if event.name else ""
            yield event.node.warning(
                ID,
                f"{event.node.label} menunggu {event.kind} {what}yang tidak pernah dilempar di dalam "
                f"{guarded.label}. Hapus, atau betulkan kodenya.",
                f"{event.node.label} waits for an {event.kind} {what}that nothing in {guarded.label} throws. "
                "Delete it, or correct its code.",
            )


def _guarded(context: Context, event: Event) -> Part | None:
    """The activity under a boundary event; for the start of an event subprocess, the level around that."""
    scope = context.scope_around(event.node)
    if scope is None:
        return None
    if event.node.tag == "boundaryEvent":
        return scope.nodes.get(event.node.reference("attachedToRef"))
    around = context.scope_around(scope.part) if scope.is_event_subprocess else None
    return None if around is None else around.part
