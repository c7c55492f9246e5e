"""PRF-209: a node that no token can ever reach (BPMN 2.0 §13.2).

Severity: error.

Example:
    <bpmn:startEvent id="mulai"/>
    <bpmn:userTask id="sendiri"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part, Scope
from engine.catalogue.ways import beginnings, compensates, is_triggered, reached
from engine.errors import Problem

ID = "PRF-209"


def check(context: Context) -> Iterator[Problem]:
    """Yield each node that can't be walked to from where its level begins."""
    for scope in context.scopes:
        begin = [node.attribute("id") or "" for node in beginnings(context, scope)]
        found = reached(context, scope, begin)
        for name, node in scope.nodes.items():
            begins_otherwise = is_triggered(node) or compensates(node)
            if name not in found and not begins_otherwise and not _has_lost_its_host(scope, node):
                yield node.error(
                    ID,
                    f"{node.label} tidak dapat dicapai dari event mulai. Sambungkan atau hapus.",
                    f"{node.label} can't be reached from the start event. Connect or delete it.",
                )


def _has_lost_its_host(scope: Scope, node: Part) -> bool:
    """PRF-213 has said enough."""
    return node.tag == "boundaryEvent" and node.reference("attachedToRef") not in scope.nodes
