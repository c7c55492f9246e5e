"""The names in scope while parsing: FEEL's names may hold blanks and symbols, so a text's tokens become one
name or several by what is in scope (DMN 1.5, clause 10.3.1.6). The longest known name wins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from engine.feel.lexer import NAME, NUMBER, Token, words_of

KEYWORDS = frozenset({
    "and", "or", "then", "else", "return", "satisfies", "in", "between", "instance",
})  # fmt: skip
"""Words that end a name which isn't known."""

_WORDS = frozenset({NAME, NUMBER})

_LONGEST_PHRASE = 400
"""Characters of a name that can be written in a text."""
_LONGEST_RESEMBLING = 60
"""Characters of an unknown name that others are compared with: comparing takes the square of it."""
_MOST_COMPARED = 150
"""Names that an unknown one is compared with, of each kind."""


class Phrases:
    """Names of several tokens, found by their first.

    Attributes:
        firsts: the tokens that one begins with, and for each the names by their tokens.
    """

    __slots__ = ("_lengths", "firsts")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.firsts: dict[str, dict[tuple[str, ...], str]] = {}
        self._lengths: dict[str, list[int]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> bool:
        """Add a name that is no single word; tells whether it was not there."""
        if name.isidentifier() or len(name) > _LONGEST_PHRASE:
            return False
        words = words_of(name)
        if not words:
            return False
        of_first = self.firsts.setdefault(words[0], {})
        if words in of_first:
            return False
        of_first[words] = name
        lengths = self._lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort(reverse=True)
        return True

    def remove(self, name: str) -> None:
        """Take away a name that was added."""
        words = words_of(name)
        del self.firsts[words[0]][words]

    def longest(self, texts: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return the longest name that begins at a token, and how many tokens it takes."""
        of_first = self.firsts.get(texts[index])
        if of_first:
            for length in self._lengths[texts[index]]:
                name = of_first.get(tuple(texts[index : index + length]))
                if name is not None:
                    return name, length
        return None


class Known(NamedTuple):
    """What a text may name.

    Attributes:
        names: of values.
        functions: of the built-in ones and those handed in.
        types: that the caller defined, beside FEEL's own.
        entries: that contexts may have, beside those that the text shows.
        lenient: an unknown name is null, and not an error.
    """

    names: frozenset[str]
    functions: frozenset[str]
    types: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    lenient: bool = False


class Found(NamedTuple):
    """A name at a place: how many tokens it takes, and whether and as what it is known.

    Attributes:
        role: ``value``, ``function``, or None where it is unknown.
        open: a filter lies between here and where it is known, so an element's entry may hide it.
    """

    name: str
    length: int
    role: str | None
    open: bool


class Scope(NamedTuple):
    """Names that a form introduces; a filter's (``open``) also has whatever entries an element has.

    Attributes:
        phrases: those of its names that are phrases here and nowhere around it.
    """

    names: set[str]
    open: bool
    phrases: list[str]


class NamesInScope:
    """The scopes open at a place, and what was used of the outermost.

    Attributes:
        used: names of the caller's that the text reads.
        functions_used: functions that it names.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.used: set[str] = set()
        self.functions_used: set[str] = set()
        self._scopes: list[Scope] = []
        self._filters = 0
        self._phrases = Phrases()
        self._known_phrases = (_phrases(known.names), _phrases(known.functions))
        self._entries = Phrases()
        self._known_entries = (_phrases(known.names), _phrases(known.entries))
        self._known_types = _phrases(known.types)
        self._firsts = _firsts(known.names, known.functions, known.entries)

    def open(self, *names: str, filtering: bool = False) -> None:
        """Enter a form that introduces names; ``close`` leaves it."""
        self._scopes.append(Scope(set(), filtering, []))
        self._filters += filtering
        for name in names:
            self.declare(name)

    def declare(self, name: str) -> None:
        """Add a name to the innermost scope."""
        scope = self._scopes[-1]
        scope.names.add(name)
        if self._phrases.add(name):
            scope.phrases.append(name)
        self._entries.add(name)

    def close(self) -> None:
        """Leave the innermost scope."""
        scope = self._scopes.pop()
        self._filters -= scope.open
        for name in scope.phrases:
            self._phrases.remove(name)

    @property
    def depth(self) -> int:
        """How many scopes are open."""
        return len(self._scopes)

    def close_down_to(self, depth: int) -> None:
        """Leave the scopes that a reading left open which didn't succeed."""
        while self.depth > depth:
            self.close()

    def find(self, tokens: Sequence[Token], texts: Sequence[str], index: int) -> Found:
        """Return the name that begins at a token, known or not."""
        best = None
        if self._begins_phrase(texts[index]):
            best = _longest(texts, index, self._phrases, *self._known_phrases)
            if best is None and self._filters:
                best = _longest(texts, index, self._entries, *self._known_entries)
        return self._resolved(*(best or _words(tokens, index)))

    def find_entry(self, tokens: Sequence[Token], texts: Sequence[str], index: int) -> tuple[str, int]:
        """Return the name that begins at a token after a dot, and how many tokens it takes."""
        if not self._begins_phrase(texts[index]):
            return _words(tokens, index)
        return _longest(texts, index, self._entries, *self._known_entries) or _words(tokens, index)

    def _begins_phrase(self, text: str) -> bool:
        return text in self._firsts or text in self._entries.firsts

    def find_type(self, texts: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return the type of the caller's that is named at a token, and how many tokens its name takes."""
        phrase = self._known_types.longest(texts, index)
        return phrase or ((texts[index], 1) if texts[index] in self.known.types else None)

    def _resolved(self, name: str, length: int) -> Found:
        opened = False
        for scope in reversed(self._scopes):
            if name in scope.names:
                return Found(name, length, "value", opened)
            opened = opened or scope.open
        if name in self.known.names:
            self.used.add(name)
            return Found(name, length, "value", opened)
        if name in self.known.functions:
            self.functions_used.add(name)
            return Found(name, length, "function", opened)
        return Found(name, length, None, opened)

    def resembling(self, name: str) -> list[str]:
        """Names in scope that look like one that isn't."""
        if len(name) > _LONGEST_RESEMBLING:
            return []
        inner = frozenset(known for scope in self._scopes for known in scope.names)
        near = [
            known
            for names in (inner, self.known.names, self.known.functions)
            for known in _near(name, _ordered(names))
        ]
        return get_close_matches(name, dict.fromkeys(near), n=3)


def word_count(tokens: Sequence[Token], index: int) -> int:
    """How many tokens from one on are words of one name: two values never stand side by side in FEEL."""
    end = index + 1
    while tokens[end].kind in _WORDS and tokens[end].text not in KEYWORDS and tokens[end].text != "?":
        end += 1
    return end - index


def _words(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    length = word_count(tokens, index)
    if length == 1:
        return tokens[index].text, 1
    return " ".join(token.text for token in tokens[index : index + length]), length


def _longest(texts: Sequence[str], index: int, *sources: Phrases) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    for phrases in sources:
        found = phrases.longest(texts, index) if texts[index] in phrases.firsts else None
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def _near(name: str, known: Sequence[str]) -> Sequence[str]:
    """The names to compare with one: all of them, or where they are many those beside it in the alphabet."""
    middle = bisect_left(known, name)
    first = max(min(middle - _MOST_COMPARED // 2, len(known) - _MOST_COMPARED), 0)
    return known[first : first + _MOST_COMPARED]


@lru_cache(maxsize=64)
def _ordered(names: frozenset[str]) -> Sequence[str]:
    return sorted(names)


@lru_cache(maxsize=64)
def _phrases(names: frozenset[str]) -> Phrases:
    return Phrases(names)


@lru_cache(maxsize=64)
def _firsts(*several: frozenset[str]) -> frozenset[str]:
    return frozenset(first for names in several for first in _phrases(names).firsts)
