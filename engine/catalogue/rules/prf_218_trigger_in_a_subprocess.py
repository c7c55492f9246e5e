"""PRF-218: an embedded subprocess whose start event has a trigger (BPMN 2.0 §10.5.2, table 10.86).

The flow into the subprocess begins it, nothing else; what waits for an event is an event subprocess.

Severity: error.

Example:
    <bpmn:subProcess id="sub">
      <bpmn:startEvent id="mulai"><bpmn:timerEventDefinition/></bpmn:startEvent>
    </bpmn:subProcess>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import event_definitions
from engine.errors import Problem

ID = "PRF-218"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such start event."""
    for scope in context.scopes:
        if scope.is_process or scope.is_event_subprocess:
            continue
        for node in scope.nodes.values():
            if node.tag == "startEvent" and event_definitions(node):
                yield node.error(
                    ID,
                    f"Event mulai {node.label} di dalam subproses tidak boleh punya pemicu. "
                    "Hapus pemicunya, atau tandai subprosesnya triggeredByEvent.",
                    f"The start event {node.label} inside a subprocess may not have a trigger. "
                    "Delete the trigger, or mark the subprocess triggeredByEvent.",
                )
