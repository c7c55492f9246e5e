"""The guide to FEEL tells the truth: every example in it is evaluated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from engine.clock import WIB
from engine.directory import read_organisation
from engine.expressions import FUNCTIONS, Expressions, Moment, Vocabulary
from engine.feel import budget, unary_test
from engine.model import Json

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "panduan" / "feel.md").read_text(encoding="utf-8")
ORGANISATION = read_organisation(ROOT / "processes" / "organisation.json")
MOMENT = datetime(2026, 8, 12, 10, 0, tzinfo=WIB)
ROWS: list[Json] = [{"nomor": "KS-2026-1"}]


class Registers:
    """One row in the register that the examples ask for."""

    def rows(self, today: date) -> Mapping[str, list[Json]]:
        return {"ksb": ROWS}

    def has(self, name: str, key: str, value: str) -> bool:
        return any(isinstance(row, dict) and row.get(key) == value for row in ROWS)


def fenced(language: str) -> Iterator[str]:
    for block in re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


def examples() -> list[tuple[str, str]]:
    """Every expression with its result, of the blocks and of the table at the end."""
    written = [line.rpartition(" → ") for line in fenced("feel")]
    table = GUIDE.split("## Dari JUEL dan Python ke FEEL")[1]
    rows = re.findall(r"\| `([^`]+)` \| `([^`]+)` \|$", table, re.MULTILINE)
    return [(text, result) for text, _, result in written] + rows


VARIABLES: dict[str, Json] = json.loads("\n".join(fenced("json")))


def evaluated(text: str) -> Json:
    moment = Moment(MOMENT, units=ORGANISATION.unit_names, registers=Registers())
    return Expressions(Vocabulary(VARIABLES), moment).value(text, VARIABLES)


@pytest.mark.parametrize(("text", "result"), examples())
def test_an_expression_gives_what_the_guide_says(text: str, result: str) -> None:
    assert json.dumps(evaluated(text), sort_keys=True) == json.dumps(json.loads(result), sort_keys=True)


@pytest.mark.parametrize("line", list(fenced("sel")))
def test_a_cell_answers_what_the_guide_says(line: str) -> None:
    test, _, result = line.rpartition(" → ")
    value, _, cell = test.partition(": ")
    assert unary_test(cell, json.loads(value), VARIABLES).value is json.loads(result)


def test_the_guide_has_examples_of_everything() -> None:
    assert len(examples()) > 45
    assert len(list(fenced("sel"))) > 3


def test_the_variables_and_conditions_are_the_sop_s() -> None:
    shipped = "".join(
        path.read_text() for folder in ("processes", "forms") for path in (ROOT / folder).rglob("*.*")
    )
    assert [name for name in VARIABLES if name not in shipped] == []


def test_every_function_of_the_engine_is_documented_and_shown() -> None:
    section = GUIDE.split("\n## Fungsi Paraf\n")[1].split("\n## ")[0]
    table, _, shown = section.partition("```feel")
    assert [name for name in FUNCTIONS if f"`{name}(" not in table or f"{name}(" not in shown] == []


def test_the_limits_are_the_language_s() -> None:
    section = GUIDE.split("\n## Batas, dan peramban\n")[1]
    counts = (budget.MAX_SOURCE, budget.MAX_STEPS, budget.MAX_LIST, budget.MAX_STRING)
    for count in counts:
        assert f"{count:,}".replace(",", ".") in section
    assert f"{budget.MAX_SECONDS} detik".replace(".", ",") in section
