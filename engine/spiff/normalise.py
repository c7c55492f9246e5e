"""Rewrites a process into constructs that SpiffWorkflow runs right; the author's ids stay what they are.

What is added stands in no diagram: its elements are ``silent``, and its flows aren't told of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from engine.spiff.elements import GATEWAYS, Element, Process

ALWAYS = ""
"""The condition of a flow that is taken beside those whose condition is true."""


def normalised(process: Process) -> Process:
    """Return the process as it is built."""
    for rewrite in (_with_joined_links, _with_splits, _without_twins):
        process = rewrite(process)
    return process


def _with_joined_links(process: Process) -> Process:
    """A link event goes on at the catching one of its name on the same level (BPMN 2.0, 10.5.5)."""
    catching = {
        (element.parent, element.events[0].name): element.id
        for element in process.elements.values()
        if element.type == "intermediateCatchEvent" and is_link(element)
    }
    flows = dict(process.flows)
    for element in process.elements.values():
        if element.type == "intermediateThrowEvent" and is_link(element):
            target = catching.get((element.parent, element.events[0].name), "")
            flows[f"{element.id} [link]"] = (element.id, target)
    return replace(process, flows=flows)


def is_link(element: Element) -> bool:
    """Say whether an element is a link event."""
    return any(event.kind == "link" for event in element.events)


def _with_splits(process: Process) -> Process:
    """Conditional flows out of an activity choose as an inclusive gateway does (13.3.1)."""
    elements, flows, conditions = dict(process.elements), dict(process.flows), dict(process.conditions)
    for element in process.elements.values():
        outgoing = process.outgoing(element.id)
        if element.type in GATEWAYS or not _chooses(process, element, outgoing):
            continue
        split = f"{element.id} [split]"
        elements[split] = _silent(element, split, "inclusiveGateway", default=element.default)
        flows |= {flow: (split, flows[flow][1]) for flow in outgoing}
        flows[f"{element.id} [out]"] = (element.id, split)
        conditions |= {
            flow: ALWAYS for flow in outgoing if flow not in conditions and flow != element.default
        }
    return replace(process, elements=elements, flows=flows, conditions=conditions)


def _chooses(process: Process, element: Element, outgoing: Sequence[str]) -> bool:
    """Whether not all flows are taken for sure: a default isn't beside one that is always taken (10.3.1)."""
    default_beside_others = element.default in outgoing and len(outgoing) > 1
    return default_beside_others or any(flow in process.conditions for flow in outgoing)


def _without_twins(process: Process) -> Process:
    """Each of two flows between the same elements carries a token of its own."""
    elements, flows = dict(process.elements), dict(process.flows)
    seen: Counter[tuple[str, str]] = Counter()
    for flow, (source, target) in process.flows.items():
        seen[source, target] += 1
        if seen[source, target] > 1 and source in elements:
            between = f"{flow} [between]"
            elements[between] = _silent(elements[source], between, "task")
            flows[flow] = (source, between)
            flows[f"{flow} [on]"] = (between, target)
    return replace(process, elements=elements, flows=flows)


def _silent(beside: Element, id: str, type: str, default: str | None = None) -> Element:
    return Element(
        id=id,
        name=beside.name,
        type=type,
        process=beside.process,
        parent=beside.parent,
        default=default,
        file=beside.file,
        line=beside.line,
        stands_for=beside.author_id,
    )
