"""Logic in three values, comparison and arithmetic (DMN 1.5, clauses 10.3.2.10 to 10.3.2.15)."""

from __future__ import annotations

from decimal import Decimal, DecimalException

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Scope, code, compiles
from engine.feel.errors import FeelFault
from engine.feel.numbers import CONTEXT
from engine.feel.operations import ARITHMETIC, COMPARISONS, Table, at_least, at_most, equal, negated
from engine.feel.types import is_instance
from engine.feel.values import Value, kind, unwrapped


@compiles(syntax.Or)
def _or(node: syntax.Or) -> Code:
    return _connected([code(operand) for operand in node.operands], decisive=True)


@compiles(syntax.And)
def _and(node: syntax.And) -> Code:
    return _connected([code(operand) for operand in node.operands], decisive=False)


def _connected(operands: list[Code], *, decisive: bool) -> Code:
    """One operand that is ``decisive`` settles it; else anything but a boolean makes it null."""

    def connected(scope: Scope, run: Run) -> Value:
        result: bool | None = not decisive
        for operand in operands:
            value = operand(scope, run)
            if value is decisive:
                return decisive
            if not isinstance(value, bool):
                result = None
        return result

    return connected


@compiles(syntax.Comparison)
def _comparison(node: syntax.Comparison) -> Code:
    left, right = code(node.left), code(node.right)
    if node.operator in {"=", "!="}:
        return _equality(left, right, node)
    operator, at = node.operator, node.at
    compare = COMPARISONS[operator]

    def compared(scope: Scope, run: Run) -> Value:
        a, b = unwrapped(left(scope, run)), unwrapped(right(scope, run))
        result = compare(a, b)
        if result is None:
            run.fault(f"{kind(a)} {operator} {kind(b)} tidak dapat dibandingkan", at)
        return result

    return compared


def _equality(left: Code, right: Code, node: syntax.Comparison) -> Code:
    at, positive = node.at, node.operator == "="

    def compared(scope: Scope, run: Run) -> Value:
        a, b = left(scope, run), right(scope, run)
        result = equal(a, b, run)
        if result is None:
            return run.fault(f"{kind(a)} dan {kind(b)} tidak dapat dibandingkan", at)
        return result is positive

    return compared


@compiles(syntax.Between)
def _between(node: syntax.Between) -> Code:
    value, low, high, at = code(node.value), code(node.low), code(node.high), node.at

    def between(scope: Scope, run: Run) -> Value:
        middle = value(scope, run)
        above, below = at_least(middle, low(scope, run)), at_most(middle, high(scope, run))
        if above is None or below is None:
            return run.fault(f"{kind(middle)} tidak dapat dibandingkan dengan batasnya", at)
        return above and below

    return between


@compiles(syntax.Arithmetic)
def _arithmetic(node: syntax.Arithmetic) -> Code:
    first = code(node.first)
    rest = [(operator, ARITHMETIC[operator], code(operand), at) for operator, operand, at in node.rest]

    def computed(scope: Scope, run: Run) -> Value:
        value = first(scope, run)
        for operator, table, operand, at in rest:
            value = _applied(operator, table, value, operand(scope, run), run, at)
        return value

    return computed


def _applied(operator: str, table: Table, left: Value, right: Value, run: Run, at: int) -> Value:
    operation = table.get((type(left), type(right)))
    if operation is None:
        return run.fault(f"{kind(left)} {operator} {kind(right)} tidak dapat dihitung", at)
    try:
        result = operation(left, right)
    except DecimalException:
        return run.fault("hasil di luar jangkauan bilangan", at)
    except FeelFault as fault:
        return run.fault(str(fault), at)
    if type(result) is str:
        run.charge_string(len(result))
    return result


@compiles(syntax.Negation)
def _negation(node: syntax.Negation) -> Code:
    operand, at = code(node.operand), node.at
    if isinstance(node.operand, syntax.Literal) and isinstance(node.operand.value, Decimal):
        constant = CONTEXT.minus(node.operand.value)
        return lambda scope, run: constant

    def turned(scope: Scope, run: Run) -> Value:
        value = operand(scope, run)
        result = negated(value)
        return run.fault(f"-{kind(value)} tidak dapat dihitung", at) if result is None else result

    return turned


@compiles(syntax.InstanceOf)
def _instance_of(node: syntax.InstanceOf) -> Code:
    value, type_ = code(node.value), node.type
    return lambda scope, run: is_instance(value(scope, run), type_)
