"""Expressions by FEEL's grammar, for properties that hold for every one of them."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = frozenset({"x", "rows", "unit price", "rate-per-year"})

literals = st.one_of(
    st.sampled_from(
        ["true", "false", "null", "0", "1", "2.50", "1e3", ".5", "-7", "1e-40", "12345678901234567890"]
    ),
    st.sampled_from(['""', '"a"', '"two words"', r'"q\" \\ \n é \U01F40E"', '@"2026-02-28"', '@"-P1Y2M"']),
    st.sampled_from(['@"10:00:00@Asia/Jakarta"', '@"2026-02-28T10:00:00.5+07:00"', '@"P3DT4H"', '@"PT0S"']),
)
names = st.sampled_from([*sorted(NAMES), "item", "abs", "count"])
keys = st.sampled_from(["a", "b c", '"d-e"', "x", '"+"'])
types = st.recursive(
    st.sampled_from(["number", "string", "Any", "date and time", "days and time duration", "Null"]),
    lambda inner: st.one_of(
        inner.map("list<{}>".format),
        inner.map("range<{}>".format),
        inner.map("context<a: {}, b c: number>".format),
        st.tuples(inner, inner).map("function<{0[0]}> -> {0[1]}".format),
    ),
    max_leaves=3,
)
operators = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"])
comparisons = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])


def _several(inner: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[str]:
    return st.lists(inner, min_size=least, max_size=3).map(", ".join)


def _forms(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two, three = st.tuples(inner, inner), st.tuples(inner, inner, inner)
    test = st.one_of(inner, st.tuples(comparisons, inner).map("{0[0]} ({0[1]})".format))
    return st.one_of(
        inner.map("({})".format),
        inner.map("-({})".format),
        inner.map("--({})".format),
        st.tuples(inner, operators, inner).map("({0[0]}) {0[1]} ({0[2]})".format),
        st.tuples(names, operators, names, operators, literals).map(" ".join),
        three.map("({0[0]}) between ({0[1]}) and ({0[2]})".format),
        st.tuples(inner, _several(test, 1)).map("({0[0]}) in ({0[1]})".format),
        st.tuples(inner, types).map("({0[0]}) instance of {0[1]}".format),
        three.map("if {0[0]} then {0[1]} else {0[2]}".format),
        three.map("for i in {0[0]}, j k in ({0[1]})..({0[1]}) return [i, j k, partial, {0[2]}]".format),
        two.map("some i in {0[0]} satisfies {0[1]}".format),
        two.map("every i in {0[0]} satisfies {0[1]}".format),
        st.tuples(types, inner).map("function(p: {0[0]}, q r) [p, q r, {0[1]}]".format),
        st.tuples(inner, _several(inner)).map("({0[0]})({0[1]})".format),
        st.tuples(st.sampled_from(["abs", "count", "string", "sum", "not", "flatten"]), inner).map(
            "{0[0]}({0[1]})".format
        ),
        inner.map("substring(string: {}, start position: 1)".format),
        two.map("({0[0]})[{0[1]}]".format),
        two.map("({0[0]})[(item) = ({0[1]})]".format),
        st.tuples(inner, st.sampled_from(["a", "b c", "year", "start included"])).map(
            "({0[0]}).{0[1]}".format
        ),
        _several(inner).map("[{}]".format),
        st.tuples(keys, inner).map("{{{0[0]}: {0[1]}}}".format),
        st.tuples(inner, inner).map("{{a: {0[0]}, b c: a, f: function(n) f(n), last: {0[1]}}}".format),
        two.map("[({0[0]})..({0[1]}))".format),
        two.map("]({0[0]})..({0[1]})]".format),
        st.tuples(comparisons, inner).map("({0[0]} ({0[1]}))".format),
    )


expressions = st.recursive(st.one_of(literals, names), _forms, max_leaves=12)
unary_tests = st.one_of(
    st.just("-"),
    _several(st.one_of(expressions, st.tuples(comparisons, expressions).map("{0[0]} ({0[1]})".format)), 1),
    _several(expressions, 1).map("not({})".format),
)
