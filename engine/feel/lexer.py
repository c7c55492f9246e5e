"""Text to tokens (DMN 1.5, grammar rules 25 to 37 and 61 to 64)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from engine.feel.budget import MAX_SOURCE
from engine.feel.errors import FeelBudgetError

NAME, NUMBER, STRING, SYMBOL, UNCLOSED, END = "name", "number", "string", "symbol", "unclosed", "end"

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff"
    "\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U000effff"
)
_TOKEN = re.compile(
    rf"""
    (?:[\s\u0085\u180e\u200b\ufeff]|//[^\n\r]*|/\*.*?\*/)*
    (?:
      ([{_START}][{_START}0-9\u00b7\u0300-\u036f\u203f-\u2040]*|\?)
    | ((?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | ("(?:[^"\\]|\\.)*")
    | ((?:"|/\*).*)
    | (\.\.|\*\*|<=|>=|!=|->|.)
    | (\Z)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = ("", NAME, NUMBER, STRING, UNCLOSED, SYMBOL, END)
"""What each group of the pattern is."""
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}
PLAIN_KEY = re.compile(r"[^\W\d]\w*(?: \w+)*")
"""Keys of contexts that are written without quotes."""
_LAST_CODE_POINT = 0x10FFFF


class Token(NamedTuple):
    """A piece of the text; a string's text has its quotes, so it never equals a symbol or keyword."""

    kind: str
    text: str
    start: int


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens, closed by one of kind END.

    What isn't closed, a string or a comment, is one token to the end: looking for an end again and again
    would take a time that grows with the square of the text.

    Raises:
        FeelBudgetError: the text is too long.
    """
    if len(text) > MAX_SOURCE:
        raise FeelBudgetError(f"Ungkapan terlalu panjang: lebih dari {MAX_SOURCE} karakter.")
    tokens = [
        Token(_KINDS[group], match[group], match.start(group))
        for match in _TOKEN.finditer(text)
        for group in (match.lastindex or 0,)
    ]
    if len(tokens) > 1 and tokens[-2].kind == END:
        tokens.pop()  # blanks before the end are a match, and so is the end itself
    return tokens


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The texts of a name's tokens: two names are one where these are the same."""
    texts = (match[match.lastindex or 0] for match in _TOKEN.finditer(name))
    return tuple(text for text in texts if text)


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


def string_token(text: str) -> str:
    """Write a string as a token: the other way round of ``string_value``."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'
