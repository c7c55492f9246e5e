"""Sets of characters: those that a pattern's classes stand for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from engine.feel.errors import FeelFault
from engine.feel.regex.blocks import BLOCKS

LAST = 0x10FFFF

Ranges = tuple[tuple[int, int], ...]
"""Code points, first and last of each range."""

_CATEGORIES = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "C",
        "Cc",
        "Cf",
        "Co",
        "Cn",
    ]
)
_NAME_START: Ranges = (
    (0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF),
    (0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF),
    (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_NAME: Ranges = (*_NAME_START, (0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))
_SPACE: Ranges = ((9, 10), (13, 13), (32, 32))


class Set(NamedTuple):
    """A set of characters.

    Attributes:
        ranges: those in it.
        classes: sets whose characters are in it too.
        categories: the general categories whose characters are in it too.
        negated: whether it is all but these.
        minus: those that are taken out at last.
    """

    ranges: Ranges = ()
    classes: tuple[Set, ...] = ()
    categories: tuple[str, ...] = ()
    negated: bool = False
    minus: Set | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is no more than its ranges."""
        return not self.classes and not self.categories and not self.negated and self.minus is None

    @property
    def character(self) -> str | None:
        """The one character that it has, None where it isn't one."""
        if self.is_plain and len(self.ranges) == 1 and self.ranges[0][0] == self.ranges[0][1]:
            return chr(self.ranges[0][0])
        return None

    def has(self, variants: Sequence[str]) -> bool:
        """Whether a character, or another case of it, is in it; a category knows no cases."""
        inside = (
            any(low <= ord(variant) <= high for variant in variants for low, high in self.ranges)
            or any(inner.has(variants) for inner in self.classes)
            or category(variants[0]).startswith(self.categories)
        )
        return inside is not self.negated and not (self.minus is not None and self.minus.has(variants))


def one_of(sign: str) -> Set:
    """The set of one character."""
    return Set(((ord(sign), ord(sign)),))


@lru_cache(maxsize=1024)
def variants_of(sign: str) -> tuple[str, ...]:
    """A character in upper and lower case, itself first."""
    others = (sign.lower(), sign.upper(), sign.upper().lower())
    return tuple(dict.fromkeys((sign, *(other for other in others if len(other) == 1))))


def complement(ranges: Ranges) -> Ranges:
    """All characters but these."""
    rest: list[tuple[int, int]] = []
    begin = 0
    for low, high in sorted(ranges):
        if low > begin:
            rest.append((begin, low - 1))
        begin = max(begin, high + 1)
    return (*rest, (begin, LAST)) if begin <= LAST else tuple(rest)


def escaped_class(letter: str) -> Set:
    """What ``\\s``, ``\\i``, ``\\c``, ``\\d``, ``\\w`` and their opposites stand for."""
    ranges = {"s": _SPACE, "i": _NAME_START, "c": _NAME}.get(letter.lower())
    if ranges is not None:
        return Set(ranges if letter.islower() else complement(ranges))
    if letter.lower() == "d":
        return Set(categories=("Nd",), negated=letter == "D")
    return Set(categories=("L", "M", "N", "S"), negated=letter == "W")


def named_class(name: str, *, negated: bool) -> Set:
    """What ``\\p{Lu}`` or ``\\p{IsGreek}`` stands for.

    Raises:
        FeelFault: there is no such category or block.
    """
    if name in _CATEGORIES:
        return Set(categories=(name,), negated=negated)
    block = BLOCKS.get(name.removeprefix("Is")) if name.startswith("Is") else None
    if block is None:
        raise FeelFault(f"pola tidak mengenal \\p{{{name}}}")
    return Set(complement((block,)) if negated else (block,))
