"""A tree written as text, and read again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from engine.feel.builtins import BUILT_INS
from engine.feel.parsing import Known, parse_expression, parse_unary_tests
from engine.feel.printing import printed
from tests.unit.feel.grammar import NAMES, expressions, unary_tests

KNOWN = Known(NAMES, frozenset(BUILT_INS), lenient=True)


@settings(max_examples=400, deadline=None)
@given(expressions)
def test_an_expression_that_is_printed_is_read_as_the_same_tree(text: str) -> None:
    tree = parse_expression(text, KNOWN).tree
    again = printed(tree)
    assert parse_expression(again, KNOWN).tree == tree
    assert printed(parse_expression(again, KNOWN).tree) == again


@settings(max_examples=200, deadline=None)
@given(unary_tests)
def test_a_cell_that_is_printed_is_read_as_the_same_tree(text: str) -> None:
    tree = parse_unary_tests(text, KNOWN).tree
    assert parse_unary_tests(printed(tree), KNOWN).tree == tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(1+2)*3-((4))", "(1 + 2) * 3 - 4"),
        ("((a))and(b or(c))", "a and (b or c)"),
        ("2**3**2", "2 ** 3 ** 2"),
        ("2**(3**2)", "2 ** (3 ** 2)"),
        ("-x instance of number", "-x instance of number"),
        ("(-x)instance of number", "(-x) instance of number"),
        ("x in[1..2)", "x in ([1..2))"),
        ("<5", "(< 5)"),
        ("x in (?-5..2)", "x in ((? - 5..2))"),
        ("([])[]true..true]]", "[][(true..true]]"),
        ("[1..2[", "[1..2)"),
        ("[1..x[2][", "[1..x[2])"),
        ('{"a b":1,"c+d":[ ]}', '{a b: 1, "c+d": []}'),
        ("rows [ unit price>5 ].unit price", "rows[unit price > 5].unit price"),
        ("1.50 + 1e3", "1.5 + 1000"),
        ("function( a:list<number> ) a", "function(a: list<number>) a"),
        ("// nothing\n1", "1"),
    ],
)
def test_an_expression_is_printed_without_what_says_nothing(text: str, expected: str) -> None:
    assert printed(parse_expression(text, KNOWN).tree) == expected
