"""Forms of FEEL that the browser's evaluator (feelin) doesn't answer as the server does, found in a tree.

Each function tells whether a node is such a form. What depends on values alone, such as a text compared with
a number, can't be found here; ``tests/parity`` lists it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from engine.feel import kind_of, syntax
from engine.feel.syntax import Node

_CALLS = (syntax.Call, syntax.NamedCall)
_BARE = (syntax.Name, syntax.Path)
_MONTHS, _DAYS = "years and months duration", "days and time duration"
_DATES = frozenset({"date", "date and time"})
_TEMPORAL = _DATES | {"time"}
_DURATIONS = frozenset({_MONTHS, _DAYS})
_ORDER = frozenset({"<", "<=", ">", ">="})
_EXPONENT = re.compile(r"-?\s*\d+[eE]")


@dataclass(frozen=True)
class Tree:
    """A text with all nodes of its tree.

    Attributes:
        own: names that stand for a value of the form or of a loop, so not for an entry of a row.
        compared: the nodes that an operator compares, by identity.
    """

    text: str
    nodes: Sequence[Node]
    own: Collection[str]
    compared: Collection[int]

    @classmethod
    def of(cls, text: str, root: Node, names: Collection[str]) -> Tree:
        """Open a tree over the names of a form."""
        nodes = [root, *_below(root)]
        loops = {node.name for node in nodes if isinstance(node, syntax.Iteration)}
        comparisons = [node for node in nodes if isinstance(node, syntax.Comparison)]
        sides = {id(side) for node in comparisons for side in (node.left, node.right)}
        return cls(text, nodes, loops | set(names), sides)

    @cached_property
    def measures(self) -> bool:
        """Whether the length of a text is asked for."""
        return any(called(node) == "string length" for node in self.nodes)

    @cached_property
    def asks_for_null(self) -> bool:
        """Whether anything is compared with null."""
        return any(
            isinstance(node, syntax.Literal) and node.value is None and id(node) in self.compared
            for node in self.nodes
        )


Found = Callable[[Node, Tree], bool]


def _below(root: Node) -> Iterator[Node]:
    for child in syntax.children(root):
        yield child
        yield from _below(child)


def called(node: Node) -> str | None:
    """The name of the function that a node calls; None where it is no call of a named one."""
    if isinstance(node, _CALLS) and isinstance(node.function, syntax.FunctionName):
        return node.function.name
    return None


def _arguments(node: Node) -> Sequence[Node]:
    if isinstance(node, syntax.Call):
        return node.arguments
    return [value for _, value in node.arguments] if isinstance(node, syntax.NamedCall) else ()


def _argument(node: Node, place: int) -> Node | None:
    arguments = _arguments(node)
    return arguments[place] if place < len(arguments) else None


def _literal(node: Node | None) -> object:
    return node.value if isinstance(node, syntax.Literal) else None


def _temporal(node: Node | None, kinds: Collection[str] = _TEMPORAL) -> bool:
    """Whether a node gives a date or a time; one with a duration added or taken away too."""
    if isinstance(node, syntax.Arithmetic):
        sides = (node.first, *(step.operand for step in node.rest))
        return sum(_temporal(side, kinds) for side in sides) == 1
    return node is not None and (called(node) in {"today", "now"} or kind_of(node) in kinds)


def _difference(node: Node) -> bool:
    """Whether a node takes one date from another."""
    return (
        isinstance(node, syntax.Arithmetic)
        and _temporal(node.first)
        and any(step.operator == "-" and _temporal(step.operand) for step in node.rest)
    )


def _lasts(node: Node | None) -> bool:
    """Whether a node gives a duration."""
    return node is not None and (
        called(node) == "duration" or _difference(node) or kind_of(node) in _DURATIONS
    )


def _in_months(node: Node) -> bool:
    text = _literal(_argument(node, 0)) if called(node) == "duration" else None
    return kind_of(node) == _MONTHS or (isinstance(text, str) and bool(re.match(r"-?P\d+[YM]", text)))


def _inexact(node: Node) -> bool:
    """Whether a node is a number that a binary one only comes near to."""
    value = _literal(node)
    return isinstance(value, Decimal) and Decimal(float(value)) != value


def _whole_from_zero(node: Node) -> bool:
    value = _literal(node)
    return isinstance(value, Decimal) and value >= 0 and value == value.to_integral_value()


def _members(node: Node) -> Sequence[Node]:
    return node.members if isinstance(node, syntax.ListOf) else (node,)


# Calls


def calls(*names: str) -> Found:
    """Any call of these functions."""
    return lambda node, _: called(node) in names


def named_call(node: Node, _: Tree) -> bool:
    """A call that names its arguments."""
    return isinstance(node, syntax.NamedCall) and called(node) is not None


def unguarded_substring(node: Node, tree: Tree) -> bool:
    """A part of a text whose length nothing asks for."""
    return called(node) == "substring" and not tree.measures


def time_of_an_answer(node: Node, _: Tree) -> bool:
    """A time read from a field or a text, where it has no seconds."""
    if called(node) != "time" or len(_arguments(node)) != 1:
        return False
    text = _literal(_argument(node, 0))
    return isinstance(_argument(node, 0), _BARE) or bool(re.fullmatch(r"\d\d:\d\d", str(text)))


def time_with_offset(node: Node, _: Tree) -> bool:
    """A time put together with an offset."""
    return called(node) == "time" and len(_arguments(node)) > 3  # noqa: PLR2004


def date_of_parts(node: Node, _: Tree) -> bool:
    """A date put together from numbers, which may be none."""
    return called(node) == "date" and len(_arguments(node)) > 1


def date_of_moment(node: Node, _: Tree) -> bool:
    """The date of a date and time."""
    first = _argument(node, 0)
    return called(node) == "date" and first is not None and kind_of(first) == "date and time"


def natural_sort(node: Node, _: Tree) -> bool:
    """A list sorted without saying how."""
    return called(node) == "sort" and len(_arguments(node)) == 1


def extreme_of_others(node: Node, _: Tree) -> bool:
    """The least or greatest of what isn't numbers."""
    if called(node) not in {"min", "max"}:
        return False
    members = (member for argument in _arguments(node) for member in _members(argument))
    return any(_temporal(member) or _lasts(member) or kind_of(member) == "string" for member in members)


def search_for_others(node: Node, _: Tree) -> bool:
    """A context, list or date looked for in a list."""
    sought = _argument(node, 1)
    return called(node) in {"list contains", "index of"} and (
        isinstance(sought, syntax.ContextOf | syntax.ListOf) or _temporal(sought) or _lasts(sought)
    )


def keys_in_a_row(node: Node, _: Tree) -> bool:
    """A context read or changed by a list of keys."""
    return called(node) in {"get value", "context put"} and isinstance(_argument(node, 1), syntax.ListOf)


def other_pattern(node: Node, _: Tree) -> bool:
    """A pattern of which JavaScript's has another idea."""
    place = {"matches": 1, "replace": 1, "split": 1}.get(called(node) or "")
    if place is None:
        return False
    pattern = _literal(_argument(node, place))
    flags = _literal(_argument(node, 3 if called(node) == "replace" else 2))
    odd = isinstance(pattern, str) and (pattern == "" or bool(re.search(r"\[[^\]]*-\[", pattern)))
    return odd or (isinstance(flags, str) and "x" in flags)


def text_of_quotient(node: Node, tree: Tree) -> bool:
    """A quotient made a text with all its digits."""
    return called(node) == "string" and any(
        isinstance(argument, syntax.Arithmetic) and any(step.operator == "/" for step in argument.rest)
        for argument in _arguments(node)
    )


# Numbers and operators


def exponent(node: Node, tree: Tree) -> bool:
    """A whole number with an exponent."""
    return isinstance(node, syntax.Literal) and bool(_EXPONENT.match(tree.text, node.at))


def inexact_number(node: Node, _: Tree) -> bool:
    """A number that a binary one only comes near to, where something is computed with it."""
    parts: Sequence[Node] = ()
    if isinstance(node, syntax.Arithmetic):
        parts = (node.first, *(step.operand for step in node.rest))
    elif called(node) is not None:
        parts = [member for argument in _arguments(node) for member in _members(argument)]
    return any(map(_inexact, parts))


def power(node: Node, _: Tree) -> bool:
    """A power that isn't a whole number from zero."""
    return isinstance(node, syntax.Arithmetic) and any(
        step.operator == "**" and not _whole_from_zero(step.operand) for step in node.rest
    )


def text_with_date(node: Node, _: Tree) -> bool:
    """A field's text put in order with a date."""
    if isinstance(node, syntax.Comparison) and node.operator in _ORDER:
        sides = (node.left, node.right)
    elif isinstance(node, syntax.Between):
        sides = (node.value, node.low)
    else:
        return False
    return any(map(_temporal, sides)) and any(
        isinstance(side, _BARE) or isinstance(_literal(side), str) for side in sides
    )


def date_difference(node: Node, tree: Tree) -> bool:
    """A date taken from another, for more than to compare what lies between them."""
    return _difference(node) and id(node) not in tree.compared


def duration_computed(node: Node, _: Tree) -> bool:
    """A duration multiplied, divided, negated or without its sign."""
    if isinstance(node, syntax.Negation):
        return _lasts(node.operand)
    if isinstance(node, syntax.Arithmetic) and node.rest[0].operator in {"*", "/"}:
        return any(map(_lasts, (node.first, *(step.operand for step in node.rest))))
    return called(node) == "abs" and _lasts(_argument(node, 0))


def months_with_days(node: Node, _: Tree) -> bool:
    """Months compared with days."""
    if not isinstance(node, syntax.Comparison) or not (_lasts(node.left) and _lasts(node.right)):
        return False
    return _in_months(node.left) != _in_months(node.right)


def duration_of_both(node: Node, _: Tree) -> bool:
    """A duration of months and days, or of weeks."""
    text = _literal(_argument(node, 0)) if called(node) == "duration" else None
    return isinstance(text, str) and bool(re.match(r"-?P(\d+[YM])+(\d+D|T)|-?P\d+W", text))


def part_of_time(node: Node, _: Tree) -> bool:
    """A part of a duration, or of a date or time that has no such part in the browser."""
    if not isinstance(node, syntax.Path):
        return False
    if node.name in {"timezone", "time offset"}:
        return True
    if node.name in {"hour", "minute", "second"}:
        return kind_of(node.source) == "date"
    counted = node.name in {"days", "hours", "minutes", "seconds", "years", "months"}
    return counted and _lasts(node.source) and called(node.source) != _MONTHS


# Forms


def instance_of(node: Node, _: Tree) -> bool:
    """A question for a type."""
    return isinstance(node, syntax.InstanceOf)


def truthy(node: Node, _: Tree) -> bool:
    """A condition of ``if``, ``some`` or ``every`` that isn't one by its form."""
    return isinstance(node, syntax.If | syntax.Quantified) and kind_of(node.condition) != "boolean"


def negated_doubt(node: Node, tree: Tree) -> bool:
    """``not`` of what is false in the browser where it is null on the server."""
    if called(node) != "not" or tree.asks_for_null:
        return False
    return any(isinstance(inner, syntax.In | syntax.Quantified) for inner in _below(node))


def filter_by_value(node: Node, tree: Tree) -> bool:
    """A filter whose condition the browser takes for a position, or for one that all members share."""
    if not isinstance(node, syntax.Filter):
        return False
    asked = node.predicate
    if isinstance(asked, syntax.Literal):
        return kind_of(asked) not in {"number", "boolean"}
    root = asked
    while isinstance(root, syntax.Path):
        root = root.source
    if isinstance(root, syntax.Name):
        return root.name not in tree.own
    return isinstance(asked, _CALLS) and kind_of(asked) == "boolean"


def filter_for_nothing(node: Node, _: Tree) -> bool:
    """A filter that picks null or false."""
    asked = node.predicate if isinstance(node, syntax.Filter) else None
    if not isinstance(asked, syntax.Comparison) or asked.operator != "=":
        return False
    sides = (asked.left, asked.right)
    picks = any(
        isinstance(side, syntax.Literal) and (side.value is None or side.value is False) for side in sides
    )
    return picks and any(isinstance(side, syntax.Name) and side.name == "item" for side in sides)


def loop_over_one(node: Node, _: Tree) -> bool:
    """A loop over what is no list."""
    return (
        isinstance(node, syntax.Iteration)
        and node.upper is None
        and isinstance(node.domain, syntax.Literal | syntax.ContextOf)
    )


def loop_to_a_value(node: Node, _: Tree) -> bool:
    """A loop up to a value that may be zero, or over dates or an open range."""
    if not isinstance(node, syntax.Iteration):
        return False
    if node.upper is not None:
        return not _literal(node.upper) or _temporal(node.domain)
    domain = node.domain
    if not isinstance(domain, syntax.RangeOf):
        return False
    return not (domain.start_included and domain.end_included) or _temporal(domain.start)


def open_end(node: Node, _: Tree) -> bool:
    """A range to a value that may be null."""
    if not isinstance(node, syntax.RangeOf) or node.operator is not None:
        return False
    return not all(isinstance(end, syntax.Literal) for end in (node.start, node.end))


def backwards(node: Node, _: Tree) -> bool:
    """A range from the greater number to the lesser."""
    ends: tuple[Node | None, Node | None] = (None, None)
    if isinstance(node, syntax.Between):
        ends = (node.low, node.high)
    elif isinstance(node, syntax.RangeOf):
        ends = (node.start, node.end)
    low, high = map(_literal, ends)
    return isinstance(low, Decimal) and isinstance(high, Decimal) and low > high


def function_in_context(node: Node, _: Tree) -> bool:
    """A function of the author's own under a key."""
    return isinstance(node, syntax.ContextOf) and any(
        isinstance(value, syntax.FunctionOf) for _, value in node.entries
    )


def quoted_apostrophe(node: Node, tree: Tree) -> bool:
    """A text with an apostrophe behind a backslash."""
    text = _literal(node)
    return isinstance(text, str) and "'" in text and "\\'" in tree.text
