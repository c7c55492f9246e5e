"""PRF-328: a compensation event for an activity that nothing compensates (BPMN 2.0 §10.5.5, §10.7).

Severity: warning.

Example:
    <bpmn:userTask id="pesan"/>
    <bpmn:endEvent id="urungkan"><bpmn:compensateEventDefinition activityRef="pesan"/></bpmn:endEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES
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
        nothing = activity.xml not in compensated if activity is not None else not compensated
        if nothing and (activity is None or activity.tag not in SUBPROCESSES):
            yield event.node.warning(
                ID,
                f"{event.node.label} mengompensasi yang tidak punya kompensasi. "
                "Tempelkan event batas kompensasi pada aktivitasnya.",
                f"{event.node.label} compensates what has no compensation. "
                "Attach a compensation boundary event to the activity.",
            )


def _compensated(context: Context) -> set[etree._Element]:
    """The activities with a compensation boundary event, or an event subprocess that compensates them."""
    found: set[etree._Element] = set()
    for scope in context.scopes:
        for node in scope.nodes.values():
            if "compensation" not in kinds_of(context, node):
                continue
            host = scope.nodes.get(node.attribute("attachedToRef") or "")
            around = scope.part.xml.getparent()
            if node.tag == "boundaryEvent" and host is not None:
                found.add(host.xml)
            elif node.tag == "startEvent" and around is not None:
                found.add(around)
    return found
