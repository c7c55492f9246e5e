"""PRF-320: an event or task that doesn't say which message or signal it sends or waits for (§10.5.5).

A message is named by ``messageRef``, or by the message flow that is drawn to or from the element; whoever
waits for it is found by its name.

A send task that names none sends nothing.

Severity: error; warning for a send task, and for a message or signal whose id stands for its name.

Example:
    <bpmn:receiveTask id="tunggu"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.events import Event, every
from engine.errors import Problem

ID = "PRF-320"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such element, and each nameless message and signal."""
    for event in every(context, "message", "signal"):
        reference = _definition(context, event).attribute(f"{event.kind}Ref")
        if event.name is None and not reference:
            what, english = WORDS[event.kind]
            sends_nothing = event.node.tag == "sendTask"
            tell = event.definition.warning if sends_nothing else event.definition.error
            yield tell(
                ID,
                f"{event.node.label} tidak menyebut {what} yang mana"
                f"{', jadi tidak mengirim apa pun' if sends_nothing else ''}. Pilih {what} yang punya nama.",
                f"{event.node.label} doesn't say which {english}"
                f"{', so it sends nothing' if sends_nothing else ''}. Choose a {english} that has a name.",
            )
    for part in context.of("message", "signal"):
        if not part.attribute("name"):
            what, english = WORDS[part.tag]
            yield part.warning(
                ID,
                f"{what.capitalize()} {part.label} tidak bernama, jadi dikenal dari id-nya. Beri nama.",
                f"The {english} {part.label} has no name, so it is known by its id. Name it.",
            )


WORDS = {"message": ("pesan", "message"), "signal": ("sinyal", "signal")}


def _definition(context: Context, event: Event) -> Part:
    """The definition itself, where the event only refers to one."""
    if event.definition.tag != "eventDefinitionRef":
        return event.definition
    return context.named(event.node.file, event.definition.text) or event.definition
