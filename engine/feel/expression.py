"""The language's entry: compile a text once, evaluate it often."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sized
from typing import NamedTuple

from engine.feel import compiler, parsing, syntax
from engine.feel.budget import MAX_NAMES, Run
from engine.feel.builtins import BUILT_INS
from engine.feel.checking import Parameters, faults_of, misfits
from engine.feel.errors import FeelBudgetError, FeelCompileError, line_and_column
from engine.feel.json_values import ATOMS, from_json
from engine.feel.memory import Memory
from engine.feel.types import Type, entry_names
from engine.feel.values import Function, Value

_NO_FUNCTIONS: Mapping[str, Function] = {}
_NO_TYPES: Mapping[str, Type] = {}
_BUILT_IN_NAMES = frozenset(BUILT_INS)

_MOST_KEPT = 400_000
"""Characters of texts whose programs are kept: a program takes some 150 bytes a character."""
_LEAST_WEIGHT = 50
"""Of a program, in characters, however short its text is."""


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
    """A compiled text: its frame begins with the values of names and functions, and ends with free places."""

    code: compiler.Code
    free: int
    names: tuple[str, ...]
    functions: tuple[str, ...]


class _Compiled:
    """What was compiled of a text, with the functions it calls.

    Attributes:
        text: as it was written.
        names: those of the caller's names that it reads.
    """

    __slots__ = ("_code", "_names", "_rest", "names", "text")

    def __init__(self, text: str, program: _Program, functions: Mapping[str, Function]) -> None:
        self.text = text
        self.names = frozenset(program.names)
        self._code = program.code
        self._names = program.names
        self._rest: list[Value] = [*(functions[name] for name in program.functions), *[None] * program.free]

    def _taken_over(self, context: Mapping[str, object], run: Run) -> compiler.Frame:
        frame: compiler.Frame = list(map(context.get, self._names))
        for place, value in enumerate(frame):
            if type(value) not in ATOMS:
                frame[place] = from_json(value, run)
        return frame

    def _run(self, frame: compiler.Frame, run: Run) -> Evaluation:
        frame += self._rest
        around, run.faults = run.faults, ()
        try:
            value = self._code(frame, run)
        except RecursionError as error:
            raise FeelBudgetError("Ungkapan bersarang terlalu dalam.") from error
        finally:
            faults, run.faults = run.faults, around
        if not faults:
            return Evaluation(value, ())
        reasons = (Reason(message, *line_and_column(self.text, at)) for message, at in faults)
        return Evaluation(value, tuple(reasons))


class Expression(_Compiled):
    """A compiled expression."""

    __slots__ = ()

    def evaluate(self, context: Mapping[str, object], run: Run | None = None) -> Evaluation:
        """Evaluate over named values: FEEL values, or whatever ``from_json`` takes.

        Only the names that the expression reads are looked at; one that is not there is null.

        Args:
            run: the evaluation that this is a part of, whose budget it uses up.

        Raises:
            FeelBudgetError: it takes too many steps, also to read its data, or makes something too large.
            FeelValueError: a value it reads is none that FEEL knows.
        """
        if run is None:
            run = Run()
        return self._run(self._taken_over(context, run), run)

    def evaluate_values(self, values: Mapping[str, Value], run: Run | None = None) -> Evaluation:
        """Evaluate over named values that are FEEL's already; else as ``evaluate``."""
        return self._run([values.get(name) for name in self._names], Run() if run is None else run)


class UnaryTests(_Compiled):
    """A compiled cell of a decision table, such as ``< 10, [20..30]``."""

    __slots__ = ()

    def test(self, value: object, context: Mapping[str, object], run: Run | None = None) -> Evaluation:
        """Say whether a value passes, over further named values; else as ``Expression.evaluate``."""
        if run is None:
            run = Run()
        return self._run([*self._taken_over(context, run), from_json(value, run)], run)

    def test_value(self, value: Value, values: Mapping[str, Value], run: Run | None = None) -> Evaluation:
        """Say whether a value passes, where all are FEEL's already; else as ``Expression.evaluate``."""
        frame = [*(values.get(name) for name in self._names), value]
        return self._run(frame, Run() if run is None else run)


_programs: Memory[_Program] = Memory(_MOST_KEPT)
_last: Memory[tuple[frozenset[str], Expression]] = Memory(_MOST_KEPT)
"""What a text was compiled to the last time, and over which names: most are asked again and again."""


def compile(
    text: str,
    names: Collection[str],
    functions: Mapping[str, Function] = _NO_FUNCTIONS,
    *,
    types: Mapping[str, Type] = _NO_TYPES,
    entries: Collection[str] = (),
    lenient: bool = False,
) -> Expression:
    """Compile an expression over these names, and these functions beside the built-in ones.

    Args:
        types: that the text may name beside FEEL's own.
        entries: names that contexts' entries may have, where they aren't plain words.
        lenient: let an unknown name, a call that can't fit and an external function give null with a reason,
            as the standard has it, instead of refusing the text.

    Raises:
        FeelSyntaxError, FeelNameError, FeelCallError: it is no such expression; with line, column and what
            was expected.
        FeelBudgetError: it is too long or nested too deep, or there are too many names.
    """
    known = _known(names, types, entries, lenient)
    return Expression(text, _program(text, known, _parameters(functions), types, tests=False), functions)


def compile_unary_tests(
    text: str,
    names: Collection[str],
    functions: Mapping[str, Function] = _NO_FUNCTIONS,
    *,
    types: Mapping[str, Type] = _NO_TYPES,
    entries: Collection[str] = (),
    lenient: bool = False,
) -> UnaryTests:
    """Compile the cell of a decision table; as ``compile``."""
    known = _known(names, types, entries, lenient)
    return UnaryTests(text, _program(text, known, _parameters(functions), types, tests=True), functions)


def evaluate(
    text: str, context: Mapping[str, object], functions: Mapping[str, Function] = _NO_FUNCTIONS
) -> Evaluation:
    """Compile and evaluate an expression over a context's names, in one budget of time; raises as both do."""
    run = Run()
    if functions:
        run.check_time()
        return compile(text, context.keys(), functions).evaluate(context, run)
    last = _last.get(text)
    if last is None or last[0] != context.keys():
        run.check_time()
        last = frozenset(context), compile(text, context.keys())
        _last.keep(text, last, _weight(text, context))
    return last[1].evaluate(context, run)


def unary_test(
    text: str, value: object, context: Mapping[str, object], functions: Mapping[str, Function] = _NO_FUNCTIONS
) -> Evaluation:
    """Compile a decision table's cell and say whether a value passes it; else as ``evaluate``."""
    run = Run()
    run.check_time()
    return compile_unary_tests(text, context.keys(), functions).test(value, context, run)


def check(
    text: str,
    names: Collection[str],
    functions: Mapping[str, Function] = _NO_FUNCTIONS,
    *,
    types: Mapping[str, Type] = _NO_TYPES,
    entries: Collection[str] = (),
    tests: bool = False,
    run: Run | None = None,
) -> list[FeelCompileError]:
    """Say what is certainly wrong with an expression, or (``tests``) with the cell of a decision table.

    Beside what ``compile`` refuses: operators and functions on literals that they can't take, and literals
    that stand for nothing. What depends on values is never reported.

    Args:
        run: the check that this is a part of, such as a file's: what takes long, evaluating calls of literals
            and looking for names like an unknown one, uses up its budget, and isn't done any more once that
            is used up.

    Raises:
        FeelBudgetError: it is too long or nested too deep.
    """
    known = _known(names, types, entries, lenient=True)
    if run is None:
        run = Run()
    try:
        parsed = _parsed(text, known, _parameters(functions), tests, run)
    except FeelCompileError as error:
        return [error]
    return faults_of(text, parsed, functions, types, run)


def parse(
    text: str, names: Collection[str], functions: Mapping[str, Function] = _NO_FUNCTIONS
) -> syntax.Node:
    """Return an expression's syntax tree, for whoever judges texts instead of evaluating them.

    Raises:
        FeelSyntaxError: it is no expression; an unknown name is passed over.
        FeelBudgetError: it is too long or nested too deep.
    """
    known = _known(names, _NO_TYPES, (), lenient=True)
    return _parsed(text, known, _parameters(functions), tests=False).tree


def _known(
    names: Collection[str], types: Mapping[str, Type], entries: Collection[str], lenient: bool
) -> parsing.Known:
    if len(names) > MAX_NAMES:
        raise FeelBudgetError(f"Terlalu banyak nama untuk satu ungkapan: lebih dari {MAX_NAMES}.")
    if not types:
        return parsing.Known(frozenset(names), frozenset(), frozenset(), frozenset(entries), lenient)
    inner = entry_names(types.values())
    return parsing.Known(frozenset(names), frozenset(), frozenset(types), inner.union(entries), lenient)


def _parameters(functions: Mapping[str, Function]) -> Parameters:
    return tuple((name, function.parameters) for name, function in functions.items())


def _program(
    text: str, known: parsing.Known, functions: Parameters, types: Mapping[str, Type], *, tests: bool
) -> _Program:
    if types:
        return _compiled(text, known, functions, types, tests)
    key = text, known, functions, tests
    program = _programs.get(key)
    if program is None:
        program = _compiled(text, known, functions, types, tests)
        _programs.keep(key, program, _weight(text, known.names))
    return program


def _weight(text: str, names: Sized) -> int:
    return _LEAST_WEIGHT + len(text) + len(names)


def _compiled(
    text: str, known: parsing.Known, functions: Parameters, types: Mapping[str, Type], tests: bool
) -> _Program:
    parsed = _parsed(text, known, functions, tests)
    handed_in = dict(functions)
    if not known.lenient:
        for misfit in misfits(text, parsed.calls, handed_in):
            raise misfit
    names, called = tuple(parsed.names), tuple(parsed.functions & handed_in.keys())
    places = (*names, compiler.TESTED) if tests else names
    try:
        return _Program(*compiler.program(parsed.tree, places, called, types), names, called)
    except RecursionError as error:
        raise FeelBudgetError("Ungkapan bersarang terlalu dalam.") from error


def _parsed(
    text: str, known: parsing.Known, functions: Parameters, tests: bool, run: Run | None = None
) -> parsing.Parsed:
    called = _BUILT_IN_NAMES.union(dict(functions)) if functions else _BUILT_IN_NAMES
    try:
        return (parsing.parse_unary_tests if tests else parsing.parse_expression)(
            text, known._replace(functions=called), run
        )
    except RecursionError as error:
        raise FeelBudgetError("Ungkapan bersarang terlalu dalam.") from error
