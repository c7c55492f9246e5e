"""What a list comes to: counts, sums, extremes, statistics, all and any (DMN 1.5, table 76)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby

from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault
from engine.feel.numbers import CONTEXT, ZERO
from engine.feel.operations import greater, less, ordered, total
from engine.feel.values import Value, kind

LIBRARY = Library()


@LIBRARY.add("count", "list: list")
def count(values: list[Value]) -> Decimal:
    """How many members a list has."""
    return Decimal(len(values))


def _extreme(wins: Callable[[Value, Value], bool | None]) -> Callable[[list[Value]], Value]:
    def extreme(values: list[Value]) -> Value:
        if not values:
            return None
        best = values[0]
        for value in values:
            better = wins(value, best)
            if better is None:
                raise FeelFault(f"{kind(value)} dan {kind(best)} tidak dapat dibandingkan")
            best = value if better else best
        return best

    return extreme


LIBRARY.add("min", "list: list*", each=2)(_extreme(less))
LIBRARY.add("max", "list: list*", each=2)(_extreme(greater))


@LIBRARY.add("sum", "list: list*", each=2)
def add_up(values: list[Value]) -> Value:
    """Numbers or durations added up; null of nothing."""
    return total(values) if values else None


def _numbers(values: list[Value]) -> list[Decimal]:
    for value in values:
        if not isinstance(value, Decimal):
            raise FeelFault(f"hanya bilangan yang dapat dihitung, bukan {kind(value)}")
    return values


@LIBRARY.add("product", "list: list*", each=2)
def product(values: list[Value]) -> Decimal | None:
    """Numbers multiplied; null of nothing."""
    result = Decimal(1)
    for number in _numbers(values):
        result = CONTEXT.multiply(result, number)
    return result if values else None


@LIBRARY.add("mean", "list: list*", each=2)
def mean(values: list[Value]) -> Decimal | None:
    """The average; null of nothing."""
    numbers = _numbers(values)
    return CONTEXT.divide(total(list(numbers)), Decimal(len(numbers))) if numbers else None


@LIBRARY.add("median", "list: list*", each=6)
def median(values: list[Value]) -> Decimal | None:
    """The middle one in order, or the average of the two in the middle; null of nothing."""
    row = ordered(_numbers(values))
    if row is None:
        return None
    middle = len(row) // 2
    return mean(row[middle : middle + 1] if len(row) % 2 else row[middle - 1 : middle + 1])


@LIBRARY.add("stddev", "list: list*", each=8)
def standard_deviation(values: list[Value]) -> Decimal:
    """The standard deviation of a sample of two or more."""
    numbers = _numbers(values)
    average = mean(numbers)
    if average is None or len(numbers) == 1:
        raise FeelFault("perlu paling sedikit dua bilangan")
    squares = ZERO
    for number in numbers:
        distance = CONTEXT.subtract(number, average)
        squares = CONTEXT.add(squares, CONTEXT.multiply(distance, distance))
    return CONTEXT.sqrt(CONTEXT.divide(squares, Decimal(len(numbers) - 1)))


@LIBRARY.add("mode", "list: list*", each=6)
def mode(values: list[Value]) -> list[Decimal]:
    """The most frequent numbers, in order."""
    most, modes = 0, list[Decimal]()
    for number, group in groupby(ordered(_numbers(values)) or ()):
        times = sum(1 for _ in group)
        if times > most:
            most, modes = times, []
        if times == most:
            modes.append(number)
    return modes


@LIBRARY.add("all", "list: list*")
def all_true(values: list[Value]) -> bool | None:
    """False where any is false, true where all are true, else null."""
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else None


@LIBRARY.add("any", "list: list*")
def any_true(values: list[Value]) -> bool | None:
    """True where any is true, false where all are false, else null."""
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else None
