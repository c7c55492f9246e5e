"""PRF-109: what begins a process, and would look or remember before there is a case (BPMN 2.0 §10.5.2).

A condition has no data to look at, and of several triggers that must all happen nothing keeps which have.
Inside an event subprocess there is a case, so both are run there.

Severity: error.

Example:
    <bpmn:startEvent id="mulai"><bpmn:conditionalEventDefinition>
      <bpmn:condition>jumlah &gt; 1</bpmn:condition>
    </bpmn:conditionalEventDefinition></bpmn:startEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import event_definitions
from engine.catalogue.events import kinds_of
from engine.catalogue.ways import begun_by
from engine.errors import Problem

ID = "PRF-109"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event."""
    for node in begun_by(context):
        if node.says("parallelMultiple") and len(event_definitions(node)) > 1:
            yield node.error(
                ID,
                f"{node.label} menunggu semua pemicunya sebelum ada kasus, dan itu tidak dijalankan. "
                "Mulai dengan satu pemicu; tunggu yang lain di dalam proses.",
                f"{node.label} waits for all of its triggers before there is a case, which isn't run. "
                "Begin with one trigger, and wait for the others in the process.",
            )
        if "conditional" in kinds_of(context, node):
            yield node.error(
                ID,
                f"{node.label} menunggu syarat sebelum ada kasus, jadi tidak ada data yang dapat diperiksa. "
                "Mulai dengan pesan, sinyal, atau timer.",
                f"{node.label} waits for a condition before there is a case, so there is no data to look at. "
                "Begin with a message, a signal or a timer.",
            )
