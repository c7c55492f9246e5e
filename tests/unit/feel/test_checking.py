"""What is said of an expression before it is evaluated."""

from __future__ import annotations

import pytest

from engine import feel

NAMES = {"x", "y", "approved", "units", "unit price"}
LATE = {
    "late": feel.Function(["date"], lambda date: True, feel.Type("boolean")),
    "today": feel.Function([], lambda: feel.Date(2026, 11, 22), feel.Type("date")),
    "lookup": feel.Function(["key"], lambda key: 1),
}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("1 +", 1, 4, "diharapkan nilai"),
        ("aproved", 1, 1, "approved"),
        ("x +\n unt", 2, 2, "unt"),
        ("abs()", 1, 4, r"abs\(n: number\)"),
        ("abs(x, 1)", 1, 4, "abs"),
        ("abs(m: 1)", 1, 4, "abs"),
        ("late(day: 1)", 1, 5, "late"),
        ('today() > "2026-11-22"', 1, 9, "date dan string"),
        ("today() + 1", 1, 9, r"date \+ number"),
        ("late(x) + 1", 1, 9, r"boolean \+ number"),
        (
            'abs("a")',
            1,
            4,
            "n harus number, days and time duration atau years and months duration, bukan string",
        ),
        ("day of week(5)", 1, 12, "date harus date atau date and time, bukan number"),
        ("date()", 1, 5, r"date\(from: date/date and time\)"),
        ("append()", 1, 7, r"append\(list: list, item: Any, …\)"),
        ('"a" + 1', 1, 5, r"string \+ number"),
        ("1 + x + (true - 1)", 1, 15, "boolean - number"),
        ('-"a"', 1, 1, "string"),
        ("x and 1", 1, 7, "boolean, bukan number"),
        ("x = 1 or 2", 1, 10, "boolean, bukan number"),
        ("x or count(units) + 1", 1, 6, "boolean, bukan number"),
        ('if "ya" then 1 else 2', 1, 4, "boolean, bukan string"),
        ('some u in units satisfies "a"', 1, 27, "boolean, bukan string"),
        ('1 = "1"', 1, 3, "number dan string"),
        ("true < false", 1, 6, "urutan"),
        ("x > null", 1, 3, "null tidak memiliki urutan"),
        ("x / 0", 1, 3, "pembagian dengan nol"),
        ("null + x", 1, 6, r"null \+ … tidak dapat dihitung"),
        ("x * 2 - null", 1, 7, "null tidak dapat dihitung"),
        ('units["a"]', 1, 6, "penyaring"),
        ('"a".b', 1, 4, "tidak memiliki"),
        ("5(1)", 1, 2, "bukan fungsi"),
        ('date("2026-02-30")', 1, 5, "tidak ada tanggal"),
        ('duration("P1Y2D")', 1, 9, "bukan durasi"),
        ('number("1,5")', 1, 7, "bukan bilangan"),
        ('matches(x, "[")', 1, 8, "pola"),
        ('substring("abc", 0)', 1, 10, "karakter"),
        ("upper case(5)", 1, 11, "upper case"),
        ("x instance of list", 1, 3, "list"),
        ('function(a) external {java: {class: "java.lang.Math"}}', 1, 1, "external"),
        ('count(units) + "1"', 1, 14, r"number \+ string"),
    ],
)
def test_what_is_certainly_wrong_is_found_at_its_place(text: str, line: int, column: int, words: str) -> None:
    (fault,) = feel.check(text, NAMES, LATE)
    assert (fault.line, fault.column) == (line, column)
    with pytest.raises(type(fault), match=words):
        raise fault


@pytest.mark.parametrize(
    "text",
    [
        'x + 1 = "a"',
        "[1] + x",
        "[1] = 1",
        "units[item = x]",
        "units[1]",
        "if approved then 1 else null",
        "null = 1",
        "x / y.z",
        'today() > x and lookup(1) + 1 = lookup("a")',
        'matches(x, "[", "q")',
        'date("2026-02-28") + duration("P1D")',
        "date(x).year",
        "{a: 1}.b",
        "abs([1])",
        'string(x) + "a"',
        "min(1, 2)",
        "late(x)",
        'date and time(date("2026-01-01")).hour',
        "x instance of list<number>",
        "unit price * 2",
    ],
)
def test_what_may_have_a_value_is_not_blamed(text: str) -> None:
    assert feel.check(text, NAMES, LATE) == []


def test_everything_wrong_is_found_in_the_order_of_the_text() -> None:
    faults = feel.check('nme + ("a" * 2) + abs() + price', NAMES)
    assert [type(fault).__name__ for fault in faults] == [
        "FeelNameError", "FeelTypeError", "FeelCallError", "FeelNameError",
    ]  # fmt: skip


def test_the_cell_of_a_decision_table_is_checked_too() -> None:
    assert feel.check("< 10, [20..x]", NAMES, tests=True) == []
    (fault,) = feel.check('< date("soon")', NAMES, tests=True)
    assert isinstance(fault, feel.FeelTypeError)


def test_what_is_lenient_evaluates_what_check_blames() -> None:
    expression = feel.compile('[nme, "a" * 2, abs(), 5]', (), lenient=True)
    evaluation = expression.evaluate({})
    assert evaluation.value == [None, None, None, 5]
    assert len(evaluation.reasons) == 3
