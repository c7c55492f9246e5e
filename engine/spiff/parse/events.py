"""What events wait for and throw: event definitions, with the messages, signals, errors they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from lxml import etree

from engine.spiff.elements import EventKind, EventText, TimerText
from engine.spiff.parse.text import (
    bpmn,
    camunda,
    children,
    feel,
    flag,
    local,
    name_of,
    reference,
    reference_in,
    referred,
    text_of,
)

_DEFINITION = "EventDefinition"
_TAGS = {"compensate": "compensation"}
"""Tags whose event the standard calls by another name."""

_CODES = {"error": "errorCode", "escalation": "escalationCode"}
"""What an error or escalation is recognised by; its name where it has no code."""

_TIMERS: tuple[tuple[str, Literal["date", "duration", "cycle"]], ...] = (
    ("timeDate", "date"),
    ("timeDuration", "duration"),
    ("timeCycle", "cycle"),
)


class Unreadable(Exception):
    """A part of an element that can't be run; its text is the sentence for the author."""


class _Root(NamedTuple):
    kind: str
    name: str


class Shared:
    """What the elements of a file refer to: messages, signals, errors, escalations, event definitions.

    Args:
        root: the file's ``definitions``.
    """

    def __init__(self, root: etree._Element) -> None:
        self._roots = {
            node.get("id", ""): _Root(tag, node.get(_CODES.get(tag, "name")) or node.get("name") or "")
            for tag in ("message", "signal", "error", "escalation")
            for node in root.iterchildren(bpmn(tag))
        }
        self._operations = {
            node.get("id", ""): reference_in(node, "inMessageRef") for node in root.iter(bpmn("operation"))
        }
        self._definitions = {node.get("id", ""): node for node in children(root, _DEFINITION)}
        self._links = {node.get("id", ""): node for node in root.iter(bpmn("linkEventDefinition"))}
        self._targets = {
            referred(source.text): link
            for link in self._links.values()
            for source in link.iterchildren(bpmn("source"))
        }
        self._flows: dict[str, etree._Element] = {}
        for flow in root.iter(bpmn("messageFlow")):
            for end in ("sourceRef", "targetRef"):
                self._flows.setdefault(reference(flow, end), flow)

    def events(self, node: etree._Element) -> Iterator[EventText]:
        """Yield what an event waits for or throws, in the order of the file.

        Raises:
            Unreadable: a definition refers to nothing, or can't be run.
        """
        for child in children(node):
            if local(child).endswith(_DEFINITION):
                yield self._event(node, child)
            elif local(child) == "eventDefinitionRef":
                means = referred(child.text)
                if means not in self._definitions:
                    raise Unreadable(f"eventDefinitionRef “{means}” tidak menunjuk ke definisi event.")
                yield self._event(node, self._definitions[means])

    def message(self, node: etree._Element, definition: etree._Element | None = None) -> EventText:
        """Return what a send or receive task, or a message event with its definition, sends or waits for.

        Raises:
            Unreadable: it names no message.
        """
        name = self._message(node, node if definition is None else definition)
        if not name:
            raise Unreadable("Pesannya belum ditentukan: pilih pesan yang punya nama.")
        return EventText("message", name)

    def sent(self, task: etree._Element) -> tuple[EventText, ...]:
        """Return what a send task sends; it may name no message (BPMN 2.0, 10.3.3).

        Raises:
            Unreadable: what it refers to is no message.
        """
        name = self._message(task, task)
        return (EventText("message", name),) if name else ()

    def _event(self, node: etree._Element, definition: etree._Element) -> EventText:
        tag = local(definition).removesuffix(_DEFINITION)
        kind = _TAGS.get(tag, tag)
        match kind:
            case "message":
                return self.message(node, definition)
            case "signal":
                name = self._referred(definition, "signal")
                if not name:
                    raise Unreadable("Sinyalnya belum ditentukan: pilih sinyal yang punya nama.")
                return EventText("signal", name)
            case "error" | "escalation":
                return self._coded(definition, kind)
            case "timer":
                return EventText("timer", timer=_timer(definition))
            case "conditional":
                condition = feel(text_of(definition, "condition"))
                if not condition:
                    raise Unreadable("Event kondisional harus punya syarat.")
                return EventText("conditional", condition=condition)
            case "link":
                return EventText("link", self._link(definition))
            case "compensation":
                if not flag(definition, "waitForCompletion", True):
                    raise Unreadable(
                        "Kompensasi yang tidak ditunggu (waitForCompletion) tidak dapat dijalankan."
                    )
                return EventText("compensation", activity=reference(definition, "activityRef") or None)
        if kind in get_args(EventKind):
            return EventText(kind)  # type: ignore[arg-type]
        raise Unreadable(f"“{local(definition)}” tidak dapat dijalankan.")

    def _link(self, definition: etree._Element) -> str:
        """Return the name by which a link finds its target; one that refers to it goes by the target's."""
        target = definition.find(bpmn("target"))
        means = self._targets.get(definition.get("id", ""), definition)
        if target is not None:
            found = self._links.get(referred(target.text))
            if found is None:
                raise Unreadable(f"target “{referred(target.text)}” tidak menunjuk ke tautan yang ada.")
            means = found
        return name_of(means)

    def _coded(self, definition: etree._Element, kind: Literal["error", "escalation"]) -> EventText:
        return EventText(
            kind,
            self._referred(definition, kind),
            variable=definition.get(camunda(f"{kind}CodeVariable")),
            message_variable=definition.get(camunda("errorMessageVariable")),
        )

    def _referred(self, node: etree._Element, kind: str) -> str | None:
        """Return the name or code of what a node refers to; None where it refers to nothing."""
        return self._root(kind, reference(node, f"{kind}Ref"))

    def _root(self, kind: str, id: str) -> str | None:
        if not id:
            return None
        found = self._roots.get(id)
        if found is None or found.kind != kind:
            raise Unreadable(f"{kind}Ref “{id}” tidak menunjuk ke {kind} yang ada.")
        return found.name or id

    def _message(self, node: etree._Element, named: etree._Element) -> str | None:
        return self._referred(named, "message") or self._by_operation(named) or self._by_flow(node)

    def _by_operation(self, node: etree._Element) -> str | None:
        """Return the message that the operation takes that a task or event refers to (BPMN 2.0, 10.3.3)."""
        operation = reference(node, "operationRef") or reference_in(node, "operationRef")
        return self._root("message", self._operations.get(operation, ""))

    def _by_flow(self, node: etree._Element) -> str | None:
        """Return the message of the message flow that is drawn to or from a node."""
        flow = self._flows.get(node.get("id", ""))
        if flow is None:
            return None
        return self._referred(flow, "message") or flow.get("name") or flow.get("id")


def _timer(definition: etree._Element) -> TimerText:
    found = [(kind, text) for tag, kind in _TIMERS if (text := text_of(definition, tag))]
    if not found:
        raise Unreadable("Timer harus punya tanggal, durasi, atau siklus.")
    if len(found) > 1:
        raise Unreadable("Timer hanya boleh punya salah satu: tanggal, durasi, atau siklus.")
    [(kind, text)] = found
    return TimerText(kind, feel(text), expression=text.startswith("="))
