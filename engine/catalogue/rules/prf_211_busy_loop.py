"""PRF-211: a loop in which nothing is ever waited for.

Without a task in it nothing changes, so it would spin until the step budget is spent. With tasks that the
engine does by itself it ends only if one of them changes what its conditions look at.

Severity: error without a task; warning with tasks that nobody waits for.

Example:
    <bpmn:exclusiveGateway id="satu"/>
    <bpmn:exclusiveGateway id="dua"/>
    <bpmn:sequenceFlow id="a" sourceRef="satu" targetRef="dua"/>
    <bpmn:sequenceFlow id="b" sourceRef="dua" targetRef="satu"/>
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from engine.catalogue.context import Context
from engine.catalogue.document import FLOW_NODES, GATEWAYS, SUBPROCESSES, Part, Scope, called_by
from engine.catalogue.events import is_link
from engine.catalogue.graph import components
from engine.catalogue.names import WITH_A_CONNECTOR
from engine.catalogue.ways import onward
from engine.errors import Problem

ID = "PRF-211"
WAITING = ("userTask", "receiveTask", "intermediateCatchEvent", "eventBasedGateway")
SILENT = (GATEWAYS - {"eventBasedGateway"}) | {"intermediateThrowEvent", "intermediateCatchEvent"}
WITHOUT_A_TASK = (
    "Putaran melalui {label} tidak memuat tugas. Tambahkan tugas di dalamnya.",
    "The loop through {label} holds no task. Put a task into it.",
)
WITHOUT_A_WAIT = (
    "Putaran melalui {label} tidak menunggu siapa pun. Pastikan syarat keluarnya berubah di dalamnya.",
    "The loop through {label} waits for nobody. Make sure that what ends it changes inside it.",
)


def check(context: Context) -> Iterator[Problem]:
    """Yield one node of each loop that can be gone round without a wait."""
    waiting = _processes_that_wait(context)
    for scope in context.scopes:
        passing = [name for name, node in scope.nodes.items() if not _waits(context, node, waiting)]
        silent = [name for name in passing if scope.nodes[name].tag in SILENT]
        place = {name: number for number, name in enumerate(passing)}
        blamed: set[str] = set()
        for loop in _loops(context, scope, silent):
            blamed.update(loop)
            node = scope.nodes[min(loop, key=place.__getitem__)]
            yield node.error(ID, *(each.format(label=node.label) for each in WITHOUT_A_TASK))
        for loop in _loops(context, scope, [name for name in passing if name not in blamed]):
            node = scope.nodes[min(loop, key=place.__getitem__)]
            yield node.warning(ID, *(each.format(label=node.label) for each in WITHOUT_A_WAIT))


def _loops(context: Context, scope: Scope, among: Sequence[str]) -> Iterator[Sequence[str]]:
    ways = {name: onward(context, scope, name) for name in among}
    for component in components(ways):
        if len(component) > 1 or component[0] in ways[component[0]]:
            yield component


def _processes_that_wait(context: Context) -> Collection[str]:
    """Return the ids of the processes in which, called ones included, somebody or something is waited for."""
    by_themselves = {
        name
        for name, scope in context.processes.items()
        if scope.part.kind in WAITING
        or any(_waits(context, node, ()) for node in scope.part.below(*FLOW_NODES))
    }
    calling = {name for name in context.processes if not by_themselves.isdisjoint(context.called_from(name))}
    return by_themselves | calling


def _waits(context: Context, node: Part, waiting: Collection[str]) -> bool:
    if node.tag == "callActivity":
        return called_by(node) in waiting
    if node.tag in SUBPROCESSES:
        return any(_waits(context, inner, waiting) for inner in node.below(*FLOW_NODES - SUBPROCESSES))
    if node.tag in WITH_A_CONNECTOR and node.setting("connector") is not None:
        return True
    return node.tag in WAITING and not is_link(context, node)
