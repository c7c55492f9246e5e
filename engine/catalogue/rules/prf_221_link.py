"""PRF-221: a link event that leads nowhere, or to several places (BPMN 2.0 §10.5.5).

Link events of one name on one level are one flow: one target, from which it goes on, and at least one source.
A source has no flow out and a target none in.

Severity: error.

Example:
    <bpmn:intermediateThrowEvent id="ke_b"><bpmn:linkEventDefinition name="B"/></bpmn:intermediateThrowEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part, Scope
from engine.catalogue.events import events
from engine.errors import Problem

ID = "PRF-221"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event."""
    for scope in context.scopes:
        by_name: dict[str | None, list[Part]] = {}
        for node in scope.nodes.values():
            for event in events(context).get(node.xml, ()):
                if event.kind == "link":
                    by_name.setdefault(event.name, []).append(node)
        for name, nodes in by_name.items():
            targets = sum(1 for node in nodes if node.tag == "intermediateCatchEvent")
            for node in nodes:
                for message, english in _faults(context, scope, node, name, targets, len(nodes) - targets):
                    yield node.error(ID, message, english)


def _faults(
    context: Context, scope: Scope, node: Part, name: str | None, targets: int, sources: int
) -> Iterator[tuple[str, str]]:
    id = node.attribute("id") or ""
    if not name or len(events(context)[node.xml]) > 1:
        yield (
            f"Tautan {node.label} harus punya nama, tanpa pemicu lain. Beri nama.",
            f"The link {node.label} must have a name, and no other trigger. Name it.",
        )
    elif targets != 1 or not sources:
        yield (
            f"Tautan “{name}” harus punya satu tujuan dan paling sedikit satu asal di proses yang sama. "
            "Samakan namanya.",
            f"The link “{name}” must have one target and at least one source on the same level. "
            "Give them the same name.",
        )
    if node.tag == "intermediateCatchEvent" and scope.incoming(id):
        yield (
            f"Tujuan tautan {node.label} tidak boleh dituju alur. Hapus alurnya.",
            f"No flow may lead to the link's target {node.label}. Delete the flow.",
        )
    if node.tag == "intermediateThrowEvent" and scope.outgoing(id):
        yield (
            f"Dari asal tautan {node.label} tidak boleh ada alur keluar. Hapus alurnya.",
            f"No flow may leave the link's source {node.label}. Delete the flow.",
        )
