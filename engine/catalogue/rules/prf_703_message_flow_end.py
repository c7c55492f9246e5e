"""PRF-703: a message flow to or from what neither sends nor receives (BPMN 2.0 §7.6.2, table 7.4).

It leaves a pool, an activity, or an event that throws a message, and leads to a pool, an activity, or an
event that waits for one; never to or from a gateway, out of a receive task, or into a send task.

Severity: error.

Example:
    <bpmn:collaboration id="kolaborasi">
      <bpmn:participant id="kami" processRef="cuti"/>
      <bpmn:participant id="mereka"/>
      <bpmn:messageFlow id="surat" sourceRef="pilih" targetRef="mereka"/>
    </bpmn:collaboration>
    <bpmn:process id="cuti" isExecutable="true"><bpmn:exclusiveGateway id="pilih"/></bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, TASKS, Part
from engine.catalogue.events import kinds_of
from engine.errors import Problem

ID = "PRF-703"
EITHER = (TASKS | SUBPROCESSES | {"participant"}) - {"sendTask", "receiveTask"}
SENDING = EITHER | {"sendTask"}
RECEIVING = EITHER | {"receiveTask"}
CATCHING_EVENTS = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent"})
THROWING_EVENTS = frozenset({"endEvent", "intermediateThrowEvent"})


def check(context: Context) -> Iterator[Problem]:
    """Yield each end of a message flow that can't be one."""
    for flow in context.of("messageFlow"):
        source = context.named(flow.file, flow.attribute("sourceRef"))
        if source is not None and not _may(context, source, SENDING, THROWING_EVENTS):
            yield flow.error(
                ID,
                f"Alur pesan {flow.label} keluar dari {source.label}, yang tidak mengirim pesan. Alihkan.",
                f"The message flow {flow.label} leaves {source.label}, which sends no message. Redirect it.",
            )
        target = context.named(flow.file, flow.attribute("targetRef"))
        if target is not None and not _may(context, target, RECEIVING, CATCHING_EVENTS):
            yield flow.error(
                ID,
                f"Alur pesan {flow.label} menuju {target.label}, yang tidak menerima pesan. Alihkan.",
                f"The message flow {flow.label} leads to {target.label}, which receives none. Redirect it.",
            )


def _may(context: Context, end: Part, nodes: frozenset[str], of_messages: frozenset[str]) -> bool:
    if context.is_shown_only(end):
        return True
    return end.tag in nodes or (end.tag in of_messages and "message" in kinds_of(context, end))
