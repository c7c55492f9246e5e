"""What the built-in functions answer, a table a subject."""

from __future__ import annotations

import pytest

from engine.model import Json
from tests.unit.feel.tables import assert_gives, assert_null_with_a_reason

STRINGS: list[tuple[str, Json]] = [
    ('substring("foobar", 3)', "obar"),
    ('substring("foobar", 3, 3)', "oba"),
    ('substring("foobar", -2, 1)', "a"),
    ('substring(string: "foobar", start position: 2, length: 2)', "oo"),
    ('string length("😀a")', 2),
    ('upper case("aBc")', "ABC"),
    ('lower case("aBc")', "abc"),
    ('substring before("foobar", "bar")', "foo"),
    ('substring before("foobar", "x")', ""),
    ('substring after("foobar", "ob")', "ar"),
    ('contains("foobar", "ob")', True),
    ('starts with("foobar", "fo")', True),
    ('ends with("foobar", "r")', True),
    ('trim("  a ")', "a"),
    ('is blank(" ")', True),
    ('string join(["a", null, "c"], "-")', "a-c"),
    ('string join(["a", "b"])', "ab"),
    ('matches("foobar", "^fo*b")', True),
    ('matches("FOO", "foo", "i")', True),
    ('replace("abcd", "(b)(c)", "$2$1")', "acbd"),
    (r'replace("a.b", ".", "\\$", "q")', "a\\$b"),
    ('split("a;b;;c", ";")', ["a", "b", "", "c"]),
]

NUMBERS: list[tuple[str, Json]] = [
    ("decimal(1 / 3, 2)", 0.33),
    ("decimal(2.5, 0)", 2),
    ("floor(-1.5)", -2),
    ("ceiling(1.12, 1)", 1.2),
    ("round up(5.12, 1)", 5.2),
    ("round down(-5.55, 1)", -5.5),
    ("round half up(2.5, 0)", 3),
    ("round half down(2.5, 0)", 2),
    ("abs(-3)", 3),
    ('abs(@"-P1D")', "P1D"),
    ("modulo(-12, 5)", 3),
    ("sqrt(16)", 4),
    ("decimal(log(exp(2)), 10)", 2),
    ("odd(3)", True),
    ("even(-2)", True),
    ("odd(1.5)", False),
]

LISTS: list[tuple[str, Json]] = [
    ("list contains([1, null], null)", True),
    ("count([1, 2])", 2),
    ("count([])", 0),
    ("min(3, 1, 2)", 1),
    ('max(["a", "c", "b"])', "c"),
    ("min([])", None),
    ("sum(1, 2, 3)", 6),
    ('sum([@"P1D", @"PT12H"])', "P1DT12H"),
    ("product([2, 3])", 6),
    ("mean([1, 2, 6])", 3),
    ("median([8, 2, 5, 3])", 4),
    ("stddev([2, 4, 7, 5]) > 2.08", True),
    ("mode([6, 3, 9, 6, 6, 3, 3])", [3, 6]),
    ("all([true, null, false])", False),
    ("all([])", True),
    ("any([false, null, true])", True),
    ("any([])", False),
    ("sublist([4, 5, 6], 2)", [5, 6]),
    ("sublist([4, 5, 6], -2, 1)", [5]),
    ("append([1], 2, [3])", [1, 2, [3]]),
    ("concatenate([1], [2, 3])", [1, 2, 3]),
    ("insert before([1, 3], 2, 2)", [1, 2, 3]),
    ("remove([1, 2, 3], 2)", [1, 3]),
    ("list replace([1, 2, 3], 2, 9)", [1, 9, 3]),
    ("list replace([2, 4, 7], function(item, new) item < new, 5)", [5, 5, 7]),
    ("reverse([1, 2])", [2, 1]),
    ("index of([1, 2, 1], 1)", [1, 3]),
    ("union([1, 2], [2, 3])", [1, 2, 3]),
    ("distinct values([1, 2, 1, null, null])", [1, 2, None]),
    ("flatten([[1, [2]], [[[3]]]])", [1, 2, 3]),
    ("sort([3, 1, 2])", [1, 2, 3]),
    ("sort([1, 3, 2], function(a, b) a > b)", [3, 2, 1]),
    ("is empty([])", True),
]

CONTEXTS: list[tuple[str, Json]] = [
    ('get value({a: 1}, "a")', 1),
    ('get value({a: {b: 2}}, ["a", "b"])', 2),
    ("get entries({a: 1})", [{"key": "a", "value": 1}]),
    ('context([{key: "a", value: 1}])', {"a": 1}),
    ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
    ('context put({a: {b: 1}}, ["a", "c"], 2)', {"a": {"b": 1, "c": 2}}),
    ("context merge([{a: 1}, {a: 2, b: 3}])", {"a": 2, "b": 3}),
]

CONVERSIONS: list[tuple[str, Json]] = [
    ("string(1.50)", "1.5"),
    ("string(1e3)", "1000"),
    ('string([1, "a", {b c: null}])', '[1, "a", {b c: null}]'),
    ("string(null)", None),
    ("string([1..3))", "[1..3)"),
    ('number("1.000.000,5", ".", ",")', 1000000.5),
    ('number("-2.5e1")', -25),
    ("is defined(null)", False),
    ("get or else(null, 5)", 5),
    ('is(@"23:00:50Z", @"23:00:50")', False),
    ("is(1, 1.0)", True),
]

DATES: list[tuple[str, Json]] = [
    ('date("2026-02-28")', "2026-02-28"),
    ("date(2026, 2, 28)", "2026-02-28"),
    ('date(date and time("2026-02-28T10:00:00"))', "2026-02-28"),
    ('time("10:30:00+07:00")', "10:30:00+07:00"),
    ('time(10, 30, 0, @"PT7H")', "10:30:00+07:00"),
    ('date and time("2026-02-28T10:00:00@Asia/Jakarta")', "2026-02-28T10:00:00@Asia/Jakarta"),
    ('date and time("2026-02-28T24:00:00")', "2026-03-01T00:00:00"),
    ('date and time(date("2026-02-28"), time("10:00:00Z"))', "2026-02-28T10:00:00Z"),
    ('@"2026-02-28T10:00:00@Asia/Jakarta" = @"2026-02-28T03:00:00Z"', True),
    ('duration("P1Y2M")', "P1Y2M"),
    ('duration("-PT36H")', "-P1DT12H"),
    ('@"2026-01-31" + @"P1M"', "2026-02-28"),
    ('@"2026-03-01" - @"P1D"', "2026-02-28"),
    ('@"2026-03-01" - @"2026-02-01"', "P28D"),
    ('@"23:30:00" + @"PT1H"', "00:30:00"),
    ('@"P1D" / @"PT12H"', 2),
    ('2 * @"P1M"', "P2M"),
    ('years and months duration(@"2011-12-22", @"2013-08-24")', "P1Y8M"),
    ('@"2026-11-22".weekday', 7),
    ('day of week(@"2026-11-22")', "Sunday"),
    ('day of year(@"2026-02-01")', 32),
    ('week of year(@"2026-01-01")', 1),
    ('month of year(@"2026-11-22")', "November"),
    ('@"PT90M".hours', 1),
    ('@"10:30:15.5".second', 15.5),
    ('@"10:30:00+07:00".time offset', "PT7H"),
    ('@"-999999999-01-01" < @"999999999-12-31"', True),
]

RANGES: list[tuple[str, Json]] = [
    ("before(1, [2..3])", True),
    ("before([1..2), [2..3])", True),
    ("after([5..6], 4)", True),
    ("meets([1..2], [2..3])", True),
    ("met by([2..3], [1..2])", True),
    ("overlaps([1..3], [2..5])", True),
    ("overlaps([1..3), [3..5])", False),
    ("overlaps before([1..3], [2..5])", True),
    ("overlaps after([2..5], [1..3])", True),
    ("finishes(5, [1..5])", True),
    ("finished by([1..5], [3..5])", True),
    ("includes([1..5], 5)", True),
    ("during([2..3], [1..5])", True),
    ("starts(1, [1..5])", True),
    ("started by([1..5], [1..3])", True),
    ("coincides([1..5], [1..5])", True),
    ('3 in range("[1..4)")', True),
    ('@"2026-01-05" in range("[date(2026, 1, 1)..@\\"2026-02-01\\")")', True),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*STRINGS, *NUMBERS, *LISTS, *CONTEXTS, *CONVERSIONS, *DATES, *RANGES],
)
def test_a_function_gives_its_answer(text: str, expected: Json) -> None:
    assert_gives(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        'substring("foo", 0)',
        "string length(1)",
        'matches("a", "[")',
        'matches("a", "a", "z")',
        'replace("a", "a", null)',
        "decimal(1, 99999)",
        "sqrt(-1)",
        "modulo(1, 0)",
        'sum([1, "a"])',
        'max([1, "a"])',
        "stddev([1])",
        "sublist([1], 2)",
        'sort([1, "a"])',
        "sort([1, 2], function(a) a)",
        "remove([1], 2)",
        "concatenate([1], null)",
        'get value({a: 1}, "b")',
        'context([{key: "a"}])',
        'context put({a: 1}, ["a", "b"], 2)',
        'number("1,5")',
        'date("2026-02-29")',
        "date(2026, 13, 1)",
        'date and time(@"2026-01-01", "Mars/Olympus")',
        'time("25:00:00")',
        'duration("P1Y2D")',
        '@"999999999-12-31" + @"P1D"',
        '@"P1D" * 1e40',
        'range("1..2")',
        'before(1, "a")',
    ],
)
def test_a_function_without_an_answer_gives_null_and_its_reason(text: str) -> None:
    assert_null_with_a_reason(text)
