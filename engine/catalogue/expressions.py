"""Every expression of a bundle, with the names it may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from engine.catalogue.constructs import TIMES
from engine.catalogue.context import Context, remembered
from engine.catalogue.document import FLOW_NODES, GLOBAL_TASKS, Part, Scope, called_by
from engine.catalogue.names import (
    ANYWHERE,
    AT_AN_ELEMENT,
    BEFORE_A_CASE,
    CATCHING,
    ENTERED_BY_A_PERSON,
    IN_A_DECISION_RESULT,
    IN_A_FORM,
    IN_A_NUMBER,
    NUMBER,
    OF_A_COMPLEX_GATEWAY,
    OF_A_CONNECTOR,
    OF_A_MESSAGE,
    OF_A_ROUND,
    OF_INSTANCES,
    SHOWN_TO_A_PERSON,
    WITH_A_CONNECTOR,
    fields_seen_by,
    inputs_of,
    items_seen_by,
    names_of_an_instance,
    variables_of,
)
from engine.catalogue.patience import Patience
from engine.catalogue.site import ANYWHERE_CALLABLE, EVERY_FUNCTION, FormField, Site, Words
from engine.spiff.parse import feel

IN_THE_BROWSER_TOO = frozenset({"today", "now"})
"""Functions that a form's expressions may call where the page evaluates them before the server does."""

ON_THE_SERVER_ONLY = "properties."
"""Beginning of the places in a form that the page doesn't look at."""

CONDITIONS_OF_FORMS = frozenset({"conditional.hide", "properties.rule", "properties.requiredWhen"})

TRIED_WITHOUT = ("assignee", "candidateGroups", "candidateUsers", "dueDate", "priority", "expression")
PERSONS_TURN = frozenset({"userTask", "startEvent"})


@remembered
def sites(context: Context) -> Sequence[Site]:
    """Return every expression, and every constant in a place where an expression could stand."""
    patience = Patience()
    return [replace(site, patience=patience) for site in _found(context)]


@remembered
def site_at(context: Context) -> Mapping[etree._Element, Site]:
    """Return element → the last of the expressions that stand in it."""
    return {site.place.xml: site for site in sites(context) if isinstance(site.place, Part)}


def _found(context: Context) -> Iterator[Site]:
    for process in context.processes.values():
        known = variables_of(context, process)
        yield from _of_process(process, known)
        for part in (process.part, *process.part.below(*LOOKED_AT)):
            if part.tag != "process" and not _is_ignored(context, part):
                yield from _of_part(context, part, known)


def _is_ignored(context: Context, part: Part) -> bool:
    """Whether a part is the condition of a default flow."""
    above = part.xml.getparent()
    scope = None if above is None else context.scope_around(Part(part.file, above))
    return part.tag == "conditionExpression" and scope is not None and above in scope.defaults


def _of_process(process: Scope, known: frozenset[str]) -> Iterator[Site]:
    for item in process.part.properties() if process.part.tag == "process" else ():
        yield from _marked(item, _property(item), item.attribute("value"), joined(known, ANYWHERE))


def _of_part(context: Context, part: Part, known: frozenset[str]) -> Iterator[Site]:
    if part.tag in BODIES:
        what, more, condition = BODIES[part.tag]
        yield from _body(part, what, joined(_at(context, part, known), more), condition=condition)
    elif part.tag in TIMES:
        yield from _marked(part, Words("timer", "the timer"), part.text, _at(context, part, known))
    elif part.tag == "multiInstanceLoopCharacteristics":
        outside = _at(context, part, known).difference(names_of_an_instance(part))
        yield from _marked(part, Words.same("camunda:collection"), part.camunda("collection"), outside)
    elif part.tag == "callActivity":
        yield from _of_call(context, part, _at(context, part, known))
    if part.tag in FLOW_NODES | GLOBAL_TASKS:
        yield from _of_settings(context, part, joined(known, items_seen_by(context, part)))


def _at(context: Context, part: Part, known: frozenset[str]) -> frozenset[str]:
    return joined(known, items_seen_by(context, part) | AT_AN_ELEMENT)


@lru_cache(maxsize=4096)
def joined(known: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    """Join what is known in a process with what is seen at a place: the same for many of its expressions."""
    return known | more


NOTHING: frozenset[str] = frozenset()
BODIES: Mapping[str, tuple[Words, frozenset[str], bool]] = {
    "conditionExpression": (Words("syarat alur", "a flow's condition"), OF_A_COMPLEX_GATEWAY, True),
    "condition": (Words("syarat event", "an event's condition"), NOTHING, True),
    "activationCondition": (Words("syarat gateway", "a gateway's condition"), OF_A_COMPLEX_GATEWAY, True),
    "completionCondition": (Words.same("completionCondition"), OF_INSTANCES, True),
    "loopCondition": (Words.same("loopCondition"), OF_A_ROUND, True),
    "loopCardinality": (Words.same("loopCardinality"), NOTHING, False),
    "script": (Words("skrip", "a script"), NOTHING, False),
    "transformation": (Words.same("transformation"), NOTHING, False),
    "from": (Words.same("from"), NOTHING, False),
}
"""Elements whose text is an expression: what a sentence calls it, which names it sees beside those of its
element, whether it must give true or false."""

LOOKED_AT = (*BODIES, *TIMES, *FLOW_NODES, "multiInstanceLoopCharacteristics")
"""Where expressions stand."""

BARE_PROPERTIES = frozenset({"correlation", "correlation:message", "payload"})
"""Properties that are FEEL with or without a leading ``=``."""


def _property(item: Part) -> Words:
    name = item.attribute("name")
    return Words(f"properti “{name}”", f"the property “{name}”")


def _of_call(context: Context, call: Part, here: frozenset[str]) -> Iterator[Site]:
    called = context.processes.get(called_by(call))
    there = joined(variables_of(context, called), ANYWHERE) if called else None
    for direction, names in (("in", here), ("out", there)):
        for mapping in call.extensions(direction):
            text = mapping.attribute("sourceExpression") or mapping.attribute("source")
            if text and names is not None:
                yield Site(mapping, Words.same(f"camunda:{direction}"), feel(text), names)


def _of_settings(context: Context, part: Part, known: frozenset[str]) -> Iterator[Site]:
    """What stands on an element in the namespace ``camunda``."""
    here = joined(known, AT_AN_ELEMENT)
    for name in TRIED_WITHOUT:
        for site in _marked(part, Words.same(f"camunda:{name}"), part.camunda(name), here):
            yield replace(site, harmless=context.loose)
    yield from _of_inputs(part, known)
    fields = fields_seen_by(context, part)
    if fields is None:
        return
    yield from _of_outputs(part, known, fields)
    for item in part.properties():
        yield from _of_property(item, known, fields)
    before = joined(known, IN_A_FORM) if part.kind == "userTask" else frozenset()
    yield from _of_form(context, part, joined(before, fields | inputs_of(part)))


def _of_property(item: Part, known: frozenset[str], fields: frozenset[str]) -> Iterator[Site]:
    name, value = item.attribute("name") or "", item.attribute("value")
    seen = _seen_by_property(name, known, fields)
    if name in BARE_PROPERTIES:
        yield from _marked(item, _property(item), f"={feel(value)}" if feel(value) else None, seen)
    else:
        callable_here = EVERY_FUNCTION if name.startswith("note:") else ANYWHERE_CALLABLE
        yield from _marked(item, _property(item), value, seen, callable_here, condition=name == "paraf")


def _of_inputs(part: Part, known: frozenset[str]) -> Iterator[Site]:
    """What is made ready for a person's form, a decision, a connector, or what is thrown."""
    names, callable_here = joined(known, SHOWN_TO_A_PERSON), EVERY_FUNCTION
    if part.tag == "startEvent":
        names = BEFORE_A_CASE
    elif part.kind not in PERSONS_TURN:
        names, callable_here = joined(known, AT_AN_ELEMENT), ANYWHERE_CALLABLE
    for entry in part.extensions("inputOutput", "inputParameter"):
        yield _parameter(entry, names, callable_here)


def _of_outputs(part: Part, known: frozenset[str], fields: frozenset[str]) -> Iterator[Site]:
    names = fields | ENTERED_BY_A_PERSON if part.kind in PERSONS_TURN else AT_AN_ELEMENT
    if part.kind == "businessRuleTask":
        names |= IN_A_DECISION_RESULT | inputs_of(part)
    if part.tag in CATCHING:
        names |= OF_A_MESSAGE
    if part.tag in WITH_A_CONNECTOR and part.setting("connector") is not None:
        names |= OF_A_CONNECTOR
    for entry in part.extensions("inputOutput", "outputParameter"):
        yield _parameter(entry, joined(known, names), ANYWHERE_CALLABLE)


def _parameter(entry: Part, names: frozenset[str], functions: frozenset[str]) -> Site:
    text, what = feel(entry.text), Words.same(f"camunda:{entry.tag}")
    return Site(entry, what, text, names, functions, first_line=_first_line(entry, text))


def _seen_by_property(name: str, known: frozenset[str], fields: frozenset[str]) -> frozenset[str]:
    """What a property of a start or task sees; the initials' condition looks at what is being sent."""
    if name == "starterGroups":
        return BEFORE_A_CASE
    if name == "correlation:message":
        return OF_A_MESSAGE
    if name.startswith(NUMBER):
        return joined(known, fields | IN_A_NUMBER)
    return joined(known, fields | AT_AN_ELEMENT if name == "paraf" else AT_AN_ELEMENT)


def _of_form(context: Context, node: Part, names: frozenset[str]) -> Iterator[Site]:
    """The expressions of a node's form; they must be right for every node that uses it."""
    form = node.camunda("formRef") or ""
    for expression in context.form_expressions.get(form, ()):
        place = FormField(context.bundle.forms[form], expression.path)
        what = Words(
            f"{expression.property} (dipakai {node.label})", f"{expression.property} (used by {node.label})"
        )
        only_here = expression.property.startswith(ON_THE_SERVER_ONLY)
        callable_here = ANYWHERE_CALLABLE if only_here else IN_THE_BROWSER_TOO
        condition = expression.property in CONDITIONS_OF_FORMS
        seen = joined(names, frozenset(expression.locals))
        yield Site(place, what, expression.text, seen, callable_here, condition=condition)


def _body(part: Part, what: Words, names: frozenset[str], *, condition: bool = False) -> Iterator[Site]:
    """The body of an expression element, which is FEEL with or without ``=`` (BPMN 2.0 §8.3.6)."""
    if part.text:
        text = feel(part.text)
        yield Site(part, what, text, names, condition=condition, first_line=_first_line(part, text))


def _first_line(part: Part, text: str) -> int | None:
    """On which line of the file an element's text begins: lxml knows where its start tag ends."""
    if part.line is None:
        return None
    whole = part.xml.text or ""
    return part.line + whole.count("\n", 0, max(whole.find(text), 0))


def _marked(
    part: Part,
    what: Words,
    text: str | None,
    names: frozenset[str],
    functions: frozenset[str] = ANYWHERE_CALLABLE,
    *,
    condition: bool = False,
) -> Iterator[Site]:
    """An attribute or property, which is FEEL only with a leading ``=``."""
    if text is not None and text.strip():
        constant = not text.strip().startswith("=")
        yield Site(part, what, feel(text), names, functions, constant, condition)
