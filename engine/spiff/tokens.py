"""Where tokens wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from engine.spiff.elements import Element
from engine.spiff.events.catching import RACE
from engine.spiff.marks import INSTANCE


def tokens(active: Iterable[Any]) -> Mapping[str, Mapping[str, int]]:
    """Return scope → element → how many of these tasks' tokens wait there."""
    found: dict[str, Counter[str]] = {}
    races: set[tuple[str, str, int]] = set()
    for task in active:
        element: Element = task.task_spec.element
        if task.task_spec.silent or INSTANCE in task.internal_data or element.attached_to:
            continue
        scope, place = task.workflow.scope.scope_id, element.id
        if RACE in task.internal_data:  # one token waits, at the gateway (BPMN 2.0, 13.4.4)
            place, visit = task.internal_data[RACE]
            if (scope, place, visit) in races:
                continue
            races.add((scope, place, visit))
        found.setdefault(scope, Counter())[place] += 1
    return {scope: dict(sorted(counts.items())) for scope, counts in found.items()}
