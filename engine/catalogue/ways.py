"""Where tokens can go on one level: along flows, from link to link, and out at boundary events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from engine.catalogue.context import Context, remembered
from engine.catalogue.document import Part, Scope
from engine.catalogue.events import events, is_link, kinds_of


def compensates(node: Part) -> bool:
    """Whether an activity only runs to compensate another."""
    return node.says("isForCompensation") is True


def is_triggered(node: Part) -> bool:
    """Whether a node is an event subprocess: no flow leads to it."""
    return node.says("triggeredByEvent") is True


def marks_compensation(context: Context, node: Part) -> bool:
    """Whether a boundary event only shows what compensates its activity: it never gets a token."""
    return node.tag == "boundaryEvent" and "compensation" in kinds_of(context, node)


def instantiates(node: Part) -> bool:
    """Whether a receive task, or an event-based gateway with what it leads to, begins its process."""
    return node.tag in {"receiveTask", "eventBasedGateway"} and node.says("instantiate") is True


def begun_by(context: Context) -> Iterator[Part]:
    """Yield what waits for the events that begin processes: start events, and what stands in for them."""
    for scope in (scope for scope in context.scopes if scope.is_process):
        for name, node in scope.nodes.items():
            if instantiates(node) and node.tag == "eventBasedGateway":
                yield from (scope.nodes[flow.target] for flow in scope.outgoing(name))
            elif node.tag == "startEvent" or instantiates(node):
                yield node


def beginnings(context: Context, scope: Scope) -> list[Part]:
    """Return where tokens begin: at its start events, without any wherever no flow leads to (§10.5.2)."""
    starts = [n for n in scope.nodes.values() if n.tag == "startEvent" or instantiates(n)]
    return starts or [*_without_incoming(context, scope)]


def _without_incoming(context: Context, scope: Scope) -> Iterator[Part]:
    for name, node in scope.nodes.items():
        by_itself = not (node.tag == "boundaryEvent" or compensates(node) or is_triggered(node))
        if by_itself and not scope.incoming(name) and not _is_target_of_link(context, node):
            yield node


def _is_target_of_link(context: Context, node: Part) -> bool:
    return node.tag == "intermediateCatchEvent" and is_link(context, node)


def onward(context: Context, scope: Scope, name: str) -> list[str]:
    """Return the ids of the nodes that a token can go on to from a node; not out at boundary events."""
    along = [flow.target for flow in scope.outgoing(name)]
    return along + [target for target in _links(context, scope).get(name, ()) if target not in along]


def reached(context: Context, scope: Scope, begin: Iterable[str]) -> set[str]:
    """Return the ids of the nodes that tokens can come to, boundary events of what is reached included."""
    waiting, found = [*begin], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += onward(context, scope, name)
            waiting += [guard.attribute("id") or "" for guard in scope.guards.get(name, ())]
    return found


def _links(context: Context, scope: Scope) -> Mapping[str, Sequence[str]]:
    return _every_link(context).get(scope.part.xml, {})


@remembered
def _every_link(context: Context) -> Mapping[etree._Element, Mapping[str, Sequence[str]]]:
    """Scope → link event that throws → those of its name that catch."""
    return {scope.part.xml: _links_in(context, scope) for scope in context.scopes}


def _links_in(context: Context, scope: Scope) -> Mapping[str, Sequence[str]]:
    catching: dict[str | None, list[str]] = {}
    throwing: dict[str, str | None] = {}
    for name, node in scope.nodes.items():
        for event in events(context).get(node.xml, ()):
            if event.kind == "link" and node.tag == "intermediateCatchEvent":
                catching.setdefault(event.name, []).append(name)
            elif event.kind == "link" and node.tag == "intermediateThrowEvent":
                throwing[name] = event.name
    return {name: catching.get(link, ()) for name, link in throwing.items()}
