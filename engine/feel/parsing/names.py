"""The names in scope while parsing: FEEL's names may hold blanks and symbols, so a text's tokens become one
name or several by what is in scope (DMN 1.5, clause 10.3.1.2). The longest known name wins.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from engine.feel.lexer import NAME, NUMBER, Token, words_of

KEYWORDS = frozenset({
    "and", "or", "then", "else", "return", "satisfies", "in", "between", "instance",
})  # fmt: skip
"""Words that end a name which isn't known."""

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]
"""Names of several tokens by their first: (tokens, name), the longest first."""


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
    """Names that a form introduces; a filter's (``open``) also has whatever entries an element has."""

    names: set[str]
    open: bool


class NamesInScope:
    """The scopes open at a place, and what was used of the outermost.

    Attributes:
        used: names of the caller's that the text reads.
        functions_used: functions that it names.
    """

    def __init__(self, names: Collection[str], functions: frozenset[str]) -> None:
        self.used: set[str] = set()
        self.functions_used: set[str] = set()
        self._names = names
        self._functions = functions
        self._scopes: list[Scope] = []
        self._function_phrases = _phrases(functions)
        self._phrases: Phrases = {}
        self._entries: Phrases = {}
        for name in names:
            if not name.isidentifier():
                _add_phrase(self._phrases, name)
                _add_phrase(self._entries, name)

    def open(self, *names: str, filtering: bool = False) -> None:
        """Enter a form that introduces names; ``close`` leaves it."""
        self._scopes.append(Scope(set(), filtering))
        for name in names:
            self.declare(name)

    def declare(self, name: str) -> None:
        """Add a name to the innermost scope."""
        self._scopes[-1].names.add(name)
        if not name.isidentifier():
            _add_phrase(self._phrases, name)
            _add_phrase(self._entries, name)

    def close(self) -> None:
        """Leave the innermost scope."""
        for name in self._scopes.pop().names:
            if not name.isidentifier():
                self._phrases[words_of(name)[0]].remove((words_of(name), name))

    def find(self, tokens: Sequence[Token], index: int) -> Found:
        """Return the name that begins at a token, known or not."""
        known = _longest(tokens, index, self._phrases, self._function_phrases)
        return self._resolved(*(known or _words(tokens, index)))

    def find_entry(self, tokens: Sequence[Token], index: int) -> tuple[str, int]:
        """Return the name that begins at a token after a dot, and how many tokens it takes."""
        return _longest(tokens, index, self._entries) or _words(tokens, index)

    def _resolved(self, name: str, length: int) -> Found:
        opened = False
        for scope in reversed(self._scopes):
            if name in scope.names:
                return Found(name, length, "value", opened)
            opened = opened or scope.open
        if name in self._names:
            self.used.add(name)
            return Found(name, length, "value", opened)
        if name in self._functions:
            self.functions_used.add(name)
            return Found(name, length, "function", opened)
        return Found(name, length, None, opened)

    def resembling(self, name: str) -> list[str]:
        """Names in scope that look like one that isn't."""
        inner = (known for scope in self._scopes for known in scope.names)
        return get_close_matches(name, {*inner, *self._names, *self._functions}, n=3)


def word_count(tokens: Sequence[Token], index: int) -> int:
    """How many tokens from one on are words of one name: two values never stand side by side in FEEL."""
    end = index + 1
    while tokens[end].kind in {NAME, NUMBER} and tokens[end].text not in KEYWORDS and tokens[end].text != "?":
        end += 1
    return end - index


def _words(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    length = word_count(tokens, index)
    return " ".join(token.text for token in tokens[index : index + length]), length


def _longest(tokens: Sequence[Token], index: int, *sources: Phrases) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    for phrases in sources:
        for words, name in phrases.get(tokens[index].text, ()):
            if best is not None and len(words) <= best[1]:
                break
            if all(tokens[index + n].text == word for n, word in enumerate(words)):
                best = name, len(words)
                break
    return best


def _add_phrase(phrases: Phrases, name: str) -> None:
    words = words_of(name)
    if not words:
        return
    of_first = phrases.setdefault(words[0], [])
    of_first.append((words, name))
    of_first.sort(key=lambda phrase: -len(phrase[0]))


@lru_cache(maxsize=16)
def _phrases(names: frozenset[str]) -> Phrases:
    phrases: Phrases = {}
    for name in names:
        if not name.isidentifier():
            _add_phrase(phrases, name)
    return phrases
