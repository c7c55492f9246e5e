"""Hostile expressions: each is stopped with an error of the language's own, or does no harm.

How soon, is measured by ``python -m bench feel``; here only that they end, and how.
"""

from __future__ import annotations

import time
import tracemalloc

import pytest

from engine import feel
from engine.feel import budget
from tests.unit.feel.attacks import (
    HARMLESS,
    NO_EXPRESSIONS,
    SECONDS_TO_CHECK,
    TO_CHECK,
    TOO_DEEP,
    TOO_LONG,
    TOO_MUCH,
    TOO_MUCH_DATA,
    TOO_SLOW,
)


@pytest.mark.parametrize("attack", TOO_DEEP)
def test_what_is_nested_too_deep_is_refused(attack: str) -> None:
    with pytest.raises(feel.FeelBudgetError, match="bersarang"):
        feel.compile(TOO_DEEP[attack], {"x"})


@pytest.mark.parametrize("attack", TOO_LONG)
def test_a_text_of_a_megabyte_is_refused(attack: str) -> None:
    with pytest.raises(feel.FeelBudgetError, match="terlalu panjang"):
        feel.compile(TOO_LONG[attack], ())


@pytest.mark.parametrize("attack", NO_EXPRESSIONS)
def test_a_text_made_to_be_read_slowly_is_refused(attack: str) -> None:
    with pytest.raises(feel.FeelCompileError):
        feel.compile(NO_EXPRESSIONS[attack], ())


@pytest.mark.parametrize("attack", TOO_MUCH)
def test_what_would_take_or_make_too_much_is_stopped(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAX_SECONDS", 3600)
    expression = feel.compile(TOO_MUCH[attack], ())
    with pytest.raises(feel.FeelBudgetError):
        expression.evaluate({})


@pytest.mark.parametrize("attack", TOO_SLOW)
def test_what_takes_too_long_is_stopped(attack: str) -> None:
    with pytest.raises(feel.FeelBudgetError):
        feel.evaluate(TOO_SLOW[attack], {})


@pytest.mark.parametrize("attack", TOO_MUCH_DATA)
def test_what_is_given_too_much_is_stopped(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAX_SECONDS", 3600)
    with pytest.raises(feel.FeelBudgetError):
        feel.evaluate(*TOO_MUCH_DATA[attack])


@pytest.mark.parametrize("attack", TO_CHECK)
def test_checking_a_file_s_texts_takes_no_more_than_an_evaluation_and_reading_them(attack: str) -> None:
    texts, names = TO_CHECK[attack]
    run, began = feel.Run(), time.thread_time()
    for text in texts:
        feel.check(text, names, run=run)
    assert time.thread_time() - began < SECONDS_TO_CHECK


def test_a_check_that_used_up_its_budget_still_tells_what_takes_no_evaluation() -> None:
    run = feel.Run()
    with pytest.raises(feel.FeelBudgetError):
        run.charge(budget.MAX_STEPS + 1)
    assert [fault.column for fault in feel.check('[1 + "a", date("2026-02-30"), x]', (), run=run)] == [4, 31]


def test_a_call_that_can_t_be_evaluated_for_its_cost_ends_no_check() -> None:
    costly = f'matches("{"a" * 100}", "(a|aa)+(a|aa)+(a|aa)+\\\\1b")'
    (fault,) = feel.check(f'[{costly}, 1 + "a"]', ())
    assert isinstance(fault, feel.FeelTypeError)


@pytest.mark.parametrize("attack", HARMLESS)
def test_what_only_looks_dangerous_is_answered(attack: str) -> None:
    feel.to_json(feel.compile(HARMLESS[attack], ()).evaluate({}).value)


@pytest.mark.parametrize("text", ['__import__("os")', "().__class__", "eval(1)", "x.__init__", "lambda: 1"])
def test_nothing_of_python_is_reached(text: str) -> None:
    try:
        assert feel.evaluate(text, {"x": {"a": 1}}).value is None
    except feel.FeelCompileError:
        return


def test_a_long_chain_of_operators_is_no_nesting() -> None:
    assert feel.compile("1" + " + 1" * 4_000, ()).evaluate({}).value == 4_001
    assert feel.compile("false" + " or false" * 1_500 + " or true", ()).evaluate({}).value is True


def test_results_that_share_parts_don_t_grow_when_written_as_json() -> None:
    doubled = "{f: function(l, n) if n = 0 then l else f([l, l], n - 1), r: f([1], 30)}.r"
    with pytest.raises(feel.FeelBudgetError):
        feel.to_json(feel.evaluate(doubled, {}).value)


def test_data_nested_too_deep_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(feel.FeelBudgetError):
        feel.evaluate("count(x)", {"x": endless})


def test_each_evaluation_has_its_own_budget() -> None:
    expression = feel.compile("count(for i in 1..60000 return i)", ())
    assert {int(expression.evaluate({}).value) for _ in range(12)} == {60_000}


def test_expressions_of_one_evaluation_share_its_budget() -> None:
    expression, run = feel.compile("count(for i in 1..60000 return i)", ()), feel.Run()
    with pytest.raises(feel.FeelBudgetError):
        for _ in range(12):
            expression.evaluate({}, run)


def test_reasons_of_one_evaluation_stay_with_the_expression_that_gave_them() -> None:
    run = feel.Run()
    first = feel.evaluate("null + 1", {})
    assert len(feel.compile("null + 1", ()).evaluate({}, run).reasons) == len(first.reasons)
    assert feel.compile("1 + 1", ()).evaluate({}, run).reasons == ()


def test_what_an_expression_does_not_use_costs_nothing() -> None:
    expression = feel.compile("count(x)", {"x"})
    row = [{"a": n} for n in range(20_000)]
    assert expression.evaluate({"x": row}).value == 20_000


def test_what_an_evaluation_is_given_counts_in_the_whole() -> None:
    rows, run = [{"a": n} for n in range(20_000)], feel.Run()
    with pytest.raises(feel.FeelBudgetError):
        for _ in range(20):
            feel.from_json(rows, run)
    function = feel.Function([], lambda: rows)
    with pytest.raises(feel.FeelBudgetError):
        feel.evaluate("for i in 1..20 return rows()", {}, {"rows": function})


def test_a_replacement_is_charged_before_it_is_made() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(feel.FeelBudgetError):
            feel.evaluate(TOO_MUCH["a match put in often"], {})
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


def test_compiling_takes_of_the_time_of_the_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1_000))
    monkeypatch.setattr(budget, "thread_time", lambda: next(clock))
    with pytest.raises(feel.FeelBudgetError, match="waktu"):
        feel.evaluate("count(for i in 1..1500 return i) + 0", {})
