"""PRF-227: a transaction that can be cancelled, without a cancel event on its border (BPMN 2.0 §10.3.5).

Where nothing catches it, nothing says how the case goes on.

Severity: error.

Example:
    <bpmn:transaction id="bayar">
      <bpmn:endEvent id="batal"><bpmn:cancelEventDefinition/></bpmn:endEvent>
    </bpmn:transaction>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.events import every, kinds_of
from engine.errors import Problem

ID = "PRF-227"


def check(context: Context) -> Iterator[Problem]:
    """Yield each cancel end event that nothing on its transaction catches."""
    for event in every(context, "cancel"):
        inside = context.scope_around(event.node)
        around = None if inside is None else context.scope_around(inside.part)
        if event.node.tag != "endEvent" or inside is None or around is None or inside.is_event_subprocess:
            continue
        guards = around.guards.get(inside.part.attribute("id") or "", ())
        if not any("cancel" in kinds_of(context, guard) for guard in guards):
            yield event.node.error(
                ID,
                f"{event.node.label} membatalkan {inside.part.label}, tanpa event batal di tepinya. "
                "Tempelkan satu.",
                f"{event.node.label} cancels {inside.part.label}, but no cancel event is on its border. "
                "Attach one.",
            )
