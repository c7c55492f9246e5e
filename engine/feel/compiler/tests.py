"""``in``, and the unary tests of decision tables (DMN 1.5, grammar rules 7 to 18)."""

from __future__ import annotations

from collections.abc import Callable

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Scope, code, compiles
from engine.feel.operations import COMPARISONS, contained, equal
from engine.feel.values import Value

Check = Callable[[Value, Scope, Run], bool | None]
"""Whether a value passes a test; the scope has it as ``?``."""


def _check(test: syntax.Test) -> Check:
    operand, operator, asks = code(test.operand), test.operator, test.asks

    def passes(value: Value, scope: Scope, run: Run) -> bool | None:
        against = operand(scope, run)
        if operator in {"=", "!="}:
            same = equal(value, against, run)
            return same if same is None or operator == "=" else not same
        if operator is not None:
            return COMPARISONS[operator](value, against)
        if asks and (against is None or type(against) is bool):
            return against
        return contained(value, against, run)

    return passes


def _any(checks: list[Check], value: Value, scope: Scope, run: Run) -> bool | None:
    result: bool | None = False
    for check in checks:
        answer = check(value, scope, run)
        if answer is True:
            return True
        if answer is None:
            result = None
    return result


@compiles(syntax.In)
def _in(node: syntax.In) -> Code:
    value, checks, at = code(node.value), [_check(test) for test in node.tests], node.at

    def found(scope: Scope, run: Run) -> Value:
        tested = value(scope, run)
        answer = _any(checks, tested, {**scope, "?": tested}, run)
        return run.fault("nilai tidak dapat dibandingkan dengan yang diuji", at) if answer is None else answer

    return found


@compiles(syntax.UnaryTests)
def _unary_tests(node: syntax.UnaryTests) -> Code:
    checks, negated = [_check(test) for test in node.tests], node.negated

    def passed(scope: Scope, run: Run) -> bool:
        if not checks:
            return True
        answer = _any(checks, scope["?"], scope, run)
        return answer is False if negated else answer is True

    return passed
