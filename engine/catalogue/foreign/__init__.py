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
    ),
    (r"\[[^\]]*\bfor\b", "Dalam FEEL: for x in daftar return …, atau penyaring daftar[syarat]."),
    (
        r"\w\??\.\w+\(",
        "FEEL memakai fungsi, bukan metode: misalnya count(daftar) atau contains(teks, bagian).",
    ),
    (r"\?.*:|\bif\b.*\belse\b", "Dalam FEEL: if syarat then nilai else nilai lain."),
    (r"&&|\|\||!(?!=)", "Dalam FEEL: and, or, dan not(…)."),
    (r"==", "Dalam FEEL sama dengan ditulis “=”, tidak sama “!=”."),
    (r"\blike\b", "Dalam FEEL: starts with(teks, awal), contains(teks, bagian), atau matches(teks, pola)."),
    (r"\w\s*%\s*\w", "Dalam FEEL: modulo(a, b)."),
    (r"'", "Teks dalam FEEL diapit tanda petik ganda."),
    (r"[$#]\{", "FEEL ditulis tanpa ${…}; atribut diawali “=”."),
)
"""What makes a text foreign, and how FEEL says it; the most telling first."""

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


def how_feel_says_it(text: str) -> str:
    """Return one sentence on how FEEL writes what makes a text foreign."""
    found = (sentence for pattern, sentence in _HOW if re.search(pattern, text[:_ADVISED_ON]))
    return next(found, "Tulis ulang sebagai FEEL.")
