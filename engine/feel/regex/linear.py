"""Patterns on RE2, whose time is linear in the text: a tree written as RE2 reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.feel.budget import Run
from engine.feel.errors import FeelBudgetError, FeelFault
from engine.feel.regex.sets import Set
from engine.feel.regex.syntax import Again, Character, Choice, Group, Parsed, Repeat, Row, Start, Tree

try:
    import re2
except ImportError:  # there is no wheel for this platform (musl), and it wasn't built from source
    re2 = None

_MEMORY = 512 * 1024
"""Of a compiled pattern, in bytes: compiling a larger one stops all threads for too long."""
_MOST_WORK = 8_000_000
"""Instructions of the pattern times bytes of the text: at worst a tenth of a second."""
_WORK_A_STEP = 64
_STEPS_A_MATCH = 20
_UNKNOWN_TO_RE2 = frozenset({"C", "Cn"})


class Inexpressible(Exception):
    """RE2 has nothing like it."""


class Linear:
    """A pattern compiled by RE2.

    Raises:
        Inexpressible: RE2 has nothing like it, or isn't installed.
        FeelFault: it is too large.
    """

    def __init__(self, parsed: Parsed, flags: str, *, captures: bool) -> None:
        if re2 is None:
            raise Inexpressible
        self._ignores_case = "i" in flags
        self._captures = captures
        options = re2.Options()
        options.log_errors = False
        options.max_mem = _MEMORY
        options.case_sensitive = not self._ignores_case
        text = ("(?m)" if "m" in flags else "") + self._written(parsed.tree)
        try:
            self._program: Any = re2.compile(text.encode(), options)
        except (re2.error, UnicodeError) as error:
            raise FeelFault("pola terlalu besar") from error

    def finds(self, string: str, run: Run) -> bool:
        """Whether the pattern is found anywhere."""
        text = self._charged(string, run)
        return self._program.search(text) is not None

    def pieces(self, string: str, run: Run) -> Iterator[tuple[str, list[str] | None]]:
        """Yield what stands before each match, and its groups, the match itself first; last the rest."""
        text = self._charged(string, run)
        end = 0
        while (match := self._program.search(text, end)) is not None:
            found = (match.group(0), *match.groups())
            run.charge(_STEPS_A_MATCH + len(found))
            run.check_time()
            groups = [(group or b"").decode() for group in found]
            yield text[end : match.start()].decode(), groups
            end = match.end()
        yield text[end:].decode(), None

    def _charged(self, string: str, run: Run) -> bytes:
        text = string.encode(errors="replace")
        work = len(text) * self._program.programsize
        if work > _MOST_WORK:
            raise FeelBudgetError("Pola terlalu rumit untuk teks sepanjang ini.")
        run.charge(work // _WORK_A_STEP)
        run.check_time()
        return text

    def _written(self, tree: Tree) -> str:
        if isinstance(tree, Character):
            return self._set(tree.of)
        if isinstance(tree, Row):
            return "".join(map(self._written, tree.parts))
        if isinstance(tree, Choice):
            return f"(?:{'|'.join(map(self._written, tree.branches))})"
        if isinstance(tree, Group):
            counted = self._captures and tree.number
            return f"({'' if counted else '?:'}{self._written(tree.inner)})"
        if isinstance(tree, Repeat):
            limits = f"{{{tree.least},{'' if tree.most is None else tree.most}}}"
            return f"(?:{self._written(tree.inner)}){limits}{'?' if tree.lazy else ''}"
        if isinstance(tree, Again):
            raise Inexpressible
        return "^" if isinstance(tree, Start) else "$"

    def _set(self, of: Set) -> str:
        if of.minus is not None:
            raise Inexpressible
        inside = self._members(of)
        return f"[{'^' if of.negated else ''}{inside}]"

    def _members(self, of: Set) -> str:
        text = "".join(f"\\x{{{low:x}}}-\\x{{{high:x}}}" for low, high in of.ranges)
        if of.categories and (self._ignores_case or _UNKNOWN_TO_RE2.intersection(of.categories)):
            raise Inexpressible
        text += "".join(f"\\p{{{category}}}" for category in of.categories)
        for inner in of.classes:
            if inner.minus is not None or (inner.negated and len(inner.categories) != 1):
                raise Inexpressible
            members = self._members(inner)
            text += members.replace("\\p", "\\P") if inner.negated else members
        return text
