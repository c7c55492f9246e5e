"""The examples that DMN 1.5 itself gives (clauses 10.3.1 to 10.3.4), each an expression that is true."""

from __future__ import annotations

import pytest

from engine import feel

LANGUAGE = [
    "-4 ** 2 = 16",
    "-(4 ** 2) = -16",
    "1.2e3 = 1.2 * 10 ** 3",
    r'string length("\U01F40E") = 1',
    'duration("P0DT25H") = duration("P1DT1H")',
    'duration("P0Y13M") = duration("P1Y1M")',
    'time("23:00:00") = time("00:00:00") - duration("PT1H")',
    "[1, 2, 3, 4][item > 2] = [3, 4]",
    "[{x: 1, y: 2}, {x: 2, y: 3}][x = 1] = [{x: 1, y: 2}]",
    "[{x: 1, y: 2}, {x: null, y: 3}][x < 2] = [{x: 1, y: 2}]",
    "[{x: 1, y: 2}, {x: 2, y: 3}].y = [2, 3]",
    "[{x: 1, y: 2}, {x: 2}].y = [2, null]",
    "[{a: {b: [1]}}, {a: {b: [2.1, 2.2]}}, {a: {b: [3]}}, {a: {b: [4, 5]}}].a.b = [[1], [2.1, 2.2], [3], [4, 5]]",
    'get entries({key1: "value1"})[key = "key1"].value = ["value1"]',
    "3[item > 2] = [3]",
    'contains(["foobar"], "of") = false',
    "{isPositive: function(x) x > 0, isNotNegative: function(x) isPositive(x + 1), r: isNotNegative(0)}.r",
    "(for i in 0..4 return if i = 0 then 1 else i * partial[-1]) = [1, 1, 2, 6, 24]",
    "(for i in [1, 2], j in [3, 4] return i * j) = [3, 4, 6, 8]",
    '(for d in @"2021-01-01"..@"2021-01-03" return day of week(d)) = ["Friday", "Saturday", "Sunday"]',
    "(for i in 3..1 return i) = [3, 2, 1]",
    'date and time("2012-03-07T00:00:00Z").year = 2012',
    "[123] instance of list<number>",
    '"abc" instance of string',
    "not(123 instance of string)",
    "(123 instance of list) = null",
    '("1" = 1) = null',
    "(<= 10).end = 10 and (<= 10).end included and (<= 10).start = null and not((<= 10).start included)",
    "(> 1).start = 1 and (> 1).end = null and not((> 1).start included) and not((> 1).end included)",
    "[1..10].start included and (1..10].end = 10 and not((1..10].start included)",
    'not(["1", "2"] instance of list<number>)',
    '{id: 1, name: "Peter", age: 45} instance of context<id: number, name: string>',
    'not({id: 1, name: "Peter"} instance of context<id: number, name: string, age: number>)',
    "[1..10] instance of range<number>",
    "not([1..10] instance of range<string>)",
]

CONVERSIONS = [
    'date("2012-12-25") - date("2012-12-24") = duration("P1D")',
    'date(date and time("2012-12-25T11:00:00Z")) = date("2012-12-25")',
    'date(2012, 12, 25) = date("2012-12-25")',
    'date and time("2012-12-24T23:59:00") = date and time(date("2012-12-24"), time("23:59:00"))',
    'date and time("2012-12-24T23:59:00") + duration("PT1M") = date and time("2012-12-25T00:00:00")',
    'time("23:59:00z") + duration("PT2M") = time("00:01:00@Etc/UTC")',
    'time(date and time("2012-12-25T11:00:00Z")) = time("11:00:00Z")',
    'time("23:59:00z") = time(23, 59, 0, duration("PT0H"))',
    'number("1 000,0", " ", ",") = number("1,000.0", ",", ".")',
    'string(1.1) = "1.1"',
    "string(null) = null",
    'date and time("2012-12-24T23:59:00") - date and time("2012-12-22T03:45:00") = duration("P2DT20H14M")',
    'duration("P2Y2M") = duration("P26M")',
    'years and months duration(date("2011-12-22"), date("2013-08-24")) = duration("P1Y8M")',
    'range("[18..21)") = [18..21)',
    'is(range("[2..)"), (>= 2))',
    'is(range("(..2)"), (< 2))',
    'range("") = null',
    'range("[..]") = null',
    "not(true) = false",
    "not(null) = null",
]

STRINGS = [
    'substring("foobar", 3) = "obar"',
    'substring("foobar", 3, 3) = "oba"',
    'substring("foobar", -2, 1) = "a"',
    r'substring("\U01F40Eab", 2) = "ab"',
    r'string length("\U01F40Eab") = 3',
    'upper case("aBc4") = "ABC4"',
    'lower case("aBc4") = "abc4"',
    'substring before("foobar", "bar") = "foo"',
    'substring before("foobar", "xyz") = ""',
    'substring after("foobar", "ob") = "ar"',
    'substring after("", "a") = ""',
    'replace("banana", "a", "o") = "bonono"',
    'replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") = "[1=ab][2=]cd"',
    'contains("foobar", "of") = false',
    'starts with("foobar", "fo")',
    'ends with("foobar", "r")',
    'matches("foobar", "^fo*b")',
    r'split("John Doe", "\\s") = ["John", "Doe"]',
    'split("a;b;c;;", ";") = ["a", "b", "c", "", ""]',
    'string join(["a", "b", "c"], "_and_") = "a_and_b_and_c"',
    'string join(["a", "b", "c"], "") = "abc"',
    'string join(["a", "b", "c"], null) = "abc"',
    'string join(["a"], "X") = "a"',
    'string join(["a", null, "c"], "X") = "aXc"',
    'string join([], "X") = ""',
    'string join(["a", null, "c"]) = "ac"',
]

LISTS = [
    "list contains([1, 2, 3], 2)",
    "count([1, 2, 3]) = 3 and count([]) = 0 and count([1, [2, 3]]) = 2",
    "min([1, 2, 3]) = 1 and max(1, 2, 3) = 3 and min(1) = min([1]) and max([]) = null",
    "sum([1, 2, 3]) = 6 and sum(1, 2, 3) = 6 and sum(1) = 1 and sum([]) = null",
    "mean([1, 2, 3]) = 2 and mean(1, 2, 3) = 2 and mean(1) = 1 and mean([]) = null",
    "all([false, null, true]) = false and all(true) and all([true]) and all([]) and all(0) = null",
    "any([false, null, true]) and any(false) = false and any([]) = false and any(0) = null",
    "sublist([4, 5, 6], 1, 2) = [4, 5]",
    "append([1], 2, 3) = [1, 2, 3]",
    "concatenate([1, 2], [3]) = [1, 2, 3]",
    "insert before([1, 3], 1, 2) = [2, 1, 3]",
    "remove([1, 2, 3], 2) = [1, 3]",
    "list replace([2, 4, 7, 8], 3, 6) = [2, 4, 6, 8]",
    "list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) = [5, 5, 7, 8]",
    "reverse([1, 2, 3]) = [3, 2, 1]",
    "index of([1, 2, 3, 2], 2) = [2, 4]",
    "union([1, 2], [2, 3]) = [1, 2, 3]",
    "distinct values([1, 2, 3, 2, 1]) = [1, 2, 3]",
    "flatten([[1, 2], [[3]], 4]) = [1, 2, 3, 4]",
    "product([2, 3, 4]) = 24 and product([]) = null and product(2, 3, 4) = 24",
    "median(8, 2, 5, 3, 4) = 4 and median([6, 1, 2, 3]) = 2.5 and median([]) = null",
    "stddev(2, 4, 7, 5) = 2.081665999466132735282297706979931",
    "stddev([47]) = null and stddev(47) = null and stddev([]) = null",
    "mode(6, 3, 9, 6, 6) = [6] and mode([6, 1, 9, 6, 1]) = [1, 6] and mode([]) = []",
    "sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y) = [1, 2, 3, 4, 5]",
]

NUMBERS = [
    "decimal(1 / 3, 2) = .33 and decimal(1.5, 0) = 2 and decimal(2.5, 0) = 2",
    "floor(1.5) = 1 and floor(-1.56, 1) = -1.6",
    "ceiling(1.5) = 2 and ceiling(-1.56, 1) = -1.5",
    "round up(5.5, 0) = 6 and round up(-5.5, 0) = -6 and round up(1.121, 2) = 1.13 and round up(-1.126, 2) = -1.13",
    "round down(5.5, 0) = 5 and round down(-5.5, 0) = -5 and round down(-1.126, 2) = -1.12",
    "round half up(5.5, 0) = 6 and round half up(-5.5, 0) = -6 and round half up(1.121, 2) = 1.12",
    "round half down(5.5, 0) = 5 and round half down(-5.5, 0) = -5 and round half down(-1.126, 2) = -1.13",
    'abs(10) = 10 and abs(-10) = 10 and abs(@"PT5H") = @"PT5H" and abs(@"-PT5H") = @"PT5H"',
    "modulo(12, 5) = 2 and modulo(-12, 5) = 3 and modulo(12, -5) = -3 and modulo(-12, -5) = -2",
    "modulo(10.1, 4.5) = 1.1 and modulo(-10.1, 4.5) = 3.4",
    "modulo(10.1, -4.5) = -3.4 and modulo(-10.1, -4.5) = -1.1",
    "sqrt(16) = 4 and sqrt(-1) = null",
    "decimal(log(10), 11) = 2.30258509299",
    "decimal(exp(5), 12) = 148.413159102577",
    "odd(5) and odd(2) = false and even(5) = false and even(2)",
]

IDENTITY = [
    'is(date("2012-12-25"), time("23:00:50")) = false',
    'is(date("2012-12-25"), date("2012-12-25"))',
    'is(time("23:00:50z"), time("23:00:50")) = false',
    'is(time("23:00:50z"), time("23:00:50+00:00"))',
]

DATES = [
    "day of year(date(2019, 9, 17)) = 260",
    'day of week(date(2019, 9, 17)) = "Tuesday"',
    'month of year(date(2019, 9, 17)) = "September"',
    "week of year(date(2019, 9, 17)) = 38 and week of year(date(2003, 12, 29)) = 1",
    "week of year(date(2004, 1, 4)) = 1 and week of year(date(2005, 1, 1)) = 53",
    "week of year(date(2005, 1, 3)) = 1 and week of year(date(2005, 1, 9)) = 1",
]

CONTEXTS = [
    'get value({key1: "value1"}, "key1") = "value1"',
    'get value({key1: "value1"}, "unexistent-key") = null',
    'get entries({a: "1", b: "2"}) = [{key: "a", value: "1"}, {key: "b", value: "2"}]',
    'context([{key: "a", value: 1}, {key: "b", value: 2}]) = {a: 1, b: 2}',
    'context([{key: "a", value: 1}, {key: "b", value: 2, something: "else"}]) = {a: 1, b: 2}',
    'context([{key: "a", value: 1}, {key: "b"}]) = null',
    'context put({x: 1}, "y", 2) = {x: 1, y: 2}',
    'context put({x: 1, y: 0, z: 0}, "y", 2) = {x: 1, y: 2, z: 0}',
    'context put({x: 1}, ["y"], 2) = context put({x: 1}, "y", 2)',
    'context put({x: 1, y: {a: 0}}, ["y", "a"], 2) = {x: 1, y: {a: 2}}',
    "context put({x: 1, y: {a: 0}}, [], 2) = null",
    "context merge([{x: 1}, {y: 2}]) = {x: 1, y: 2}",
    "context merge([{x: 1, y: 0}, {y: 2}]) = {x: 1, y: 2}",
]

RANGES_THAT_HOLD = """
before(1, 10); before(1, (1..10]); before(1, [5..10]); before([1..10), 10); before([1..10], 15)
before([1..10], [15..20]); before([1..10), [10..20]); before([1..10], (10..20])
after(10, 5); after(12, [1..10]); after(10, [1..10)); after([11..20], 10); after((11..20], 11)
after([11..20], [1..10]); after([11..20], [1..11)); after((11..20], [1..11])
meets([1..5], [5..10]); met by([5..10], [1..5])
overlaps([1..5], [3..8]); overlaps([3..8], [1..5]); overlaps([1..8], [3..5]); overlaps([3..5], [1..8])
overlaps([1..5], [5..8]); overlaps([5..8], [1..5])
overlaps before([1..5], [3..8]); overlaps before([1..5], [5..8]); overlaps before([1..5), (1..5])
overlaps before([1..5], (1..5])
overlaps after([3..8], [1..5]); overlaps after([5..8], [1..5]); overlaps after((1..5], [1..5))
overlaps after((1..5], [1..5])
finishes(10, [1..10]); finishes([5..10], [1..10]); finishes([5..10), [1..10)); finishes([1..10], [1..10])
finishes((1..10], [1..10])
finished by([1..10], 10); finished by([1..10], [5..10]); finished by([1..10), [5..10))
finished by([1..10], [1..10]); finished by([1..10], (1..10])
includes([1..10], 5); includes([1..10], 1); includes([1..10], 10); includes([1..10], [4..6])
includes([1..10], [1..5]); includes((1..10], (1..5]); includes([1..10], (1..10)); includes([1..10), [5..10))
includes([1..10], [1..10)); includes([1..10], (1..10]); includes([1..10], [1..10])
during(5, [1..10]); during(1, [1..10]); during(10, [1..10]); during([4..6], [1..10]); during([1..5], [1..10])
during((1..5], (1..10]); during((1..10), [1..10]); during([5..10), [1..10)); during([1..10], [1..10])
starts(1, [1..10]); starts([1..5], [1..10]); starts((1..5], (1..10]); starts([1..10], [1..10])
starts([1..10), [1..10]); starts((1..10), (1..10))
started by([1..10], 1); started by([1..10], [1..5]); started by((1..10], (1..5]); started by([1..10], [1..10])
started by([1..10], [1..10)); started by((1..10), (1..10))
coincides(5, 5); coincides([1..5], [1..5])
"""

RANGES_THAT_DON_T = """
before(10, 1); before(1, [1..10]); before([1..10], 10); before([1..10], [10..20])
after(5, 10); after(10, [1..10]); after([11..20], 12); after([11..20], 11); after([1..10], [11..20])
meets([1..5), [5..10]); meets([1..5], (5..10]); meets([1..5], [6..10])
met by([5..10], [1..5)); met by((5..10], [1..5]); met by([6..10], [1..5])
overlaps([1..5], [6..8]); overlaps([6..8], [1..5]); overlaps([1..5], (5..8]); overlaps([1..5), [5..8])
overlaps([1..5), (5..8]); overlaps((5..8], [1..5]); overlaps([5..8], [1..5)); overlaps((5..8], [1..5))
overlaps before([1..5], [6..8]); overlaps before([1..5), [5..8]); overlaps before([1..5), [1..5])
overlaps before([1..5], [1..5])
overlaps after([6..8], [1..5]); overlaps after((5..8], [1..5]); overlaps after([5..8], [1..5))
overlaps after([1..5], [1..5)); overlaps after([1..5], [1..5])
finishes(10, [1..10)); finishes([5..10), [1..10]); finished by([1..10), 10); finished by([1..10], [5..10))
includes([1..10], 12); includes((1..10], 1); includes([1..10), 10)
during(12, [1..10]); during(1, (1..10]); during(10, [1..10))
starts(1, (1..10]); starts(2, [1..10]); starts((1..5], [1..10]); starts([1..5], (1..10])
started by((1..10], 1); started by([1..10], 2); started by([1..10], (1..5]); started by((1..10], [1..5])
coincides(3, 4); coincides((1..5), [1..5]); coincides([1..5], [2..6])
"""


def each(lines: str) -> list[str]:
    return [text.strip() for line in lines.strip().splitlines() for text in line.split("; ")]


@pytest.mark.parametrize(
    "text",
    [
        *LANGUAGE,
        *CONVERSIONS,
        *STRINGS,
        *LISTS,
        *NUMBERS,
        *IDENTITY,
        *DATES,
        *CONTEXTS,
        *each(RANGES_THAT_HOLD),
    ],
)
def test_an_example_of_the_standard_holds(text: str) -> None:
    assert feel.compile(text, (), lenient=True).evaluate({}).value is True


@pytest.mark.parametrize("text", each(RANGES_THAT_DON_T))
def test_an_example_of_ranges_that_don_t_lie_so_is_false(text: str) -> None:
    assert feel.evaluate(text, {}).value is False
