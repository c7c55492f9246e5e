"""What expressions mean: operators, logic, conditions, loops, filters, paths, functions, names."""

from __future__ import annotations

import pytest

from engine import feel
from engine.model import Json
from tests.unit.feel.tables import assert_gives, assert_null_with_a_reason

ARITHMETIC: list[tuple[str, Json]] = [
    ("1 + 2 * 3 - 4", 3),
    ("(1 + 2) * 3", 9),
    ("10 - 2 - 3", 5),
    ("2 ** 3 ** 2", 64),
    ("0 ** 0", 1),
    ("5 ** 0", 1),
    ("-2 ** 2", 4),
    ("0.1 + 0.2 = 0.3", True),
    ("1 / 3 * 3", 1.0),
    ("1.2e3", 1200),
    (".5 * 2", 1),
    ('"a" + "b"', "ab"),
    ("9007199254740993 - 9007199254740992", 1),
]

LOGIC: list[tuple[str, Json]] = [
    ("true and true", True),
    ("true and null", None),
    ("false and null", False),
    ("null and false", False),
    ("true or null", True),
    ("false or null", None),
    ("1 or true", True),
    ("1 and true", None),
    ("true or false and false", True),
    ("not(true)", False),
    ("not(null)", None),
    ("not(3)", None),
]

COMPARISON: list[tuple[str, Json]] = [
    ("1 = 1.0", True),
    ("null = null", True),
    ("null = 0", False),
    ("null != 0", True),
    ("[1, {a: 2}] = [1, {a: 2}]", True),
    ("[1] = 1", True),
    ("{a: 1, b: 2} = {b: 2, a: 1}", True),
    ('"a" < "b"', True),
    ("3 between 1 and 3", True),
    ("4 between 1 and 3 or true", True),
    ("5 in [1..5]", True),
    ("5 in [1..5)", False),
    ("5 in [1..5[", False),
    ("1 in ]1..5]", False),
    ("1 in (1..5]", False),
    ("5 in (1, 5)", True),
    ("5 in (< 3, >= 5)", True),
    ("5 in < 3", False),
    ("5 in [1, 5]", True),
    ("5 in ([1..3], [4..6])", True),
    ("5 in (? > 4)", True),
    ("(< 10) = (< 10)", True),
]

FORMS: list[tuple[str, Json]] = [
    ('if 1 < 2 then "x" else "y"', "x"),
    ('if null then "x" else "y"', "y"),
    ("for i in 1..3 return i * i", [1, 4, 9]),
    ("for i in 3..1 return i", [3, 2, 1]),
    ("for i in [1..4) return i", [1, 2, 3]),
    ("for x in [1, 2], y in [x, 10] return x + y", [2, 11, 4, 12]),
    ("for i in 1..5 return if i = 1 then 1 else partial[-1] * i", [1, 2, 6, 24, 120]),
    ("for x in 5 return x", [5]),
    ('for d in @"2026-02-27"..@"2026-03-01" return d', ["2026-02-27", "2026-02-28", "2026-03-01"]),
    ("some x in [1, 2] satisfies x > 1", True),
    ("some x in [] satisfies x > 1", False),
    ("every x in [1, 2] satisfies x > 1", False),
    ("every x in [] satisfies x > 1", True),
    ("some x in [null, 2] satisfies x > 5", None),
    ("{a: 1, b: a + 1}.b", 2),
    ('{"two words": 1, c: two words + 1}.c', 2),
    ("{a-b: 5, c: a-b * 2}.c", 10),
    ("{}", {}),
    ("[]", []),
]

ACCESS: list[tuple[str, Json]] = [
    ("[1, 2, 3][1]", 1),
    ("[1, 2, 3][-1]", 3),
    ("[1, 2, 3][item > 1]", [2, 3]),
    ("[{a: 1}, {a: 2}][a > 1]", [{"a": 2}]),
    ("[{a: 1}, {a: 2}][item.a > 1].a", [2]),
    ("[{unit price: 1}, {unit price: 9}][unit price > 5].unit price", [9]),
    ("[{a: 1}, {b: 2}][b = 2]", [{"b": 2}]),
    ("[][item > 1]", []),
    ("7[1]", 7),
    ("7[item > 5]", [7]),
    ("{a: {b c: 1}}.a.b c", 1),
    ("[{a: 1}, {a: 2}].a", [1, 2]),
    ('@"2026-11-22".month', 11),
    ("[1..5].start included", True),
    ("(1..5].start included", False),
]

FUNCTIONS: list[tuple[str, Json]] = [
    ("(function(a, b) a - b)(5, 3)", 2),
    ("{f: function(a: number) a + 1, r: f(1)}.r", 2),
    ("{f: function(a: number) a, r: f([1])}.r", 1),
    ("{f: function(a: list<number>) a, r: f(1)}.r", [1]),
    ("{f: function(a, b) a - b, r: f(b: 1, a: 3)}.r", 2),
    ("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(20)}.r", 2432902008176640000),
    ("for f in (for i in 1..3 return function(x) x * i) return f(10)", [10, 20, 30]),
    ("{g: abs, r: g(-3)}.r", 3),
]

TYPES: list[tuple[str, Json]] = [
    ("1 instance of number", True),
    ('"a" instance of number', False),
    ("null instance of number", False),
    ("null instance of Null", True),
    ("1 instance of Any", True),
    ("[1, 2] instance of list<number>", True),
    ('[1, "a"] instance of list<number>', False),
    ("{a: 1} instance of context<a: number>", True),
    ('@"P1D" instance of days and time duration', True),
    ('date("2026-01-01") instance of date and time', False),
    ("[1..2] instance of range<number>", True),
    ("abs instance of function<number> -> Any", True),
    ("(function(a: number) a) instance of function<number> -> Any", True),
    ("(function(a) a) instance of function<number> -> Any", True),
    ("(function(a: number) a) instance of function<Any> -> Any", False),
    ("null instance of list<number>", False),
    ("[null, 1] instance of list<number>", True),
    ("[null] instance of list<Any>", True),
    ("-1 instance of number", True),
]

COMMENTS: list[tuple[str, Json]] = [
    ("/* one */ 1 // two", 1),
    ("1 +\n// between\n2", 3),
    (r'"tab\t quote\" \u0041 \uD83D\uDE00"', 'tab\t quote" A 😀'),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*ARITHMETIC, *LOGIC, *COMPARISON, *FORMS, *ACCESS, *FUNCTIONS, *TYPES, *COMMENTS],
)
def test_an_expression_gives_its_value(text: str, expected: Json) -> None:
    assert_gives(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        '1 = "a"',
        '1 < "a"',
        "1 / 0",
        "null + 1",
        '"a" - "b"',
        '-"a"',
        "1e6144 * 10",
        "10 ** (10 ** 10)",
        "[5..1]",
        "[1, 2][3]",
        "[1, 2][0]",
        "[1, 2][1.5]",
        '[1]["a"]',
        "{a: 1}.b",
        "null[1]",
        "1 instance of list",
        "abs instance of function",
        "1 ** 1000000000",
        "1e-6000 / 1e6000",
        "null.a",
        '"".__class__',
        "5(1)",
        "(function(a) a)(1, 2)",
        '{f: function(a: number) a, r: f("x")}.r',
        "for i in null return i",
        'for i in 1.."a" return i',
        "some x in null satisfies true",
    ],
)
def test_a_fault_gives_null_and_its_reason(text: str) -> None:
    assert_null_with_a_reason(text)


def test_a_reason_says_where_in_the_text_it_arose() -> None:
    (reason,) = feel.evaluate("1 +\n  null", {}).reasons
    assert (reason.line, reason.column) == (1, 3)


def test_names_with_blanks_and_symbols_are_read_as_what_is_in_scope() -> None:
    names = {"loan amount": 5, "monthly-fee": 3, "monthly": 10, "fee": 4, "date of birth and place": 1}
    assert_gives("loan amount - monthly-fee", 2, names)
    assert_gives("date  of birth and place + 1", 2, names)
    assert_gives("monthly - fee", 6, {"monthly": 10, "fee": 4})


def test_an_element_s_entry_hides_the_variable_of_the_same_name() -> None:
    rows = [{"price": 1}, {"price": 9}, {}]
    assert_gives("rows[price > 5]", [{"price": 9}], {"rows": rows, "price": 0})
    assert_gives("count(rows[price = 0])", 1, {"rows": rows, "price": 0})


def test_a_variable_of_a_built_in_function_s_name_is_the_variable() -> None:
    assert_gives("count + 1", 2, {"count": 1})


@pytest.mark.parametrize(
    ("test", "value", "passes"),
    [
        ("-", None, True),
        ("5", 5, True),
        ("< 10", 5, True),
        ("< 10, [20..30]", 25, True),
        ("not(1, 2)", 3, True),
        ("not(1, 2)", 2, False),
        ('"a", "b"', "b", True),
        ("? > 5 and ? < 7", 6, True),
        ("not(?)", True, False),
        ("limit", 7, True),
        ("> limit", 8, True),
        ("null", None, True),
        ("[1, 2]", 2, True),
        ("< 10", "a", False),
        ("true", True, True),
        ("contains(?, limit text)", "abc", True),
    ],
)
def test_a_unary_test_says_whether_a_value_passes(test: str, value: Json, passes: bool) -> None:
    assert feel.unary_test(test, value, {"limit": 7, "limit text": "b"}).value is passes
