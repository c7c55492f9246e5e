"""Strings (DMN 1.5, table 75), but those that take patterns."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.budget import Run
from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault
from engine.feel.numbers import truncated
from engine.feel.values import Value, kind

LIBRARY = Library()


@LIBRARY.add("substring", "string: string, start position: number, length: number?")
def substring(string: str, start: Decimal, length: Decimal | None = None) -> str:
    """Characters from a position on, counted from 1, or from the end where it is negative."""
    position = truncated(start)
    if position == 0 or abs(position) > len(string):
        raise FeelFault(f"teks tidak memiliki karakter ke-{position}")
    first = position - 1 if position > 0 else len(string) + position
    if length is None:
        return string[first:]
    count = truncated(length)
    if not 1 <= count <= len(string) - first:
        raise FeelFault(f"teks tidak memiliki {count} karakter dari sana")
    return string[first : first + count]


@LIBRARY.add("string length", "string: string")
def string_length(string: str) -> Decimal:
    """How many characters a string has."""
    return Decimal(len(string))


LIBRARY.add("upper case", "string: string")(str.upper)
LIBRARY.add("lower case", "string: string")(str.lower)
LIBRARY.add("trim", "string: string")(str.strip)
LIBRARY.add("starts with", "string: string, match: string")(str.startswith)
LIBRARY.add("ends with", "string: string, match: string")(str.endswith)


@LIBRARY.add("contains", "string: string, match: string")
def contains(string: str, match: str) -> bool:
    """Whether a string holds another."""
    return match in string


@LIBRARY.add("substring before", "string: string, match: string")
def substring_before(string: str, match: str) -> str:
    """What stands before the first match; nothing where there is none."""
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@LIBRARY.add("substring after", "string: string, match: string")
def substring_after(string: str, match: str) -> str:
    """What stands after the first match; nothing where there is none."""
    return string.partition(match)[2] if match else string


@LIBRARY.add("is blank", "string: string")
def is_blank(string: str) -> bool:
    """Whether a string holds nothing but white space."""
    return not string.strip()


@LIBRARY.add("string join", "list: list, delimiter: string?", wants_run=True)
def string_join(run: Run, strings: list[Value], delimiter: str | None = None) -> str:
    """Strings in a row, nulls left out."""
    parts = [part for part in strings if part is not None]
    for part in parts:
        if not isinstance(part, str):
            raise FeelFault(f"hanya teks dapat digabung, bukan {kind(part)}")
    between = delimiter or ""
    run.charge_string(sum(map(len, parts)) + len(parts) * len(between))
    return between.join(parts)
