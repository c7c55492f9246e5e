"""PRF-707: an escalation that nothing catches (BPMN 2.0 §10.5.4).

The case goes on as if it had not been thrown.

Severity: warning.

Example:
    <bpmn:escalation id="lambat" escalationCode="LAMBAT"/>
    <bpmn:process id="cuti" isExecutable="true">
      <bpmn:endEvent id="lapor"><bpmn:escalationEventDefinition escalationRef="lambat"/></bpmn:endEvent>
    </bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.catching import is_caught
from engine.catalogue.context import Context
from engine.catalogue.events import every
from engine.errors import Problem

ID = "PRF-707"


def check(context: Context) -> Iterator[Problem]:
    """Yield each event that throws such an escalation."""
    for event in every(context, "escalation"):
        if event.throws and not is_caught(context, event):
            code = f"eskalasi “{event.name}”" if event.name else "eskalasi tanpa kode"
            english = f"the escalation “{event.name}”" if event.name else "the escalation without a code"
            yield event.node.warning(
                ID,
                f"Tidak ada yang menangkap {code} dari {event.node.label}. "
                "Tangkap dengan event batas atau subproses event.",
                f"Nothing catches {english} of {event.node.label}. "
                "Catch it by a boundary event or an event subprocess.",
            )
