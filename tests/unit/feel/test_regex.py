"""Patterns: XPath's, on RE2 and without it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import FeelBudgetError, FeelFault, Run
from engine.feel.regex import Pattern, linear

FOUND = [
    ("abc", "b", ""),
    ("ABC", "b", "i"),
    ("a\nb", "a.b", "s"),
    ("x\ny", "^y$", "m"),
    ("a.b", "a.b", "q"),
    ("ab", "a b", "x"),
    ("a b", "a[ ]b", "x"),
    ("b", "[a-c]", ""),
    ("-", "[a-]", ""),
    ("d", "[^a-c]", ""),
    ("c", "[a-z-[aeiou]]", ""),
    ("C", "[a-z-[aeiou]]", "i"),
    ("7", r"\d", ""),
    ("٣", r"\d", ""),
    ("é", r"\w", ""),
    ("é", r"\p{Ll}", ""),
    ("α", r"\p{IsGreek}", ""),
    ("a", r"\P{IsGreek}", ""),
    ("x:y", r"^\i\c*$", ""),
    ("aXbXb", r"a(.b)\1", ""),
    ("aa", "^a{2}$", ""),
    ("\u212a", "k", "i"),
    ("", "^$", ""),
    ("\n\n", "^$", "m"),
    ("]", r"\]", ""),
    ("a\tb", r"a\tb", ""),
]

NOT_FOUND = [
    ("abc", "B", ""),
    ("a\nb", "a.b", ""),
    ("a\rb", "a.b", ""),
    ("x\ny", "^y$", ""),
    ("a", "[a-z-[aeiou]]", ""),
    ("I", "[A-Z-[OI]]", "i"),
    ("_", r"\w", ""),
    ("q", "[^Q]", "i"),
    ("ab", r"(a)\1", ""),
    ("a\n", "^$", "m"),
    ("A", r"\p{Ll}", "i"),
]

NO_PATTERNS = [
    "(", ")", "[", "[]", "a**", "*a", "a{2,1}", "a{9999}", "{", r"\b", r"\1", r"(a\1)", r"[\1]", r"\p{IsNowhere}",
    r"\p{Xx}", "[z-a]", "(?=a)", r"[\d-z]", "[a-z-[b]c]", "a" * 3_000, "(" * 60 + ")" * 60,
]  # fmt: skip


@pytest.fixture(params=["re2", "without"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "without":
        monkeypatch.setattr(linear, "re2", None)
    yield request.param


def found(text: str, pattern: str, flags: str) -> bool:
    return Pattern(pattern, flags, captures=False).engine(text).finds(text, Run())


@pytest.mark.parametrize(("text", "pattern", "flags"), FOUND)
@pytest.mark.usefixtures("engine")
def test_a_pattern_is_found(text: str, pattern: str, flags: str) -> None:
    assert found(text, pattern, flags)


@pytest.mark.parametrize(("text", "pattern", "flags"), NOT_FOUND)
@pytest.mark.usefixtures("engine")
def test_a_pattern_is_not_found(text: str, pattern: str, flags: str) -> None:
    assert not found(text, pattern, flags)


@pytest.mark.parametrize("pattern", NO_PATTERNS, ids=lambda pattern: pattern[:12])
def test_what_xpath_doesn_t_read_is_no_pattern(pattern: str) -> None:
    with pytest.raises(FeelFault):
        Pattern(pattern, "", captures=True)


@pytest.mark.usefixtures("engine")
def test_groups_and_what_stands_between_matches_are_told() -> None:
    pieces = Pattern("(.)=(x)?", "", captures=True).engine("a=x;é=").pieces("a=x;é=", Run())
    assert list(pieces) == [("", ["a=x", "a", "x"]), (";", ["é=", "é", ""]), ("", None)]


@pytest.mark.usefixtures("engine")
def test_a_pattern_that_would_try_everything_ends_all_the_same() -> None:
    assert not found("a" * 400, "(a+a+)+b", "")


def test_re2_runs_patterns_that_are_too_large_to_run_step_by_step() -> None:
    large = "".join(f"{letter}{{900}}" for letter in "abcdef")
    assert not found("a" * 900, large, "")


def test_a_pattern_that_nothing_can_bound_is_stopped_by_the_budget() -> None:
    with pytest.raises(FeelBudgetError):
        found("a" * 60, r"(a|aa)+(a|aa)+(a|aa)+\1b", "")


letters = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "a|b", "^", "$"])
patterns = st.recursive(
    letters,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        inner.map("(?:{})*".format),
        inner.map("({})?".format),
        inner.map("(?:{}){{1,2}}?".format),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(patterns, st.text("abc\n", max_size=8), st.sampled_from(["", "s", "m", "i"]))
def test_both_ways_of_running_a_pattern_agree(pattern: str, text: str, flags: str) -> None:
    both = Pattern(pattern, flags, captures=False)
    assert both._linear is not None
    quick = both.engine(text).finds(text, Run())
    assert quick is both.stepping.finds(text, Run())
