"""PRF-228: what is to begin the process, although something precedes it (BPMN 2.0 §10.3.3 and 10.6.6).

Only a start event may lead to a receive task that begins the process, and nothing to an event-based gateway
that does. Neither may be inside a subprocess, nor may such a task loop.

Severity: error; warning beside start events.

Example:
    <bpmn:userTask id="mulai"/>
    <bpmn:receiveTask id="surat" instantiate="true"/>
    <bpmn:sequenceFlow id="alur" sourceRef="mulai" targetRef="surat"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part, Scope
from engine.catalogue.ways import instantiates
from engine.errors import Problem

ID = "PRF-228"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such task and gateway."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            if instantiates(node):
                yield from _judged(context, scope, name, node)


def _judged(context: Context, scope: Scope, name: str, node: Part) -> Iterator[Problem]:
    sources = {scope.nodes[flow.source].tag for flow in scope.incoming(name)}
    if not scope.is_process or (sources and node.tag == "eventBasedGateway"):
        yield node.error(
            ID,
            f"{node.label} memulai proses, jadi tidak boleh didahului apa pun. "
            "Hapus instantiate, atau alurnya.",
            f"{node.label} begins the process, so nothing may precede it. Delete instantiate, or the flow.",
        )
    elif sources - {"startEvent"}:
        yield node.error(
            ID,
            f"{node.label} memulai proses, jadi hanya boleh didahului event mulai. "
            "Hapus instantiate, atau alurnya.",
            f"{node.label} begins the process, so only a start event may precede it. "
            "Delete instantiate, or the flow.",
        )
    elif node.xml in context.loops:
        yield node.error(
            ID,
            f"{node.label} memulai proses, jadi tidak boleh berulang. Hapus instantiate, atau loop-nya.",
            f"{node.label} begins the process, so it can't loop. Delete instantiate, or the loop.",
        )
    elif scope.starts():
        yield node.warning(
            ID,
            f"{node.label} dan event mulai sama-sama memulai proses. Pakai event mulai berpesan.",
            f"Both {node.label} and a start event begin the process. Use a message start event.",
        )
