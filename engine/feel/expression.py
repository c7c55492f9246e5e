"""The language's entry: compile a text once, evaluate it often."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from engine.feel import compiler, parsing, syntax
from engine.feel.budget import Run
from engine.feel.builtins import BUILT_INS
from engine.feel.errors import FeelBudgetError, FeelCallError, line_and_column
from engine.feel.json_values import from_json
from engine.feel.values import Function, Value

_NO_FUNCTIONS: Mapping[str, Function] = {}
_INPUT = "?"

Parameters = tuple[tuple[str, tuple[str, ...]], ...]
"""The functions handed in, as far as compiling depends on them: names and parameters' names."""


class Reason(NamedTuple):
    """Why a part of an expression gave null.

    Attributes:
        line: where, counted from 1; ``column`` likewise.
    """

    message: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"Baris {self.line}, kolom {self.column}: {self.message}."


class Evaluation(NamedTuple):
    """What an expression gave.

    Attributes:
        value: a FEEL value; ``to_json`` makes it JSON.
        reasons: why parts of it gave null, in the order in which they did.
    """

    value: Value
    reasons: tuple[Reason, ...]


class _Program(NamedTuple):
    names: frozenset[str]
    functions: frozenset[str]
    code: compiler.Code


class Expression:
    """A compiled expression with the functions it calls.

    Attributes:
        text: as it was written.
        names: those of the caller's names that it reads.
    """

    __slots__ = ("_code", "_functions", "names", "text")

    def __init__(self, text: str, program: _Program, functions: Mapping[str, Function]) -> None:
        self.text = text
        self.names = program.names
        self._code = program.code
        self._functions = {name: functions[name] for name in program.functions if name in functions}

    def evaluate(self, context: Mapping[str, object]) -> Evaluation:
        """Evaluate over named values: FEEL values, or whatever ``from_json`` takes.

        Only the names that the expression reads are looked at; one that is not there is null.

        Raises:
            FeelBudgetError: it takes too many steps, or makes something too large.
            FeelValueError: a value it reads is none that FEEL knows.
            FeelUnavailable: it needs a package that isn't installed.
        """
        return self._run({name: from_json(context.get(name)) for name in self.names})

    def _run(self, scope: compiler.Scope) -> Evaluation:
        run = Run(self._functions)
        try:
            value = self._code(scope, run)
        except RecursionError as error:
            raise FeelBudgetError("Ungkapan bersarang terlalu dalam.") from error
        if not run.faults:
            return Evaluation(value, ())
        reasons = (Reason(message, *line_and_column(self.text, at)) for message, at in run.faults)
        return Evaluation(value, tuple(reasons))


class UnaryTests(Expression):
    """A compiled cell of a decision table, such as ``< 10, [20..30]``."""

    __slots__ = ()

    def test(self, value: object, context: Mapping[str, object]) -> Evaluation:
        """Say whether a value passes, over further named values; raises as ``evaluate`` does."""
        scope = {name: from_json(context.get(name)) for name in self.names}
        scope[_INPUT] = from_json(value)
        return self._run(scope)


def compile(
    text: str, names: Collection[str], functions: Mapping[str, Function] = _NO_FUNCTIONS
) -> Expression:
    """Compile an expression over these names, and these functions beside the built-in ones.

    Raises:
        FeelSyntaxError, FeelNameError, FeelCallError: it is no such expression; with line, column and what
            was expected.
        FeelBudgetError: it is too long or nested too deep.
    """
    return Expression(text, _program(text, frozenset(names), _parameters(functions), False), functions)


def compile_unary_tests(
    text: str, names: Collection[str], functions: Mapping[str, Function] = _NO_FUNCTIONS
) -> UnaryTests:
    """Compile the cell of a decision table; raises as ``compile`` does."""
    return UnaryTests(text, _program(text, frozenset(names), _parameters(functions), True), functions)


def evaluate(
    text: str, context: Mapping[str, object], functions: Mapping[str, Function] = _NO_FUNCTIONS
) -> Evaluation:
    """Compile and evaluate an expression over a context's names; raises as both do."""
    return compile(text, context.keys(), functions).evaluate(context)


def unary_test(
    text: str, value: object, context: Mapping[str, object], functions: Mapping[str, Function] = _NO_FUNCTIONS
) -> Evaluation:
    """Compile a decision table's cell and say whether a value passes it; raises as both do."""
    return compile_unary_tests(text, context.keys(), functions).test(value, context)


def _parameters(functions: Mapping[str, Function]) -> Parameters:
    return tuple((name, function.parameters) for name, function in functions.items())


@lru_cache(maxsize=4096)
def _program(text: str, names: frozenset[str], functions: Parameters, tests: bool) -> _Program:
    known = _BUILT_IN_NAMES | {name for name, _ in functions} if functions else _BUILT_IN_NAMES
    try:
        parsed = (parsing.parse_unary_tests if tests else parsing.parse_expression)(text, names, known)
        _check_calls(text, parsed.calls, dict(functions))
        return _Program(parsed.names, parsed.functions, compiler.code(parsed.tree))
    except RecursionError as error:
        raise FeelBudgetError("Ungkapan bersarang terlalu dalam.") from error


_BUILT_IN_NAMES = frozenset(BUILT_INS)


def _check_calls(
    text: str, calls: list[syntax.Call | syntax.NamedCall], handed_in: Mapping[str, tuple[str, ...]]
) -> None:
    for call in calls:
        if isinstance(call.function, syntax.FunctionName):
            name = call.function.name
            expected = _misfit(call, name, handed_in)
            if expected:
                message = f"argumen fungsi {name} tidak cocok; yang benar: {' atau '.join(expected)}."
                raise FeelCallError(message, *line_and_column(text, call.at), expected)


def _misfit(
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
