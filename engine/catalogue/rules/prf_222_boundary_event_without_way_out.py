"""PRF-222: a boundary event from which no flow goes on (BPMN 2.0 §10.5.4: it must have one).

When it happens, its token ends there; where it interrupts, the case silently stops.

Severity: warning.

Example:
    <bpmn:userTask id="periksa"/>
    <bpmn:boundaryEvent id="lewat" attachedToRef="periksa"><bpmn:timerEventDefinition/></bpmn:boundaryEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.ways import marks_compensation
from engine.errors import Problem

ID = "PRF-222"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event; one that only marks a compensation has none."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            leads_on = bool(scope.outgoing(name))
            if node.tag == "boundaryEvent" and not leads_on and not marks_compensation(context, node):
                yield node.warning(
                    ID,
                    f"Dari event batas {node.label} tidak ada jalan keluar. Sambungkan ke langkah lain.",
                    f"There is no way out of the boundary event {node.label}. "
                    "Connect it to a step or an end event.",
                )
