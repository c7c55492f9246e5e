"""Linter and engine agree: what a construct's diagram shows is either run, or refused by name by both."""

from __future__ import annotations

import pytest

from engine.catalogue import Bundle, lint
from engine.catalogue.loose import LooseFiles, lint_loose
from engine.errors import Unrunnable
from engine.spiff import Program
from tests.constructs.case import HERE, MAIN, files, refused
from tests.unit.catalogue.builder import People, chain, element, end, file, process, start

NEVER_GOES_ON = "parallel_gateway_never_joined"


@pytest.mark.parametrize("construct", sorted(path.stem for path in HERE.glob("*.bpmn")))
def test_the_linter_refuses_what_the_engine_refuses_and_nothing_else(construct: str) -> None:
    engine = refused(construct)
    errors = [p for p in lint_loose(LooseFiles(files(construct))) if p.severity == "error"]

    assert bool(errors) == bool(engine), [str(problem) for problem in errors]
    assert "PRF-100" not in {problem.id for problem in errors}


def test_a_certain_standstill_may_be_tried_and_not_be_published() -> None:
    assert refused(NEVER_GOES_ON) == []
    tried = lint_loose(LooseFiles(files(NEVER_GOES_ON)))
    published = lint(Bundle(MAIN, files(NEVER_GOES_ON)), People())

    assert [p.severity for p in tried if p.id == "PRF-225"] == ["warning"]
    assert [p.severity for p in published if p.id == "PRF-225"] == ["error"]


def test_neither_looks_into_a_process_that_only_shows_somebody_elses_work() -> None:
    ours = process(start("m"), end("s"), *chain("m", "s"), key="kita")
    theirs = process(start("m2"), element("choreographyTask", "V"), key="mereka", executable="false")
    content = {"a.bpmn": file(ours, theirs)}

    assert [p.id for p in lint_loose(LooseFiles(content)) if p.severity == "error"] == []
    assert [*Program.parse(content, "kita").processes] == ["kita"]
    with pytest.raises(Unrunnable):
        Program.parse(content, "mereka")
