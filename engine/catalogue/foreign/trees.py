"""FEEL's syntax tree, built from what another language says: each form as FEEL would have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import reduce

from engine.feel import Value, kind_of, syntax
from engine.feel.parsing.expressions import LEVELS
from engine.feel.syntax import Node

TEXTS = frozenset({"string", "lower case", "upper case", "trim", "string join", "substring", "replace"})
"""Functions that give a text."""

_OPPOSITES = {"=": "!=", "!=": "="}
_WORD = re.compile(r"[^\W\d]\w*")
_NOWHERE = 0
"""Such a tree is only printed, so it has no places in a text."""


class Untranslatable(Exception):
    """Nothing in FEEL says this, or it isn't clear what would."""


def literal(value: Value | int) -> Node:
    """A constant."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return syntax.Literal(_NOWHERE, Decimal(value) if whole else value)


NULL = literal(None)


def name(text: str) -> Node:
    """A variable."""
    return syntax.Name(_NOWHERE, text)


def call(function: str, *arguments: Node) -> Node:
    """A built-in function's value."""
    return syntax.Call(_NOWHERE, syntax.FunctionName(_NOWHERE, function), arguments)


def is_call(node: Node, function: str) -> bool:
    """Whether a node is a call of this function."""
    return isinstance(node, syntax.Call) and node.function == syntax.FunctionName(_NOWHERE, function)


def path(source: Node, key: str) -> Node:
    """A context's entry."""
    if _WORD.fullmatch(key):
        return syntax.Path(_NOWHERE, source, key)
    return call("get value", source, literal(key))


def dotted(node: Node) -> str:
    """The names of a path, joined by dots; empty where it is anything else."""
    names: list[str] = []
    while isinstance(node, syntax.Path):
        names.append(node.name)
        node = node.source
    return ".".join([node.name, *reversed(names)]) if isinstance(node, syntax.Name) else ""


def listed(*members: Node) -> Node:
    """A list of these."""
    return syntax.ListOf(_NOWHERE, members)


def filtered(source: Node, predicate: Node) -> Node:
    """The members that match, or the one at a place."""
    return syntax.Filter(_NOWHERE, source, predicate, 0)


def at_index(source: Node, index: Node) -> Node:
    """The member at an index that counts from 0; FEEL counts from 1."""
    value = number_in(index)
    if value is None:
        return filtered(source, arithmetic("+", index, literal(1)))
    return filtered(source, literal(value if value < 0 else value + 1))


def number_in(node: Node) -> int | None:
    """The whole number that a literal, perhaps negated, stands for."""
    if isinstance(node, syntax.Negation):
        value = number_in(node.operand)
        return None if value is None else -value
    if isinstance(node, syntax.Literal) and isinstance(node.value, Decimal) and node.value == int(node.value):
        return int(node.value)
    return None


def text_in(node: Node) -> str | None:
    """The text that a literal stands for."""
    return node.value if isinstance(node, syntax.Literal) and isinstance(node.value, str) else None


def iterated(variable: str, domain: Node, body: Node) -> Node:
    """``for … return``."""
    return syntax.For(_NOWHERE, [syntax.Iteration(_NOWHERE, variable, domain, None)], body, 0, partial=False)


def quantified(variable: str, domain: Node, condition: Node, *, every: bool) -> Node:
    """``some`` or ``every … satisfies``."""
    iteration = syntax.Iteration(_NOWHERE, variable, domain, None)
    return syntax.Quantified(_NOWHERE, every, [iteration], truth(condition), 0)


def chosen(condition: Node, first: Node, other: Node) -> Node:
    """``if … then … else``."""
    return syntax.If(_NOWHERE, truth(condition), first, other)


def negated(node: Node) -> Node:
    """``not(…)``, or the opposite where that reads better."""
    condition = truth(node)
    if isinstance(condition, syntax.Call) and is_call(condition, "not"):
        return condition.arguments[0]
    if isinstance(condition, syntax.Comparison) and condition.operator in _OPPOSITES:
        return syntax.Comparison(_NOWHERE, _OPPOSITES[condition.operator], condition.left, condition.right)
    return call("not", condition)


def compared(operator: str, left: Node, right: Node) -> Node:
    """A comparison; what compares with 0 or -1 instead of asking (``compareTo``, ``indexOf``) is asked."""
    against = number_in(right)
    if is_call(left, "compareTo") and isinstance(left, syntax.Call) and against == 0:
        return compared(operator, *left.arguments)
    if is_call(left, "indexOf") and isinstance(left, syntax.Call):
        found = call("contains", *left.arguments)
        if (operator, against) in {(">=", 0), (">", -1), ("!=", -1)}:
            return found
        if (operator, against) in {("<", 0), ("=", -1)}:
            return negated(found)
    return syntax.Comparison(_NOWHERE, operator, left, right)


def connected(operator: str, left: Node, right: Node) -> Node:
    """``and`` or ``or`` of two conditions, flat."""
    form = syntax.And if operator == "and" else syntax.Or
    before = left.operands if isinstance(left, syntax.And | syntax.Or) and type(left) is form else [left]
    return form(_NOWHERE, [*map(truth, before), truth(right)])


def truth(node: Node) -> Node:
    """What counts as true in other languages as the condition that FEEL needs: a number that isn't 0."""
    return compared("!=", node, literal(0)) if kind_of(node) == "number" else node


def arithmetic(operator: str, left: Node, right: Node) -> Node:
    """A calculation; FEEL adds a text only to a text."""
    if operator == "+" and (is_text(left) or is_text(right)):
        left, right = as_text(left), as_text(right)
    step = syntax.Step(_NOWHERE, operator, right)
    if isinstance(left, syntax.Arithmetic) and LEVELS[left.rest[0].operator] == LEVELS[operator]:
        return syntax.Arithmetic(_NOWHERE, left.first, [*left.rest, step])
    return syntax.Arithmetic(_NOWHERE, left, [step])


def is_text(node: Node) -> bool:
    """Whether a node certainly gives a text."""
    if isinstance(node, syntax.Arithmetic):
        return is_text(node.rest[-1].operand)
    return kind_of(node) == "string" or any(is_call(node, function) for function in TEXTS)


def as_text(node: Node) -> Node:
    """A node as text; ``string`` leaves texts as they are."""
    if is_text(node):
        return node
    value = number_in(node)
    return call("string", node) if value is None else literal(str(value))


def joined(parts: Sequence[Node]) -> Node:
    """Several texts one after the other; of one value, that value."""
    if len(parts) == 1:
        return parts[0]
    return reduce(lambda left, right: arithmetic("+", left, right), map(as_text, parts))


def negative(node: Node) -> Node:
    """``-…``."""
    return syntax.Negation(_NOWHERE, node)


def is_one_of(value: Node, members: Sequence[Node]) -> Node:
    """``value in (a, b)``."""
    tests = [syntax.Test(_NOWHERE, None, member, asks=False) for member in members]
    return syntax.In(_NOWHERE, value, tests)


def contained(member: Node, whole: Node) -> Node:
    """Whether a list has a member, or a text a part."""
    if isinstance(whole, syntax.ListOf):
        return is_one_of(member, whole.members)
    return call("contains" if is_text(whole) else "list contains", whole, member)


def of_type(value: Node, type_name: str) -> Node:
    """``value instance of type``."""
    return syntax.InstanceOf(_NOWHERE, value, syntax.TypeNode(_NOWHERE, type_name))


def entries_of(entries: Sequence[tuple[str, Node]]) -> Node:
    """A context."""
    return syntax.ContextOf(_NOWHERE, entries)


def is_empty(value: Node) -> Node:
    """JUEL's ``empty``: null, no characters, no members; asked so that no kind of value makes it null."""
    return call("list contains", listed(NULL, literal(""), listed()), value)


def as_date(node: Node) -> Node:
    """What a date is asked of: variables and fields keep dates as texts."""
    return call("date", node) if isinstance(node, syntax.Name | syntax.Path | syntax.Literal) else node
