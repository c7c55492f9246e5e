"""Strings by patterns: matches, replace, split (DMN 1.5, table 75; XPath's regular expressions).

They run on RE2, whose time is linear in the text: no pattern can hang a process. RE2 has neither look-around
nor back-references, nor subtraction of character classes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from engine.feel.budget import Run
from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault, FeelUnavailable

try:
    import re2
except ImportError:  # no wheel for this platform (musl), and not built from source
    re2 = None

LIBRARY = Library()

_MEMORY = 8 * 1024 * 1024
_STEPS_A_MATCH = 10
_FLAGS = frozenset("smixq")
_CLASS_OR_BLANK = re.compile(r"(\[[^\]]*\])|\s+")
_BLOCK = re.compile(r"\\([pP])\{Is(\w+)\}")
_GROUP = re.compile(r"\\(.)|\$(\d)", re.DOTALL)


@lru_cache(maxsize=512)
def _compiled(pattern: str, flags: str) -> Any:
    if re2 is None:
        raise FeelUnavailable(
            "Fungsi matches, replace dan split memerlukan paket google-re2, yang tidak terpasang."
        )
    if not set(flags) <= _FLAGS:
        raise FeelFault(f"flags tidak dikenal: {flags}")
    if "q" in flags:
        pattern = re2.escape(pattern)
    else:
        if "x" in flags:
            pattern = _CLASS_OR_BLANK.sub(lambda match: match[1] or "", pattern)
        pattern = _BLOCK.sub(r"\\\1{\2}", pattern)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.case_sensitive = "i" not in flags
    options.dot_nl = "s" in flags
    try:
        return re2.compile(("(?m)" if "m" in flags else "") + pattern, options)
    except (re2.error, UnicodeError) as error:
        raise FeelFault(f"pola tidak dapat dibaca: {pattern}") from error


def _searchable(string: str) -> str:
    """RE2 reads UTF-8, which has no halves of characters."""
    return string.encode(errors="replace").decode()


@LIBRARY.add("matches", "input: string, pattern: string, flags: string?")
def matches(string: str, pattern: str, flags: str | None = None) -> bool:
    """Whether a pattern is found anywhere in a string."""
    return _compiled(pattern, flags or "").search(_searchable(string)) is not None


@LIBRARY.add("replace", "input: string, pattern: string, replacement: string, flags: string?", wants_run=True)
def replace(run: Run, string: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    """Every match replaced; ``$1`` in the replacement is the match's first group."""
    literal = "q" in (flags or "")
    pieces: list[str] = []
    end = 0
    string = _searchable(string)
    for match in _compiled(pattern, flags or "").finditer(string):
        run.charge(_STEPS_A_MATCH)
        put = replacement if literal else _expanded(replacement, match)
        run.charge_string(len(put) + match.start() - end)
        pieces += [string[end : match.start()], put]
        end = match.end()
    run.charge_string(sum(map(len, pieces)))
    return "".join([*pieces, string[end:]])


def _expanded(replacement: str, match: Any) -> str:
    groups = len(match.groups())

    def put(reference: re.Match[str]) -> str:
        if reference[2] is None:
            return reference[1]
        number = int(reference[2])
        return (match.group(number) or "") if number <= groups else ""

    return _GROUP.sub(put, replacement)


@LIBRARY.add("split", "string: string, delimiter: string")
def split(string: str, delimiter: str) -> list[str]:
    """The parts of a string between the matches of a pattern."""
    parts = []
    end = 0
    string = _searchable(string)
    for match in _compiled(delimiter, "").finditer(string):
        parts.append(string[end : match.start()])
        end = match.end()
    return [*parts, string[end:]]
