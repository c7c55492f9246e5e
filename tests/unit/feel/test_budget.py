"""Hostile expressions: each is stopped, quickly, with an error of the language's own."""

from __future__ import annotations

import pytest

from engine import feel

TOO_DEEP = [
    "(" * 5_000 + "1" + ")" * 5_000,
    "[" * 60 + "]" * 60,
    "-" * 1_000 + "1",
    "x" + ".a" * 1_000,
    "1" + " = 1" * 1_000,
    "if " * 300 + "1",
    "x" + "[1]" * 1_000,
    "{a:" * 100 + "1" + "}" * 100,
    "for " + ", ".join(f"a{n} in [1]" for n in range(200)) + " return 1",
    "1 instance of " + "list<" * 100 + "number" + ">" * 100,
]

TOO_MUCH = [
    "{f: function(n) f(n + 1), r: f(1)}.r",
    "{f: function(n) sort([2, 1], function(a, b) f(n)), r: f(1)}.r",
    "count(for a in 1..1000, b in 1..1000, c in 1..1000 return 1)",
    "some a in 1..1000000000000 satisfies a < 0",
    '{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("ab", 30)}.r',
    "{f: function(l, n) if n = 0 then l else f(concatenate(l, l), n - 1), r: f([1], 30)}.r",
    "{f: function(l, n) if n = 0 then l else f([l, l], n - 1), a: f([1], 30), r: string(a)}.r",
    "{f: function(l, n) if n = 0 then l else f([l, l], n - 1), a: f([1], 30), r: flatten(a)}.r",
    "{f: function(l, n) if n = 0 then l else f([l, l], n - 1), a: f([1], 30), b: f([1], 30), r: a = b}.r",
    'replace(string join(for i in 1..9000 return "aaaaaaaaaa"), "", "bbbbbbbbbbbbbbbbbbbb")',
    "string(for i in 1..500 return [partial[-1]])",
    "distinct values(for i in 1..100000 return i)",
]


@pytest.mark.parametrize("text", TOO_DEEP, ids=lambda text: text[:12])
def test_what_is_nested_too_deep_is_refused(text: str) -> None:
    with pytest.raises(feel.FeelBudgetError):
        feel.compile(text, {"x"})


def test_a_text_of_a_megabyte_is_refused() -> None:
    with pytest.raises(feel.FeelBudgetError):
        feel.compile("1 + " * 250_000 + "1", ())


@pytest.mark.parametrize("text", TOO_MUCH, ids=lambda text: text[:30])
def test_what_would_take_or_make_too_much_is_stopped(text: str) -> None:
    expression = feel.compile(text, ())
    with pytest.raises(feel.FeelBudgetError):
        expression.evaluate({})


def test_a_long_chain_of_operators_is_no_nesting() -> None:
    assert feel.evaluate("1" + " + 1" * 4_000, {}).value == 4_001
    assert feel.evaluate("false" + " or false" * 1_500 + " or true", {}).value is True


def test_huge_numbers_cost_nothing() -> None:
    assert feel.evaluate("10 ** (10 ** 10)", {}).value is None
    assert feel.evaluate("exp(1e30)", {}).value is None


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
