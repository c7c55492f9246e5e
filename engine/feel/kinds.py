"""What kind of value a part of an expression gives, as far as its text alone tells."""

from __future__ import annotations

from collections.abc import Mapping

from engine.feel import syntax
from engine.feel.builtins import BUILT_INS
from engine.feel.values import kind

_BOOLEAN = (
    syntax.Comparison, syntax.Between, syntax.In, syntax.InstanceOf, syntax.Quantified, syntax.And, syntax.Or
)  # fmt: skip
_KINDS: Mapping[type[syntax.Node], str] = {
    syntax.ContextOf: "context",
    syntax.RangeOf: "range",
    syntax.FunctionOf: "function",
    **dict.fromkeys(_BOOLEAN, "boolean"),
}


def kind_of(node: syntax.Node) -> str | None:
    """The kind of what a node gives unless it gives null, None where that depends on values.

    A list of one counts as unknown, for it may stand for its member.
    """
    if isinstance(node, syntax.Literal):
        return None if node.value is None else kind(node.value)
    if isinstance(node, syntax.ListOf):
        return None if len(node.members) == 1 else "list"
    if isinstance(node, syntax.Arithmetic):
        kinds = {kind_of(node.first), *(kind_of(step.operand) for step in node.rest)}
        return kinds.pop() if kinds in ({"number"}, {"string"}) else None
    if isinstance(node, syntax.Negation):
        return kind_of(node.operand)
    if isinstance(node, syntax.If):
        chosen = kind_of(node.chosen)
        return chosen if chosen == kind_of(node.otherwise) else None
    if isinstance(node, syntax.Call | syntax.NamedCall) and isinstance(node.function, syntax.FunctionName):
        built_in = BUILT_INS.get(node.function.name)
        return built_in.gives if built_in is not None else None
    return _KINDS.get(type(node))
