"""Every expression of a bundle, with the names it may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from engine.catalogue.context import Context
from engine.catalogue.document import Part, Scope
from engine.catalogue.names import (
    ANYWHERE,
    AT_AN_ELEMENT,
    BEFORE_A_CASE,
    ENTERED_BY_A_PERSON,
    IN_A_DECISION_RESULT,
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
from engine.feel import FeelCompileError, FeelError, Function, check, compile, kind_of, parse, syntax
from engine.forms import expressions_of
from engine.spiff.parse import feel

EVERY_FUNCTION = frozenset(FUNCTIONS)
ANYWHERE_CALLABLE = EVERY_FUNCTION - {"register"}
IN_THE_BROWSER_TOO = frozenset({"today", "now"})
"""Functions that a form's expressions may call where the page evaluates them before the server does."""

ON_THE_SERVER_ONLY = "properties."
"""Beginning of the places in a form that the page doesn't look at."""

CONDITIONS_OF_FORMS = frozenset({"conditional.hide", "properties.rule", "properties.requiredWhen"})
SHOWN = 120
"""Characters of an expression that a sentence quotes."""

EXPRESSION_ATTRIBUTES = ("assignee", "candidateGroups", "candidateUsers", "dueDate", "priority", "expression")
PERSONS_TURN = frozenset({"userTask", "startEvent"})


class Place(Protocol):
    """What a problem can be found at."""

    def error(self, rule: str, message: str) -> Problem:
        """Say that a publish must be refused because of it."""

    def warning(self, rule: str, message: str) -> Problem:
        """Say that something about it is probably not meant."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A component of a form, as a place for problems."""

    file: str
    path: str

    def error(self, rule: str, message: str) -> Problem:
        """Say that a publish must be refused because of this component."""
        return Problem(rule, "error", self.file, self.path or None, None, message)

    def warning(self, rule: str, message: str) -> Problem:
        """Say that something about this component is probably not meant."""
        return Problem(rule, "warning", self.file, self.path or None, None, message)


@dataclass(frozen=True, slots=True)
class Site:
    """A text that is, or should be, FEEL.

    Attributes:
        what: how a sentence calls it.
        text: without its leading ``=``.
        names: what it may use.
        functions: the engine's own that it may call.
        constant: it isn't marked as an expression, so it stands for itself.
        condition: it must give true or false.
        first_line: of the text in its file, counted from 1, where that is known.
    """

    place: Place
    what: str
    text: str
    names: frozenset[str]
    functions: frozenset[str] = ANYWHERE_CALLABLE
    constant: bool = False
    condition: bool = False
    first_line: int | None = None

    @property
    def shown(self) -> str:
        """The text as a sentence quotes it."""
        return f"“{self.text if len(self.text) <= SHOWN else self.text[:SHOWN] + '…'}”"

    @property
    def faults(self) -> Sequence[FeelError]:
        """What is certainly wrong with it; nothing for a constant."""
        return () if self.constant else self.faults_of(self.text)

    @property
    def compiles(self) -> bool:
        """Whether it can be evaluated; quicker to tell than all its faults."""
        return _compiles(self.text, self.names, self.functions)

    def faults_of(self, text: str) -> Sequence[FeelError]:
        """What would be certainly wrong with another text here."""
        return _faults(text, self.names, self.functions)

    def suits(self, text: str) -> bool:
        """Whether a text would be right here, as far as can be told."""
        return not self.faults_of(text) and not (self.condition and gives_no_truth(self.tree_of(text)))

    def tree_of(self, text: str) -> syntax.Node:
        """A faultless text's syntax tree."""
        return parse(text, self.names, _offered(self.functions))

    def error(self, rule: str, message: str, fault: FeelError) -> Problem:
        """Say that a publish must be refused because of a fault, on the line on which it is."""
        problem = self.place.error(rule, message)
        if self.first_line is None or not isinstance(fault, FeelCompileError):
            return problem
        return replace(problem, line=self.first_line + fault.line - 1)


def gives_no_truth(tree: syntax.Node) -> bool:
    """Whether an expression certainly gives neither true nor false."""
    if isinstance(tree, syntax.Literal) and tree.value is None:
        return True
    return isinstance(tree, syntax.Arithmetic | syntax.Negation) or kind_of(tree) not in {None, "boolean"}


@lru_cache(maxsize=4096)
def _compiles(text: str, names: frozenset[str], functions: frozenset[str]) -> bool:
    try:
        compile(text, names, _offered(functions))
    except FeelError:
        return False
    return True


@lru_cache(maxsize=4096)
def _faults(text: str, names: frozenset[str], functions: frozenset[str]) -> Sequence[FeelError]:
    try:
        return check(text, names, _offered(functions))
    except FeelError as error:
        return [error]


def _offered(functions: frozenset[str]) -> Mapping[str, Function]:
    return {name: FUNCTIONS[name] for name in functions}


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
            yield from _body(part, "syarat alur", here, condition=True)
        case "script":
            yield from _body(part, "skrip", here)
        case "loopCardinality":
            yield from _body(part, part.tag, here)
        case "completionCondition":
            yield from _body(part, part.tag, here, condition=True)
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
    yield from _of_inputs(part, known)
    fields = fields_seen_by(context, part)
    if fields is None:
        return
    yield from _of_outputs(part, known, fields)
    for item in part.properties():
        name = item.attribute("name") or ""
        seen = _seen_by_property(name, known, fields)
        callable_here = EVERY_FUNCTION if name.startswith("note:") else ANYWHERE_CALLABLE
        what = f"properti “{name}”"
        yield from _marked(
            item, what, item.attribute("value"), seen, callable_here, condition=name == "paraf"
        )
    before = IN_A_FORM | known if part.tag == "userTask" else frozenset()
    yield from _of_form(context, part, before | fields | inputs_of(part))


def _of_inputs(part: Part, known: frozenset[str]) -> Iterator[Site]:
    """What is made ready for a person's form, or for a decision."""
    names, callable_here = known | SHOWN_TO_A_PERSON, EVERY_FUNCTION
    if part.tag == "startEvent":
        names = BEFORE_A_CASE
    elif part.tag == "businessRuleTask":
        names, callable_here = known | AT_AN_ELEMENT, ANYWHERE_CALLABLE
    for entry in part.extensions("inputOutput", "inputParameter"):
        yield _parameter(entry, names, callable_here)


def _of_outputs(part: Part, known: frozenset[str], fields: frozenset[str]) -> Iterator[Site]:
    names = fields | ENTERED_BY_A_PERSON if part.tag in PERSONS_TURN else AT_AN_ELEMENT
    if part.tag == "businessRuleTask":
        names |= IN_A_DECISION_RESULT | inputs_of(part)
    for entry in part.extensions("inputOutput", "outputParameter"):
        yield _parameter(entry, known | names, ANYWHERE_CALLABLE)


def _parameter(entry: Part, names: frozenset[str], functions: frozenset[str]) -> Site:
    text = feel(entry.text)
    return Site(entry, f"camunda:{entry.tag}", text, names, functions, first_line=_first_line(entry, text))


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
        condition = expression.property in CONDITIONS_OF_FORMS
        seen = names | expression.locals
        yield Site(place, what, expression.text, seen, callable_here, condition=condition)


def _body(part: Part, what: str, names: frozenset[str], *, condition: bool = False) -> Iterator[Site]:
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
    what: str,
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
