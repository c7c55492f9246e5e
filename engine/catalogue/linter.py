"""Would this bundle run right? Every rule looks at it, and what they say is put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.catalogue import unrunnable
from engine.catalogue.bundle import Bundle
from engine.catalogue.context import Context, Organisation
from engine.catalogue.document import Part, read_document
from engine.catalogue.rules import RULES, prf_009_too_large
from engine.errors import Fault, Problem, Unrunnable

NEEDS_THE_FOLDER = frozenset({"PRF-015"})
"""What only a definition's folder can break; loose files aren't asked."""

NEEDS_THE_REST = frozenset(
    ["PRF-302", "PRF-306", "PRF-307", "PRF-308", "PRF-309", "PRF-403", "PRF-404", "PRF-603"]
)
"""What forms, clauses, the organisation or a scenario could still mend; loose files are only warned."""

RUNS_ALL_THE_SAME = frozenset({"PRF-208", "PRF-214", "PRF-225", "PRF-316"})
"""What nobody should publish, and a trial may show; loose files are only warned."""


def lint(bundle: Bundle, organisation: Organisation, *, loose: bool = False) -> list[Problem]:
    """Return what is wrong with a bundle: errors first, then by file, line, element and id.

    A bundle without an error may be published; whatever isn't known to run right is an error.

    Args:
        loose: the files lie in no definition's folder; what can't be known of them is no error.
    """
    context = open_bundle(bundle, organisation, loose=loose)
    if loose:
        bundle = replace(bundle, key=next(iter(context.processes), ""))
        context = replace(context, bundle=bundle)
    problems = set(prf_009_too_large.check(context))
    if not problems:
        problems = {problem for rule in RULES for problem in rule(context)}
    if loose:
        problems = {_doubted(problem) for problem in problems if problem.id not in NEEDS_THE_FOLDER}
    if bundle.bpmn and all(problem.severity == "warning" for problem in problems):
        problems |= set(unrunnable.check(bundle))
    return sorted(problems, key=_place)


def _doubted(problem: Problem) -> Problem:
    doubtful = problem.id in NEEDS_THE_REST | RUNS_ALL_THE_SAME
    return replace(problem, severity="warning") if doubtful else problem


def open_bundle(bundle: Bundle, organisation: Organisation, *, loose: bool = False) -> Context:
    """Read a bundle's diagrams for the rules; one that can't be read is kept as what is wrong with it."""
    documents: list[Part] = []
    unreadable: dict[str, Sequence[Fault]] = {}
    for path, content in bundle.bpmn.items():
        try:
            documents.append(read_document(path, content))
        except Unrunnable as error:
            unreadable[path] = error.faults
    return Context(bundle, organisation, documents, unreadable, loose)


def _place(problem: Problem) -> tuple[bool, str, int, str, str, str]:
    return (
        problem.severity != "error",
        problem.file,
        problem.line or 0,
        problem.element or "",
        problem.id,
        problem.message,
    )
