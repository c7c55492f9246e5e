"""The reference of all rules, from their docstrings: ``python -m engine.catalogue.reference > docs/lint.md``.

A rule's docstring says its id and what it finds, why, its severity, and an example: what an indented block
after ``Example:`` holds stands in a process, or in a file where it has a process of its own;
``Example (path):`` is another file of the bundle, ``Example, N times:`` that often, with ``{n}`` counted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import dedent
from types import ModuleType

from engine.catalogue import bounds, unrunnable
from engine.catalogue.rules import GIVEN_UP, MODULES

CHAPTERS = {
    "PRF-0": "Files and levels",
    "PRF-1": "What of BPMN is run",
    "PRF-2": "Flow",
    "PRF-3": "People, references and settings",
    "PRF-4": "Expressions",
    "PRF-5": "Forms",
    "PRF-6": "Decisions",
    "PRF-7": "Pools, messages, and what is thrown and caught",
}
INTRODUCTION = """# What the linter finds

Written by `python -m engine.catalogue.reference` from the rules in `engine/catalogue/rules`; a test runs
every example. `python -m engine lint FILE… [--format json] [--language en]` asks all of them.

An error refuses a publish: it would not run as drawn, or isn't known to. A warning doesn't: it runs, but is
probably not meant. Of files outside of a definition's folder, what a form, a group or a scenario could still
mend is only a warning, and so is what nobody should publish and a trial may show. An id is never used for
anything else; given up: {given_up}.
"""
_EXAMPLE = re.compile(r"^Example(?:, (\d+) times)?(?: \((.+)\))?:\n((?:(?:    .*)?\n)+)", re.MULTILINE)
_SEVERITY = re.compile(r"^Severity: (.+?)\.$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A part of a bundle.

    Attributes:
        path: of the file; None for what stands in the diagram.
        times: how often it does, each time with its number for ``{n}``.
    """

    path: str | None
    text: str
    times: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What a docstring says of a rule."""

    id: str
    what: str
    why: str
    severity: str
    examples: Sequence[Example]


def rules() -> list[Rule]:
    """Return every rule, by id."""
    return sorted(map(_rule, (*MODULES, bounds, unrunnable)), key=lambda rule: rule.id)


def _rule(module: ModuleType) -> Rule:
    text = module.__doc__ or ""
    head, _, rest = text.partition("\n\n")
    id, _, what = head.partition(": ")
    severity = _SEVERITY.search(text)
    return Rule(
        id,
        what,
        why=rest[: rest.index("Severity:")].strip() if "Severity:" in rest else "",
        severity=" ".join(severity[1].split()) if severity else "",
        examples=[
            Example(path or None, dedent(part), int(n or 1)) for n, path, part in _EXAMPLE.findall(text)
        ],
    )


def reference() -> str:
    """Return the reference as Markdown."""
    parts = [INTRODUCTION.format(given_up=", ".join(f"PRF-{number}" for number in sorted(GIVEN_UP)))]
    chapter = ""
    for rule in rules():
        if CHAPTERS[rule.id[:5]] != chapter:
            chapter = CHAPTERS[rule.id[:5]]
            parts.append(f"## {chapter}\n")
        parts.append("\n".join(_lines(rule)))
    return "\n".join(parts)


def _lines(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield f"*{rule.severity[:1].upper()}{rule.severity[1:]}.* {_sentence(rule.what)}\n"
    if rule.why:
        yield f"{_marked(rule.why)}\n"
    for example in rule.examples:
        if example.path is not None or example.times > 1:
            yield f"`{example.path}`:\n" if example.path else f"{example.times} times:\n"
        yield f"```{'json' if (example.path or '').endswith(('.json', '.form')) else 'xml'}"
        yield f"{example.text.strip()}\n```\n"


def _sentence(text: str) -> str:
    text = _marked(text)
    return text[:1].upper() + text[1:]


def _marked(text: str) -> str:
    return text.replace("``", "`")


if __name__ == "__main__":
    sys.stdout.write(reference())
