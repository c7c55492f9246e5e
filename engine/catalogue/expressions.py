"""Every expression of a bundle, with the names it may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from engine.catalogue.context import Context
from engine.catalogue.document import Part, Scope
from engine.catalogue.names import (
    ANYWHERE,
    AT_AN_ELEMENT,
    BEFORE_A_CASE,
    ENTERED_BY_A_PERSON,
    IN_A_FORM,
    IN_A_NUMBER,
    NUMBER,
    SHOWN_TO_A_PERSON,
    fields_seen_by,
    inputs_of,
    items_seen_by,
    variables_of,
)
from engine.errors import Problem
from engine.expressions import FUNCTIONS
from engine.feel import FeelError, Function, compile
from engine.forms import expressions_of
from engine.spiff.parse import feel

EVERY_FUNCTION = frozenset(FUNCTIONS)
ANYWHERE_CALLABLE = EVERY_FUNCTION - {"register"}
IN_THE_BROWSER_TOO = frozenset({"today", "now"})
"""Functions that a form's expressions may call where the page evaluates them before the server does."""

ON_THE_SERVER_ONLY = "properties."
"""Beginning of the places in a form that the page doesn't look at."""

EXPRESSION_ATTRIBUTES = ("assignee", "candidateGroups", "candidateUsers", "dueDate", "priority")
PERSONS_TURN = frozenset({"userTask", "startEvent"})


class Place(Protocol):
    """What a problem can be found at."""

    def error(self, rule: str, message: str) -> Problem:
        """Say that a publish must be refused because of it."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A component of a form, as a place for problems."""

    file: str
    path: str

    def error(self, rule: str, message: str) -> Problem:
        """Say that a publish must be refused because of this component."""
        return Problem(rule, "error", self.file, self.path or None, None, message)


@dataclass(frozen=True, slots=True)
class Site:
    """A text that is, or should be, FEEL.

    Attributes:
        what: how a sentence calls it.
        text: without its leading ``=``.
        names: what it may use.
        functions: the engine's own that it may call.
        constant: it isn't marked as an expression, so it stands for itself.
    """

    place: Place
    what: str
    text: str
    names: frozenset[str]
    functions: frozenset[str] = ANYWHERE_CALLABLE
    constant: bool = False

    def compiles(self, text: str) -> bool:
        """Whether a text would be right here."""
        return _fault(text, self.names, self.functions) is None

    @property
    def calls_too_much(self) -> bool:
        """Whether it only fails because a function of the engine's isn't there for it."""
        return self.fault is not None and _fault(self.text, self.names, EVERY_FUNCTION) is None

    @property
    def fault(self) -> FeelError | None:
        """Why it can't become an expression; None where it can."""
        return None if self.constant else _fault(self.text, self.names, self.functions)


@lru_cache(maxsize=4096)
def _fault(text: str, names: frozenset[str], functions: frozenset[str]) -> FeelError | None:
    offered: Mapping[str, Function] = {name: FUNCTIONS[name] for name in functions}
    try:
        compile(text, names, offered)
    except FeelError as error:
        return error
    return None


def sites(context: Context) -> Iterator[Site]:
    """Yield every expression, and every constant in a place where an expression could stand."""
    for process in context.processes.values():
        known = variables_of(context, process)
        yield from _of_process(process, known)
        for part in process.part.below("*"):
            yield from _of_part(context, part, known | items_seen_by(part))


def _of_process(process: Scope, known: frozenset[str]) -> Iterator[Site]:
    for item in process.part.properties():
        yield from _marked(
            item, f"properti “{item.attribute('name')}”", item.attribute("value"), known | ANYWHERE
        )


def _of_part(context: Context, part: Part, known: frozenset[str]) -> Iterator[Site]:
    here = known | AT_AN_ELEMENT
    match part.tag:
        case "conditionExpression":
            yield from _body(part, "syarat alur", here)
        case "script":
            yield from _body(part, "skrip", here)
        case "loopCardinality" | "completionCondition":
            yield from _body(part, part.tag, here)
        case "timeDate" | "timeDuration":
            yield from _marked(part, "timer", part.text, here)
        case "multiInstanceLoopCharacteristics":
            outside = here - {part.camunda("elementVariable") or ""}
            yield from _marked(part, "camunda:collection", part.camunda("collection"), outside)
        case "callActivity":
            yield from _of_call(context, part, here)
    yield from _of_settings(context, part, known)


def _of_call(context: Context, call: Part, here: frozenset[str]) -> Iterator[Site]:
    called = context.processes.get(call.attribute("calledElement") or "")
    there = variables_of(context, called) | ANYWHERE if called else None
    for direction, names in (("in", here), ("out", there)):
        for mapping in call.extensions(direction):
            text = mapping.attribute("sourceExpression") or mapping.attribute("source")
            if text and names is not None:
                yield Site(mapping, f"camunda:{direction}", feel(text), names)


def _of_settings(context: Context, part: Part, known: frozenset[str]) -> Iterator[Site]:
    """What stands on an element in the namespace ``camunda``."""
    for name in EXPRESSION_ATTRIBUTES:
        yield from _marked(part, f"camunda:{name}", part.camunda(name), known | AT_AN_ELEMENT)
    shown = BEFORE_A_CASE if part.tag == "startEvent" else known | SHOWN_TO_A_PERSON
    for entry in part.extensions("inputOutput", "inputParameter"):
        yield Site(entry, "camunda:inputParameter", feel(entry.text), shown, EVERY_FUNCTION)
    fields = fields_seen_by(context, part)
    if fields is None:
        return
    yield from _of_outputs(part, known, fields)
    for item in part.properties():
        name = item.attribute("name") or ""
        seen = _seen_by_property(name, known, fields)
        callable_here = EVERY_FUNCTION if name.startswith("note:") else ANYWHERE_CALLABLE
        yield from _marked(item, f"properti “{name}”", item.attribute("value"), seen, callable_here)
    before = IN_A_FORM | known if part.tag == "userTask" else frozenset()
    yield from _of_form(context, part, before | fields | inputs_of(part))


def _of_outputs(part: Part, known: frozenset[str], fields: frozenset[str]) -> Iterator[Site]:
    names = fields | ENTERED_BY_A_PERSON if part.tag in PERSONS_TURN else AT_AN_ELEMENT
    for entry in part.extensions("inputOutput", "outputParameter"):
        yield Site(entry, "camunda:outputParameter", feel(entry.text), known | names)


def _seen_by_property(name: str, known: frozenset[str], fields: frozenset[str]) -> frozenset[str]:
    """What a property of a start or task sees; the initials' condition looks at what is being sent."""
    if name == "starterGroups":
        return BEFORE_A_CASE
    if name.startswith(NUMBER):
        return known | fields | IN_A_NUMBER
    return known | fields | AT_AN_ELEMENT if name == "paraf" else known | AT_AN_ELEMENT


def _of_form(context: Context, node: Part, names: frozenset[str]) -> Iterator[Site]:
    """The expressions of a node's form; they must be right for every node that uses it."""
    form = node.camunda("formRef") or ""
    schema = context.forms.get(form)
    for expression in expressions_of(schema) if schema else ():
        place = FormField(context.bundle.forms[form], expression.path)
        what = f"{expression.property} (dipakai {node.label})"
        only_here = expression.property.startswith(ON_THE_SERVER_ONLY)
        callable_here = ANYWHERE_CALLABLE if only_here else IN_THE_BROWSER_TOO
        yield Site(place, what, expression.text, names | expression.locals, callable_here)


def _body(part: Part, what: str, names: frozenset[str]) -> Iterator[Site]:
    """The body of an expression element, which is FEEL with or without ``=`` (BPMN 2.0 §8.3.6)."""
    if part.text:
        yield Site(part, what, feel(part.text), names)


def _marked(
    part: Part,
    what: str,
    text: str | None,
    names: frozenset[str],
    functions: frozenset[str] = ANYWHERE_CALLABLE,
) -> Iterator[Site]:
    """An attribute or property, which is FEEL only with a leading ``=``."""
    if text is not None and text.strip():
        yield Site(part, what, feel(text), names, functions, constant=not text.strip().startswith("="))
