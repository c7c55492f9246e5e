"""for, some and every."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Scope, code, compiles
from engine.feel.errors import FeelFault
from engine.feel.numbers import whole
from engine.feel.temporal import Date
from engine.feel.values import Range, Value, kind


class _Loop(NamedTuple):
    name: str
    domain: Code
    upper: Code | None


def _loops(iterations: Iterable[syntax.Iteration]) -> list[_Loop]:
    return [
        _Loop(iteration.name, code(iteration.domain), code(iteration.upper) if iteration.upper else None)
        for iteration in iterations
    ]


@compiles(syntax.For)
def _for(node: syntax.For) -> Code:
    loops, body, cost, partial, at = (
        _loops(node.iterations),
        code(node.body),
        node.cost,
        node.partial,
        node.at,
    )

    def collected(scope: Scope, run: Run) -> Value:
        results: list[Value] = []
        inner = dict(scope)
        try:
            for _ in _rounds(loops, inner, run):
                run.charge(cost)
                if partial:
                    # A copy: what a round keeps of it must not grow with the rounds after.
                    run.charge_list(len(results))
                    inner["partial"] = list(results)
                results.append(body(inner, run))
        except FeelFault as fault:
            return run.fault(str(fault), at)
        run.charge_list(len(results))
        return results

    return collected


@compiles(syntax.Quantified)
def _quantified(node: syntax.Quantified) -> Code:
    loops, condition, cost, every, at = (
        _loops(node.iterations),
        code(node.condition),
        node.cost,
        node.every,
        node.at,
    )

    def settled(scope: Scope, run: Run) -> Value:
        result: bool | None = every
        inner = dict(scope)
        try:
            for _ in _rounds(loops, inner, run):
                run.charge(cost)
                answer = condition(inner, run)
                if answer is not every and type(answer) is bool:
                    return answer
                if answer is not every:
                    result = None
        except FeelFault as fault:
            return run.fault(str(fault), at)
        return result

    return settled


def _rounds(loops: list[_Loop], scope: Scope, run: Run) -> Iterator[None]:
    """Set the loops' names to each combination in turn; later loops see earlier ones' names."""
    name, domain, upper = loops[0]
    first = domain(scope, run)
    members = _members(first) if upper is None else _between(first, upper(scope, run))
    for member in members:
        run.charge(1)
        scope[name] = member
        if len(loops) == 1:
            yield None
        else:
            yield from _rounds(loops[1:], scope, run)


def _members(domain: Value) -> Iterable[Value]:
    if type(domain) is list:
        return domain
    if isinstance(domain, Range):
        ends = [domain.start] * (not domain.start_included) + [domain.end] * (not domain.end_included)
        return (member for member in _between(domain.start, domain.end) if member not in ends)
    if domain is None:
        raise FeelFault("null tidak dapat diulangi")
    return [domain]


def _between(first: Value, last: Value) -> Iterable[Value]:
    if isinstance(first, Decimal) and isinstance(last, Decimal):
        return (Decimal(number) for number in _steps(whole(first), whole(last)))
    if isinstance(first, Date) and isinstance(last, Date):
        return (Date.from_days(day) for day in _steps(first.days, last.days))
    raise FeelFault(f"rentang dari {kind(first)} sampai {kind(last)} tidak dapat diulangi")


def _steps(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)
