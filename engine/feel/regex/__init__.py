"""Regular expressions as XPath has them, under an evaluation's budget (XPath 2.0 Functions, clause 7.6).

``syntax`` reads a pattern; ``linear`` runs it on RE2, which no pattern can hang; ``stepping`` runs what RE2
can't express (groups matched again, classes without others) and everything where RE2 isn't installed.
"""

from __future__ import annotations

from functools import lru_cache

from engine.feel.budget import Run
from engine.feel.errors import FeelFault
from engine.feel.regex.linear import Inexpressible, Linear
from engine.feel.regex.stepping import Stepping
from engine.feel.regex.syntax import parse

FLAGS = frozenset("smixq")
MAX_PATTERN = 2_000
"""Characters of a pattern."""
_REMEMBERED = 128
"""Patterns that are kept: RE2 may take half a megabyte for each."""


class Pattern:
    """A pattern with its flags.

    Attributes:
        groups: how many groups it counts.

    Raises:
        FeelFault: the text is no pattern, or the flags are none.
    """

    def __init__(self, text: str, flags: str, *, captures: bool) -> None:
        if len(text) > MAX_PATTERN:
            raise FeelFault(f"pola terlalu panjang: lebih dari {MAX_PATTERN} karakter")
        if not FLAGS.issuperset(flags):
            raise FeelFault(f"flags tidak dikenal: {flags[:10]}")
        parsed = parse(text, flags)
        self.groups = parsed.groups
        self._lines = "m" in flags and "^" in text
        self._source = text, flags
        self._steps: Stepping | None = None
        try:
            self._linear: Linear | None = Linear(parsed, flags, captures=captures)
        except Inexpressible:
            self._linear = None
            self._steps = Stepping(parsed, flags)

    @property
    def matches_nothing(self) -> bool:
        """Whether it is found in an empty text."""
        return self.engine("").finds("", Run())

    def engine(self, string: str) -> Linear | Stepping:
        """What runs the pattern over a text.

        RE2 sees a line begin behind the last line's end, where XPath doesn't.
        """
        if self._linear is None or (self._lines and string.endswith("\n")):
            return self.stepping
        return self._linear

    @property
    def stepping(self) -> Stepping:
        """The pattern step by step; made when it is needed, which is seldom.

        Raises:
            FeelFault: it is too large for that.
        """
        if self._steps is None:
            self._steps = Stepping(parse(*self._source), self._source[1])
        return self._steps


def pattern(text: str, flags: str, run: Run, *, captures: bool) -> Pattern:
    """Return a pattern, read once; raises as it does."""
    try:
        return _remembered(text, flags, captures)
    finally:
        run.check_time()  # a large one takes milliseconds to read


@lru_cache(maxsize=_REMEMBERED)
def _remembered(text: str, flags: str, captures: bool) -> Pattern:
    return Pattern(text, flags, captures=captures)
