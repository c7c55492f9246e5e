"""A syntax tree written as text again: parsed over the same names, it is the same tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.feel import syntax
from engine.feel.lexer import PLAIN_KEY, string_token
from engine.feel.numbers import plain
from engine.feel.parsing.expressions import LEVELS
from engine.feel.values import Value, kind

_TEMPORAL = frozenset({
    "date", "time", "date and time", "days and time duration", "years and months duration",
})  # fmt: skip

_NEGATED = max(LEVELS.values()) + 1
_TYPED = _NEGATED + 1
"""What ``instance of`` may stand behind."""
_SUFFIXED = _TYPED + 1
"""What a dot, a filter or a call may stand behind."""


def printed(tree: syntax.Node) -> str:
    """Write a tree."""
    return _written(tree, 0)


def _written(node: syntax.Node, level: int) -> str:
    """Write a node where operators must bind at least so tightly; otherwise in brackets."""
    text, binding = _WRITERS[type(node)](node)
    return f"({text})" if binding < level else text


Written = tuple[str, int]
"""A text, and how tightly its outermost operator binds."""


def _literal(node: syntax.Literal) -> Written:
    value = node.value
    if kind(value) == "number" and value.is_signed():
        return f"-{_value(value.copy_abs())}", _SUFFIXED
    return _value(value), _SUFFIXED


def _value(value: Value) -> str:
    found = kind(value)
    if found == "string":
        return string_token(value)
    if found == "number":
        return plain(value) if abs(value.adjusted()) < _LONG else f"{value:e}"
    if found in _TEMPORAL:
        return f'@"{value}"'
    return {None: "null", True: "true", False: "false"}[value]


_LONG = 40
"""Digits from which on a number is written with an exponent."""


def _list(node: syntax.ListOf) -> Written:
    return f"[{_all(node.members)}]", _SUFFIXED


def _all(nodes: Iterable[syntax.Node]) -> str:
    return ", ".join(_written(node, 0) for node in nodes)


def _key(key: str) -> str:
    return key if PLAIN_KEY.fullmatch(key) else string_token(key)


def _context(node: syntax.ContextOf) -> Written:
    return f"{{{', '.join(f'{_key(key)}: {_written(value, 0)}' for key, value in node.entries)}}}", _SUFFIXED


def _range(node: syntax.RangeOf) -> Written:
    if node.operator is not None:
        return f"({node.operator} {_end(node.end or node.start)})", _SUFFIXED
    opening, closing = "[" if node.start_included else "(", "]" if node.end_included else ")"
    return f"{opening}{_end(node.start)}..{_end(node.end)}{closing}", _SUFFIXED


def _end(node: syntax.Node | None) -> str:
    return _written(node, LEVELS["+"]) if node is not None else ""


def _if(node: syntax.If) -> Written:
    parts = (_written(part, 0) for part in (node.condition, node.chosen, node.otherwise))
    return "if {} then {} else {}".format(*parts), 0


def _iterations(iterations: Iterable[syntax.Iteration]) -> str:
    return ", ".join(
        f"{loop.name} in {_written(loop.domain, 0)}"
        + (f"..{_written(loop.upper, 0)}" if loop.upper is not None else "")
        for loop in iterations
    )


def _for(node: syntax.For) -> Written:
    return f"for {_iterations(node.iterations)} return {_written(node.body, 0)}", 0


def _quantified(node: syntax.Quantified) -> Written:
    keyword = "every" if node.every else "some"
    return f"{keyword} {_iterations(node.iterations)} satisfies {_written(node.condition, 0)}", 0


def _function(node: syntax.FunctionOf) -> Written:
    parameters = ", ".join(
        name + (f": {type_name(type_)}" if type_ is not None else "") for name, type_ in node.parameters
    )
    external = " external" if node.external else ""
    return f"function({parameters}){external} {_written(node.body, 0)}", 0


def _connected(operator: str) -> Callable[[syntax.And | syntax.Or], Written]:
    level = LEVELS[operator]
    return lambda node: (f" {operator} ".join(_written(part, level + 1) for part in node.operands), level)


def _comparison(node: syntax.Comparison) -> Written:
    level = LEVELS[node.operator]
    return f"{_written(node.left, level)} {node.operator} {_written(node.right, level + 1)}", level


def _between(node: syntax.Between) -> Written:
    level = LEVELS["between"]
    value, low, high = (
        _written(node.value, level),
        _written(node.low, level + 1),
        _written(node.high, level + 1),
    )
    return f"{value} between {low} and {high}", level


def _in(node: syntax.In) -> Written:
    level = LEVELS["in"]
    return f"{_written(node.value, level)} in ({_all(node.tests)})", level


def _test(node: syntax.Test) -> Written:
    if node.operator is None:
        return _written(node.operand, 0), 0
    return f"{node.operator} {_written(node.operand, LEVELS['+'])}", 0


def _unary_tests(node: syntax.UnaryTests) -> Written:
    tests = _all(node.tests) or "-"
    if node.negated:
        return f"not({tests})", 0
    only = node.tests[0].operand if len(node.tests) == 1 else None
    calls_not = isinstance(only, syntax.Call) and only.function == syntax.FunctionName(0, "not")
    return f"({tests})" if calls_not else tests, 0


def _arithmetic(node: syntax.Arithmetic) -> Written:
    level = LEVELS[node.rest[0].operator]
    text = _written(node.first, level + 1)
    for step in node.rest:
        text += f" {step.operator} {_written(step.operand, level + 1)}"
    return text, level


def _negation(node: syntax.Negation) -> Written:
    text = _written(node.operand, _NEGATED)
    return (f"-({text})" if text[0].isdigit() else f"-{text}"), _NEGATED  # a digit would make it a literal


def _instance_of(node: syntax.InstanceOf) -> Written:
    return f"{_written(node.value, _TYPED)} instance of {type_name(node.type)}", _TYPED


def _path(node: syntax.Path) -> Written:
    return f"{_written(node.source, _SUFFIXED)}.{node.name}", _SUFFIXED


def _filter(node: syntax.Filter) -> Written:
    return f"{_written(node.source, _SUFFIXED)}[{_written(node.predicate, 0)}]", _SUFFIXED


def _call(node: syntax.Call) -> Written:
    return f"{_written(node.function, _SUFFIXED)}({_all(node.arguments)})", _SUFFIXED


def _named_call(node: syntax.NamedCall) -> Written:
    arguments = ", ".join(f"{name}: {_written(value, 0)}" for name, value in node.arguments)
    return f"{_written(node.function, _SUFFIXED)}({arguments})", _SUFFIXED


def type_name(node: syntax.TypeNode) -> str:
    """Write a type."""
    if node.result is not None:
        return f"function<{', '.join(map(type_name, node.arguments))}> -> {type_name(node.result)}"
    if node.arguments:
        return f"{node.name}<{type_name(node.arguments[0])}>"
    if node.entries:
        return f"context<{', '.join(f'{_key(name)}: {type_name(entry)}' for name, entry in node.entries)}>"
    return node.name


_WRITERS: Mapping[type[syntax.Node], Callable[[Any], Written]] = {
    syntax.Literal: _literal,
    syntax.Name: lambda node: (node.name, _SUFFIXED),
    syntax.FunctionName: lambda node: (node.name, _SUFFIXED),
    syntax.ListOf: _list,
    syntax.ContextOf: _context,
    syntax.RangeOf: _range,
    syntax.If: _if,
    syntax.For: _for,
    syntax.Quantified: _quantified,
    syntax.FunctionOf: _function,
    syntax.Or: _connected("or"),
    syntax.And: _connected("and"),
    syntax.Comparison: _comparison,
    syntax.Between: _between,
    syntax.In: _in,
    syntax.Test: _test,
    syntax.UnaryTests: _unary_tests,
    syntax.Arithmetic: _arithmetic,
    syntax.Negation: _negation,
    syntax.InstanceOf: _instance_of,
    syntax.Path: _path,
    syntax.Filter: _filter,
    syntax.Call: _call,
    syntax.NamedCall: _named_call,
}
