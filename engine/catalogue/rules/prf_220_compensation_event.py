"""PRF-220: a compensation boundary event that doesn't lead to what compensates (BPMN 2.0 §10.7).

An association leads from it to one activity that is marked ``isForCompensation``; it has no flow out, and no
other trigger.

Severity: error.

Example:
    <bpmn:userTask id="pesan"/>
    <bpmn:boundaryEvent id="urungkan" attachedToRef="pesan">
      <bpmn:compensateEventDefinition/>
    </bpmn:boundaryEvent>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.catalogue.context import Context
from engine.catalogue.document import Part, event_definitions
from engine.catalogue.ways import compensates, marks_compensation
from engine.errors import Problem

ID = "PRF-220"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event."""
    led_to: dict[tuple[str, str], list[str]] = {}
    for association in context.of("association"):
        source = (association.file, association.reference("sourceRef"))
        led_to.setdefault(source, []).append(association.reference("targetRef"))
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            if marks_compensation(context, node):
                targets = [scope.nodes.get(target) for target in led_to.get((node.file, name), ())]
                handlers = [target for target in targets if target is not None and compensates(target)]
                yield from _judged(node, handlers, bool(scope.outgoing(name)))


def _judged(node: Part, handlers: Sequence[Part], leads_on: bool) -> Iterator[Problem]:
    if len(handlers) != 1:
        yield node.error(
            ID,
            f"Hubungkan {node.label} dengan asosiasi ke satu aktivitas bertanda isForCompensation.",
            f"Lead an association from {node.label} to one activity that is marked isForCompensation.",
        )
    if leads_on or len(event_definitions(node)) > 1:
        yield node.error(
            ID,
            f"{node.label} tidak boleh punya alur keluar atau pemicu lain. Pisahkan.",
            f"{node.label} may have no flow out and no other trigger. Take them apart.",
        )
