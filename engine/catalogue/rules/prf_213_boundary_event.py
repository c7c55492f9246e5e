"""PRF-213: a boundary event that isn't on an activity of its own process (BPMN 2.0 §10.5.4).

Example:
    ``<bpmn:boundaryEvent id="lewat" attachedToRef="terhapus">``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, TASKS
from engine.errors import Problem

ID = "PRF-213"


def check(context: Context) -> Iterator[Problem]:
    """Yield each boundary event without an activity to watch."""
    for scope in context.scopes:
        for node in scope.nodes.values():
            if node.tag != "boundaryEvent":
                continue
            host = scope.nodes.get(node.attribute("attachedToRef") or "")
            if host is None or host.tag not in TASKS | SUBPROCESSES:
                yield node.error(
                    ID, f"{node.label} tidak menempel pada tugas. Tempelkan pada tugas di proses yang sama."
                )
