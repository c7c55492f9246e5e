"""Logic in three values, comparison and arithmetic (DMN 1.5, clauses 10.3.2.4 and 10.3.2.15).

What most expressions do, a name or a literal beside an operator, has code of its own that does no more than
that; everything else takes the general way.
"""

from __future__ import annotations

import operator as python
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Frame, Scope, code, compiles
from engine.feel.numbers import FAULTS, reason_of
from engine.feel.operations import ARITHMETIC, COMPARISONS, PLAIN, Table, at_least, at_most, equal, negated
from engine.feel.types import is_instance, lacks_parameters, type_of
from engine.feel.values import Value, kind, unwrapped

_OF_NUMBERS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}
_STEPS_AN_OPERATION = 4
_STEPS_A_POWER = 100


@compiles(syntax.Or)
def _or(node: syntax.Or, scope: Scope) -> Code:
    return _connected([code(operand, scope) for operand in node.operands], decisive=True)


@compiles(syntax.And)
def _and(node: syntax.And, scope: Scope) -> Code:
    return _connected([code(operand, scope) for operand in node.operands], decisive=False)


def _connected(operands: list[Code], *, decisive: bool) -> Code:
    """One operand that is ``decisive`` settles it; else anything but a boolean makes it null."""

    def connected(frame: Frame, run: Run) -> Value:
        result: bool | None = not decisive
        for operand in operands:
            value = operand(frame, run)
            if value is decisive:
                return decisive
            if type(value) is not bool:
                result = None
        return result

    return connected


@compiles(syntax.Comparison)
def _comparison(node: syntax.Comparison, scope: Scope) -> Code:
    left, right, operator, at = code(node.left, scope), code(node.right, scope), node.operator, node.at
    if operator in {"=", "!="}:
        same = _equality(operator, at)
        literal = node.right.value if isinstance(node.right, syntax.Literal) else None
        if type(literal) in PLAIN:
            return _equality_with(left, literal, operator == "=", same)
        return lambda frame, run: same(left(frame, run), right(frame, run), run)
    order = _order(operator, at)
    of_numbers = _OF_NUMBERS[operator]
    literal = node.right.value if isinstance(node.right, syntax.Literal) else None
    if type(literal) is Decimal:
        return _order_with(left, literal, of_numbers, order)

    def compared(frame: Frame, run: Run) -> Value:
        a, b = left(frame, run), right(frame, run)
        if type(a) is Decimal and type(b) is Decimal:
            return of_numbers(a, b)
        return order(a, b, run)

    return compared


def _order(operator: str, at: int) -> Callable[[Value, Value, Run], Value]:
    compare = COMPARISONS[operator]

    def ordered(a: Value, b: Value, run: Run) -> Value:
        a, b = unwrapped(a), unwrapped(b)
        result = compare(a, b)
        if result is None:
            run.fault(f"{kind(a)} {operator} {kind(b)} tidak dapat dibandingkan", at)
        return result

    return ordered


def _order_with(
    left: Code,
    literal: Decimal,
    of_numbers: Callable[[Decimal, Decimal], bool],
    otherwise: Callable[[Value, Value, Run], Value],
) -> Code:
    def compared(frame: Frame, run: Run) -> Value:
        value = left(frame, run)
        return of_numbers(value, literal) if type(value) is Decimal else otherwise(value, literal, run)

    return compared


def _equality(operator: str, at: int) -> Callable[[Value, Value, Run], Value]:
    positive = operator == "="

    def same(a: Value, b: Value, run: Run) -> Value:
        result = equal(a, b, run)
        if result is None:
            return run.fault(f"{kind(a)} dan {kind(b)} tidak dapat dibandingkan", at)
        return result is positive

    return same


def _equality_with(
    left: Code, literal: Value, positive: bool, otherwise: Callable[[Value, Value, Run], Value]
) -> Code:
    type_ = type(literal)

    def compared(frame: Frame, run: Run) -> Value:
        value = left(frame, run)
        if type(value) is type_:
            return (value == literal) is positive
        return otherwise(value, literal, run)

    return compared


@compiles(syntax.Between)
def _between(node: syntax.Between, scope: Scope) -> Code:
    value, low, high, at = code(node.value, scope), code(node.low, scope), code(node.high, scope), node.at

    def between(frame: Frame, run: Run) -> Value:
        middle = unwrapped(value(frame, run))
        above = at_least(middle, unwrapped(low(frame, run)))
        below = at_most(middle, unwrapped(high(frame, run)))
        if above is False or below is False:
            return False
        if above is None or below is None:
            return run.fault(f"{kind(middle)} tidak dapat dibandingkan dengan batasnya", at)
        return True

    return between


class _Operation(NamedTuple):
    """An arithmetic operator and its right operand."""

    operator: str
    table: Table
    of_numbers: Callable[[Value, Value], Value]
    operand: Code
    at: int

    @property
    def steps(self) -> int:
        """What it costs where it isn't the plainest of numbers."""
        return _STEPS_A_POWER if self.operator == "**" else _STEPS_AN_OPERATION


@compiles(syntax.Arithmetic)
def _arithmetic(node: syntax.Arithmetic, scope: Scope) -> Code:
    first = code(node.first, scope)
    operations = []
    for step in node.rest:
        table = ARITHMETIC[step.operator]
        operand = code(step.operand, scope)
        operations.append(_Operation(step.operator, table, table[Decimal, Decimal], operand, step.at))
    if len(operations) == 1 and operations[0].operator != "**":
        return _computed_once(first, operations[0])

    def computed(frame: Frame, run: Run) -> Value:
        value = first(frame, run)
        for operation in operations:
            value = _applied(operation, value, operation.operand(frame, run), run)
        return value

    return computed


def _computed_once(left: Code, operation: _Operation) -> Code:
    right, of_numbers = operation.operand, operation.of_numbers

    def computed(frame: Frame, run: Run) -> Value:
        a, b = left(frame, run), right(frame, run)
        if type(a) is Decimal and type(b) is Decimal:
            try:
                return of_numbers(a, b)
            except FAULTS as fault:
                return run.fault(reason_of(fault), operation.at)
        return _applied(operation, a, b, run)

    return computed


def _applied(operation: _Operation, left: Value, right: Value, run: Run) -> Value:
    apply = operation.table.get((type(left), type(right)))
    if apply is None:
        return run.fault(
            f"{kind(left)} {operation.operator} {kind(right)} tidak dapat dihitung", operation.at
        )
    run.charge(operation.steps)
    if type(left) is str:
        run.charge_string(len(left) + len(right))
    try:
        return apply(left, right)
    except FAULTS as fault:
        return run.fault(reason_of(fault), operation.at)


@compiles(syntax.Negation)
def _negation(node: syntax.Negation, scope: Scope) -> Code:
    operand, at = code(node.operand, scope), node.at

    def turned(frame: Frame, run: Run) -> Value:
        value = operand(frame, run)
        result = negated(value)
        return run.fault(f"-{kind(value)} tidak dapat dihitung", at) if result is None else result

    return turned


@compiles(syntax.InstanceOf)
def _instance_of(node: syntax.InstanceOf, scope: Scope) -> Code:
    value, at = code(node.value, scope), node.at
    type_ = None if lacks_parameters(node.type, scope.types) else type_of(node.type, scope.types)
    if type_ is None:
        reason = f"tipe {node.type.name} tidak dikenal atau tidak lengkap"
        return lambda frame, run: run.fault(reason, at)
    return lambda frame, run: is_instance(value(frame, run), type_, run)
