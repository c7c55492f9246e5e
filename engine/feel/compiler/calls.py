"""Calls, and functions that expressions define."""

from __future__ import annotations

from decimal import DecimalException

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Scope, code, compiles
from engine.feel.errors import FeelFault
from engine.feel.types import converted
from engine.feel.values import FunctionValue, Value, kind

_FAULTS = (FeelFault, DecimalException)


class Lambda(FunctionValue):
    """A function that an expression defines, with the values it saw there."""

    __slots__ = ("_body", "_cost", "_height", "_scope", "_types", "parameters")

    def __init__(self, node: syntax.FunctionOf, body: Code, height: int, scope: Scope) -> None:
        self.parameters = tuple(name for name, _ in node.parameters)
        self._types = node.parameters
        self._body = body
        self._cost = node.cost
        self._height = height
        self._scope = scope

    def remember(self, name: str) -> None:
        """Let the body see the function under its own name, so that it may call itself."""
        self._scope[name] = self

    def invoke(self, arguments: list[Value], run: Run) -> Value:
        """Evaluate the body with the parameters' values."""
        if len(arguments) != len(self.parameters):
            raise FeelFault(f"parameternya: {', '.join(self.parameters) or 'tidak ada'}")
        scope = dict(self._scope)
        for (name, type_), argument in zip(self._types, arguments, strict=True):
            scope[name] = converted(argument, type_, name)
        run.charge(self._cost + len(scope))
        run.enter(self._height)
        try:
            return self._body(scope, run)
        finally:
            run.leave(self._height)


@compiles(syntax.FunctionOf)
def _function(node: syntax.FunctionOf) -> Code:
    body, height = code(node.body), syntax.height(node.body)
    return lambda scope, run: Lambda(node, body, height, dict(scope))


@compiles(syntax.Call)
def _call(node: syntax.Call) -> Code:
    function, arguments, at = code(node.function), [code(argument) for argument in node.arguments], node.at

    def called(scope: Scope, run: Run) -> Value:
        callee = function(scope, run)
        values = [argument(scope, run) for argument in arguments]
        if not isinstance(callee, FunctionValue):
            return run.fault(f"{kind(callee)} bukan fungsi", at)
        run.charge(1)
        try:
            return callee.invoke(values, run)
        except _FAULTS as fault:
            return run.fault(_reason(fault), at)

    return called


@compiles(syntax.NamedCall)
def _named_call(node: syntax.NamedCall) -> Code:
    function, at = code(node.function), node.at
    arguments = [(name, code(argument)) for name, argument in node.arguments]

    def called(scope: Scope, run: Run) -> Value:
        callee = function(scope, run)
        values = {name: argument(scope, run) for name, argument in arguments}
        if not isinstance(callee, FunctionValue):
            return run.fault(f"{kind(callee)} bukan fungsi", at)
        run.charge(1)
        try:
            return callee.invoke_named(values, run)
        except _FAULTS as fault:
            return run.fault(_reason(fault), at)

    return called


def _reason(fault: Exception) -> str:
    return str(fault) if isinstance(fault, FeelFault) else "hasil di luar jangkauan bilangan"
