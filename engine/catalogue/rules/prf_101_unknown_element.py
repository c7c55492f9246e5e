"""PRF-101: a BPMN element that Paraf doesn't run, or not at this place.

What can't be run is refused by name and never ignored. Only what stands in ``constructs.py`` is known to run.

Severity: error; warning for what only says who does it, or what is talked about.

Example:
    <bpmn:choreographyTask id="bersama"/>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.catalogue.constructs import CONSTRUCTS
from engine.catalogue.context import Context
from engine.catalogue.document import EVENTS, Part
from engine.errors import Problem

ID = "PRF-101"
INSTEAD = {
    "conditionExpression": (
        "Syarat hanya ada pada alur (sequenceFlow).",
        "Only a sequence flow has a condition.",
    ),
    **dict.fromkeys(
        ("complexBehaviorDefinition", "implicitThrowEvent"),
        ("Lempar eventnya setelah aktivitas itu.", "Throw the event after the activity."),
    ),
    **dict.fromkeys(
        ("performer", "humanPerformer", "potentialOwner", "resourceRole"),
        (
            "Tulis camunda:assignee, camunda:candidateGroups, atau taruh di lajur.",
            "Write camunda:assignee or camunda:candidateGroups, or put it in a lane.",
        ),
    ),
    **dict.fromkeys(
        ("correlationSubscription", "correlationProperty", "correlationKey"),
        (
            "Tulis camunda:property correlation pada langkah yang menunggu.",
            "Write a camunda:property correlation on what waits.",
        ),
    ),
    **dict.fromkeys(
        ("choreography", "choreographyTask", "subChoreography", "callChoreography"),
        ("Gambar prosesnya sendiri.", "Draw the process itself."),
    ),
    **dict.fromkeys(
        ("conversation", "subConversation", "callConversation", "conversationLink", "globalConversation"),
        ("Gambar alur pesannya.", "Draw the message flows."),
    ),
}
TOLD_ONLY = frozenset(
    [
        *("performer", "humanPerformer", "potentialOwner", "resourceRole"),
        *("conversation", "subConversation", "callConversation", "conversationLink"),
    ]
)
"""What changes nothing of how a process runs."""
OTHERWISE = (
    "Hapus atau ganti dengan elemen yang didukung.",
    "Delete it, or put an element that is run in its place.",
)


def check(context: Context) -> Iterator[Problem]:
    """Yield the outermost element of each part that isn't run."""
    for document in context.documents:
        yield from _below(context, document)


def _below(context: Context, parent: Part) -> Iterator[Problem]:
    allowed = CONSTRUCTS[parent.tag].children
    is_event = parent.tag in EVENTS
    for part in parent.children() if parent.xml not in context.pictures else ():
        is_definition = is_event and part.tag.endswith("EventDefinition") and part.tag in CONSTRUCTS
        if part.tag in allowed or is_definition:
            yield from _below(context, part)
        elif not (is_event and part.tag == "eventDefinitionRef"):
            advice, english = INSTEAD.get(part.tag, OTHERWISE)
            tell = part.warning if part.tag in TOLD_ONLY else part.error
            problem = tell(
                ID,
                f"Elemen <{part.tag}> tidak dijalankan di sini. {advice}",
                f"The element <{part.tag}> isn't run here. {english}",
            )
            is_drawn = part.xml in {node.xml for node in _nodes_beside(context, part)}
            yield replace(problem, element=part.attribute("id"), name=part.name) if is_drawn else problem


def _nodes_beside(context: Context, part: Part) -> Iterable[Part]:
    scope = context.scope_around(part)
    return () if scope is None else scope.nodes.values()
