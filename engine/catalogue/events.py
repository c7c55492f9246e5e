"""What the events of a bundle wait for and throw, with their references resolved (BPMN 2.0 §10.5).

Read as ``engine.spiff.parse`` reads it: a message without a reference is that which the operation takes, or
that of the message flow which is drawn to or from the element; an error or escalation is known by its code,
by its name where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from engine.catalogue.context import Context, remembered
from engine.catalogue.document import EVENTS, Part, event_definitions
from engine.spiff.parse.elsewhere import is_done_elsewhere

CODES = {"error": "errorCode", "escalation": "escalationCode"}
MESSAGE_TASKS = frozenset({"sendTask", "receiveTask"})
THROWING = frozenset({"intermediateThrowEvent", "endEvent", "sendTask"})


@dataclass(frozen=True, slots=True)
class Event:
    """One event that a node waits for or throws.

    Attributes:
        node: the event, or the send or receive task.
        definition: where it is said; of a task, the task itself.
        kind: as in ``engine.spiff.EventText``.
        name: of the message, signal or link, the code of the error or escalation; None where it has none.
    """

    node: Part
    definition: Part
    kind: str
    name: str | None

    @property
    def throws(self) -> bool:
        """Whether the node throws it; else it waits for it."""
        return self.node.tag in THROWING


@remembered
def events(context: Context) -> Mapping[etree._Element, Sequence[Event]]:
    """Return node → its events, in the order of the files."""
    return {node.xml: found for node in context.nodes if (found := [*_events(context, node)])}


def every(context: Context, *kinds: str) -> Iterator[Event]:
    """Yield the events of these kinds."""
    for found in events(context).values():
        yield from (event for event in found if event.kind in kinds)


def kinds_of(context: Context, node: Part) -> frozenset[str]:
    """Return the kinds of a node's events; empty for none events, and for what is no event."""
    return frozenset(event.kind for event in events(context).get(node.xml, ()))


def is_link(context: Context, node: Part) -> bool:
    """Whether a node is a link event."""
    return "link" in kinds_of(context, node)


def _events(context: Context, node: Part) -> Iterator[Event]:
    if node.tag in MESSAGE_TASKS and not _is_done_otherwise(node):
        yield Event(node, node, "message", _message(context, node, node))
    for definition in event_definitions(node) if node.tag in EVENTS else ():
        meant = definition
        if definition.tag == "eventDefinitionRef":
            found = context.at_root(node.file, definition.text)
            if found is None or not found.tag.endswith("EventDefinition"):
                continue
            meant = found
        kind = meant.tag.removesuffix("EventDefinition")
        kind = "compensation" if kind == "compensate" else kind
        yield Event(node, definition, kind, _name(context, node, meant, kind))


def _is_done_otherwise(task: Part) -> bool:
    elsewhere = task.tag == "sendTask" and is_done_elsewhere(task.xml)
    return elsewhere or task.setting("connector") is not None


def _name(context: Context, node: Part, definition: Part, kind: str) -> str | None:
    match kind:
        case "message":
            return _message(context, node, definition)
        case "link":
            return _target_of_link(context, definition).name
        case "signal" | "error" | "escalation":
            return referred(context, definition, kind)
    return None


def _target_of_link(context: Context, link: Part) -> Part:
    """The link that another goes on at by reference: they need no common name (BPMN 2.0 §10.5.5)."""
    target = link.child("target")
    if target is not None:
        return context.named(link.file, target.text, "linkEventDefinition") or link
    return _targets_of_links(context).get((link.file, link.attribute("id") or ""), link)


@remembered
def _targets_of_links(context: Context) -> Mapping[tuple[str, str], Part]:
    """File and id of a link → the one that names it as its source."""
    return {
        (source.file, source.refers_to): link
        for link in context.of("linkEventDefinition")
        for source in link.children("source")
    }


def referred(context: Context, part: Part, kind: str) -> str | None:
    """Return the name or code of the message, signal, error or escalation that a part refers to."""
    reference = part.attribute(f"{kind}Ref")
    found = context.at_root(part.file, reference, kind) if reference else None
    if found is None:
        return None
    return found.attribute(CODES.get(kind, "name")) or found.attribute("name") or reference


def _message(context: Context, node: Part, part: Part) -> str | None:
    if part.attribute("messageRef"):
        return referred(context, part, "message")
    if (taken := _taken_by_operation(context, part)) is not None:
        return taken
    flow = _flows_of_messages(context).get((node.file, node.attribute("id") or ""))
    if flow is None:
        return None
    return referred(context, flow, "message") or flow.attribute("name") or flow.attribute("id")


def _taken_by_operation(context: Context, part: Part) -> str | None:
    """The message that the operation takes which a task or event refers to (BPMN 2.0 §10.3.3)."""
    child = part.child("operationRef")
    reference = part.attribute("operationRef") or (None if child is None else child.text)
    operation = context.named(part.file, reference, "operation") if reference else None
    taken = None if operation is None else operation.child("inMessageRef")
    message = None if taken is None else context.named(part.file, taken.text, "message")
    return None if message is None else message.attribute("name") or message.attribute("id")


@remembered
def _flows_of_messages(context: Context) -> Mapping[tuple[str, str], Part]:
    """The first message flow that is drawn to or from an element, by file and id."""
    found: dict[tuple[str, str], Part] = {}
    for flow in context.of("messageFlow"):
        for end in ("sourceRef", "targetRef"):
            found.setdefault((flow.file, flow.reference(end)), flow)
    return found
