"""PRF-102: an event that waits for, or throws, what BPMN doesn't have at that position (§10.5, table 10.93).

Severity: error.

Example:
    <bpmn:endEvent id="selesai"><bpmn:timerEventDefinition/></bpmn:endEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.constructs import EVENT_DEFINITIONS, IN_AN_EVENT_SUBPROCESS, NEEDS_A_DEFINITION, listed
from engine.catalogue.context import Context
from engine.catalogue.document import EVENTS, Part, event_definitions
from engine.errors import Problem

ID = "PRF-102"


def check(context: Context) -> Iterator[Problem]:
    """Yield each event whose definitions aren't what its position allows."""
    for node in context.nodes:
        if node.tag in EVENTS:
            yield from _event(context, node)


def _event(context: Context, event: Part) -> Iterator[Problem]:
    position = IN_AN_EVENT_SUBPROCESS if _begins_an_event_subprocess(context, event) else event.tag
    allowed = EVENT_DEFINITIONS[position]
    choice = listed(allowed)
    definitions = event_definitions(event)
    for definition in definitions:
        tag = definition.tag
        if tag == "eventDefinitionRef":
            found = context.named(event.file, definition.text)
            tag = tag if found is None else found.tag
        if tag not in allowed and tag != "eventDefinitionRef":
            yield definition.error(
                ID,
                f"<{tag}> pada <{event.tag}> {event.label} tidak dijalankan. Yang didukung: {choice}.",
                f"<{tag}> on the <{event.tag}> {event.label} isn't run. What is: {choice}.",
            )
    if not definitions and event.tag in NEEDS_A_DEFINITION:
        yield event.error(
            ID,
            f"{event.label} tidak menyebut apa yang ditunggu. Yang didukung: {choice}.",
            f"{event.label} doesn't say what it waits for. What is run: {choice}.",
        )


def _begins_an_event_subprocess(context: Context, event: Part) -> bool:
    scope = context.scope_around(event)
    return event.tag == "startEvent" and scope is not None and scope.is_event_subprocess
