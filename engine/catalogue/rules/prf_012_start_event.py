"""PRF-012: a level that doesn't say where it begins (BPMN 2.0 §10.5.2).

A process may have several start events, since one of them begins a case; a called process and an embedded
subprocess are given one token, so they begin at one none start event. Without any start event, tokens begin
wherever no flow leads to; if there is an end event, the standard asks for a start event too.

Severity: error; warning where there is none at all.

Example:
    <bpmn:subProcess id="periksa">
      <bpmn:startEvent id="satu"/>
      <bpmn:startEvent id="dua"/>
    </bpmn:subProcess>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part, called_by
from engine.catalogue.ways import instantiates
from engine.errors import Problem

ID = "PRF-012"


def check(context: Context) -> Iterator[Problem]:
    """Yield each level whose number of none start events isn't what it needs."""
    for scope in context.scopes:
        if scope.is_event_subprocess or scope.is_ad_hoc:
            continue
        count = len(scope.starts())
        if not any(map(_begins, scope.nodes.values())):
            yield scope.part.warning(
                ID,
                f"{scope.part.label} tidak mempunyai event mulai, jadi mulai di semua langkah yang tidak "
                "dituju alur. Tambahkan event mulai.",
                f"{scope.part.label} has no start event, so it begins wherever no flow leads to. "
                "Add a start event.",
            )
        elif count > 1 and not scope.is_process:
            yield scope.part.error(
                ID,
                f"Subproses {scope.part.label} mempunyai {count} event mulai tanpa pemicu. Sisakan satu.",
                f"The subprocess {scope.part.label} has {count} start events without a trigger. Leave one.",
            )
    yield from _calls(context)


def _begins(node: Part) -> bool:
    return node.tag == "startEvent" or instantiates(node)


def _calls(context: Context) -> Iterator[Problem]:
    """Yield each call of a process that could begin at several start events, or at none."""
    for call in context.of("callActivity"):
        called = context.processes.get(called_by(call))
        begins = called is not None and any(map(_begins, called.nodes.values()))
        if called is not None and begins and len(called.starts()) != 1:
            yield call.error(
                ID,
                f"{call.label} memanggil {called.part.label}, yang mempunyai {len(called.starts())} "
                "event mulai tanpa pemicu. Sisakan tepat satu di situ.",
                f"{call.label} calls {called.part.label}, which has {len(called.starts())} start events "
                "without a trigger. Leave exactly one there.",
            )
