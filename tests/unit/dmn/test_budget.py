"""Hostile texts in a model: stopped there as anywhere."""

from __future__ import annotations

import time

import pytest

from engine.feel import FeelBudgetError
from tests.unit.dmn.builders import column, decision, literal, model, output, rule, table
from tests.unit.feel.attacks import SECONDS_TO_CHECK, TO_CHECK, TOO_MUCH

SOME = (
    "an endless loop",
    "a doubling list",
    "wide contexts merged",
    "a match put in often",
    "shared parts compared",
)


@pytest.mark.parametrize("attack", SOME)
def test_what_would_take_or_make_too_much_is_stopped_in_a_decision(attack: str) -> None:
    with pytest.raises(FeelBudgetError):
        model(decision("d", literal(TOO_MUCH[attack]))).evaluate("d", {})


@pytest.mark.parametrize("attack", SOME)
def test_what_would_take_or_make_too_much_is_stopped_in_a_table(attack: str) -> None:
    with pytest.raises(FeelBudgetError):
        model(decision("d", table("UNIQUE", column("1"), output(), rule("-", TOO_MUCH[attack])))).evaluate(
            "d", {}
        )


def test_the_decisions_of_a_model_share_one_budget() -> None:
    busy = "count(for i in 1..60000 return i)"
    names = [f"d{n}" for n in range(12)]
    parts = [decision(name, literal(busy)) for name in names]
    with pytest.raises(FeelBudgetError):
        model(*parts, decision("all", literal(" + ".join(names)), decisions=names)).evaluate("all", {})


def test_the_cells_of_a_file_are_checked_in_one_budget() -> None:
    cells = TO_CHECK["cells with groups again"].texts
    hostile = model(
        decision("d", table("UNIQUE", column("1"), output(), *(rule("-", cell) for cell in cells)))
    )
    began = time.thread_time()
    hostile.faults()
    assert time.thread_time() - began < SECONDS_TO_CHECK
