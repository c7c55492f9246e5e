"""How much of the DMN Technology Compatibility Kit the engine answers as the standard has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tck.kit import KIT, Result, results

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs" / "dmn-tck.md"
ENOUGH = 0.98

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not KIT.is_dir(), reason="needs the DMN TCK in ../shared/dmn-tck beside this checkout"
    ),
]


@pytest.fixture(scope="module")
def outcomes() -> list[Result]:
    return list(results())


def passed(of: Sequence[Result]) -> float:
    return sum(result.passed for result in of) / len(of)


def test_the_kit_is_whole(outcomes: list[Result]) -> None:
    assert len(outcomes) == 1572


def test_98_of_100_results_are_right(outcomes: list[Result]) -> None:
    assert passed(outcomes) >= ENOUGH


def test_98_of_100_results_that_aren_t_null_are_right(outcomes: list[Result]) -> None:
    assert passed([result for result in outcomes if result.expected is not None]) >= ENOUGH


def test_the_list_names_each_result_that_isn_t_right_and_no_other(outcomes: list[Result]) -> None:
    listed = dict(re.findall(r"^- `([^`]+)`: (.+)$", LIST.read_text(), re.MULTILINE))
    wrong = {result.name: result for result in outcomes if not result.passed}
    assert listed.keys() == wrong.keys(), [wrong[name] for name in wrong.keys() - listed.keys()]


def test_what_a_model_calls_faulty_has_no_value(outcomes: list[Result]) -> None:
    valued = [
        result for result in outcomes if result.passed and result.faulty and result.expected is not None
    ]
    folders = {result.name.partition(" ")[0] for result in valued}
    # `true or 1` is true all the same, and `is(value1: 1)` false.
    assert folders == {"0065-feel-disjunction", "0103-feel-is-function"}


def test_no_code_of_the_engine_knows_a_case() -> None:
    folders = [folder.name for folder in KIT.glob("compliance-level-*/*")]
    assert folders
    for path in (ROOT / "engine").rglob("*.py"):
        code = path.read_text()
        assert not [folder for folder in folders if folder in code], path
        assert "tck" not in code.lower(), path
