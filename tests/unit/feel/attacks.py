"""Hostile expressions, for the tests that see them stopped and for the measurement of how soon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

LONG = 'string join(for i in 1..10000 return "aaaaaaaaaaaaaaaaaaaa")'
SOME = 'string join(for i in 1..1000 return "aaaaaaaaaaaaaaaaaaaa")'
SHARED = "f: function(l, n) if n = 0 then l else f([l, l], n - 1), a: f([1], 30)"
MANY = ", ".join(f"a{n}: {n}" for n in range(1_000))
WIDE = "context(for i in 1..5000 return {key: string(i), value: i})"

TOO_DEEP: Mapping[str, str] = {
    "brackets": "(" * 5_000 + "1" + ")" * 5_000,
    "lists": "[" * 60 + "]" * 60,
    "signs": "-" * 10_000 + "x",
    "dots": "x" + ".a" * 9_000,
    "comparisons": "1" + " = 1" * 4_000,
    "conditions": "if " * 300 + "1",
    "filters": "x" + "[1]" * 6_000,
    "contexts": "{a:" * 100 + "1" + "}" * 100,
    "loops": "for " + ", ".join(f"a{n} in [1]" for n in range(200)) + " return 1",
    "types": "1 instance of " + "list<" * 100 + "number" + ">" * 100,
}
"""Refused when they are compiled."""

TOO_LONG: Mapping[str, str] = {
    "a megabyte": "1 + " * 250_000 + "1",
    "a name of a megabyte": "a" * 1_000_000,
    "brackets of a megabyte": "(" * 1_000_000,
}

NO_EXPRESSIONS: Mapping[str, str] = {
    "comments that don't end": "/*" * 10_000,
    "strings that don't end": '"\\' * 9_999,
    "quotes": '"' * 19_999,
    "a name of symbols": "{" + "+".join("a" * 50) + ": 1, a: 2, r: " + "+".join("a" * 9_000) + "}",
    "an unknown word": "a" * 19_999,
    "unknown words": "a " * 9_999,
}
"""Texts that only a careless reader would take long over."""

TOO_MUCH: Mapping[str, str] = {
    "an endless loop": "some a in 1..1000000000000 satisfies a < 0",
    "a function that calls itself": "{f: function(n) f(n + 1), r: f(1)}.r",
    "an order that calls itself": "{f: function(n) sort([2, 1], function(a, b) f(n)), r: f(1)}.r",
    "loops in loops": "count(for a in 1..1000, b in 1..1000, c in 1..1000 return 1)",
    "lists of loops": "for a in 1..1000 return for b in 1..1000 return b",
    "contexts in a loop": "for a in 1..100000 return {a: a, b: a, c: [a]}",
    "functions in a loop": "for a in 1..100000 return function(x) x + a",
    "functions that keep much": f"{{{MANY}, r: for q in 1..100000 return function(x) {'+'.join(f'a{n}' for n in range(1_000))}}}",
    "filters among many names": f"{{{MANY}, r: for q in 1..100000 return [1][item > q]}}",
    "a doubling string": '{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("ab", 30)}.r',
    "many strings": 'for i in 1..100000 return string(i) + "abcdefghijklmnopqrstuvwxyz"',
    "many long strings": f"{{s: {LONG}, r: for i in 1..1000 return upper case(s)}}.r",
    "a doubling list": "{f: function(l, n) if n = 0 then l else f(concatenate(l, l), n - 1), r: f([1], 30)}.r",
    "earlier results": "for i in 1..100000 return partial",
    "shared parts written": f"{{{SHARED}, r: string(a)}}.r",
    "shared parts in a row": f"{{{SHARED}, r: flatten(a)}}.r",
    "shared parts compared": f"{{{SHARED}, b: f([1], 30), r: a = b}}.r",
    "shared parts of a type": f"{{{SHARED}, r: a instance of {'list<' * 31}number{'>' * 31}}}.r",
    "a row of nested results": "string(for i in 1..500 return [partial[-1]])",
    "contexts that grow": f'{{c: {WIDE}, r: for i in 1..100000 return context put(c, "x", i)}}.r',
    "wide contexts compared": f'{{c: {WIDE}, d: context put(c, "1", 1), r: for i in 1..10000 return c = d}}.r',
    "entries of wide contexts": f"{{c: {WIDE}, r: for i in 1..10000 return get entries(c)}}.r",
    "wide contexts merged": f"{{c: {WIDE}, r: context merge(for i in 1..5000 return c)}}.r",
    "a path of keys again and again": f'{{c: {{a: {WIDE}}}, r: for i in 1..100000 return context put(c, ["a", "1"], i)}}.r',
    "a long order": "sort(for i in 1..60000 return modulo(i * 7919, 60013), function(a, b) a < b)",
    "a long median": "for j in 1..100 return median(for i in 1..10000 return modulo(i * 7919, 10007))",
    "a long mode": "for j in 1..100 return mode(for i in 1..10000 return modulo(i * 7919, 10007))",
    "values told apart": "distinct values(for i in 1..100000 return i)",
    "positions of each": "{l: for i in 1..50000 return i, r: for i in 1..1000 return index of(l, i)}.r",
    "lists changed again and again": "{l: for i in 1..50000 return i, r: for i in 1..1000 return list replace(l, 1, i)}.r",
    "paths through lists": "{l: for i in 1..50000 return {a: i}, r: for i in 1..1000 return l.a}.r",
    "powers": "for i in 1..100000 return 1.0000001 ** 999999.5",
    "exponentials": "for i in 1..100000 return exp(100.123456789)",
    "logarithms": "for i in 1..100000 return log(1.23456789e6000)",
    "long numbers": "for i in 1..100000 return string(1e6000)",
    "places of numbers": "for i in 1..100000 return decimal(1e6000, 6000)",
    "days": 'for d in @"0001-01-01"..@"9999-12-31" return d + @"P1D"',
    "durations": 'for i in 1..100000 return @"P1D" * 99999999.123',
    "zones": 'for i in 1..100000 return date and time("2020-01-01T00:00:00@Asia/Jakarta")',
    "ranges from text": 'for i in 1..100000 return range("[1..2]")',
    "reasons": 'for i in 1..100000 return number("x" + string(i))',
    "a pattern over a long text": f'matches({"LONG"}, "(?:a|b)*a(?:a|b){{900}}c")'.replace("LONG", LONG),
    "a pattern with groups again": f'matches({LONG}, "(a|aa)+(a|aa)+\\\\1b")',
    "many matches": f'replace({LONG}, "a", "b")',
    "a long result of matches": f'replace({LONG}, "aaaaaaaaaa", "{"b" * 1_000}")',
    "a match put in often": f'replace({SOME}, "a+", string join(for i in 1..10000 return "$0"))',
    "nothing put in often": f'replace({SOME}, "a(b)?", string join(for i in 1..10000 return "$1"))',
    "long texts of ranges": '{s: "[" + string join(for i in 1..600 return "1+") + "1..2]", r: for i in 1..100000 return range(s)}.r',
    "many parts": f'split({LONG}, "a")',
}
"""Stopped by what they use, on any machine at the same place."""

TOO_SLOW: Mapping[str, str] = {
    "many large patterns": 'for i in 1..100000 return matches("a", string(i) + "\\\\p{L}{1,20}")',
    "matches that look far ahead": f'replace({LONG}, "a.*b|a", "c")',
}
"""Stopped by the clock."""

HARMLESS: Mapping[str, str] = {
    "a huge power": "10 ** (10 ** 10)",
    "a huge exponential": "exp(1e30)",
    "a power of many steps": "(1 + 1e-30) ** 999999999",
    "a group's number of many digits": 'replace("a", "(a)", "$" + string join(for i in 1..5000 return "0"))',
    "a range's text of many characters": 'range("[" + string join(for i in 1..3200 return "1+1+1+") + "1..2]")',
    "a pattern of pairs": f'matches({LONG}, "(a+a+)+b")',
    "a large pattern": 'matches("a", "(\\\\p{L}{1,100}){5}")',
    "names of Python's": '"".__class__.__mro__',
    "Python's globals": "(function(x) x).__globals__",
    "a long sum": "1" + " + 1" * 4_900,
    "many comments": "/**/" * 4_999 + "1",
    "many keys": "{" + ",".join(f"a b{n}:1" for n in range(1_700)) + "}",
}
"""Answered, and soon."""


class OverData(NamedTuple):
    """An expression, and the context that makes it hostile."""

    text: str
    context: Mapping[str, object]


ROWS = [{"a": n} for n in range(20_000)]
LARGE = {str(n): n for n in range(60_000)}

TOO_MUCH_DATA: Mapping[str, OverData] = {
    "many large variables": OverData(
        "+".join(f"count(v{n})" for n in range(30)), {f"v{n}": ROWS for n in range(30)}
    ),
    "entries of a large context": OverData("for i in 1..3 return get entries(c)", {"c": LARGE}),
    "a large context merged": OverData("context merge(for i in 1..20000 return c)", {"c": LARGE}),
    "a list of a million": OverData("count(l)", {"l": [0] * 1_000_000}),
    "many names with blanks": OverData("x", {"x": 1, **{f"n {n} x": n for n in range(50_000)}}),
}
"""Stopped by what they are given."""


class Cells(NamedTuple):
    """Texts that are checked together, as a file's are, and the names that they may use."""

    texts: Sequence[str]
    names: frozenset[str]


TO_CHECK: Mapping[str, Cells] = {
    "cells with groups again": Cells(
        [f'matches("{"a" * 100}", "(a|aa)+(a|aa)+\\\\1b{n}")' for n in range(100)], frozenset()
    ),
    "cells with large patterns": Cells(
        [f'matches("a", "x{n}\\\\p{{L}}{{1,20}}\\\\p{{N}}{{1,20}}")' for n in range(1_000)], frozenset()
    ),
    "cells with unknown names": Cells(
        [" + ".join(f"variabol panjong nomar {n}{m}" for m in range(5)) for n in range(300)],
        frozenset(f"variabel panjang nomor {n} sekali" for n in range(1_500)),
    ),
}
"""Checked in the time of one evaluation, and what its texts' length takes."""
SECONDS_TO_CHECK = 1.5
"""Of the thread: ten times an evaluation's. Without a bound they take many times that."""
