"""Where the parser stands in its tokens, and how it says that something else was expected there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.feel.budget import MAX_NAME, MAX_NESTING, Run
from engine.feel.errors import FeelBudgetError, FeelNameError, FeelSyntaxError, line_and_column
from engine.feel.lexer import END, STRING, UNCLOSED, Token, string_value, tokens_of
from engine.feel.parsing.names import NamesInScope
from engine.feel.syntax import Node

_NO_NAME = frozenset({END, STRING, UNCLOSED})
_MOST_COMPARED = 5
"""Unknown names of a text that are compared with those in scope."""
_NO_PART_OF_A_NAME = frozenset({"(", ")", "[", "]", "{", "}", ",", ":"})


class Place(NamedTuple):
    """Where a cursor stands, and how many forms, scopes and unknown names it is in there."""

    token: int
    nesting: int
    scopes: int
    unknown: int


class Cursor:
    """Steps through the tokens of one text.

    Attributes:
        names: what is in scope here.
        texts: the tokens' own.
        next: the token not yet taken, at ``index``.
        unknown_names: errors of names that aren't in scope, where that is passed over.
    """

    def __init__(self, text: str, names: NamesInScope, run: Run | None) -> None:
        self.text = text
        self.names = names
        self.tokens = tokens_of(text)
        self.texts = [token.text for token in self.tokens]
        self.index = 0
        self.next = self.tokens[0]
        self.unknown_names: list[FeelNameError] = []
        self._nesting = 0
        self._run = run

    def place(self) -> Place:
        """Where it stands, to return to."""
        return Place(self.index, self._nesting, self.names.depth, len(self.unknown_names))

    def return_to(self, place: Place) -> None:
        """Stand where it stood, as if nothing had been read since."""
        self.index, self._nesting = place.token, place.nesting
        self.next = self.tokens[self.index]
        self.names.close_down_to(place.scopes)
        del self.unknown_names[place.unknown :]

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
        elif token.kind == UNCLOSED and token.text.startswith('"'):
            found = "teks ini tidak ditutup dengan tanda kutip"
        elif token.kind == UNCLOSED:
            found = "catatan ini tidak ditutup dengan */"
        else:
            found = f"“{token.text[:40]}” tidak dapat berada di sini"
        return self.error(f"{found}; diharapkan {' atau '.join(expected)}.", token.start, *expected)

    def error(self, message: str, at: int, *expected: str) -> FeelSyntaxError:
        """Return the error that the text is wrong at an offset."""
        return FeelSyntaxError(message, *line_and_column(self.text, at), expected)

    def unknown(self, name: str, at: int) -> None:
        """Refuse a name that is not in scope, or remember that it was passed over.

        Raises:
            FeelNameError: it isn't passed over.
        """
        place = line_and_column(self.text, at)
        if not self.names.known.lenient:
            raise FeelNameError(name, *place, self.names.resembling(name))
        self.unknown_names.append(FeelNameError(name, *place, self._resembling(name)))

    def _resembling(self, name: str) -> Sequence[str]:
        """Names like one that is passed over, as long as there is time to look for them."""
        if self._run is None or len(self.unknown_names) >= _MOST_COMPARED:
            return ()
        try:
            self._run.check_time()
        except FeelBudgetError:
            return ()
        return self.names.resembling(name)

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
        """Read a name that is being introduced: everything before one of these tokens."""
        first = self.index
        while self.next.text not in until:
            if self.next.kind in _NO_NAME or self.next.text in _NO_PART_OF_A_NAME:
                raise self.unexpected(*until)
            self.step()
        words = self.tokens[first : self.index]
        if not words:
            raise self.unexpected("nama")
        if len(words) > MAX_NAME:
            raise self.error(f"nama terlalu panjang: lebih dari {MAX_NAME} kata.", words[0].start)
        gaps = [
            "" if before.start + len(before.text) == word.start else " " for before, word in pairwise(words)
        ]
        return "".join([words[0].text, *(gap + word.text for gap, word in zip(gaps, words[1:], strict=True))])

    def key(self) -> str:
        """Read the key of a context's entry: a name, or a string."""
        return string_value(self.take().text) if self.next.kind == STRING else self.new_name(":")

    def expression(self) -> Node:
        """Read one expression; the last layer says how."""
        raise NotImplementedError
