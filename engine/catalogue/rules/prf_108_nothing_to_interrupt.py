"""PRF-108: a start event that isn't to interrupt, where there is nothing that it could (BPMN 2.0 §10.5.2).

Only the start event of an event subprocess interrupts the level around it, or doesn't.

Severity: warning.

Example:
    <bpmn:startEvent id="mulai" isInterrupting="false"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-108"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such start event."""
    for node in context.of("startEvent"):
        scope = context.scope_around(node)
        inside = scope is not None and scope.is_event_subprocess
        if node.says("isInterrupting") is False and not inside:
            yield node.warning(
                ID,
                f"isInterrupting pada {node.label} tidak berarti di luar subproses event. Hapus.",
                f"isInterrupting on {node.label} means nothing outside an event subprocess. Delete it.",
            )
