"""Hit policies: what a decision table gives where rules hit (DMN 1.5, clause 8.2.10).

Each takes the hit rules' conclusions in the order of the rules, at least one, and a key that ranks them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from engine import feel
from engine.feel import FeelFault, Run, Value, equal

Ranking = Callable[[Value], tuple[int, ...]]
"""Where a conclusion stands in the order of the output values; the most wanted first."""

Policy = Callable[[Sequence[Value], Ranking, Run], Value]
"""Raises FeelFault where the conclusions contradict the policy."""

SINGLE = frozenset({"U", "A", "P", "F"})
"""The policies that give one conclusion; the others give a list, or what is aggregated from one."""
RANKED = frozenset({"P", "O"})
"""The policies that need the order of the output values."""


def _unique(conclusions: Sequence[Value], ranking: Ranking, run: Run) -> Value:
    if len(conclusions) > 1:
        raise FeelFault("lebih dari satu aturan cocok")
    return conclusions[0]


def _any(conclusions: Sequence[Value], ranking: Ranking, run: Run) -> Value:
    first = conclusions[0]
    if not all(equal(first, other, run) for other in conclusions[1:]):
        raise FeelFault("aturan yang cocok memberi hasil yang berbeda")
    return first


def _priority(conclusions: Sequence[Value], ranking: Ranking, run: Run) -> Value:
    return min(conclusions, key=ranking)


def _first(conclusions: Sequence[Value], ranking: Ranking, run: Run) -> Value:
    return conclusions[0]


def _rule_order(conclusions: Sequence[Value], ranking: Ranking, run: Run) -> Value:
    return list(conclusions)


def _output_order(conclusions: Sequence[Value], ranking: Ranking, run: Run) -> Value:
    return sorted(conclusions, key=ranking)


def _aggregated(function: str) -> Policy:
    """What FEEL's own function makes of the conclusions."""
    expression = feel.compile(f"{function}(conclusions)", {"conclusions"})

    def policy(conclusions: Sequence[Value], ranking: Ranking, run: Run) -> Value:
        value, reasons = expression.evaluate_values({"conclusions": list(conclusions)}, run)
        if reasons:
            raise FeelFault(reasons[0].message)
        return value

    return policy


POLICIES: Mapping[str, Policy] = {
    "U": _unique,
    "A": _any,
    "P": _priority,
    "F": _first,
    "R": _rule_order,
    "O": _output_order,
    "C": _rule_order,
    "C+": _aggregated("sum"),
    "C<": _aggregated("min"),
    "C>": _aggregated("max"),
    "C#": _aggregated("count"),
}

_OF_NOTHING: Mapping[str, Callable[[], Value]] = {"R": list, "O": list, "C": list, "C#": Decimal}


def of_nothing(policy: str) -> Value:
    """Return what a table without default values gives where no rule hits."""
    return _OF_NOTHING[policy]() if policy in _OF_NOTHING else None
