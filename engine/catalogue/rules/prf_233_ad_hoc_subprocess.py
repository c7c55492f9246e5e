"""PRF-233: an ad-hoc subprocess that holds what it can't (BPMN 2.0 §10.3.5).

It has no start and end events and no event subprocesses, and only activities begin in it without a flow. In a
sequential one no token becomes two.

Severity: error; warning without a condition, so that each activity is offered once only.

Example:
    <bpmn:adHocSubProcess id="lengkapi">
      <bpmn:startEvent id="satu"/>
      <bpmn:task id="dua"/>
      <bpmn:sequenceFlow id="alur" sourceRef="satu" targetRef="dua"/>
    </bpmn:adHocSubProcess>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, TASKS, Part, Scope
from engine.catalogue.ways import beginnings, is_triggered
from engine.errors import Problem

ID = "PRF-233"
CHOOSING = frozenset({"exclusiveGateway", "eventBasedGateway"})
Sentence = tuple[str, str]


def check(context: Context) -> Iterator[Problem]:
    """Yield what is wrong with each ad-hoc subprocess."""
    for scope in context.scopes:
        if scope.is_ad_hoc:
            begins = {node.xml for node in beginnings(context, scope)}
            for node in scope.nodes.values():
                for message, english in _faults(scope, node, node.xml in begins):
                    yield node.error(ID, message, english)
            condition = scope.part.child("completionCondition")
            if condition is None or not condition.text:
                yield scope.part.warning(
                    ID,
                    f"{scope.part.label} tidak punya completionCondition, jadi tiap kegiatannya dikerjakan "
                    "sekali. Tambahkan bila bukan itu maksudnya.",
                    f"{scope.part.label} has no completionCondition, so each of its activities is done once. "
                    "Add one if you mean otherwise.",
                )


def _faults(scope: Scope, node: Part, begins: bool) -> Iterator[Sentence]:
    if node.tag in {"startEvent", "endEvent"} or is_triggered(node):
        yield (
            f"{node.label} tidak dapat berada di subproses ad-hoc. Hapus, atau pakai subProcess.",
            f"{node.label} can't be in an ad-hoc subprocess. Delete it, or use a subProcess.",
        )
    elif node.tag not in TASKS | SUBPROCESSES and begins:
        yield (
            f"{node.label} tidak dapat mulai sendiri di subproses ad-hoc. Beri alur masuk dari kegiatan.",
            f"{node.label} can't begin by itself in an ad-hoc subprocess. Lead to it from an activity.",
        )
    elif scope.part.attribute("ordering") == "Sequential" and _may_fork(scope, node):
        yield (
            f"{node.label} dapat bercabang, padahal subprosesnya berurutan. Pakai gateway eksklusif.",
            f"Two tokens may leave {node.label}, but its subprocess is sequential. Choose by a gateway.",
        )


def _may_fork(scope: Scope, node: Part) -> bool:
    beside = node.tag == "boundaryEvent" and node.says("cancelActivity") is False
    return beside or (len(scope.outgoing(node.attribute("id") or "")) > 1 and node.tag not in CHOOSING)
