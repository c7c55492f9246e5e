"""Equality, order and arithmetic over values (DMN 1.5, clauses 10.3.2.13 to 10.3.2.15).

Each gives None where the standard gives null; the caller records why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from heapq import merge

from engine.feel.budget import Run
from engine.feel.errors import FeelFault
from engine.feel.numbers import CONTEXT, ONE, ZERO, truncated
from engine.feel.temporal import DAY, Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.values import FunctionValue, Range, Value

# --- equality ---------------------------------------------------------------------------------------

PLAIN = frozenset({bool, str, Decimal, Date, DaysDuration, MonthsDuration})
"""The types of values that are the same where Python says so."""


def equal(left: Value, right: Value, run: Run) -> bool | None:
    """Whether two values are the same; None where their kinds can't be compared."""
    if left is None or right is None:
        return left is right
    if type(left) is type(right):
        if type(left) in PLAIN:
            return bool(left == right)
        return _equal_of_one_kind(left, right, run)
    if type(left) is list and len(left) == 1:
        return equal(left[0], right, run)
    if type(right) is list and len(right) == 1:
        return equal(left, right[0], run)
    return None


def _equal_of_one_kind(left: Value, right: Value, run: Run) -> bool | None:
    if isinstance(left, list):
        run.charge(2 * len(left) + 1)
        pairs = zip(left, right, strict=False)
        return len(left) == len(right) and all(equal(a, b, run) is True for a, b in pairs)
    if isinstance(left, dict):
        run.charge(2 * len(left) + 1)
        return left.keys() == right.keys() and all(equal(left[k], right[k], run) is True for k in left)
    if isinstance(left, Time | DateTime):
        return _zoned(left) == _zoned(right) and left.instant == right.instant
    if isinstance(left, Range):
        return _shape(left) == _shape(right) and all(
            equal(a, b, run) is True for a, b in ((left.start, right.start), (left.end, right.end))
        )
    return left.same_as(right, run) if isinstance(left, FunctionValue) else left is right


def _zoned(value: Time | DateTime) -> bool:
    return (value.offset if isinstance(value, Time) else value.time.offset) is not None


def _shape(value: Range) -> tuple[object, ...]:
    return value.operator, value.start_included, value.end_included


# --- order ------------------------------------------------------------------------------------------

_RUN = 128
_ORDERED = frozenset({Decimal, str, Date, DaysDuration, MonthsDuration})


def less(left: Value, right: Value) -> bool | None:
    """Whether the left comes before the right; None where they have no order."""
    if type(left) is not type(right):
        return None
    if type(left) in _ORDERED:
        return bool(left < right)
    if isinstance(left, Time | DateTime):
        if _zoned(left) == _zoned(right):
            return bool(left.instant < right.instant)
        return bool(left.local < right.local)  # the one without an offset takes the other's
    return None


def greater(left: Value, right: Value) -> bool | None:
    """Whether the left comes after the right."""
    return less(right, left)


def at_most(left: Value, right: Value) -> bool | None:
    """Whether the left comes before the right or with it."""
    after = less(right, left)
    return None if after is None else not after and _of_one_form(left, right)


def at_least(left: Value, right: Value) -> bool | None:
    """Whether the left comes after the right or with it."""
    before = less(left, right)
    return None if before is None else not before and _of_one_form(left, right)


def _of_one_form(left: Value, right: Value) -> bool:
    """Whether what is neither before nor after is equal: a local time never equals one with an offset."""
    return not isinstance(left, Time | DateTime) or _zoned(left) == _zoned(right) or left.local != right.local


def ordered(values: Sequence[Value]) -> list[Value] | None:
    """Sort values of one kind that Python orders as FEEL does; None where they are none.

    Short runs are sorted and then merged: one long sort would stop all other threads.
    """
    types = set(map(type, values))
    if len(types) != 1 or not types <= _ORDERED:
        return None
    return list(merge(*(sorted(values[n : n + _RUN]) for n in range(0, len(values), _RUN))))


COMPARISONS: dict[str, Callable[[Value, Value], bool | None]] = {
    "<": less,
    "<=": at_most,
    ">": greater,
    ">=": at_least,
}


def in_range(value: Value, span: Range, run: Run) -> bool | None:
    """Whether a value lies in a range."""
    if span.operator in {"=", "!="}:
        same = equal(value, span.start, run)
        return same if same is None or span.operator == "=" else not same
    if value is None or (span.operator is None and (span.start is None or span.end is None)):
        return None
    above: bool | None = True
    below: bool | None = True
    if span.start is not None:
        above = (at_least if span.start_included else greater)(value, span.start)
    if span.end is not None:
        below = (at_most if span.end_included else less)(value, span.end)
    return None if above is None or below is None else above and below


def contained(value: Value, test: Value, run: Run) -> bool | None:
    """Whether a value equals another, lies in a range, or is met by any member of a list."""
    if isinstance(test, Range):
        return in_range(value, test, run)
    if not isinstance(test, list):
        return equal(value, test, run)
    run.charge(len(test))
    for member in test:
        if (in_range if isinstance(member, Range) else equal)(value, member, run) is True:
            return True
    return isinstance(value, list) and equal(value, test, run) is True


# --- arithmetic -------------------------------------------------------------------------------------

_LARGEST_EXPONENT = 999_999_999
"""Of a power: beyond it, computing one takes long."""

Operation = Callable[[Value, Value], Value]
Table = dict[tuple[type, type], Operation]
"""What an operator does, by the kinds of its operands."""


def _between_moments(left: Date | DateTime, right: Date | DateTime) -> DaysDuration:
    first, last = (DateTime(day, Time(0, 0)) if isinstance(day, Date) else day for day in (left, right))
    if _zoned(first) != _zoned(last):
        raise FeelFault("hanya salah satu yang berzona waktu")
    return DaysDuration(first.instant - last.instant)


def _between_times(left: Time, right: Time) -> DaysDuration:
    if _zoned(left) != _zoned(right):
        raise FeelFault("hanya salah satu yang berzona waktu")
    return DaysDuration(left.instant - right.instant)


def _divided(left: Decimal | int, right: Decimal | int) -> Decimal:
    if right == 0:
        raise FeelFault("pembagian dengan nol")
    return CONTEXT.divide(left, right)


def _raised(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > _LARGEST_EXPONENT:
        raise FeelFault(f"pangkat di luar jangkauan: {exponent}")
    if not exponent:
        return ONE  # also of zero, as IEEE 754-2008's pow has it and decimal doesn't
    return CONTEXT.power(base, exponent)


def _turned(operation: Operation) -> Operation:
    return lambda left, right: operation(right, left)


def _date_plus_days(date: Date, duration: DaysDuration) -> Date:
    return Date.from_days(date.days + duration.nanoseconds // DAY)


def _date_minus_days(date: Date, duration: DaysDuration) -> Date:
    return Date.from_days(date.days + -duration.nanoseconds // DAY)


def _days_scaled(duration: DaysDuration, factor: Decimal) -> DaysDuration:
    return DaysDuration(truncated(CONTEXT.multiply(Decimal(duration.nanoseconds), factor)))


def _months_scaled(duration: MonthsDuration, factor: Decimal) -> MonthsDuration:
    return MonthsDuration(truncated(CONTEXT.multiply(Decimal(duration.months), factor)))


_ADD: Table = {
    (Decimal, Decimal): CONTEXT.add,
    (str, str): lambda a, b: a + b,
    (DaysDuration, DaysDuration): lambda a, b: DaysDuration(a.nanoseconds + b.nanoseconds),
    (MonthsDuration, MonthsDuration): lambda a, b: MonthsDuration(a.months + b.months),
    (Date, DaysDuration): _date_plus_days,
    (Time, DaysDuration): lambda a, b: a.plus(b.nanoseconds),
    (DateTime, DaysDuration): lambda a, b: a.plus(b.nanoseconds),
    (Date, MonthsDuration): lambda a, b: a.plus_months(b.months),
    (DateTime, MonthsDuration): lambda a, b: a.plus_months(b.months),
}
_ADD |= {(right, left): _turned(operation) for (left, right), operation in _ADD.items() if left is not right}

_SUBTRACT: Table = {
    (Decimal, Decimal): CONTEXT.subtract,
    (DaysDuration, DaysDuration): lambda a, b: DaysDuration(a.nanoseconds - b.nanoseconds),
    (MonthsDuration, MonthsDuration): lambda a, b: MonthsDuration(a.months - b.months),
    (Date, DaysDuration): _date_minus_days,
    (Time, DaysDuration): lambda a, b: a.plus(-b.nanoseconds),
    (DateTime, DaysDuration): lambda a, b: a.plus(-b.nanoseconds),
    (Date, MonthsDuration): lambda a, b: a.plus_months(-b.months),
    (DateTime, MonthsDuration): lambda a, b: a.plus_months(-b.months),
    (Time, Time): _between_times,
    **{(left, right): _between_moments for left in (Date, DateTime) for right in (Date, DateTime)},
}

_MULTIPLY: Table = {
    (Decimal, Decimal): CONTEXT.multiply,
    (DaysDuration, Decimal): _days_scaled,
    (Decimal, DaysDuration): _turned(_days_scaled),
    (MonthsDuration, Decimal): _months_scaled,
    (Decimal, MonthsDuration): _turned(_months_scaled),
}

_DIVIDE: Table = {
    (Decimal, Decimal): _divided,
    (DaysDuration, Decimal): lambda a, b: DaysDuration(truncated(_divided(Decimal(a.nanoseconds), b))),
    (MonthsDuration, Decimal): lambda a, b: MonthsDuration(truncated(_divided(Decimal(a.months), b))),
    (DaysDuration, DaysDuration): lambda a, b: _divided(Decimal(a.nanoseconds), Decimal(b.nanoseconds)),
    (MonthsDuration, MonthsDuration): lambda a, b: _divided(Decimal(a.months), Decimal(b.months)),
}

ARITHMETIC: dict[str, Table] = {
    "+": _ADD,
    "-": _SUBTRACT,
    "*": _MULTIPLY,
    "/": _DIVIDE,
    "**": {(Decimal, Decimal): _raised},
}


def negated(value: Value) -> Value:
    """Return a number or duration with its sign turned, None for other kinds."""
    if isinstance(value, Decimal):
        return CONTEXT.minus(value)
    if isinstance(value, DaysDuration):
        return DaysDuration(-value.nanoseconds)
    if isinstance(value, MonthsDuration):
        return MonthsDuration(-value.months)
    return None


def total(values: list[Value]) -> Value:
    """Add up numbers, or durations of one kind; zero of nothing.

    Raises:
        FeelFault: one is of another kind.
    """
    result: Value = values[0] if values else ZERO
    if not isinstance(result, Decimal | DaysDuration | MonthsDuration):
        raise FeelFault("hanya bilangan atau durasi dapat dijumlahkan")
    for value in values[1:]:
        if type(value) is not type(result):
            raise FeelFault("hanya nilai sejenis dapat dijumlahkan")
        result = _ADD[type(result), type(value)](result, value)
    return result
