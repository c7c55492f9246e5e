"""Text to tokens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from engine.feel.budget import MAX_SOURCE
from engine.feel.errors import FeelBudgetError

NAME, NUMBER, STRING, SYMBOL, END = "name", "number", "string", "symbol", "end"

_TOKEN = re.compile(
    r"""
    (?P<blank>(?:[\s\u0085\u180e\u200b\ufeff]|//[^\n\r]*|/\*.*?\*/)+)
  | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<name>[^\W\d][\w\u00b7\u0300-\u036f\u203f-\u2040]*|\?|[\U00010000-\U000EFFFF]+)
  | (?P<symbol>\.\.|\*\*|<=|>=|!=|->|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\", "/": "/"}
_LAST_CODE_POINT = 0x10FFFF


class Token(NamedTuple):
    """A piece of the text; a string's text has its quotes, so it never equals a symbol or keyword."""

    kind: str
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens, closed by one of kind END.

    Raises:
        FeelBudgetError: the text is too long.
    """
    if len(text) > MAX_SOURCE:
        raise FeelBudgetError(f"Ungkapan terlalu panjang: lebih dari {MAX_SOURCE} karakter.")
    tokens = [
        Token(match.lastgroup or SYMBOL, match[0], match.start(), match.end())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "blank"
    ]
    tokens.append(Token(END, "", len(text), len(text)))
    return tokens


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The texts of a name's tokens: two names are one where these are the same."""
    return tuple(token.text for token in tokens_of(name)[:-1])


def string_value(token_text: str) -> str:
    """What a string token stands for: without its quotes, its escapes resolved."""
    inner = token_text[1:-1]
    if "\\" not in inner:
        return inner
    text = _ESCAPE.sub(_unescaped, inner)
    # Two escapes of four digits may be the halves of one character beyond the first plane.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(min(int(code, 16), _LAST_CODE_POINT))
    return _ESCAPED.get(match[3], match[0])
