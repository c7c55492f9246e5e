"""Calls, and functions that expressions define."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.builtins import BUILT_INS, BuiltIn
from engine.feel.compiler.core import Code, Frame, Layout, Scope, code, compiles
from engine.feel.compiler.primitives import constant
from engine.feel.errors import FeelFault
from engine.feel.kinds import kind_of
from engine.feel.numbers import FAULTS, reason_of
from engine.feel.operations import equal
from engine.feel.types import ANY, PARAMETERISED, Type, converted, type_of
from engine.feel.values import FunctionValue, Value, kind

_STEPS_A_CALL = 3
_STEPS_A_FUNCTION = 4
_LITERALS = frozenset({"date", "time", "date and time", "duration"})
"""The functions that write literals (DMN 1.5, grammar rule 60)."""


class _Definition:
    """What the functions that one place in a text defines have in common."""

    __slots__ = ("body", "cost", "height", "layout", "node", "parameters", "result", "types")

    def __init__(self, node: syntax.FunctionOf, scope: Scope) -> None:
        inner = scope.inside((name for name, _ in node.parameters), function=True)
        self.node = node
        self.parameters = tuple(name for name, _ in node.parameters)
        self.types = tuple(_declared(type_, scope) for _, type_ in node.parameters)
        self.result = _result(node.body)
        self.body = code(node.body, inner)
        self.layout: Layout = inner.layout
        self.height = syntax.height(node.body)
        self.cost = node.cost + self.layout.size


def _result(body: syntax.Node) -> Type | None:
    """The type of what a function gives, where its text tells and it needs no parameters of its own."""
    found = kind_of(body)
    return Type(found) if found is not None and found not in PARAMETERISED else None


def _declared(node: syntax.TypeNode | None, scope: Scope) -> Type:
    return ANY if node is None else type_of(node, scope.types) or ANY


class Lambda(FunctionValue):
    """A function that an expression defines, with the values it saw there."""

    __slots__ = ("_definition", "kept", "parameters", "result", "types")

    def __init__(self, definition: _Definition, frame: Frame) -> None:
        self.parameters = definition.parameters
        self.types = definition.types
        self.result = definition.result
        self.kept = [frame[around] for around, _ in definition.layout.captured]
        self._definition = definition

    def remember(self, place: int) -> None:
        """Let the body see the function itself at a place around it, so that it may call itself."""
        for number, (around, _) in enumerate(self._definition.layout.captured):
            if around == place:
                self.kept[number] = self

    def invoke(self, arguments: list[Value], run: Run) -> Value:
        """Evaluate the body with the parameters' values."""
        definition = self._definition
        if len(arguments) != len(self.parameters):
            raise FeelFault(f"parameternya: {', '.join(self.parameters) or 'tidak ada'}")
        frame: Frame = [None] * definition.layout.size
        declared = zip(self.parameters, definition.types, arguments, strict=True)
        for place, (name, type_, argument) in enumerate(declared):
            frame[place] = argument if type_ is ANY else _argument(name, type_, argument, run)
        for (_, place), value in zip(definition.layout.captured, self.kept, strict=True):
            frame[place] = value
        run.charge(definition.cost)
        run.enter(definition.height)
        try:
            return definition.body(frame, run)
        finally:
            run.leave(definition.height)

    def same_as(self, other: FunctionValue, run: Run) -> bool:
        """Whether both have the same parameters, body and scope; one that refers to itself only itself."""
        if self is other:
            return True
        run.charge(self._definition.cost)
        if (
            not isinstance(other, Lambda)
            or self._definition.node != other._definition.node
            or len(self.kept) != len(other.kept)
        ):
            return False
        pairs = zip(self.kept, other.kept, strict=True)
        return all(mine is not self and equal(mine, theirs, run) is True for mine, theirs in pairs)


def _argument(name: str, type_: Type, value: Value, run: Run) -> Value:
    try:
        return converted(value, type_, run)
    except FeelFault as fault:
        raise FeelFault(f"{name} {fault}") from fault


class _External(FunctionValue):
    """A function outside FEEL, which is never called."""

    __slots__ = ("parameters",)

    def __init__(self, parameters: tuple[str, ...]) -> None:
        self.parameters = parameters

    def invoke(self, arguments: list[Value], run: Run) -> Value:
        """Refuse the call."""
        raise FeelFault("fungsi luar (external) tidak didukung")


@compiles(syntax.FunctionOf)
def _function(node: syntax.FunctionOf, scope: Scope) -> Code:
    if node.external:
        parameters = tuple(name for name, _ in node.parameters)
        return lambda frame, run: _External(parameters)
    definition = _Definition(node, scope)

    def made(frame: Frame, run: Run) -> Value:
        run.charge(len(definition.layout.captured) + _STEPS_A_FUNCTION)
        return Lambda(definition, frame)

    return made


@compiles(syntax.Call)
def _call(node: syntax.Call, scope: Scope) -> Code:
    arguments = [code(argument, scope) for argument in node.arguments]
    if isinstance(node.function, syntax.FunctionName) and node.function.name in BUILT_INS:
        built_in = BUILT_INS[node.function.name]
        moment = _literal_moment(built_in, node)
        return _built_in_call(built_in, arguments, node.at) if moment is None else constant(moment)
    function = code(node.function, scope)

    def given(frame: Frame, run: Run) -> list[Value]:
        return [argument(frame, run) for argument in arguments]

    return _calling(function, given, lambda callee, values, run: callee.invoke(values, run), node.at)


def _literal_moment(built_in: BuiltIn, node: syntax.Call) -> Value:
    """What ``date("2026-11-22")`` and its like stand for; None where that isn't known before."""
    values = [argument.value for argument in node.arguments if isinstance(argument, syntax.Literal)]
    if built_in.name not in _LITERALS or len(values) < len(node.arguments):
        return None
    try:
        return built_in.invoke(values, Run())
    except FAULTS:
        return None


def _built_in_call(built_in: BuiltIn, arguments: Sequence[Code], at: int) -> Code:
    invoke = built_in.invoke
    first = arguments[0] if len(arguments) == 1 else None

    def called(frame: Frame, run: Run) -> Value:
        values = [argument(frame, run) for argument in arguments] if first is None else [first(frame, run)]
        try:
            return invoke(values, run)
        except FAULTS as fault:
            return run.fault(reason_of(fault), at)

    return called


@compiles(syntax.NamedCall)
def _named_call(node: syntax.NamedCall, scope: Scope) -> Code:
    function = code(node.function, scope)
    arguments = [(name, code(argument, scope)) for name, argument in node.arguments]

    def given(frame: Frame, run: Run) -> dict[str, Value]:
        return {name: argument(frame, run) for name, argument in arguments}

    return _calling(function, given, lambda callee, values, run: callee.invoke_named(values, run), node.at)


def _calling(
    function: Code,
    given: Callable[[Frame, Run], Value],
    invoke: Callable[[FunctionValue, Value, Run], Value],
    at: int,
) -> Code:
    def called(frame: Frame, run: Run) -> Value:
        callee = function(frame, run)
        values = given(frame, run)
        if not isinstance(callee, FunctionValue):
            return run.fault(f"{kind(callee)} bukan fungsi", at)
        run.charge(_STEPS_A_CALL)
        try:
            return invoke(callee, values, run)
        except FAULTS as fault:
            return run.fault(reason_of(fault), at)

    return called
