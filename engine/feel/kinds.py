"""What kind of value a part of an expression gives, as far as its text alone tells."""

from __future__ import annotations

from collections.abc import Mapping

from engine.feel import syntax
from engine.feel.builtins import BUILT_INS
from engine.feel.values import TYPES, Function, kind

_NO_FUNCTIONS: Mapping[str, Function] = {}

_BOOLEAN = (
    syntax.Comparison, syntax.Between, syntax.In, syntax.InstanceOf, syntax.Quantified, syntax.And, syntax.Or
)  # fmt: skip
_KINDS: Mapping[type[syntax.Node], str] = {
    syntax.ContextOf: "context",
    syntax.RangeOf: "range",
    syntax.FunctionOf: "function",
    **dict.fromkeys(_BOOLEAN, "boolean"),
}


def kind_of(node: syntax.Node, functions: Mapping[str, Function] = _NO_FUNCTIONS) -> str | None:
    """The kind of what a node gives unless it gives null, None where that depends on values.

    A list of one counts as unknown, for it may stand for its member.

    Args:
        functions: that are handed in.
    """
    if isinstance(node, syntax.Literal):
        return None if node.value is None else kind(node.value)
    if isinstance(node, syntax.ListOf):
        return None if len(node.members) == 1 else "list"
    if isinstance(node, syntax.Arithmetic):
        kinds = {kind_of(node.first, functions), *(kind_of(step.operand, functions) for step in node.rest)}
        return kinds.pop() if kinds in ({"number"}, {"string"}) else None
    if isinstance(node, syntax.Negation):
        return kind_of(node.operand, functions)
    if isinstance(node, syntax.If):
        chosen = kind_of(node.chosen, functions)
        return chosen if chosen == kind_of(node.otherwise, functions) else None
    if isinstance(node, syntax.Call | syntax.NamedCall) and isinstance(node.function, syntax.FunctionName):
        return _given_by(node.function.name, functions)
    return _KINDS.get(type(node))


def _given_by(name: str, functions: Mapping[str, Function]) -> str | None:
    if name in BUILT_INS:
        return BUILT_INS[name].gives
    result = functions[name].result if name in functions else None
    return result.name if result is not None and result.name in TYPES else None
