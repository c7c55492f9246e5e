"""Expressions of other languages (JUEL, Groovy, Python, JavaScript): known by their look, put into FEEL.

What is put into FEEL is a guess at what was meant; whoever shows it must see first that it compiles.
tokens → parser, which builds FEEL's own syntax tree (``trees``, ``calls``), printed as FEEL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import DecimalException
from functools import lru_cache
from typing import NamedTuple, TypeVar

from engine.catalogue.foreign.parser import parse, parse_script, parse_template
from engine.catalogue.foreign.trees import Untranslatable, truth
from engine.feel import syntax
from engine.feel.printing import printed

MAX_TEXT = 1_000
"""Characters of what is put into FEEL: nobody would read a longer guess."""
_MAX_HEIGHT = 60
"""Levels of a tree that is printed."""
_LOOKED_AT = 20_000
"""Characters that are searched for marks, and ``_ADVISED_ON`` for what to say of them."""
_ADVISED_ON = 500

_STRING = re.compile(r'"[^"]*"' + r"|'[^']*'")
_TEMPLATE = re.compile(r"[$#]\{")
_MARKS = re.compile(
    r"[$#]\{|==|&&|\|\||!(?!=)|\b(is not|is|not) (None|null)\b|\b(True|False|None)\b"
    r"|\blen\(|__|\blambda\b|\bimport\b|\.\w+\(|[;%?'`]|[-=]>"
)
_HOW = (
    (
        r"\b(import|def|class|lambda|while|function)\b|;|__",
        "FEEL hanya menghitung satu nilai: tanpa perintah, impor, dan titik koma.",
        "FEEL only computes one value: without statements, imports and semicolons.",
    ),
    (
        r"\[[^\]]*\bfor\b",
        "Dalam FEEL: for x in daftar return …, atau penyaring daftar[syarat].",
        "In FEEL: for x in list return …, or a filter list[condition].",
    ),
    (
        r"\w\??\.\w+\(",
        "FEEL memakai fungsi, bukan metode: misalnya count(daftar) atau contains(teks, bagian).",
        "FEEL has functions, no methods: for example count(list) or contains(text, part).",
    ),
    (
        r"\?.*:|\bif\b.*\belse\b",
        "Dalam FEEL: if syarat then nilai else nilai lain.",
        "In FEEL: if condition then value else other value.",
    ),
    (r"&&|\|\||!(?!=)", "Dalam FEEL: and, or, dan not(…).", "In FEEL: and, or, and not(…)."),
    (
        r"==",
        "Dalam FEEL sama dengan ditulis “=”, tidak sama “!=”.",
        "FEEL writes equal as “=”, unequal as “!=”.",
    ),
    (
        r"\blike\b",
        "Dalam FEEL: starts with(teks, awal), contains(teks, bagian), atau matches(teks, pola).",
        "In FEEL: starts with(text, start), contains(text, part), or matches(text, pattern).",
    ),
    (r"\w\s*%\s*\w", "Dalam FEEL: modulo(a, b).", "In FEEL: modulo(a, b)."),
    (r"'", "Teks dalam FEEL diapit tanda petik ganda.", "FEEL puts texts into double quotes."),
    (
        r"[$#]\{",
        "FEEL ditulis tanpa ${…}; atribut diawali “=”.",
        "FEEL is written without ${…}; an attribute begins with “=”.",
    ),
)
"""What makes a text foreign, and how FEEL says it, in Indonesian and in English; the most telling first."""

T = TypeVar("T")


class Script(NamedTuple):
    """What a script probably means: FEEL, and the variable that it sets, None where it names none."""

    variable: str | None
    text: str


def looks_foreign(text: str) -> bool:
    """Whether a text bears marks of another language outside of its strings."""
    return has_template(text) or bool(_MARKS.search(_STRING.sub(_emptied, text[:_LOOKED_AT])))


def _emptied(string: re.Match[str]) -> str:
    """A string without what is in it; FEEL has none in single quotes, so their mark stays."""
    return string[0][0]


def has_template(text: str) -> bool:
    """Whether ``${…}`` or ``#{…}`` stands in a text."""
    return bool(_TEMPLATE.search(text))


@lru_cache(maxsize=1024)
def in_feel(text: str, *, condition: bool = False) -> Sequence[str]:
    """Return what was probably meant, in FEEL, the likeliest first; guesses that needn't compile.

    Args:
        condition: whether it must give true or false, where a number would do elsewhere.
    """
    found = (_attempt(read, text) for read in (parse, parse_template))
    trees = [tree for tree in found if tree is not None and syntax.height(tree) <= _MAX_HEIGHT]
    return list(dict.fromkeys(printed(truth(tree) if condition else tree) for tree in trees))


def script_in_feel(text: str) -> Script | None:
    """Return what a script of one assignment or expression probably means; None for any other."""
    script = _attempt(parse_script, text)
    if script is None or syntax.height(script.value) > _MAX_HEIGHT:
        return None
    return Script(script.variable, printed(script.value))


def _attempt(read: Callable[[str], T], text: str) -> T | None:
    if len(text) > MAX_TEXT:
        return None
    try:
        return read(text)
    except (Untranslatable, DecimalException):
        return None


def how_feel_says_it(text: str) -> tuple[str, str]:
    """Return how FEEL writes what makes a text foreign: one sentence, in Indonesian and in English."""
    for pattern, sentence, english in _HOW:
        if re.search(pattern, text[:_ADVISED_ON]):
            return sentence, english
    return "Tulis ulang sebagai FEEL.", "Write it anew in FEEL."
