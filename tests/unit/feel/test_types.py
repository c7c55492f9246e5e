"""Types that a caller defines, and the conversions to them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine import feel
from engine.feel import ANY, Type

NUMBER, STRING = Type("number"), Type("string")
PERSON = Type("context", entries={"name": STRING, "age": NUMBER})
TYPES = {
    "tAge": NUMBER,
    "tPerson": PERSON,
    "tAges": Type("list", element=NUMBER),
    "hr.t Person": PERSON,
    "tMoment": Type("date and time"),
}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5 instance of tAge", True),
        ('"a" instance of tAge', False),
        ('{name: "a", age: 1} instance of tPerson', True),
        ('{name: "a", age: 1, more: 2} instance of tPerson', True),
        ('{name: "a"} instance of tPerson', False),
        ('{name: "a", age: "b"} instance of tPerson', False),
        ('{name: "a", age: 1} instance of hr.t Person', True),
        ("[1, 2] instance of tAges", True),
        ('[{name: "a", age: 1}] instance of list<tPerson>', True),
        ("{f: function(p: tPerson) p.age, r: f({name: null, age: 3})}.r", 3),
        ("{f: function(p: tPerson) p.age, r: f(3)}.r", None),
        ("{f: function(a: tAge) a + 1, r: f([3])}.r", 4),
        ("{f: function(a: tAges) count(a), r: f(3)}.r", 1),
        ('{f: function(m: tMoment) string(m), r: f(date("2026-11-22"))}.r', "2026-11-22T00:00:00Z"),
    ],
)
def test_a_text_may_name_types_that_the_caller_defines(text: str, answer: object) -> None:
    assert feel.compile(text, (), types=TYPES).evaluate({}).value == answer


def test_a_type_that_nobody_defines_is_refused_or_makes_the_answer_null() -> None:
    with pytest.raises(feel.FeelNameError):
        feel.compile("1 instance of tUnknown", (), types=TYPES)
    evaluation = feel.compile("1 instance of tUnknown", (), lenient=True).evaluate({})
    assert evaluation.value is None
    assert evaluation.reasons


def test_entries_of_the_types_are_read_as_one_name() -> None:
    loan = Type("context", entries={"rate-per-year": NUMBER})
    expression = feel.compile("loan.rate-per-year * 2", {"loan", "rate", "year"}, types={"tLoan": loan})
    assert expression.evaluate({"loan": {"rate-per-year": 4}}).value == 8


@pytest.mark.parametrize(
    ("value", "type_", "becomes"),
    [
        (Decimal(1), NUMBER, Decimal(1)),
        ([Decimal(1)], NUMBER, Decimal(1)),
        (Decimal(1), Type("list", element=NUMBER), [Decimal(1)]),
        ([[Decimal(1)]], Type("list", element=Type("list")), [[Decimal(1)]]),
        (None, NUMBER, None),
        ("a", ANY, "a"),
        (["a"], ANY, ["a"]),
    ],
)
def test_a_value_becomes_what_a_type_asks_for(value: object, type_: Type, becomes: object) -> None:
    assert feel.converted(value, type_, feel.Run()) == becomes


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("a", NUMBER),
        (["a"], NUMBER),
        ([Decimal(1), Decimal(2)], NUMBER),
        ("a", Type("list", element=NUMBER)),
        ({"name": "a"}, PERSON),
    ],
)
def test_a_value_of_another_type_is_a_fault(value: object, type_: Type) -> None:
    with pytest.raises(feel.FeelFault):
        feel.converted(value, type_, feel.Run())


def test_allowed_values_count_where_values_are_checked_and_not_for_instance_of() -> None:
    level = Type("string", allowed=lambda value, run: value in {"low", "high"})
    levels = Type("list", element=level)
    assert feel.conforms(["low"], levels, feel.Run(), checked=True)
    assert not feel.conforms(["medium"], levels, feel.Run(), checked=True)
    assert feel.is_instance(["medium"], levels, feel.Run())
    with pytest.raises(feel.FeelFault):
        feel.converted("medium", level, feel.Run(), checked=True)


def test_a_type_may_contain_itself() -> None:
    tree = Type("context")
    tree.entries = {"children": Type("list", element=tree)}
    assert feel.is_instance({"children": [{"children": []}]}, tree, feel.Run())
    assert not feel.is_instance({"children": [{"child": []}]}, tree, feel.Run())
    assert feel.compile("x.children", {"x"}, types={"tTree": tree}).names == {"x"}
