"""Where the parser stands in its tokens, and how it says that something else was expected there."""

from __future__ import annotations

from engine.feel.budget import MAX_NESTING
from engine.feel.errors import FeelBudgetError, FeelNameError, FeelSyntaxError, line_and_column
from engine.feel.lexer import END, STRING, Token, string_value, tokens_of
from engine.feel.parsing.names import NamesInScope
from engine.feel.syntax import Node


class Cursor:
    """Steps through the tokens of one text.

    Attributes:
        names: what is in scope here.
        next: the token not yet taken, at ``index``.
    """

    def __init__(self, text: str, names: NamesInScope) -> None:
        self.text = text
        self.names = names
        self.tokens = tokens_of(text)
        self.index = 0
        self.next = self.tokens[0]
        self._nesting = 0

    def step(self, count: int = 1) -> None:
        """Step past so many tokens."""
        self.index += count
        self.next = self.tokens[self.index]

    def take(self) -> Token:
        """Return the next token and step past it; the end is never passed."""
        token = self.next
        if token.kind != END:
            self.step()
        return token

    def ahead(self, distance: int) -> Token:
        """The token so far behind the next."""
        return self.tokens[min(self.index + distance, len(self.tokens) - 1)]

    def accept(self, text: str) -> bool:
        """Step past this symbol or keyword where it comes next."""
        if self.next.text == text:
            self.step()
            return True
        return False

    def expect(self, *texts: str) -> Token:
        """Step past one of these symbols or keywords.

        Raises:
            FeelSyntaxError: something else comes next.
        """
        if self.next.text not in texts:
            raise self.unexpected(*texts)
        return self.take()

    def unexpected(self, *expected: str) -> FeelSyntaxError:
        """Return the error that the next token is none of these."""
        token = self.next
        if token.kind == END:
            found = "ungkapan berakhir di sini"
        elif token.text == '"':
            found = "teks ini tidak ditutup dengan tanda kutip"
        else:
            found = f"“{token.text[:40]}” tidak dapat berada di sini"
        return self.error(f"{found}; diharapkan {' atau '.join(expected)}.", token.start, *expected)

    def error(self, message: str, at: int, *expected: str) -> FeelSyntaxError:
        """Return the error that the text is wrong at an offset."""
        return FeelSyntaxError(message, *line_and_column(self.text, at), expected)

    def unknown(self, name: str, at: int) -> FeelNameError:
        """Return the error that a name is not in scope."""
        return FeelNameError(name, *line_and_column(self.text, at), self.names.resembling(name))

    def enter(self) -> None:
        """Begin a form inside another; ``leave`` ends it.

        Raises:
            FeelBudgetError: there are too many around it.
        """
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise FeelBudgetError(f"Ungkapan bersarang terlalu dalam: lebih dari {MAX_NESTING} tingkat.")

    def leave(self) -> None:
        """End what ``enter`` began."""
        self._nesting -= 1

    def new_name(self, *until: str) -> str:
        """Read a name that is being introduced: everything before one of these tokens, or a string."""
        if self.next.kind == STRING:
            return string_value(self.take().text)
        first = self.index
        while self.next.text not in until:
            if self.next.kind in {END, STRING} or self.next.text in {"(", ")", "[", "]", "{", "}", ",", ":"}:
                raise self.unexpected(*until)
            self.step()
        if self.index == first:
            raise self.unexpected("nama")
        written = self.text[self.tokens[first].start : self.tokens[self.index - 1].end]
        return " ".join(written.split())

    def expression(self) -> Node:
        """Read one expression; the last layer says how."""
        raise NotImplementedError
