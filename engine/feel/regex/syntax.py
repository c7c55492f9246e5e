"""Patterns as XPath writes them, read into a tree (XQuery 1.0 and XPath 2.0 Functions and Operators, clause
7.6.1, on XML Schema Part 2, appendix F).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.feel.errors import FeelFault
from engine.feel.regex.sets import LAST, Set, escaped_class, named_class, one_of

MAX_NESTING = 40
_BLANKS = frozenset(" \t\n\r")
_DIGITS = frozenset("0123456789")
_SINGLE = {"n": "\n", "r": "\r", "t": "\t"} | {sign: sign for sign in "\\|.?*+(){}-[]^$"}
_MULTIPLE = frozenset("sSiIcCdDwW")
_NO_LITERAL = frozenset("?*+{}()|[]")
_MOST_REPEATS = 1_000


class Character(NamedTuple):
    """One character of a set."""

    of: Set


class Start(NamedTuple):
    """``^``."""


class End(NamedTuple):
    """``$``."""


class Group(NamedTuple):
    """``(inner)``; number 0 where it isn't counted, ``(?:inner)``."""

    inner: Tree
    number: int


class Again(NamedTuple):
    """What a group matched, once more: ``\\1``."""

    number: int


class Repeat(NamedTuple):
    """A quantifier; ``most`` is None where there is no limit."""

    inner: Tree
    least: int
    most: int | None
    lazy: bool


class Row(NamedTuple):
    """Parts one after the other."""

    parts: Sequence[Tree]


class Choice(NamedTuple):
    """The first that fits."""

    branches: Sequence[Tree]


Tree = Character | Start | End | Group | Again | Repeat | Row | Choice


class Parsed(NamedTuple):
    """A pattern's tree and how many groups it counts."""

    tree: Tree
    groups: int


def parse(pattern: str, flags: str) -> Parsed:
    """Read a pattern.

    Raises:
        FeelFault: it is none, or is nested too deep.
    """
    if "q" in flags:
        return Parsed(Row([Character(one_of(sign)) for sign in pattern]), 0)
    reader = _Reader(_without_blanks(pattern) if "x" in flags else pattern, dot_is_all="s" in flags)
    tree = reader.choice()
    if reader.next:
        raise FeelFault("pola memiliki kurung tutup tanpa kurung buka")
    return Parsed(tree, reader.groups)


def _without_blanks(pattern: str) -> str:
    """Take out blanks, but for those in character classes."""
    kept: list[str] = []
    depth = 0
    escaped = False
    for sign in pattern:
        if depth or sign not in _BLANKS:
            kept.append(sign)
            if not escaped:
                depth += (sign == "[") - (sign == "]" and depth > 0)
            escaped = sign == "\\" and not escaped
    return "".join(kept)


class _Reader:
    """Reads a pattern from its start to its end.

    Attributes:
        next: the character not yet read; empty at the end.
        groups: how many were opened so far.
    """

    def __init__(self, pattern: str, *, dot_is_all: bool) -> None:
        self.groups = 0
        self.next = pattern[:1]
        self._pattern = pattern
        self._position = 0
        self._dot = Set(((0, LAST),)) if dot_is_all else Set(((10, 10), (13, 13)), negated=True)
        self._depth = 0
        self._closed: set[int] = set()

    def _take(self) -> str:
        taken = self.next
        self._position += 1
        self.next = self._pattern[self._position : self._position + 1]
        return taken

    def _accept(self, sign: str) -> bool:
        if self.next == sign:
            self._take()
            return True
        return False

    def choice(self) -> Tree:
        """Branches with ``|`` between."""
        branches = [self._branch()]
        while self._accept("|"):
            branches.append(self._branch())
        return branches[0] if len(branches) == 1 else Choice(branches)

    def _branch(self) -> Tree:
        parts: list[Tree] = []
        while self.next and self.next not in "|)":
            atom = self._atom()
            parts.append(self._quantified(atom))
        return Row(parts)

    def _quantified(self, atom: Tree) -> Tree:
        limits = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(self.next)
        if limits is not None:
            self._take()
        elif self.next == "{":
            limits = self._limits()
        else:
            return atom
        return Repeat(atom, *limits, self._accept("?"))

    def _limits(self) -> tuple[int, int | None]:
        self._take()
        least = self._number()
        most: int | None = least
        if self._accept(","):
            most = self._number() if self.next in _DIGITS else None
        if not self._accept("}") or (most is not None and most < least):
            raise FeelFault("jumlah ulangan dalam pola tidak dapat dibaca")
        return least, most

    def _number(self) -> int:
        digits = ""
        while self.next in _DIGITS and self.next:
            digits += self._take()
        if not digits or len(digits) > len(str(_MOST_REPEATS)) or int(digits) > _MOST_REPEATS:
            raise FeelFault(f"jumlah ulangan dalam pola harus bilangan sampai {_MOST_REPEATS}")
        return int(digits)

    def _atom(self) -> Tree:
        sign = self.next
        if sign == "(":
            return self._group()
        if sign == "[":
            self._take()
            return Character(self._class())
        if sign == "\\":
            return self._escape()
        if sign in _NO_LITERAL:
            raise FeelFault(f"{sign} tidak dapat berada di sini dalam pola")
        self._take()
        if sign == ".":
            return Character(self._dot)
        if sign == "^":
            return Start()
        return End() if sign == "$" else Character(one_of(sign))

    def _group(self) -> Tree:
        self._take()
        number = 0
        if self._accept("?"):
            if not self._accept(":"):
                raise FeelFault("pola tidak boleh melihat ke depan atau ke belakang")
        else:
            self.groups += 1
            number = self.groups
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise FeelFault("pola bersarang terlalu dalam")
        inner = self.choice()
        self._depth -= 1
        if not self._accept(")"):
            raise FeelFault("pola memiliki kurung buka tanpa kurung tutup")
        self._closed.add(number)
        return Group(inner, number)

    def _escape(self) -> Tree:
        self._take()
        if self.next in _DIGITS and self.next:
            number = int(self._take())
            while self.next in _DIGITS and self.next and number * 10 + int(self.next) <= self.groups:
                number = number * 10 + int(self._take())
            if number not in self._closed or number == 0:
                raise FeelFault(f"pola tidak memiliki kelompok ke-{number} sebelum ini")
            return Again(number)
        return Character(self._escaped())

    def _escaped(self) -> Set:
        """What stands behind a backslash, but for groups."""
        sign = self._take()
        if sign in _SINGLE:
            return one_of(_SINGLE[sign])
        if sign in _MULTIPLE:
            return escaped_class(sign)
        if sign in {"p", "P"} and self._accept("{"):
            name = ""
            while self.next and self.next != "}":
                name += self._take()
            if self._accept("}"):
                return named_class(name, negated=sign == "P")
        raise FeelFault(f"pola tidak mengenal \\{sign}")

    def _class(self) -> Set:
        """The rest of a ``[class]``."""
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise FeelFault("pola bersarang terlalu dalam")
        negated = self._accept("^")
        parts: list[Set] = []
        minus: Set | None = None
        while not self._accept("]"):
            if not self.next:
                raise FeelFault("pola memiliki [ tanpa ]")
            if parts and self.next == "-" and self._ahead() == "[":
                self._take()
                self._take()
                minus = self._class()
                if not self._accept("]"):
                    raise FeelFault("setelah pengurangan, kelas karakter harus ditutup")
                break
            parts.append(self._member(first=not parts))
        self._depth -= 1
        if not parts:
            raise FeelFault("kelas karakter dalam pola kosong")
        ranges = tuple(span for part in parts if part.is_plain for span in part.ranges)
        classes = tuple(part for part in parts if not part.is_plain)
        return Set(ranges, classes, negated=negated, minus=minus)

    def _ahead(self) -> str:
        return self._pattern[self._position + 1 : self._position + 2]

    def _member(self, *, first: bool) -> Set:
        if self.next == "[":
            raise FeelFault("[ dalam kelas karakter harus ditulis \\[")
        sign = self._take()
        low = self._escaped() if sign == "\\" else one_of(sign)
        if self.next != "-" or self._ahead() in {"[", "]"} or (sign == "-" and not first):
            return low
        self._take()
        sign = self._take()
        high = self._escaped() if sign == "\\" else one_of(sign) if sign and sign != "[" else None
        if high is None or low.character is None or high.character is None or high.character < low.character:
            raise FeelFault("rentang dalam kelas karakter tidak dapat dibaca")
        return Set(((ord(low.character), ord(high.character)),))
