"""How the engine uses the language: compiling, the names used, functions handed in, JSON."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

import pytest

from engine import feel
from engine.feel import parsing


def test_an_expression_knows_which_of_the_caller_s_names_it_reads() -> None:
    expression = feel.compile(
        "for a in units return a + rate[x > limit] + {b: 1, c: b}.c", {"units", "rate", "limit", "other", "a"}
    )
    assert expression.names == {"units", "rate", "limit"}


def test_a_name_that_is_known_but_not_there_is_null() -> None:
    assert feel.compile("x = null", {"x"}).evaluate({}).value is True


def test_only_the_names_that_are_read_are_looked_at() -> None:
    assert feel.compile("x + 1", {"x", "y"}).evaluate({"x": 1, "y": object()}).value == 2


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed."""
    texts: list[str] = []

    def counting(text: str, known: parsing.Known, run: feel.Run | None = None) -> parsing.Parsed:
        texts.append(text)
        return original(text, known, run)

    original = parsing.parse_expression
    monkeypatch.setattr(parsing, "parse_expression", counting)
    return texts


def test_a_text_is_parsed_once_for_the_same_names_and_functions(parsed: list[str]) -> None:
    text = "cached name + 1 + 41"
    for _ in range(3):
        assert feel.evaluate(text, {"cached name": 1}).value == 43
    assert feel.evaluate(text, {"cached name": 1, "another": 2}).value == 43
    assert parsed == [text, text]


def test_long_texts_are_not_all_remembered(parsed: list[str]) -> None:
    texts = [f"count([{n}{', 1' * 6_000}])" for n in range(30)]
    for text in texts * 2:
        feel.evaluate(text, {})
    assert len(parsed) > len(texts)


def test_the_same_text_calls_the_functions_handed_in_this_time() -> None:
    def moment(day: int) -> Mapping[str, feel.Function]:
        return {"today": feel.Function([], lambda: datetime.date(2026, 1, day))}

    assert [feel.evaluate("today().day", {}, moment(day)).value for day in (1, 2)] == [1, 2]


def test_a_function_handed_in_takes_feel_values_by_position_or_name() -> None:
    def after(date: feel.Date, days: Decimal) -> datetime.date:
        return date.to_python() + datetime.timedelta(days=int(days))

    functions = {"working days after": feel.Function(["date", "n"], after)}
    by_position = feel.evaluate('working days after(@"2026-01-01", 3)', {}, functions)
    by_name = feel.evaluate('working days after(n: 3, date: @"2026-01-01")', {}, functions)
    assert by_position.value == by_name.value == feel.Date(2026, 1, 4)


def test_a_function_handed_in_may_have_no_answer() -> None:
    def refuse(value: object) -> object:
        raise feel.FeelFault("kalender berakhir pada 2027")

    evaluation = feel.evaluate("f(1)", {}, {"f": feel.Function(["x"], refuse)})
    assert evaluation.value is None
    assert "kalender berakhir pada 2027" in str(evaluation.reasons[0])


def test_a_function_handed_in_can_t_replace_a_built_in_one() -> None:
    assert feel.evaluate("abs(-1)", {}, {"abs": feel.Function(["n"], lambda n: 99)}).value == 1


def test_a_compiled_unary_test_is_used_for_many_values() -> None:
    test = feel.compile_unary_tests("< limit", {"limit"})
    assert [test.test(value, {"limit": 2}).value for value in (1, 2)] == [True, False]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.1, Decimal("0.1")),
        (3, Decimal(3)),
        ("2026-01-01", "2026-01-01"),
        (datetime.date(2026, 1, 1), feel.Date(2026, 1, 1)),
        (datetime.time(10, 30), feel.Time(37_800_000_000_000)),
        (datetime.timedelta(hours=36), feel.DaysDuration(129_600_000_000_000)),
        ((1, [None]), [Decimal(1), [None]]),
    ],
)
def test_python_s_values_are_taken_in(value: object, expected: object) -> None:
    assert feel.from_json(value) == expected


def test_an_aware_datetime_keeps_its_offset() -> None:
    moment = datetime.datetime(2026, 1, 1, 10, tzinfo=datetime.UTC)
    assert str(feel.from_json(moment)) == "2026-01-01T10:00:00Z"
    assert feel.from_json(moment).to_python() == moment


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), object(), {1: 2}, {1, 2}, 1 << 30_000, b"a"],
    ids=lambda value: type(value).__name__,
)
def test_what_feel_has_no_value_for_is_refused(value: object) -> None:
    with pytest.raises(feel.FeelValueError):
        feel.from_json(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("198001012005011001 + 1", 198001012005011002),
        ("-9223372036854775807", -(2**63) + 1),
        ("1e300", 1e300),
        ("1 / 3", 1 / 3),
    ],
)
def test_a_whole_number_is_kept_digit_for_digit(text: str, value: float) -> None:
    kept = feel.to_json(feel.evaluate(text, {}).value)
    assert (kept, type(kept)) == (value, type(value))


@pytest.mark.parametrize(
    "text", ["abs", "[1..2]", "1e400", "function(x) x", "9223372036854775809", "-12345678901234567890123"]
)
def test_what_json_has_no_value_for_is_refused(text: str) -> None:
    with pytest.raises(feel.FeelValueError):
        feel.to_json(feel.evaluate(text, {}).value)
