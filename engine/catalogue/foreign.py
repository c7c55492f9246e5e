"""Expressions of other languages (JUEL, Groovy, Python): known by their look, put into FEEL for a hint."""

from __future__ import annotations

import re

_STRING = re.compile(r'"[^"]*"' + r"|'[^']*'")
_MARKS = re.compile(
    r"[$#]\{|==|&&|\|\||!(?!=)|\b(is not|is|not) (None|null)\b|\b(True|False|None)\b"
    r"|\blen\(|__|\blambda\b|\bimport\b"
    r"|\.(get|getVariable|contains|equals|isEmpty|size|length)\(|;"
)
_INTO_FEEL = (
    (r"^\s*[$#]\{(.*)\}\s*$", r"\1"),
    (r"\bexecution\.getVariable\(\s*\"(\w+)\"\s*\)", r"\1"),
    (r"\bis not (None|null)\b", "!= null"),
    (r"\bis (None|null)\b", "= null"),
    (r"==", "="),
    (r"\s*&&\s*", " and "),
    (r"\s*\|\|\s*", " or "),
    (r"!(?!=)\s*([\w.]+)", r"not(\1)"),
    (r"\bnot\s+([\w.]+)", r"not(\1)"),
    (r"\bTrue\b", "true"),
    (r"\bFalse\b", "false"),
    (r"\bNone\b", "null"),
    (r"\blen\(", "count("),
    (r"\b([\w.]+)\.size\(\)", r"count(\1)"),
    (r"\b([\w.]+)\.isEmpty\(\)", r"count(\1) = 0"),
    (r"\b([\w.]+)\.contains\(([^()]*)\)", r"list contains(\1, \2)"),
    (r"\b([\w.]+)\.equals\(([^()]*)\)", r"\1 = \2"),
    (r"(\"[^\"]*\")\s+in\s+([\w.]+)", r"list contains(\2, \1)"),
)


def looks_foreign(text: str) -> bool:
    """Whether a text bears marks of another language outside of its strings."""
    return bool(_MARKS.search(_STRING.sub('""', text))) or bool(re.search(r"[$#]\{", text))


def in_feel(text: str) -> str:
    """What was probably meant, in FEEL; a guess that the caller must compile before showing it."""
    guess = text.replace("'", '"')
    for pattern, replacement in _INTO_FEEL:
        guess = re.sub(pattern, replacement, guess)
    return guess.strip()
