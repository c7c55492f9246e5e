"""Texts that don't become expressions: where, why, and what would have been right."""

from __future__ import annotations

import pytest

from engine import feel
from engine.errors import ParafError


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("1 +", 1, 4, "nilai"),
        ("if true then 1", 1, 15, "else"),
        ("[1, 2", 1, 6, "]"),
        ("(1", 1, 3, ")"),
        ("{a 1}", 1, 5, ":"),
        ("for x of y return x", 1, 20, "in"),
        ("1 2", 1, 3, "operator"),
        ('1 +\n "abc', 2, 2, "nilai"),
        ("1 + )", 1, 5, "nilai"),
        ("x between 1 or 2", 1, 13, "and"),
        ("1..2", 1, 2, "operator"),
        ("", 1, 1, "nilai"),
        ("x.", 1, 3, "nama"),
        ("x in (< 1..2)", 1, 10, ")"),
        ("1 /* one", 1, 3, "operator"),
        ("x == y", 1, 4, "nilai"),
    ],
)
def test_a_syntax_error_says_where_it_is_and_what_was_expected(
    text: str, line: int, column: int, expected: str
) -> None:
    with pytest.raises(feel.FeelSyntaxError) as caught:
        feel.compile(text, {"x", "y"})
    assert (caught.value.line, caught.value.column) == (line, column)
    assert expected in caught.value.expected
    assert str(caught.value).startswith(f"Baris {line}, kolom {column}: ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("aproved = true", "aproved"),
        ("unit price + 1", "unit price"),
        ("x + units", "units"),
        ("today()", "today"),
        ("now() > x", "now"),
        ("for i in [1] return j", "j"),
        ("(for i in [1] return i) = i", "i"),
        ("{a: b, b: 1}", "b"),
        ('__import__("os")', "__import__"),
        ("1 instance of Person", "Person"),
        ("? > 1", "?"),
        ("item > 1", "item"),
    ],
)
def test_an_unknown_name_is_refused_and_named(text: str, name: str) -> None:
    with pytest.raises(feel.FeelNameError) as caught:
        feel.compile(text, {"x", "approved", "price"})
    assert caught.value.name == name


def test_a_misspelt_name_is_answered_with_those_that_resemble_it() -> None:
    with pytest.raises(feel.FeelNameError) as caught:
        feel.compile("aproved = true", {"approved"})
    assert "approved" in caught.value.expected


@pytest.mark.parametrize(
    "text",
    ["abs()", "abs(1, 2)", "abs(x: 1)", "substring(1)", "context put({})", "late(1, 2)", "late(day: 1)"],
)
def test_a_call_that_can_never_fit_is_refused_with_the_signatures(text: str) -> None:
    with pytest.raises(feel.FeelCallError) as caught:
        feel.compile(text, (), {"late": feel.Function(["date"], lambda date: True)})
    assert caught.value.expected


@pytest.mark.parametrize(
    "text",
    [
        'function(x) external {java: {class: "java.lang.Math"}}',
        "f(1, b: 2)",
        "{a: 1, a: 2}",
        '@"yesterday"',
        "1e99999999999",
    ],
)
def test_what_is_certainly_wrong_is_refused(text: str) -> None:
    with pytest.raises(feel.FeelSyntaxError):
        feel.compile(text, {"f"})


def test_every_error_is_one_of_paraf_s() -> None:
    for name in feel.__all__:
        if name.startswith("Feel"):
            assert issubclass(getattr(feel, name), ParafError)
