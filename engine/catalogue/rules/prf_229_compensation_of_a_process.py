"""PRF-229: an event subprocess that compensates a whole process (BPMN 2.0 §13.5.5).

It compensates the subprocess that it lies in, once that is completed; a process that is completed is over.

Severity: error.

Example:
    <bpmn:subProcess id="urungkan" triggeredByEvent="true">
      <bpmn:startEvent id="mulai"><bpmn:compensateEventDefinition/></bpmn:startEvent>
    </bpmn:subProcess>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.events import every
from engine.errors import Problem

ID = "PRF-229"


def check(context: Context) -> Iterator[Problem]:
    """Yield the start event of each such event subprocess."""
    for event in every(context, "compensation"):
        scope = context.scope_around(event.node)
        around = context.scope_around(scope.part) if scope is not None and scope.is_event_subprocess else None
        if event.node.tag == "startEvent" and around is not None and around.is_process:
            yield event.node.error(
                ID,
                f"{event.node.label} mengompensasi seluruh proses, dan itu tidak pernah terjadi. "
                "Pindahkan ke dalam subproses yang dikompensasinya.",
                f"{event.node.label} compensates a whole process, which never happens. "
                "Move it into the subprocess that it compensates.",
            )
