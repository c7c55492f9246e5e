"""What holds for every text and every value."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel.temporal import Date
from engine.model import Json
from tests.unit.feel import grammar

PIECES = [
    "1", "0.5", "1e9", '"a"', '"[a-z]+"', "x", "unit price", "item", "partial", "null", "true", "[", "]", "(", ")", "{",
    "}", ":", ",", ".", "..", "+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", "and ", "or ", "not(", "in ", "between ",
    "instance of ", "number", "list<", "if ", "then ", "else ", "for ", "i in ", "return ", "some ", "satisfies ",
    "function(a) ", "a", "sort(", "string(", "count(", "date(", "duration(", "range(", "replace(", '@"P1D"',
    '@"2026-01-31"', '@"10:00:00@Asia/Jakarta"', "years", "flatten(", "?", "//", '"', "\\", "\n", "today()",
]  # fmt: skip

texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
# A float between is read by its shortest text, which is another whole number than the float itself.
floats = st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: not 2**53 <= abs(x) < 2**63)
numbers = st.integers(-(2**63) + 1, 2**63 - 1) | floats
json_values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(texts, json_values, json_values)
def test_evaluating_any_text_raises_nothing_but_the_language_s_errors(
    text: str, x: Json, price: Json
) -> None:
    try:
        evaluation = feel.evaluate(text, {"x": x, "unit price": price})
        feel.to_json(evaluation.value)
    except feel.FeelError:
        return


@settings(max_examples=400, deadline=None)
@given(grammar.expressions, json_values, json_values)
def test_evaluating_any_expression_raises_nothing_but_the_language_s_errors(
    text: str, x: Json, rows: Json
) -> None:
    context = {"x": x, "rows": rows, "unit price": 5, "rate-per-year": [1, 2]}
    try:
        evaluation = feel.compile(text, grammar.NAMES, lenient=True).evaluate(context)
        feel.to_json(evaluation.value)
    except feel.FeelError:
        return


@settings(deadline=None)
@given(st.one_of(texts, grammar.expressions))
def test_checking_any_text_raises_nothing_but_the_language_s_errors(text: str) -> None:
    try:
        faults = feel.check(text, grammar.NAMES)
        assert feel.check(text, grammar.NAMES, tests=True) is not None
    except feel.FeelBudgetError:
        return
    if not faults:
        feel.compile(text, grammar.NAMES)


@settings(max_examples=200, deadline=None)
@given(texts, json_values)
def test_testing_any_value_raises_nothing_but_the_language_s_errors(text: str, value: Json) -> None:
    try:
        passed = feel.unary_test(text, value, {"x": 1}).value
    except feel.FeelError:
        return
    assert isinstance(passed, bool)


@settings(deadline=None)
@given(json_values)
def test_json_comes_out_of_feel_as_it_went_in(value: Json) -> None:
    assert feel.to_json(feel.from_json(value)) == value


@settings(deadline=None)
@given(st.text(max_size=20), json_values)
def test_a_variable_s_value_is_what_its_name_gives(name: str, value: Json) -> None:
    assert feel.to_json(feel.evaluate("x", {"x": value, name: 1} | {"x": value}).value) == value


@settings(deadline=None)
@given(json_values, json_values)
def test_comparison_never_holds_both_ways(left: Json, right: Json) -> None:
    names = {"a": left, "b": right}
    assert not (feel.evaluate("a < b", names).value is True and feel.evaluate("b < a", names).value is True)
    assert feel.evaluate("a = b", names).value == feel.evaluate("b = a", names).value


@settings(deadline=None)
@given(st.integers(-(10**11), 10**11))
def test_a_date_and_its_day_number_are_one(days: int) -> None:
    date = Date.from_days(days)
    assert date.days == days
    assert feel.evaluate("date(string(x))", {"x": date}).value == date
