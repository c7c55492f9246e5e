"""for, some and every."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.feel import syntax
from engine.feel.budget import Run
from engine.feel.compiler.core import Code, Frame, Scope, code, compiles
from engine.feel.errors import FeelFault
from engine.feel.numbers import whole
from engine.feel.temporal import Date
from engine.feel.values import Range, Value, kind

_STEPS_A_DATE = 8


class _Loop(NamedTuple):
    place: int
    domain: Code
    upper: Code | None


def _loops(iterations: Iterable[syntax.Iteration], inner: Scope) -> list[_Loop]:
    """Compile what is iterated over; each iteration sees the names of those before it."""
    loops = []
    for iteration in iterations:
        domain = code(iteration.domain, inner)
        upper = code(iteration.upper, inner) if iteration.upper is not None else None
        loops.append(_Loop(inner.add(iteration.name), domain, upper))
    return loops


@compiles(syntax.For)
def _for(node: syntax.For, scope: Scope) -> Code:
    inner = scope.inside()
    loops = _loops(node.iterations, inner)
    place = inner.add(syntax.PARTIAL)
    body, cost, partial, at = code(node.body, inner), node.cost, node.partial, node.at

    def collected(frame: Frame, run: Run) -> Value:
        results: list[Value] = []
        charge = run.charge
        try:
            for _ in _rounds(loops, frame, run):
                charge(cost)
                if partial:
                    # A copy: what a round keeps of it must not grow with the rounds after.
                    run.charge_list(len(results))
                    frame[place] = list(results)
                results.append(body(frame, run))
        except FeelFault as fault:
            return run.fault(str(fault), at)
        run.charge_list(len(results))
        return results

    return collected


@compiles(syntax.Quantified)
def _quantified(node: syntax.Quantified, scope: Scope) -> Code:
    inner = scope.inside()
    loops = _loops(node.iterations, inner)
    condition, cost, every, at = code(node.condition, inner), node.cost, node.every, node.at

    def settled(frame: Frame, run: Run) -> Value:
        result: bool | None = every
        try:
            for _ in _rounds(loops, frame, run):
                run.charge(cost)
                answer = condition(frame, run)
                if answer is not every and type(answer) is bool:
                    return answer
                if answer is not every:
                    result = None
        except FeelFault as fault:
            return run.fault(str(fault), at)
        return result

    return settled


def _rounds(loops: Sequence[_Loop], frame: Frame, run: Run, depth: int = 0) -> Iterator[None]:
    """Set the loops' names to each combination in turn; later loops see earlier ones' names."""
    place, domain, upper = loops[depth]
    innermost = depth == len(loops) - 1
    first = domain(frame, run)
    members = _members(first, run) if upper is None else _between(first, upper(frame, run), run)
    for member in members:
        run.charge(1)
        frame[place] = member
        if innermost:
            yield None
        else:
            yield from _rounds(loops, frame, run, depth + 1)


def _members(domain: Value, run: Run) -> Iterable[Value]:
    if type(domain) is list:
        return domain
    if isinstance(domain, Range):
        ends = [domain.start] * (not domain.start_included) + [domain.end] * (not domain.end_included)
        return (member for member in _between(domain.start, domain.end, run) if member not in ends)
    if domain is None:
        raise FeelFault("null tidak dapat diulangi")
    return [domain]


def _between(first: Value, last: Value, run: Run) -> Iterable[Value]:
    if isinstance(first, Decimal) and isinstance(last, Decimal):
        return (Decimal(number) for number in _steps(whole(first), whole(last)))
    if isinstance(first, Date) and isinstance(last, Date):
        return _days(_steps(first.days, last.days), run)
    raise FeelFault(f"rentang dari {kind(first)} sampai {kind(last)} tidak dapat diulangi")


def _days(numbers: Iterable[int], run: Run) -> Iterator[Date]:
    for number in numbers:
        run.charge(_STEPS_A_DATE)
        yield Date.from_days(number)


def _steps(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)
