"""What is certainly wrong with an expression, whatever its names will stand for.

Only what no value can mend is reported: a call that fits no signature, an operator between literals that it
never takes, a literal that stands for nothing. So a text without findings may still give null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import DecimalException
from typing import Any, NamedTuple

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.builtins import BUILT_INS
from engine.feel.builtins.patterns import check_pattern
from engine.feel.errors import (
    FeelCallError,
    FeelCompileError,
    FeelFault,
    FeelSyntaxError,
    FeelTypeError,
    line_and_column,
)
from engine.feel.kinds import kind_of
from engine.feel.operations import ARITHMETIC
from engine.feel.parsing import Parsed
from engine.feel.properties import PROPERTIES
from engine.feel.types import Type, lacks_parameters
from engine.feel.values import TYPES

Parameters = tuple[tuple[str, tuple[str, ...]], ...]
"""The functions handed in, as far as compiling depends on them: names and parameters' names."""

_WITH_PATTERN = {"matches": 1, "replace": 1, "split": 1}
_UNORDERED = frozenset({"boolean", "list", "context", "range", "function"})
_EQUALITY = frozenset({"=", "!="})


def misfits(
    text: str, calls: Sequence[syntax.Call | syntax.NamedCall], handed_in: Mapping[str, tuple[str, ...]]
) -> Iterator[FeelCallError]:
    """Yield each call of a known function that fits none of its signatures."""
    for call in calls:
        if isinstance(call.function, syntax.FunctionName):
            name = call.function.name
            expected = _signatures_missed(call, name, handed_in)
            if expected:
                message = f"argumen fungsi {name} tidak cocok; yang benar: {' atau '.join(expected)}."
                yield FeelCallError(message, *line_and_column(text, call.at), expected)


def _signatures_missed(
    call: syntax.Call | syntax.NamedCall, name: str, handed_in: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """The signatures of a function, where the call fits none of them."""
    named = dict(call.arguments) if isinstance(call, syntax.NamedCall) else None
    built_in = BUILT_INS.get(name)
    if built_in is not None:
        fits = built_in.takes(len(call.arguments)) if named is None else built_in.takes_named(named)
        return [] if fits else [f"{name}({signature.text})" for signature in built_in.signatures]
    parameters = handed_in[name]
    fits = len(call.arguments) == len(parameters) if named is None else named.keys() == set(parameters)
    return [] if fits else [f"{name}({', '.join(parameters)})"]


def faults_of(
    text: str, parsed: Parsed, handed_in: Mapping[str, tuple[str, ...]], types: Mapping[str, Type]
) -> list[FeelCompileError]:
    """Everything that is certainly wrong, in the order of the text."""
    faults: list[FeelCompileError] = [*parsed.unknown, *misfits(text, parsed.calls, handed_in)]
    waiting: list[syntax.Node] = [parsed.tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(syntax.children(node))
        found = _misuse(node, types)
        if found is not None:
            error = FeelSyntaxError if isinstance(node, syntax.FunctionOf) else FeelTypeError
            faults.append(error(f"{found.message}.", *line_and_column(text, found.at)))
    return sorted(faults, key=lambda fault: (fault.line, fault.column))


class _Misuse(NamedTuple):
    """What is wrong, and where in the text."""

    message: str
    at: int


def _misuse(node: syntax.Node, types: Mapping[str, Type]) -> _Misuse | None:
    """What is wrong with a node itself."""
    if isinstance(node, syntax.Arithmetic):
        return _of_arithmetic(node)
    if isinstance(node, syntax.InstanceOf) and lacks_parameters(node.type, types):
        message: str | None = (
            f"tipe {node.type.name} harus menyebut tipe isinya, misalnya {node.type.name}<…>"
        )
    elif isinstance(node, syntax.FunctionOf) and node.external:
        message = "fungsi luar (external) tidak didukung"
    else:
        check = _CHECKS.get(type(node))
        message = check(node) if check is not None else None
    return _Misuse(message, node.at) if message is not None else None


def _of_logic(node: syntax.And | syntax.Or) -> str | None:
    return _not_boolean(*node.operands)


def _not_boolean(*conditions: syntax.Node) -> str | None:
    for condition in conditions:
        found = kind_of(condition)
        if found not in {None, "boolean"}:
            return f"syarat harus boolean, bukan {found}"
    return None


def _of_comparison(node: syntax.Comparison) -> str | None:
    left, right = kind_of(node.left), kind_of(node.right)
    if left is None or right is None:
        return None
    if left != right:
        return f"{left} dan {right} tidak pernah dapat dibandingkan"
    if node.operator not in _EQUALITY and left in _UNORDERED:
        return f"{left} tidak memiliki urutan"
    return None


def _of_arithmetic(node: syntax.Arithmetic) -> _Misuse | None:
    left = kind_of(node.first)
    for step in node.rest:
        right = kind_of(step.operand)
        if left is None or right is None:
            return None
        if (TYPES[left], TYPES[right]) not in ARITHMETIC[step.operator]:
            return _Misuse(f"{left} {step.operator} {right} tidak dapat dihitung", step.at)
        left = left if left == right and left in {"number", "string"} else None
    return None


def _of_negation(node: syntax.Negation) -> str | None:
    found = kind_of(node.operand)
    if found in {None, "number", "days and time duration", "years and months duration"}:
        return None
    return f"-{found} tidak dapat dihitung"


def _of_filter(node: syntax.Filter) -> str | None:
    found = kind_of(node.predicate)
    return (
        None
        if found in {None, "boolean", "number"}
        else f"penyaring harus boolean atau bilangan, bukan {found}"
    )


def _of_path(node: syntax.Path) -> str | None:
    found = kind_of(node.source)
    if found in {None, "context", "list"} or (TYPES[found], node.name) in PROPERTIES:
        return None
    return f"{found} tidak memiliki “{node.name}”"


def _of_call(node: syntax.Call) -> str | None:
    if not isinstance(node.function, syntax.FunctionName):
        found = kind_of(node.function)
        return None if found in {None, "function"} else f"{found} bukan fungsi"
    built_in = BUILT_INS.get(node.function.name)
    if built_in is None or not built_in.takes(len(node.arguments)):
        return None
    values = [
        part.value for part in node.arguments if isinstance(part, syntax.Literal) and part.value is not None
    ]
    try:
        if len(values) == len(node.arguments):
            built_in.invoke(values, Run())
        place = _WITH_PATTERN.get(built_in.name, len(node.arguments))
        pattern = node.arguments[place] if place < len(node.arguments) else None
        if isinstance(pattern, syntax.Literal) and isinstance(pattern.value, str):
            check_pattern(pattern.value)
    except FeelFault as fault:
        return str(fault)
    except DecimalException:
        return "hasil di luar jangkauan bilangan"
    return built_in.refuses([kind_of(argument) for argument in node.arguments])


_CHECKS: Mapping[type[syntax.Node], Callable[[Any], str | None]] = {
    syntax.And: _of_logic,
    syntax.Or: _of_logic,
    syntax.If: lambda node: _not_boolean(node.condition),
    syntax.Quantified: lambda node: _not_boolean(node.condition),
    syntax.Comparison: _of_comparison,
    syntax.Negation: _of_negation,
    syntax.Filter: _of_filter,
    syntax.Path: _of_path,
    syntax.Call: _of_call,
}
