"""Numbers (DMN 1.5, table 77)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault
from engine.feel.numbers import CONTEXT, ONE, ZERO, rounded, truncated
from engine.feel.operations import negated
from engine.feel.temporal import DaysDuration, MonthsDuration
from engine.feel.values import Value

LIBRARY = Library()

_TWO = Decimal(2)


def _rounding(mode: str) -> Callable[..., Decimal]:
    return lambda number, scale=ZERO: rounded(number, truncated(scale), mode)


LIBRARY.add("decimal", "n: number, scale: number", steps=16)(_rounding(ROUND_HALF_EVEN))
LIBRARY.add("floor", "n: number", "n: number, scale: number", steps=16)(_rounding(ROUND_FLOOR))
LIBRARY.add("ceiling", "n: number", "n: number, scale: number", steps=16)(_rounding(ROUND_CEILING))
LIBRARY.add("round up", "n: number, scale: number", steps=16)(_rounding(ROUND_UP))
LIBRARY.add("round down", "n: number, scale: number", steps=16)(_rounding(ROUND_DOWN))
LIBRARY.add("round half up", "n: number, scale: number", steps=16)(_rounding(ROUND_HALF_UP))
LIBRARY.add("round half down", "n: number, scale: number", steps=16)(_rounding(ROUND_HALF_DOWN))


@LIBRARY.add("abs", "n: number", "n: duration")
def absolute(value: Decimal | DaysDuration | MonthsDuration) -> Value:
    """A number's or duration's size."""
    if isinstance(value, Decimal):
        return value.copy_abs()
    size = value.nanoseconds if isinstance(value, DaysDuration) else value.months
    return negated(value) if size < 0 else value


@LIBRARY.add("modulo", "dividend: number, divisor: number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """What is left after dividing; it has the divisor's sign."""
    if not divisor:
        raise FeelFault("pembagian dengan nol")
    quotient = CONTEXT.divide(dividend, divisor).to_integral_value(ROUND_FLOOR, CONTEXT)
    return CONTEXT.subtract(dividend, CONTEXT.multiply(divisor, quotient))


@LIBRARY.add("sqrt", "number: number", steps=20)
def square_root(number: Decimal) -> Decimal:
    """The square root of what is not negative."""
    if number < 0:
        raise FeelFault("bilangan negatif tidak memiliki akar")
    return CONTEXT.sqrt(number)


@LIBRARY.add("log", "number: number", steps=120)
def logarithm(number: Decimal) -> Decimal:
    """The natural logarithm of what is positive."""
    if number <= 0:
        raise FeelFault("hanya bilangan positif memiliki logaritma")
    return CONTEXT.ln(number)


LIBRARY.add("exp", "number: number", steps=80)(CONTEXT.exp)


@LIBRARY.add("odd", "number: number")
def odd(number: Decimal) -> bool:
    """Whether a number is whole and odd."""
    return not modulo(number, _TWO) - ONE


@LIBRARY.add("even", "number: number")
def even(number: Decimal) -> bool:
    """Whether a number is whole and even."""
    return not modulo(number, _TWO)


@LIBRARY.add("not", "negand: boolean")
def negation(value: bool) -> bool:
    """The other boolean."""
    return not value
