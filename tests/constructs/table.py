"""Writes docs/bpmn.md, the table of constructs, from the tests: ``python -m tests.constructs.table``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.constructs.case import HERE, refused

TABLE = Path(__file__).parents[2] / "docs" / "bpmn.md"
CHAPTERS = (
    *("tasks", "flows", "gateways", "event_based_gateways", "activities", "ad_hoc_subprocesses", "loops"),
    *(
        "event_subprocesses",
        "event_subprocess_scopes",
        "compensation",
        "start_events",
        "intermediate_events",
        "boundary_events",
    ),
    *("end_events", "errors", "data", "refused"),
)
"""The modules of tests, in the order in which one reads about them."""

HEAD = """\
# What of BPMN 2.0 runs

Each row is a test of its name in `tests/constructs`: it runs the diagram beside it, live and restored before
every command, and compares each step with what the standard demands. The numbers are the sections of BPMN 2.0.2.
A construct runs **right**, or a diagram that has it is **refused**, with the element and a sentence for its author.

This file is made by `python -m tests.constructs.table`.
"""


def table() -> str:
    """Return the whole document."""
    return "\n".join([HEAD, *(line for chapter in CHAPTERS for line in _chapter(chapter))])


def constructs(chapter: str) -> Iterator[tuple[str, str]]:
    """Yield the constructs of a chapter, each with the sentence that its test is about."""
    for node in _module(chapter).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name.removeprefix("test_"), ast.get_docstring(node) or ""


def _chapter(chapter: str) -> Iterator[str]:
    yield f"## {ast.get_docstring(_module(chapter))}"
    yield ""
    yield "| Construct | What happens | Paraf |"
    yield "|---|---|---|"
    for construct, sentence in constructs(chapter):
        name = construct.replace("_", " ")
        yield f"| [{name}](../tests/constructs/{construct}.bpmn) | {sentence} | {_outcome(construct)} |"
    yield ""


def _outcome(construct: str) -> str:
    faults = refused(construct)
    if not faults:
        return "right"
    element, sentence = faults[0]
    return f"refused: `{element}`: {sentence}"


def _module(chapter: str) -> ast.Module:
    return ast.parse((HERE / f"test_{chapter}.py").read_text(encoding="utf-8"))


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
