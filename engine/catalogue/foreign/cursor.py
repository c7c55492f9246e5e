"""Where the parser stands in its tokens, and under which names it knows variables there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engine.catalogue.foreign.tokens import NAME, STRING, TEMPLATE, Token, tokens_of
from engine.catalogue.foreign.trees import Untranslatable

MAX_NESTING = 60
"""Expressions and signed operands inside one another."""


class Cursor:
    """Steps through the tokens of one text.

    Attributes:
        next: the token not yet taken, at ``index``.
        nesting: how many expressions are open.
        renamed: variables that FEEL knows under another name here.
    """

    def __init__(self, text: str, nesting: int = 0) -> None:
        self.tokens = tokens_of(text)
        self.index = 0
        self.nesting = nesting
        self.renamed: dict[str, str] = {}

    @property
    def next(self) -> Token:
        """The token not yet taken."""
        return self.tokens[self.index]

    def ahead(self, count: int = 1) -> Token:
        """A token further on."""
        return self.tokens[min(self.index + count, len(self.tokens) - 1)]

    def at(self, text: str) -> bool:
        """Whether the next token is this symbol or word."""
        return self.next.text == text and self.next.kind not in {STRING, TEMPLATE}

    def take(self) -> Token:
        """Step past the next token."""
        token = self.next
        self.index = min(self.index + 1, len(self.tokens) - 1)
        return token

    def accept(self, *texts: str) -> bool:
        """Step past any of these symbols or words, where one is next."""
        found = any(self.at(text) for text in texts)
        if found:
            self.take()
        return found

    def expect(self, text: str) -> None:
        """Step past this symbol or word; else nothing of the text can be said in FEEL."""
        if not self.accept(text):
            raise Untranslatable

    def word(self) -> str:
        """Step past a name."""
        if self.next.kind != NAME:
            raise Untranslatable
        return self.take().text

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Read something that lies in something else."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise Untranslatable
        yield
        self.nesting -= 1

    @contextmanager
    def renaming(self, old: str, new: str) -> Iterator[None]:
        """Read something in which FEEL has another name for a variable."""
        before = self.renamed
        self.renamed = before | {old: new}
        yield
        self.renamed = before
