"""PRF-102: an event that waits for, or throws, what Paraf doesn't run at that position (BPMN 2.0 §10.5).

SpiffWorkflow ignores many of them without a word (signal and timer ends, link and compensation events, …).

Example:
    ``<bpmn:startEvent id="mulai"><bpmn:signalEventDefinition signalRef="S"/></bpmn:startEvent>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.constructs import CONSTRUCTS, EVENT_DEFINITIONS, NEEDS_A_DEFINITION, listed
from engine.catalogue.context import Context
from engine.catalogue.document import Part, event_definitions
from engine.errors import Problem

ID = "PRF-102"


def check(context: Context) -> Iterator[Problem]:
    """Yield each event whose definitions aren't exactly what its position allows."""
    for node in context.nodes:
        if node.tag in EVENT_DEFINITIONS and node.tag in CONSTRUCTS:
            yield from _event(node)


def _event(event: Part) -> Iterator[Problem]:
    allowed = EVENT_DEFINITIONS[event.tag]
    definitions = event_definitions(event)
    choice = listed(allowed) or "tanpa definisi"
    for definition in definitions:
        if definition.tag not in allowed:
            yield definition.error(
                ID,
                f"<{definition.tag}> pada <{event.tag}> {event.label} tidak dijalankan. "
                f"Yang didukung: {choice}.",
            )
    if len(definitions) > 1:
        yield event.error(
            ID, f"{event.label} mempunyai lebih dari satu definisi. Pecah menjadi beberapa event."
        )
    if not definitions and event.tag in NEEDS_A_DEFINITION:
        yield event.error(ID, f"{event.label} tidak menyebut apa yang ditunggu. Yang didukung: {choice}.")
