"""What is certainly wrong with an expression, whatever its names will stand for.

Only what no value can mend is reported: a call that fits no signature, an operator between literals that it
never takes, a literal that stands for nothing. So a text without findings may still give null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.builtins import BUILT_INS, BuiltIn
from engine.feel.builtins.patterns import check_pattern
from engine.feel.errors import (
    FeelBudgetError,
    FeelCallError,
    FeelCompileError,
    FeelSyntaxError,
    FeelTypeError,
    line_and_column,
)
from engine.feel.kinds import kind_of
from engine.feel.numbers import FAULTS, reason_of
from engine.feel.operations import ARITHMETIC
from engine.feel.parsing import Parsed
from engine.feel.properties import PROPERTIES
from engine.feel.types import Type, lacks_parameters
from engine.feel.values import TYPES, Function

Parameters = tuple[tuple[str, tuple[str, ...]], ...]
"""The functions handed in, as far as compiling depends on them: names and parameters' names."""

_WITHOUT_FLAGS = {"matches": 2, "replace": 3, "split": 2}
"""How many arguments functions with a pattern, their second, have where nothing says how to read it."""
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
        return [] if fits else [f"{name}({signature.shown})" for signature in built_in.signatures]
    parameters = handed_in[name]
    fits = len(call.arguments) == len(parameters) if named is None else named.keys() == set(parameters)
    return [] if fits else [f"{name}({', '.join(parameters)})"]


def faults_of(
    text: str,
    parsed: Parsed,
    functions: Mapping[str, Function],
    types: Mapping[str, Type],
    run: Run,
) -> list[FeelCompileError]:
    """Everything that is certainly wrong, in the order of the text.

    Args:
        functions: that are handed in.
        run: what evaluating calls of literals uses up; once it is, they aren't evaluated any more.
    """
    handed_in = {name: function.parameters for name, function in functions.items()}
    faults: list[FeelCompileError] = [*parsed.unknown, *misfits(text, parsed.calls, handed_in)]
    checker = _Checker(functions, types, run)
    waiting: list[syntax.Node] = [parsed.tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(syntax.children(node))
        found = checker.misuse(node)
        if found is not None:
            error = FeelSyntaxError if isinstance(node, syntax.FunctionOf) else FeelTypeError
            faults.append(error(f"{found.message}.", *line_and_column(text, found.at)))
    return sorted(faults, key=lambda fault: (fault.line, fault.column))


class _Misuse(NamedTuple):
    """What is wrong, and where in the text."""

    message: str
    at: int


class _Checker:
    """Looks at one node at a time."""

    def __init__(self, functions: Mapping[str, Function], types: Mapping[str, Type], run: Run) -> None:
        self._functions = functions
        self._types = types
        self._run = run

    def misuse(self, node: syntax.Node) -> _Misuse | None:
        """What is wrong with a node itself."""
        check = _CHECKS.get(type(node))
        found = check(self, node) if check is not None else None
        return _Misuse(found, node.at) if isinstance(found, str) else found

    def kind(self, node: syntax.Node) -> str | None:
        """The kind of what a node gives, as far as its text tells."""
        return kind_of(node, self._functions)

    def of_logic(self, node: syntax.And | syntax.Or) -> _Misuse | None:
        return self._not_boolean(*node.operands)

    def of_condition(self, node: syntax.If | syntax.Quantified) -> _Misuse | None:
        return self._not_boolean(node.condition)

    def _not_boolean(self, *conditions: syntax.Node) -> _Misuse | None:
        for condition in conditions:
            found = self.kind(condition)
            if found not in {None, "boolean"}:
                return _Misuse(f"syarat harus boolean, bukan {found}", syntax.start(condition))
        return None

    def of_comparison(self, node: syntax.Comparison) -> str | None:
        left, right = self.kind(node.left), self.kind(node.right)
        if node.operator not in _EQUALITY and (_is_null(node.left) or _is_null(node.right)):
            return "null tidak memiliki urutan"
        if left is None or right is None:
            return None
        if left != right:
            return f"{left} dan {right} tidak pernah dapat dibandingkan"
        if node.operator not in _EQUALITY and left in _UNORDERED:
            return f"{left} tidak memiliki urutan"
        return None

    def of_arithmetic(self, node: syntax.Arithmetic) -> _Misuse | None:
        left = "null" if _is_null(node.first) else self.kind(node.first)
        for step in node.rest:
            right = "null" if _is_null(step.operand) else self.kind(step.operand)
            if step.operator == "/" and _is_zero(step.operand):
                return _Misuse("pembagian dengan nol", step.at)
            if "null" in {left, right} or _never_computed(left, step.operator, right):
                return _Misuse(f"{left or '…'} {step.operator} {right or '…'} tidak dapat dihitung", step.at)
            left = left if left == right and left in {"number", "string"} else None
        return None

    def of_negation(self, node: syntax.Negation) -> str | None:
        found = self.kind(node.operand)
        if found in {None, "number", "days and time duration", "years and months duration"}:
            return None
        return f"-{found} tidak dapat dihitung"

    def of_filter(self, node: syntax.Filter) -> str | None:
        found = self.kind(node.predicate)
        if found in {None, "boolean", "number"}:
            return None
        return f"penyaring harus boolean atau bilangan, bukan {found}"

    def of_path(self, node: syntax.Path) -> str | None:
        found = self.kind(node.source)
        if found in {None, "context", "list"} or (TYPES[found], node.name) in PROPERTIES:
            return None
        return f"{found} tidak memiliki “{node.name}”"

    def of_type(self, node: syntax.InstanceOf) -> str | None:
        if not lacks_parameters(node.type, self._types):
            return None
        return f"tipe {node.type.name} harus menyebut tipe isinya, misalnya {node.type.name}<…>"

    def of_function(self, node: syntax.FunctionOf) -> str | None:
        return "fungsi luar (external) tidak didukung" if node.external else None

    def of_call(self, node: syntax.Call) -> str | None:
        if not isinstance(node.function, syntax.FunctionName):
            found = self.kind(node.function)
            return None if found in {None, "function"} else f"{found} bukan fungsi"
        built_in = BUILT_INS.get(node.function.name)
        if built_in is None or not built_in.takes(len(node.arguments)):
            return None
        return self._of_literals(built_in, node.arguments) or built_in.refuses(
            [self.kind(argument) for argument in node.arguments]
        )

    def _of_literals(self, built_in: BuiltIn, arguments: Sequence[syntax.Node]) -> str | None:
        """Why a call of literals, or with a literal pattern, has no answer; None where that isn't told."""
        literals = [
            argument.value if isinstance(argument, syntax.Literal) else None for argument in arguments
        ]
        try:
            self._run.check_time()
            if None not in literals:
                built_in.invoke(literals, self._run)
            elif _WITHOUT_FLAGS.get(built_in.name) == len(arguments) and isinstance(literals[1], str):
                check_pattern(literals[1], self._run)
        except FAULTS as fault:
            return reason_of(fault)
        except FeelBudgetError:
            return None
        return None


def _is_null(node: syntax.Node) -> bool:
    return isinstance(node, syntax.Literal) and node.value is None


def _is_zero(node: syntax.Node) -> bool:
    return isinstance(node, syntax.Literal) and isinstance(node.value, Decimal) and not node.value


def _never_computed(left: str | None, operator: str, right: str | None) -> bool:
    if left is None or right is None:
        return False
    return (TYPES[left], TYPES[right]) not in ARITHMETIC[operator]


_CHECKS: Mapping[type[syntax.Node], Callable[[_Checker, Any], _Misuse | str | None]] = {
    syntax.And: _Checker.of_logic,
    syntax.Or: _Checker.of_logic,
    syntax.If: _Checker.of_condition,
    syntax.Quantified: _Checker.of_condition,
    syntax.Comparison: _Checker.of_comparison,
    syntax.Arithmetic: _Checker.of_arithmetic,
    syntax.Negation: _Checker.of_negation,
    syntax.Filter: _Checker.of_filter,
    syntax.Path: _Checker.of_path,
    syntax.InstanceOf: _Checker.of_type,
    syntax.FunctionOf: _Checker.of_function,
    syntax.Call: _Checker.of_call,
}
"""What is checked; of a node where it says no other place."""
