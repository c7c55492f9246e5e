"""Strings by patterns: matches, replace, split (DMN 1.5, table 74; XPath's regular expressions)."""

from __future__ import annotations

import re

from engine.feel.budget import Run
from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault
from engine.feel.regex import Pattern, pattern

LIBRARY = Library()

Template = list[str | int]
"""A replacement's parts: texts, and the numbers of groups."""

_STEPS_A_REFERENCE = 2
_REFERENCE = re.compile(r"\\([\\$])|\$([0-9]+)|([\\$])")


@LIBRARY.add("matches", "input: string, pattern: string, flags: string?", wants_run=True, steps=20)
def matches(run: Run, string: str, text: str, flags: str | None = None) -> bool:
    """Whether a pattern is found anywhere in a string."""
    return pattern(text, flags or "", run, captures=False).engine(string).finds(string, run)


@LIBRARY.add(
    "replace", "input: string, pattern: string, replacement: string, flags: string?", wants_run=True, steps=30
)
def replace(run: Run, string: str, text: str, replacement: str, flags: str | None = None) -> str:
    """Every match replaced; ``$1`` in the replacement is the match's first group."""
    literal = "q" in (flags or "")
    found = _of_something(text, flags or "", run, captures="$" in replacement)
    template: Template = [replacement] if literal else _template(replacement, found.groups, run)
    made: list[str] = []
    for before, groups in found.engine(string).pieces(string, run):
        put = "" if groups is None else _filled(template, groups, run)
        run.charge_string(len(before) + len(put))
        made += (before, put)
    run.charge_string(sum(map(len, made)))
    return "".join(made)


def _filled(template: Template, groups: list[str], run: Run) -> str:
    """What is put in a match's place; charged before it is made: each part may be as long as the match."""
    run.charge(len(template))
    parts = [part if isinstance(part, str) else groups[part] for part in template]
    run.charge_string(sum(map(len, parts)))
    return "".join(parts)


def _template(replacement: str, groups: int, run: Run) -> Template:
    """Read a replacement.

    Raises:
        FeelFault: a ``$`` without a number, or a backslash that escapes nothing.
    """
    run.charge(_STEPS_A_REFERENCE * (replacement.count("$") + replacement.count("\\")))
    parts: Template = []
    end = 0
    for match in _REFERENCE.finditer(replacement):
        parts.append(replacement[end : match.start()])
        if match[3] is not None:
            raise FeelFault(f"{match[3]} dalam pengganti harus ditulis \\{match[3]}")
        parts += [match[1]] if match[1] is not None else _group(match[2], groups)
        end = match.end()
    return [part for part in (*parts, replacement[end:]) if part != ""]


def _group(digits: str, groups: int) -> list[str | int]:
    """A group's number: as many digits as there are groups for; the others stand for themselves."""
    length = min(len(digits), len(str(groups)))
    while length > 1 and int(digits[:length]) > groups:
        length -= 1
    number = int(digits[:length])
    return [number if number <= groups else "", digits[length:]]


@LIBRARY.add("split", "string: string, delimiter: string", wants_run=True, steps=30)
def split(run: Run, string: str, delimiter: str) -> list[str]:
    """The parts of a string between the matches of a pattern."""
    found = _of_something(delimiter, "", run, captures=False)
    return [before for before, _ in found.engine(string).pieces(string, run)]


def _of_something(text: str, flags: str, run: Run, *, captures: bool) -> Pattern:
    """A pattern that never matches nothing, as XPath asks of what replaces and splits."""
    found = pattern(text, flags, run, captures=captures)
    if found.matches_nothing:
        raise FeelFault("pola yang cocok dengan teks kosong tidak dapat mengganti atau memisahkan")
    return found


def check_pattern(text: str, run: Run) -> None:
    """Refuse a text that is no pattern.

    Raises:
        FeelFault: it is none.
    """
    pattern(text, "", run, captures=False)
