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
from engine.catalogue.ways import begins_by_message
from engine.errors import Problem

ID = "PRF-012"


def check(context: Context) -> Iterator[Problem]:
    """Yield each level whose number of none start events isn't what it needs."""
    for scope in context.scopes:
        if scope.is_event_subprocess:
            continue
        begins = sum(1 for n in scope.nodes.values() if n.tag == "startEvent" or begins_by_message(n))
        count = len(scope.starts())
        given_one_token = not scope.is_process or context.is_called(scope)
        if begins == 0:
            yield scope.part.warning(
                ID,
                f"{scope.part.label} tidak mempunyai event mulai, jadi mulai di semua langkah yang tidak "
                "dituju alur. Tambahkan event mulai.",
                f"{scope.part.label} has no start event, so it begins wherever no flow leads to. "
                "Add a start event.",
            )
        elif given_one_token and (count > 1 or (count == 0 and scope.is_process)):
            yield scope.part.error(
                ID,
                f"{scope.part.label} dipanggil dari luar dan mempunyai {count} event mulai tanpa pemicu. "
                "Sisakan tepat satu.",
                f"{scope.part.label} is begun from outside and has {count} start events without a trigger. "
                "Leave exactly one.",
            )
