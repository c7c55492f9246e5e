"""PRF-711: a process that a message or signal begins which it, or what it calls, throws itself.

Each case then begins another, without end.

Severity: warning.

Example:
    <bpmn:signal id="isyarat" name="Isyarat"/>
    <bpmn:process id="cuti" isExecutable="true">
      <bpmn:startEvent id="mulai"><bpmn:signalEventDefinition signalRef="isyarat"/></bpmn:startEvent>
      <bpmn:endEvent id="selesai"><bpmn:signalEventDefinition signalRef="isyarat"/></bpmn:endEvent>
      <bpmn:sequenceFlow id="alur" sourceRef="mulai" targetRef="selesai"/>
    </bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.events import Event, every
from engine.catalogue.ways import begun_by
from engine.errors import Problem

ID = "PRF-711"
KINDS = ("message", "signal")


def check(context: Context) -> Iterator[Problem]:
    """Yield each start event of a process whose trigger comes out of the process."""
    thrown = _thrown(context)
    begin = {node.xml for node in begun_by(context)}
    for event in every(context, *KINDS):
        if event.name is None or event.node.xml not in begin:
            continue
        process = _process_of(context, event.node)
        for source in thrown.get((event.kind, event.name), {}).items():
            if source[0] == process or source[0] in context.called_from(process):
                yield _again(event, source[1])
                break


def _thrown(context: Context) -> Mapping[tuple[str, str], Mapping[str, Part]]:
    """Kind and name → process → the first node in it that throws such a message or signal."""
    found: dict[tuple[str, str], dict[str, Part]] = {}
    for event in every(context, *KINDS):
        if event.throws and event.name is not None:
            process = _process_of(context, event.node)
            found.setdefault((event.kind, event.name), {}).setdefault(process, event.node)
    return found


def _process_of(context: Context, node: Part) -> str:
    scope = context.scope_around(node)
    return "" if scope is None else scope.process.attribute("id") or ""


def _again(event: Event, source: Part) -> Problem:
    return event.node.warning(
        ID,
        f"{event.node.label} dimulai oleh “{event.name}”, yang dilempar {source.label} di proses yang sama: "
        "tiap kasus memulai kasus lain. Pakai nama lain, atau hapus salah satunya.",
        f"{event.node.label} is begun by “{event.name}”, which {source.label} of the same process throws: "
        "each case begins another. Use another name, or delete one of the two.",
    )
