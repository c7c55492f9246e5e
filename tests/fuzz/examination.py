"""What holds for whatever text: the judge of the fuzzer and of its corpus."""

from __future__ import annotations

import time
from collections.abc import Mapping

from engine import feel
from engine.feel.builtins import BUILT_INS
from engine.feel.parsing import Known, Parsed, parse_expression, parse_unary_tests
from engine.feel.printing import printed

CONTEXT: Mapping[str, object] = {
    "x": [1, "a", None, {"a": 1, "b c": [2]}],
    "rows": [{"unit price": n, "a": "b" * n} for n in range(5)],
    "unit price": 2.5,
    "a-b": {"x": "2026-02-28"},
    "n": 3,
}
SECONDS = 2.0
"""No text takes longer, on the slowest machine."""

_KNOWN = Known(frozenset(CONTEXT), frozenset(BUILT_INS), lenient=True)


def examine(text: str) -> None:
    """Parse, print, check and evaluate a text as an expression and as a decision table's cell.

    Raises:
        AssertionError: something that holds for every text doesn't; anything but the language's own errors is
            let through too.
    """
    began = time.thread_time()
    _print_and_read(text, tests=False)
    _print_and_read(text, tests=True)
    try:
        faults = feel.check(text, CONTEXT)
        evaluation = feel.compile(text, CONTEXT, lenient=True).evaluate(CONTEXT)
        feel.to_json(evaluation.value)
        if not faults:
            feel.compile(text, CONTEXT)
    except feel.FeelError:
        pass
    try:
        test = feel.compile_unary_tests(text, CONTEXT, lenient=True)
        assert isinstance(test.test(CONTEXT["x"], CONTEXT).value, bool)
    except feel.FeelError:
        pass
    assert time.thread_time() - began < SECONDS, "it takes too long"


def _print_and_read(text: str, *, tests: bool) -> None:
    try:
        tree = _parsed(text, tests=tests).tree
    except feel.FeelError:
        return
    again = printed(tree)
    try:
        assert _parsed(again, tests=tests).tree == tree, f"printed as {again}"
    except feel.FeelBudgetError:
        return  # with its blanks and brackets it may be too long or too deep


def _parsed(text: str, *, tests: bool) -> Parsed:
    return (parse_unary_tests if tests else parse_expression)(text, _KNOWN)
