"""A text in JUEL, Groovy, Python or JavaScript to tokens: they hardly contradict each other."""

from __future__ import annotations

import re
from typing import NamedTuple

NAME, NUMBER, STRING, TEMPLATE, SYMBOL, END = "name", "number", "string", "template", "symbol", "end"

_TOKEN = re.compile(
    r"""
    (?:\s|/\*.*?\*/|(?:(?<=\n)|\A)[ \t]*(?:\#(?!\{)|//)[^\n]*)*
    (?:
      (?P<number>(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?[lLfFdDgGmMn]?(?!\w))
    | (?P<quoted>(?:(?<!\w)[fFrRbBuU]{1,2})?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`))
    | (?P<name>[^\W\d]\w*)
    | (?P<symbol>\$\{|\#\{|===|!==|==~|\?\.|\?:|\?\?|\*\*|//|->|=>|<=|>=|==|!=|<>|&&|\|\||\+=|-=|.)
    | (?P<end>\Z)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_SUFFIXES = "lLfFdDgGmMn"
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


class Token(NamedTuple):
    """A piece of the text.

    Attributes:
        text: as written; of a number without its suffix, of a string what it stands for. A template is a
            string in which ``${…}`` or ``{…}`` still stand for values.
    """

    kind: str
    text: str


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens, closed by one of kind END; whatever fits nothing is a symbol of its own."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, written = match.lastgroup or END, match[match.lastgroup or 0]
        if kind == "quoted":
            tokens.append(_quoted(written))
        elif kind == NUMBER:
            tokens.append(Token(NUMBER, written.rstrip(_SUFFIXES).replace("_", "")))
        else:
            tokens.append(Token(kind, written))
        if kind == END:
            break
    return tokens


def _quoted(written: str) -> Token:
    quote = written[-1]
    prefix, _, inner = written[:-1].partition(quote)
    if "r" not in prefix.lower():
        inner = _ESCAPE.sub(_unescaped, inner)
    if "f" in prefix.lower() and "{" in inner:
        return Token(TEMPLATE, re.sub(r"(?<!\$)\{", "${", inner))
    return Token(TEMPLATE if quote != "'" and "${" in inner else STRING, inner)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _ESCAPED.get(match[2], match[2])


def template_parts(text: str) -> list[str] | None:
    """Split ``a ${b} c`` into texts and expressions by turns, a text first; None where a brace stays open."""
    parts: list[str] = []
    rest = text
    while match := re.search(r"[$#]\{", rest):
        closing = _closing_brace(rest, match.end())
        if closing is None:
            return None
        parts += [rest[: match.start()], rest[match.end() : closing]]
        rest = rest[closing + 1 :]
    return [*parts, rest]


def _closing_brace(text: str, start: int) -> int | None:
    """Where the brace ends that was opened before ``start``; those in quotes don't count."""
    depth = 1
    quote = ""
    for place in range(start, len(text)):
        character = text[place]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        else:
            depth += {"{": 1, "}": -1}.get(character, 0)
            if depth == 0:
                return place
    return None
