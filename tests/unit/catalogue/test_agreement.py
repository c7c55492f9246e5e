"""Linter and engine agree: what a construct's diagram shows is either run, or refused by name by both."""

from __future__ import annotations

import pytest

from engine.catalogue.loose import LooseFiles, lint_loose
from tests.constructs.case import HERE, files, refused

NEVER_GOES_ON = {"parallel_gateway_never_joined"}
"""The engine runs them as the standard says, to a standstill; the linter refuses a certain one."""


@pytest.mark.parametrize("construct", sorted({path.stem for path in HERE.glob("*.bpmn")} - NEVER_GOES_ON))
def test_the_linter_refuses_what_the_engine_refuses_and_nothing_else(construct: str) -> None:
    engine = refused(construct)
    errors = [p for p in lint_loose(LooseFiles(files(construct))) if p.severity == "error"]

    assert bool(errors) == bool(engine), [str(problem) for problem in errors]
    assert "PRF-100" not in {problem.id for problem in errors}


@pytest.mark.parametrize("construct", sorted(NEVER_GOES_ON))
def test_a_certain_standstill_is_refused_although_it_could_be_run(construct: str) -> None:
    errors = [p.id for p in lint_loose(LooseFiles(files(construct))) if p.severity == "error"]

    assert (refused(construct), errors) == ([], ["PRF-225"])
