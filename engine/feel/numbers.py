"""Numbers: decimals of 34 digits, IEEE 754-2008 decimal128 (DMN 1.5, clause 10.3.2.3.1)."""

from __future__ import annotations

from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    Underflow,
)

from engine.feel.errors import FeelFault

CONTEXT = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[DivisionByZero, InvalidOperation, Overflow, Underflow],
)
"""Every operation names it, so that the thread's own decimal context has no say."""

_EXACT = Context(prec=13_000, Emin=-13_000, Emax=13_000, traps=[InvalidOperation])
"""Wide enough to round any number of ``CONTEXT`` to any of its places."""

_MOST_DIGITS = 31
"""Of what is counted: a position, a length, an iteration."""
_MIN_SCALE, _MAX_SCALE = -6_111, 6_176

ZERO = Decimal(0)
ONE = Decimal(1)

FAULTS = (FeelFault, DecimalException)
"""What a function or an operator raises that has no answer; ``reason_of`` says why."""


def reason_of(fault: Exception) -> str:
    """Say why a function or an operator has no answer."""
    return str(fault) if isinstance(fault, FeelFault) else "hasil di luar jangkauan bilangan"


def whole(number: Decimal) -> int:
    """Return a number as an int.

    Raises:
        FeelFault: it has a fraction, or more digits than anything countable.
    """
    if number.adjusted() >= _MOST_DIGITS:
        raise FeelFault(f"bilangan terlalu besar: {number}")
    result = int(number)
    if result != number:
        raise FeelFault(f"bukan bilangan bulat: {plain(number)}")
    return result


def truncated(number: Decimal) -> int:
    """Return a number's whole part as an int, under the same bound as ``whole``."""
    return whole(number.to_integral_value(ROUND_DOWN, CONTEXT))


def rounded(number: Decimal, scale: int, rounding: str) -> Decimal:
    """Round to so many decimal places; before the point where ``scale`` is negative.

    Raises:
        FeelFault: there are no such places in a number.
    """
    if not _MIN_SCALE <= scale <= _MAX_SCALE:
        raise FeelFault(f"skala di luar jangkauan: {scale}")
    result = number.quantize(Decimal(1).scaleb(-scale, _EXACT), rounding=rounding, context=_EXACT)
    return CONTEXT.plus(result)


def plain(number: Decimal) -> str:
    """Write a number without an exponent and without zeros that say nothing."""
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
