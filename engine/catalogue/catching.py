"""Who catches what is thrown inside a case (BPMN 2.0 §10.5.1), and who answers messages and signals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from engine.catalogue.context import Context, remembered
from engine.catalogue.document import Part, Scope, called_by
from engine.catalogue.events import Event, events, every
from engine.catalogue.names import WITH_A_CONNECTOR

ANY_CODE = None
"""What catches every error or escalation names none."""


def is_caught(context: Context, event: Event) -> bool:
    """Whether something around the event that throws catches its error or escalation.

    Where a process is called, one caller that catches it is enough.
    """
    scope = context.scope_around(event.node)
    return scope is not None and _caught_in(context, scope, event.kind, event.name, set())


def _caught_in(
    context: Context, scope: Scope, kind: str, code: str | None, seen: set[etree._Element]
) -> bool:
    """Whether what is thrown on a level is caught there, or on any around it."""
    from_: Scope | None = None
    while True:
        if scope.part.xml in seen:
            return False
        seen.add(scope.part.xml)
        if _catches(_event_subprocesses(context, scope, from_), kind, code):
            return True
        around = context.scope_around(scope.part)
        if around is None:
            return scope.is_process and _caught_by_a_caller(context, scope, kind, code, seen)
        if _catches(_attached(context, around, scope.part), kind, code):
            return True
        scope, from_ = around, scope


def _caught_by_a_caller(
    context: Context, process: Scope, kind: str, code: str | None, seen: set[etree._Element]
) -> bool:
    for call in _calls_of(context).get(process.part.attribute("id") or "", ()):
        scope = context.scope_around(call)
        if scope is not None and (
            _catches(_attached(context, scope, call), kind, code)
            or _caught_in(context, scope, kind, code, seen)
        ):
            return True
    return False


@remembered
def _calls_of(context: Context) -> Mapping[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for call in context.of("callActivity"):
        found.setdefault(called_by(call), []).append(call)
    return found


def _catches(catching: Iterator[Event], kind: str, code: str | None) -> bool:
    return any(event.kind == kind and event.name in {ANY_CODE, code} for event in catching)


def _attached(context: Context, scope: Scope, activity: Part) -> Iterator[Event]:
    for guard in scope.guards.get(activity.attribute("id") or "", ()):
        yield from events(context).get(guard.xml, ())


def _event_subprocesses(context: Context, scope: Scope, but: Scope | None) -> Iterator[Event]:
    """What begins the event subprocesses of a level; one doesn't catch what it throws itself."""
    for start in _begins_of(context).get(scope.part.xml, ()):
        inside = start.node.xml.getparent()
        if but is None or inside is not but.part.xml:
            yield start


@remembered
def _begins_of(context: Context) -> Mapping[etree._Element, list[Event]]:
    """Level → the errors and escalations with which its event subprocesses begin."""
    found: dict[etree._Element, list[Event]] = {}
    for event in every(context, "error", "escalation"):
        inside = context.scope_around(event.node)
        around = None if inside is None else inside.part.xml.getparent()
        if event.node.tag == "startEvent" and inside is not None and around is not None:
            found.setdefault(around, []).append(event)
    return found


def may_throw(context: Context, activity: Part, kind: str, code: str | None) -> bool:
    """Whether something inside an activity, or inside what it calls, may throw an error or escalation."""
    thrown = _thrown_by(context, kind)
    waiting, seen = [activity], set[etree._Element]()
    while waiting:
        part = waiting.pop()
        if part.xml in seen:
            continue
        seen.add(part.xml)
        codes = thrown.get(part.xml, frozenset())
        if (code is ANY_CODE and codes) or codes & {code, _SOMETHING}:
            return True
        calls = [part] if part.tag == "callActivity" else _calls_in(context).get(part.xml, ())
        processes = (context.processes.get(called_by(call)) for call in calls)
        waiting += [process.part for process in processes if process is not None]
    return False


_SOMETHING = "*"
"""What a connector answers by, only its work tells."""


def _thrown_by(context: Context, kind: str) -> Mapping[etree._Element, frozenset[str | None]]:
    return _errors(context) if kind == "error" else _escalations(context)


@remembered
def _errors(context: Context) -> Mapping[etree._Element, frozenset[str | None]]:
    working = [node for node in context.of(*WITH_A_CONNECTOR) if node.setting("connector") is not None]
    return _on_every_level([*_thrown(context, "error"), *((node, _SOMETHING) for node in working)])


@remembered
def _escalations(context: Context) -> Mapping[etree._Element, frozenset[str | None]]:
    return _on_every_level([*_thrown(context, "escalation")])


def _thrown(context: Context, kind: str) -> Iterator[tuple[Part, str | None]]:
    return ((event.node, event.name) for event in every(context, kind) if event.throws)


def _on_every_level(thrown: list[tuple[Part, str | None]]) -> Mapping[etree._Element, frozenset[str | None]]:
    """What throws, and every level that it lies in → the codes."""
    found: dict[etree._Element, set[str | None]] = {}
    for node, code in thrown:
        for xml in (node.xml, *node.xml.iterancestors()):
            found.setdefault(xml, set()).add(code)
    return {xml: frozenset(codes) for xml, codes in found.items()}


@remembered
def _calls_in(context: Context) -> Mapping[etree._Element, list[Part]]:
    """Level → the call activities anywhere in it."""
    found: dict[etree._Element, list[Part]] = {}
    for call in context.of("callActivity"):
        for xml in call.xml.iterancestors():
            found.setdefault(xml, []).append(call)
    return found


def one_sided(context: Context, kind: str) -> Iterator[Event]:
    """Yield, once a name, the messages or signals that are only thrown, or only waited for."""
    found: dict[tuple[str, bool], Event] = {}
    for event in every(context, kind):
        if event.name is not None:
            found.setdefault((event.name, event.throws), event)
    for (name, throws), event in found.items():
        if (name, not throws) not in found:
            yield event
