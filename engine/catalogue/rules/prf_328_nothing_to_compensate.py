"""PRF-328: a compensation event for an activity that nothing compensates, or that it doesn't see
(BPMN 2.0 §10.5.5, §10.7).

An activity is seen from its own level and from those inside it.

Severity: warning.

Example:
    <bpmn:userTask id="pesan"/>
    <bpmn:endEvent id="urungkan"><bpmn:compensateEventDefinition activityRef="pesan"/></bpmn:endEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, Part
from engine.catalogue.events import every, kinds_of
from engine.errors import Problem

ID = "PRF-328"


def check(context: Context) -> Iterator[Problem]:
    """Yield each compensation that is thrown and can't do anything."""
    compensated = _compensated(context)
    for event in every(context, "compensation"):
        if not event.throws:
            continue
        reference = event.definition.attribute("activityRef")
        activity = context.named(event.node.file, reference) if reference else None
        if activity is not None and _is_out_of_sight(event.node, activity):
            yield event.node.warning(
                ID,
                f"{event.node.label} mengompensasi {activity.label}, yang berada di dalam subproses lain. "
                "Sebutkan subprosesnya.",
                f"{event.node.label} compensates {activity.label}, which lies inside another subprocess. "
                "Name that subprocess.",
            )
        nothing = activity.xml not in compensated if activity is not None else not compensated
        if nothing and (activity is None or activity.tag not in SUBPROCESSES):
            yield event.node.warning(
                ID,
                f"{event.node.label} mengompensasi yang tidak punya kompensasi. "
                "Tempelkan event batas kompensasi pada aktivitasnya.",
                f"{event.node.label} compensates what has no compensation. "
                "Attach a compensation boundary event to the activity.",
            )


def _is_out_of_sight(event: Part, activity: Part) -> bool:
    """Whether an activity is neither beside an event nor beside anything around it (BPMN 2.0 §10.5.5)."""
    return activity.xml.getparent() not in set(event.xml.iterancestors())


def _compensated(context: Context) -> set[etree._Element]:
    """The activities with a compensation boundary event, or an event subprocess that compensates them."""
    found: set[etree._Element] = set()
    for scope in context.scopes:
        for node in scope.nodes.values():
            if "compensation" not in kinds_of(context, node):
                continue
            host = scope.nodes.get(node.reference("attachedToRef"))
            around = scope.part.xml.getparent()
            if node.tag == "boundaryEvent" and host is not None:
                found.add(host.xml)
            elif node.tag == "startEvent" and around is not None:
                found.add(around)
    return found
