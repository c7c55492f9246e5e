"""PRF-014: a level without an end event (BPMN 2.0 §10.5.3: with a start event there must be an end event).

It ends where its last token has nowhere to go; what it ended by then, nobody can tell.

Severity: warning.

Example:
    <bpmn:startEvent id="mulai"/>
    <bpmn:userTask id="periksa"/>
    <bpmn:sequenceFlow id="alur" sourceRef="mulai" targetRef="periksa"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-014"


def check(context: Context) -> Iterator[Problem]:
    """Yield each level without an end."""
    for scope in context.scopes:
        if scope.is_ad_hoc:
            continue
        if scope.nodes and not any(node.tag == "endEvent" for node in scope.every_node):
            yield scope.part.warning(
                ID,
                f"{scope.part.label} tidak mempunyai event akhir. Tambahkan satu.",
                f"{scope.part.label} has no end event. Add one.",
            )
