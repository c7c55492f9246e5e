"""The table of constructs in docs/."""

from __future__ import annotations

import re

import pytest

from tests.constructs.case import HERE
from tests.constructs.table import CHAPTERS, TABLE, constructs, table

TESTED = [construct for chapter in CHAPTERS for construct, _ in constructs(chapter)]


def test_the_table_is_what_the_tests_say() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(), "run python -m tests.constructs.table"


def test_each_module_is_a_chapter_of_the_table() -> None:
    modules = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")}
    assert modules - {"table"} == {*CHAPTERS}


def test_each_diagram_has_one_test_and_each_test_its_diagram() -> None:
    assert sorted(TESTED) == sorted(path.stem for path in HERE.glob("*.bpmn"))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_test_cites_a_section_of_the_standard(chapter: str) -> None:
    for construct, sentence in constructs(chapter):
        assert re.fullmatch(r".+ \((\d+(\.\d+)*|table 10\.93)\)\.", sentence), construct
