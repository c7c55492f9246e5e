"""``in``, and the unary tests of decision tables (DMN 1.5, grammar rules 7 to 15)."""

from __future__ import annotations

from collections.abc import Callable

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Frame, Scope, code, compiles
from engine.feel.operations import COMPARISONS, contained, equal
from engine.feel.values import Value, unwrapped

TESTED = "?"
"""The name of the value tested."""

Check = Callable[[Value, Frame, Run], bool | None]
"""Whether a value passes a test; the frame has it where ``?`` lies."""


def _check(test: syntax.Test, scope: Scope) -> Check:
    operand, operator, asks = code(test.operand, scope), test.operator, test.asks

    def passes(value: Value, frame: Frame, run: Run) -> bool | None:
        against = operand(frame, run)
        if operator in {"=", "!="}:
            same = equal(value, against, run)
            return same if same is None or operator == "=" else not same
        if operator is not None:
            return COMPARISONS[operator](unwrapped(value), unwrapped(against))
        if asks and (against is None or type(against) is bool):
            return against
        return contained(value, against, run)

    return passes


def _any(checks: list[Check], value: Value, frame: Frame, run: Run) -> bool | None:
    result: bool | None = False
    for check in checks:
        answer = check(value, frame, run)
        if answer is True:
            return True
        if answer is None:
            result = None
    return result


@compiles(syntax.In)
def _in(node: syntax.In, scope: Scope) -> Code:
    value, at, inner = code(node.value, scope), node.at, scope.inside()
    place = inner.add(TESTED)
    checks = [_check(test, inner) for test in node.tests]

    def found(frame: Frame, run: Run) -> Value:
        tested = frame[place] = value(frame, run)
        answer = _any(checks, tested, frame, run)
        return run.fault("nilai tidak dapat dibandingkan dengan yang diuji", at) if answer is None else answer

    return found


@compiles(syntax.UnaryTests)
def _unary_tests(node: syntax.UnaryTests, scope: Scope) -> Code:
    tested = code(syntax.Name(node.at, TESTED), scope)
    checks, negated = [_check(test, scope) for test in node.tests], node.negated

    def passed(frame: Frame, run: Run) -> bool:
        if not checks:
            return True
        answer = _any(checks, tested(frame, run), frame, run)
        return answer is False if negated else answer is True

    return passed
