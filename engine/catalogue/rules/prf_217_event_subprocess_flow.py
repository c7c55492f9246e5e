"""PRF-217: a flow to or from an event subprocess (BPMN 2.0 §10.3.5: it must have none).

It begins when its start event happens.

Severity: error.

Example:
    <bpmn:startEvent id="mulai"/>
    <bpmn:subProcess id="dibatalkan" triggeredByEvent="true"/>
    <bpmn:sequenceFlow id="alur" sourceRef="mulai" targetRef="dibatalkan"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.ways import is_triggered
from engine.errors import Problem

ID = "PRF-217"


def check(context: Context) -> Iterator[Problem]:
    """Yield each event subprocess with flows."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            if is_triggered(node) and (scope.incoming(name) or scope.outgoing(name)):
                yield node.error(
                    ID,
                    f"Subproses event {node.label} tidak boleh dihubungkan dengan alur. Hapus alurnya.",
                    f"No flow may lead to or from the event subprocess {node.label}. Delete the flows.",
                )
