"""Between kinds of value: string, number; and what is there at all (DMN 1.5, tables 73, 74 and 81)."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.feel.budget import Run
from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault, quoted
from engine.feel.numbers import CONTEXT
from engine.feel.operations import equal
from engine.feel.temporal import DateTime, Time
from engine.feel.text import as_text
from engine.feel.values import Value, kind

LIBRARY = Library()

_NUMBER = re.compile(r"-?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_GROUPING = frozenset({" ", ",", "."})
_DECIMAL = frozenset({",", "."})


@LIBRARY.add("string", "from: any", wants_run=True)
def string(run: Run, value: Value) -> str | None:
    """A value written as text; null of null."""
    return None if value is None else as_text(value, run)


@LIBRARY.add(
    "number",
    "from: string",
    "from: number",
    "from: string, grouping separator: string?, decimal separator: string?",
)
def number(value: str | Decimal, grouping: str | None = None, point: str | None = None) -> Decimal:
    """A text read as a number, written with these separators."""
    if isinstance(value, Decimal):
        return value
    if (
        (grouping or " ") not in _GROUPING
        or (point or ".") not in _DECIMAL
        or (grouping and grouping == point)
    ):
        raise FeelFault("pemisah tidak dikenal")
    text = value.replace(grouping, "") if grouping else value
    text = text.replace(point, ".") if point else text
    if not _NUMBER.fullmatch(text):
        raise FeelFault(f"bukan bilangan: {quoted(value)}")
    return CONTEXT.create_decimal(text)


@LIBRARY.add("is", "value1: any, value2: any", wants_run=True)
def same(run: Run, left: Value, right: Value) -> bool:
    """Whether two values are one in kind, value and zone."""
    if kind(left) != kind(right):
        return False
    if isinstance(left, Time | DateTime):
        return bool(left == right)
    return equal(left, right, run) is True


@LIBRARY.add("is defined", "value: any")
def is_defined(value: Value) -> bool:
    """Whether a value is not null."""
    return value is not None


@LIBRARY.add("get or else", "value: any, default: any")
def get_or_else(value: Value, default: Value) -> Value:
    """The value, or the other where it is null."""
    return default if value is None else value
