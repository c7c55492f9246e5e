"""Lists made of lists (DMN 1.5, table 76), and sort (table 78)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cmp_to_key

from engine.feel.budget import Run
from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault
from engine.feel.numbers import truncated
from engine.feel.operations import equal, less, ordered
from engine.feel.values import FunctionValue, Value, kind

LIBRARY = Library()

_PAIR = 2
_STEPS_A_MEMBER = 4
_STEPS_A_COMPARISON = 3


@LIBRARY.add("list contains", "list: list, element: any", wants_run=True)
def list_contains(run: Run, values: list[Value], element: Value) -> bool:
    """Whether a list has a member that equals a value."""
    run.charge(len(values))
    return any(equal(value, element, run) is True for value in values)


@LIBRARY.add("index of", "list: list, match: any", wants_run=True)
def index_of(run: Run, values: list[Value], match: Value) -> list[Decimal]:
    """Where in a list a value stands, counted from 1."""
    run.charge(len(values))
    return [Decimal(n) for n, value in enumerate(values, 1) if equal(value, match, run) is True]


def _index(values: list[Value], position: Decimal) -> int:
    number = truncated(position)
    if number == 0 or abs(number) > len(values):
        raise FeelFault(f"daftar tidak memiliki anggota ke-{number}")
    return number - 1 if number > 0 else len(values) + number


@LIBRARY.add("sublist", "list: list, start position: number, length: number?")
def sublist(values: list[Value], start: Decimal, length: Decimal | None = None) -> list[Value]:
    """Members from a position on, counted from 1, or from the end where it is negative."""
    first = _index(values, start)
    if length is None:
        return values[first:]
    count = truncated(length)
    if count < 1 or first + count > len(values):
        raise FeelFault(f"daftar tidak memiliki {count} anggota dari sana")
    return values[first : first + count]


@LIBRARY.add("append", "list: list, item: list+")
def append(values: list[Value], items: list[Value]) -> list[Value]:
    """A list with more members behind."""
    return values + items


@LIBRARY.add("concatenate", "list: list*", wants_run=True)
def concatenate(run: Run, lists: list[Value]) -> list[Value]:
    """The members of several lists in a row."""
    joined: list[Value] = []
    for part in lists:
        if part is None:
            raise FeelFault("null bukan daftar")
        joined += part if isinstance(part, list) else [part]
        run.charge_list(len(joined))
    return joined


@LIBRARY.add("insert before", "list: list, position: number, newItem: any")
def insert_before(values: list[Value], position: Decimal, item: Value) -> list[Value]:
    """A list with a new member before a position."""
    index = _index(values, position)
    return [*values[:index], item, *values[index:]]


@LIBRARY.add("remove", "list: list, position: number")
def remove(values: list[Value], position: Decimal) -> list[Value]:
    """A list without the member at a position."""
    index = _index(values, position)
    return values[:index] + values[index + 1 :]


@LIBRARY.add(
    "list replace",
    "list: list, position: number, newItem: any",
    "list: list, match: function, newItem: any",
    wants_run=True,
)
def list_replace(run: Run, values: list[Value], place: Decimal | FunctionValue, item: Value) -> list[Value]:
    """A list with another member at a position, or wherever ``match(member, newItem)`` is true."""
    if isinstance(place, Decimal):
        index = _index(values, place)
        return [*values[:index], item, *values[index + 1 :]]
    return [item if _boolean(place.invoke([value, item], run)) else value for value in values]


def _boolean(answer: Value) -> bool:
    if isinstance(answer, bool):
        return answer
    raise FeelFault(f"match harus menghasilkan boolean, bukan {kind(answer)}")


@LIBRARY.add("reverse", "list: list")
def reverse(values: list[Value]) -> list[Value]:
    """A list from its end to its start."""
    return values[::-1]


def _distinct(values: list[Value], run: Run) -> list[Value]:
    unique: list[Value] = []
    for value in values:
        run.charge(len(unique) + 1)
        if not any(equal(value, known, run) is True for known in unique):
            unique.append(value)
    return unique


@LIBRARY.add("distinct values", "list: list", wants_run=True)
def distinct_values(run: Run, values: list[Value]) -> list[Value]:
    """A list without members that equal an earlier one."""
    return _distinct(values, run)


@LIBRARY.add("union", "list: list*", wants_run=True)
def union(run: Run, lists: list[Value]) -> list[Value]:
    """The members of several lists, each once."""
    return _distinct(concatenate(run, lists), run)


@LIBRARY.add("flatten", "list: list", wants_run=True)
def flatten(run: Run, values: list[Value]) -> list[Value]:
    """The members of a list, and of the lists in it at any depth, in a row."""
    flat: list[Value] = []
    waiting = [iter(values)]
    while waiting:
        for value in waiting[-1]:
            run.charge(_STEPS_A_MEMBER)
            if isinstance(value, list):
                waiting.append(iter(value))
                break
            flat.append(value)
        else:
            waiting.pop()
    return flat


@LIBRARY.add("sort", "list: list, precedes: function?", wants_run=True, each=6)
def sort(run: Run, values: list[Value], precedes: FunctionValue | None = None) -> list[Value]:
    """A list in order, or in the order of ``precedes(a, b)``."""
    row = ordered(values) if precedes is None else None
    if row is not None:
        return row
    before = _natural_order if precedes is None else _order(precedes, run)

    def compare(left: Value, right: Value) -> int:
        run.charge(_STEPS_A_COMPARISON)
        return -1 if before(left, right) else int(before(right, left))

    return sorted(values, key=cmp_to_key(compare))


def _natural_order(left: Value, right: Value) -> bool:
    answer = less(left, right)
    if answer is None:
        raise FeelFault(f"{kind(left)} dan {kind(right)} tidak dapat diurutkan")
    return answer


def _order(precedes: FunctionValue, run: Run) -> Callable[[Value, Value], bool]:
    if len(precedes.parameters) != _PAIR:
        raise FeelFault("precedes harus memiliki dua parameter")
    return lambda left, right: precedes.invoke([left, right], run) is True


@LIBRARY.add("is empty", "list: list")
def is_empty(values: list[Value]) -> bool:
    """Whether a list has no members."""
    return not values
