"""PRF-219: an activity that compensates another and has flows, or that no event leads to (BPMN 2.0 §10.7).

It stands outside of the normal flow: an association leads to it from a compensation boundary event.

Severity: error; warning where nothing leads to it.

Example:
    <bpmn:startEvent id="mulai"/>
    <bpmn:userTask id="batalkan" isForCompensation="true"/>
    <bpmn:sequenceFlow id="alur" sourceRef="mulai" targetRef="batalkan"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.ways import compensates
from engine.errors import Problem

ID = "PRF-219"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such activity."""
    ends = {
        (a.file, a.reference(end)) for a in context.of("association") for end in ("sourceRef", "targetRef")
    }
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            if not compensates(node):
                continue
            if scope.incoming(name) or scope.outgoing(name):
                yield node.error(
                    ID,
                    f"{node.label} mengompensasi, jadi tidak boleh dihubungkan dengan alur. Hapus alurnya.",
                    f"{node.label} compensates, so no flow may lead to or from it. Delete the flows.",
                )
            elif (node.file, name) not in ends:
                yield node.warning(
                    ID,
                    f"{node.label} tidak mengompensasi apa pun. "
                    "Hubungkan dengan asosiasi dari event kompensasi.",
                    f"{node.label} compensates nothing. Lead an association to it from a compensation event.",
                )
