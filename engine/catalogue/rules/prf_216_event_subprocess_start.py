"""PRF-216: an event subprocess that doesn't begin by exactly one event (BPMN 2.0 §10.3.5).

It has one start event, and that has a trigger.

Severity: error.

Example:
    <bpmn:subProcess id="dibatalkan" triggeredByEvent="true"><bpmn:startEvent id="mulai"/></bpmn:subProcess>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import event_definitions
from engine.errors import Problem

ID = "PRF-216"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event subprocess."""
    for scope in context.scopes:
        starts = [node for node in scope.nodes.values() if node.tag == "startEvent"]
        triggered = [start for start in starts if event_definitions(start)]
        if scope.is_event_subprocess and (len(starts) != 1 or len(triggered) != 1):
            yield scope.part.error(
                ID,
                f"Subproses event {scope.part.label} harus punya tepat satu event mulai, dengan pemicu. "
                "Tambahkan, atau sisakan satu.",
                f"The event subprocess {scope.part.label} must have exactly one start event, with a trigger. "
                "Add it, or leave one.",
            )
