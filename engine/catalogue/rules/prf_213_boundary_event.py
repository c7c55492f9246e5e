"""PRF-213: a boundary event that isn't on an activity of its own level (BPMN 2.0 §10.5.4).

Nor may it be on an event subprocess, or on an activity that compensates another: no token enters them.

Severity: error.

Example:
    <bpmn:boundaryEvent id="lewat" attachedToRef="terhapus"><bpmn:timerEventDefinition/></bpmn:boundaryEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, TASKS
from engine.catalogue.ways import compensates, is_triggered
from engine.errors import Problem

ID = "PRF-213"


def check(context: Context) -> Iterator[Problem]:
    """Yield each boundary event without an activity to watch."""
    for scope in context.scopes:
        for node in scope.nodes.values():
            if node.tag != "boundaryEvent":
                continue
            host = scope.nodes.get(node.reference("attachedToRef"))
            if host is None or host.tag not in TASKS | SUBPROCESSES:
                yield node.error(
                    ID,
                    f"{node.label} tidak menempel pada tugas. Tempelkan pada tugas di proses yang sama.",
                    f"{node.label} isn't attached to an activity. Attach it to one of the same level.",
                )
            elif is_triggered(host) or compensates(host):
                yield node.error(
                    ID,
                    f"{node.label} menempel pada {host.label}, yang tidak dimasuki alur. Pindahkan.",
                    f"{node.label} is attached to {host.label}, into which no flow leads. Move it.",
                )
