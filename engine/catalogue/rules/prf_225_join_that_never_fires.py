"""PRF-225: a parallel gateway that waits for flows which are never taken together (BPMN 2.0 §13.4.1).

Two of its flows come from different ways of one choice, or one of them only from behind the gateway itself;
what it waits for never comes, and the case stands still.

Severity: error.

Example:
    <bpmn:startEvent id="mulai"/>
    <bpmn:exclusiveGateway id="pilih"/>
    <bpmn:parallelGateway id="gabung"/>
    <bpmn:endEvent id="selesai"/>
    <bpmn:sequenceFlow id="a" sourceRef="mulai" targetRef="pilih"/>
    <bpmn:sequenceFlow id="b" sourceRef="pilih" targetRef="gabung"/>
    <bpmn:sequenceFlow id="c" sourceRef="pilih" targetRef="gabung"/>
    <bpmn:sequenceFlow id="d" sourceRef="gabung" targetRef="selesai"/>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from engine.catalogue.context import Context
from engine.catalogue.document import GATEWAYS, Scope
from engine.catalogue.graph import components
from engine.catalogue.ways import beginnings, instantiates, onward
from engine.errors import Problem

ID = "PRF-225"
FORKING = frozenset({"parallelGateway", "inclusiveGateway", "complexGateway"})
MOST_COMPARED = 200_000
"""Joins times forks of one level; beyond it nobody waits for the answer."""


def check(context: Context) -> Iterator[Problem]:
    """Yield each join with two flows on which no two tokens can ever be: it certainly waits for ever."""
    for scope in context.scopes:
        joins = [
            name
            for name, node in scope.nodes.items()
            if node.tag == "parallelGateway" and len(scope.incoming(name)) > 1
        ]
        for name in _stuck(context, scope, joins) if joins else ():
            node = scope.nodes[name]
            yield node.error(
                ID,
                f"{node.label} menunggu alur yang tidak pernah ditempuh bersama, jadi tidak pernah lewat. "
                "Gabungkan dengan gateway eksklusif.",
                f"{node.label} waits for flows that are never taken together, so nothing ever passes it. "
                "Join them by an exclusive gateway.",
            )


def _stuck(context: Context, scope: Scope, joins: Sequence[str]) -> Iterator[str]:
    numbers = {
        flow.xml: 1 << number for number, flow in enumerate(f for join in joins for f in scope.incoming(join))
    }
    reach = _reach(context, scope, numbers)
    forks = [*_forks(context, scope, numbers, reach)]
    if len(joins) * len(forks) > MOST_COMPARED:
        return
    for join in joins:
        flows = [numbers[flow.xml] for flow in scope.incoming(join)]
        if any(flow & reach[BEGINNING] for flow in flows) and not _may_fire(flows, forks):
            yield join


BEGINNING = ""
"""Stands before everything with which the level begins."""


def _reach(context: Context, scope: Scope, numbers: Mapping[etree._Element, int]) -> Mapping[str, int]:
    """Node → the set, as bits, of the joins' flows that tokens can come to from it."""
    ways = {name: _ways(context, scope, name) for name in scope.nodes}
    ways[BEGINNING] = [node.attribute("id") or "" for node in beginnings(context, scope)]
    own = {name: sum(numbers.get(flow.xml, 0) for flow in scope.outgoing(name)) for name in scope.nodes}
    reach: dict[str, int] = {}
    for component in components(ways):
        bits = 0
        for name in component:
            bits |= own.get(name, 0)
            for to in ways[name]:
                bits |= reach.get(to, 0)
        reach |= dict.fromkeys(component, bits)
    return reach


def _ways(context: Context, scope: Scope, name: str) -> list[str]:
    return onward(context, scope, name) + [
        guard.attribute("id") or "" for guard in scope.guards.get(name, ())
    ]


def _forks(
    context: Context, scope: Scope, numbers: Mapping[etree._Element, int], reach: Mapping[str, int]
) -> Iterator[Sequence[int]]:
    """Yield, for whatever makes several tokens, what each of them can come to."""
    for name, node in scope.nodes.items():
        branches = [numbers.get(flow.xml, 0) | reach[flow.target] for flow in scope.outgoing(name)]
        if node.tag in FORKING or node.tag not in GATEWAYS:
            yield branches
        besides = [guard for guard in scope.guards.get(name, ()) if guard.says("cancelActivity") is False]
        for guard in besides:  # it may happen again and again
            out = reach[guard.attribute("id") or ""]
            yield [out, out, *branches]
    starts = beginnings(context, scope)
    if not any(node.tag == "startEvent" or instantiates(node) for node in starts):
        yield [reach[node.attribute("id") or ""] for node in starts]


def _may_fire(flows: Sequence[int], forks: Sequence[Sequence[int]]) -> bool:
    """Whether for any two flows something makes two tokens that can come to them."""
    wanted = sum(flows)
    together = dict.fromkeys(flows, 0)
    for branches in forks:
        reaching = [found for branch in branches if (found := branch & wanted)]
        for number, branch in enumerate(reaching):
            others = 0
            for other in reaching[:number] + reaching[number + 1 :]:
                others |= other
            for flow in flows:
                if flow & branch:
                    together[flow] |= others
    return all(together[flow] | flow == wanted for flow in flows)
