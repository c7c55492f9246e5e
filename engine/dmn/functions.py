"""Functions that a model defines: business knowledge models and boxed functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.dmn.evaluation import Code, Scope, evaluation_of
from engine.feel import ANY, FeelFault, FunctionValue, Run, Type, Value, converted

LEVELS = 10
"""Levels of the call budget that a call uses: what lies between it and the next one inside."""


class Definition(NamedTuple):
    """What the functions that one place defines have in common.

    Attributes:
        cost: in steps, of evaluating the body once.
    """

    parameters: tuple[str, ...]
    types: tuple[Type, ...]
    result: Type | None
    body: Code
    cost: int


class BoxedFunction(FunctionValue):
    """A function whose body is a boxed expression, with the values it saw where it was made."""

    __slots__ = ("_definition", "parameters", "result", "scope", "types")

    types: tuple[Type, ...]

    def __init__(self, definition: Definition, scope: Scope) -> None:
        self.parameters = definition.parameters
        self.types = definition.types
        self.result = definition.result
        self.scope = scope
        self._definition = definition

    def invoke(self, arguments: Sequence[Value], run: Run) -> Value:
        """Evaluate the body with the parameters' values; an argument of another type is a fault."""
        evaluation = evaluation_of(run)
        definition = self._definition
        if len(arguments) != len(self.parameters):
            raise FeelFault(f"parameternya: {', '.join(self.parameters) or 'tidak ada'}")
        inner = dict(self.scope)
        for name, type_, value in zip(self.parameters, self.types, arguments, strict=True):
            inner[name] = value if type_ is ANY else argument(name, type_, value, run)
        run.charge(definition.cost + len(inner))
        run.enter(LEVELS)
        try:
            return definition.body(inner, evaluation)
        finally:
            run.leave(LEVELS)


def argument(name: str, type_: Type | None, value: Value, run: Run) -> Value:
    """Return a value as a parameter takes it.

    Raises:
        FeelFault: it is of another type.
    """
    try:
        return converted(value, type_, run, checked=True)
    except FeelFault as fault:
        raise FeelFault(f"{name} {fault}") from fault
