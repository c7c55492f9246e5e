"""What an expression can give: FEEL's kinds of value, and the Python types that stand for them.

null None · boolean bool · number Decimal · string str · list list · context dict · date Date · time Time ·
date and time DateTime · both durations · range Range · function FunctionValue
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel.budget import Run
from engine.feel.errors import FeelFault
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

if TYPE_CHECKING:
    from engine.feel.types import Type

Value = Any
"""A FEEL value, as listed above: which kind it is, is known only when it is there."""


@dataclass(frozen=True, slots=True)
class Range:
    """All values between two ends (DMN 1.5, clause 10.3.2.7).

    Attributes:
        start: None where the range is open downwards; ``end`` likewise upwards.
        operator: the comparison it was written as, such as ``(< 10)``; else None.
    """

    start: Value
    end: Value
    start_included: bool
    end_included: bool
    operator: str | None = None


class FunctionValue(ABC):
    """What can be called; a caller's own kinds derive from it.

    Attributes:
        parameters: their names, in order.
        types: the parameters', where they are declared.
        result: the result's, where it is declared.
    """

    __slots__ = ()

    parameters: tuple[str, ...]
    types: tuple[Type, ...] | None = None
    result: Type | None = None

    @abstractmethod
    def invoke(self, arguments: list[Value], run: Run) -> Value:
        """Call it by position.

        Raises:
            FeelFault: it has no answer for these arguments.
            FeelBudgetError: the evaluation is over its budget.
        """

    def invoke_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Call it by parameters' names; one that isn't given is null (DMN 1.5, clause 10.3.2.13.5)."""
        if not arguments.keys() <= set(self.parameters):
            raise FeelFault(f"parameternya: {', '.join(self.parameters)}")
        return self.invoke([arguments.get(name) for name in self.parameters], run)

    def same_as(self, other: FunctionValue, run: Run) -> bool:
        """Whether two functions have the same parameters, body and scope."""
        return self is other


class Function(FunctionValue):
    """A Python callable handed in to expressions.

    Attributes:
        parameters: their names, as expressions may name them; all are required.
        body: takes FEEL values by position and returns a FEEL value, or what ``from_json`` takes; raises
            FeelFault where it has no answer.
        result: the type of what it returns unless that is null; None where that depends. Texts are checked by
            it, what it returns isn't.
    """

    __slots__ = ("body", "parameters", "result")

    def __init__(
        self, parameters: Sequence[str], body: Callable[..., object], result: Type | None = None
    ) -> None:
        self.parameters = tuple(parameters)
        self.body = body
        self.result = result

    def invoke(self, arguments: list[Value], run: Run) -> Value:
        """Call the Python callable and take over what it returns."""
        from engine.feel.json_values import from_json  # noqa: PLC0415 - it knows all values, also this one

        if len(arguments) != len(self.parameters):
            raise FeelFault(f"parameternya: {', '.join(self.parameters)}")
        return from_json(self.body(*arguments), run)


_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysDuration: "days and time duration",
    MonthsDuration: "years and months duration",
    Range: "range",
}


TYPES: dict[str, type] = {name: type_ for type_, name in _KINDS.items()} | {"function": FunctionValue}
"""The Python types of the kinds of value."""


def kind(value: Value) -> str:
    """Return the name of a value's FEEL type, such as ``days and time duration``."""
    return _KINDS.get(type(value), "function")


def unwrapped(value: Value) -> Value:
    """Return the element of a list of one, else the value: FEEL's singleton conversion."""
    return value[0] if type(value) is list and len(value) == 1 else value
