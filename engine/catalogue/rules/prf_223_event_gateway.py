"""PRF-223: an event-based gateway that doesn't lead to events (BPMN 2.0 §10.6.6).

It leads to at least two catching events (message, signal, timer, conditional) or receive tasks; nothing else
leads to those, no boundary event is on them, and they don't loop. A message is not waited for both by an
event and by a receive task. One that waits for all (``eventGatewayType="Parallel"``) begins its process by
the first; the messages that follow find that case by their ``correlation``.

Severity: error; warning with fewer than two, and for a message that has no correlation.

Example:
    <bpmn:eventBasedGateway id="tunggu"/>
    <bpmn:userTask id="periksa"/>
    <bpmn:sequenceFlow id="alur" sourceRef="tunggu" targetRef="periksa"/>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.catalogue.context import Context
from engine.catalogue.document import Part, Scope
from engine.catalogue.events import kinds_of
from engine.catalogue.ways import instantiates
from engine.errors import Problem

ID = "PRF-223"
KINDS = frozenset({"message", "signal", "timer", "conditional"})
Sentences = tuple[str, str]


def check(context: Context) -> Iterator[Problem]:
    """Yield what is wrong with each such gateway."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            if node.tag == "eventBasedGateway":
                targets = [scope.nodes[flow.target] for flow in scope.outgoing(name)]
                yield from _targets(context, scope, node, targets)
                yield from _choice(context, node, targets)
                yield from _of_all(context, node, targets)


def _targets(context: Context, scope: Scope, node: Part, targets: Sequence[Part]) -> Iterator[Problem]:
    for target in targets:
        id = target.attribute("id") or ""
        if target.tag != "receiveTask" and not _catches(context, target):
            yield node.error(
                ID,
                f"{node.label} menuju {target.label}, yang tidak menunggu event. "
                "Tuju event tangkap atau tugas terima.",
                f"{node.label} leads to {target.label}, which waits for no event. "
                "Lead it to a catching event or a receive task.",
            )
        elif len(scope.incoming(id)) > 1 or id in scope.guards:
            yield node.error(
                ID,
                f"{target.label} hanya boleh dicapai dari {node.label}, tanpa event batas. Pisahkan.",
                f"Only {node.label} may lead to {target.label}, without boundary events on it. "
                "Take them apart.",
            )
        elif target.xml in context.loops:
            yield node.error(
                ID,
                f"{target.label} ditunggu oleh {node.label}, jadi tidak boleh berulang. Hapus loop-nya.",
                f"{node.label} waits for {target.label}, which therefore can't loop. Delete its loop.",
            )


def _catches(context: Context, target: Part) -> bool:
    kinds = kinds_of(context, target)
    return target.tag == "intermediateCatchEvent" and bool(kinds) and kinds <= KINDS


def _choice(context: Context, node: Part, targets: Sequence[Part]) -> Iterator[Problem]:
    if not targets:
        yield node.error(
            ID,
            f"Dari {node.label} tidak ada jalan keluar. Tuju paling sedikit dua event tangkap.",
            f"There is no way out of {node.label}. Lead it to at least two catching events.",
        )
    elif len(targets) == 1:
        yield node.warning(
            ID,
            f"{node.label} hanya menunggu satu hal. Tambahkan event lain, atau hapus gatewaynya.",
            f"{node.label} waits for one thing only. Add another event, or delete the gateway.",
        )
    receives = any(target.tag == "receiveTask" for target in targets)
    if receives and any("message" in kinds_of(context, t) for t in targets if t.tag != "receiveTask"):
        yield node.error(
            ID,
            f"{node.label} menunggu pesan dengan event dan dengan tugas terima. Pakai salah satunya saja.",
            f"{node.label} waits for messages by events and by receive tasks. Use one of the two only.",
        )


def _of_all(context: Context, node: Part, targets: Sequence[Part]) -> Iterator[Problem]:
    if node.attribute("eventGatewayType") != "Parallel":
        return
    if not instantiates(node):
        yield node.error(
            ID,
            f"{node.label} menunggu semua eventnya, jadi harus memulai proses. "
            "Tambahkan instantiate, atau pakai gateway paralel.",
            f"{node.label} waits for all of its events, so it has to begin the process. "
            "Add instantiate, or use a parallel gateway.",
        )
    for target in targets:
        if "message" in kinds_of(context, target) and target.setting("correlation") is None:
            yield target.warning(
                ID,
                f"Pesan {target.label} dapat sampai ke kasus lain. Tambahkan camunda:property correlation.",
                f"The message of {target.label} may reach another case. Add a camunda:property correlation.",
            )
