"""PRF-702: a message flow inside one pool (BPMN 2.0 §9.3: it must connect two pools).

Inside a process sequence flows and data tell who goes on with what.

Severity: error.

Example:
    <bpmn:collaboration id="kolaborasi">
      <bpmn:participant id="kami" processRef="cuti"/>
      <bpmn:messageFlow id="surat" sourceRef="satu" targetRef="dua"/>
    </bpmn:collaboration>
    <bpmn:process id="cuti" isExecutable="true">
      <bpmn:userTask id="satu"/>
      <bpmn:userTask id="dua"/>
    </bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-702"


def check(context: Context) -> Iterator[Problem]:
    """Yield each message flow both of whose ends are in one pool, or are it."""
    for flow in context.of("messageFlow"):
        source, target = (_pool(context, flow, flow.attribute(end)) for end in ("sourceRef", "targetRef"))
        if source is not None and source == target:
            yield flow.error(
                ID,
                f"Alur pesan {flow.label} tetap di dalam satu pool. Ganti dengan alur urutan.",
                f"The message flow {flow.label} stays inside one pool. Use a sequence flow.",
            )


def _pool(context: Context, flow: Part, reference: str | None) -> str | None:
    """The process that an end belongs to; a pool without one stands for itself."""
    end = context.named(flow.file, reference)
    if end is None:
        return None
    if end.tag == "participant":
        return end.reference("processRef") or end.attribute("id")
    processes = (xml for xml in (end.xml, *end.xml.iterancestors()) if Part(flow.file, xml).tag == "process")
    return next((xml.get("id") for xml in processes), None)
