"""An inclusive join fires early in loops and nested ones, and walks a set in the order of memory addresses.

Here it does what BPMN 2.0, 13.4.3 says: at least one token waits, and no token elsewhere can still reach an
incoming flow that has none, unless it can as well reach one that has. Reachability is read from the specs
when it is first asked for; the question is put again after each step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from SpiffWorkflow import TaskState

from engine.spiff.mends.joins import TokenJoin

_HOLDS_TOKEN = TaskState.READY | TaskState.WAITING | TaskState.STARTED


class InclusiveJoin(TokenJoin):
    """Fires when no further token can come."""

    asked_for_all = True
    name: str
    _inputs: list[str]
    _wf_spec: Any
    upstream: dict[str, frozenset[str]]
    """Input → what ``_reaching`` found of it."""

    def enough(self, my_task: Any, waiting: Mapping[str, Any]) -> bool:
        """Say whether every token elsewhere is past this join, or may come where one waits already."""
        empty = [name for name in self._inputs if name not in waiting]
        return not empty or not any(
            self._comes(spec, empty) and not self._comes(spec, waiting)
            for spec in token_positions(my_task.workflow)
            if spec != self.name
        )

    def _comes(self, spec: str, inputs: Iterable[str]) -> bool:
        return any(spec in self._reaching(name) for name in inputs)

    def _reaching(self, name: str) -> frozenset[str]:
        """Return the specs from which a token can come through an input, but not through this join."""
        if name not in self.upstream:
            self.upstream[name] = frozenset(_upstream(self._wf_spec.task_specs, name, self.name))
        return self.upstream[name]


def token_positions(workflow: Any) -> set[str]:
    """Return the names of the specs that hold a token; one whose parent has completed is on its way."""
    return {
        task.task_spec.name
        for task in workflow.tasks.values()
        if task.has_state(_HOLDS_TOKEN)
        or (task.state == TaskState.FUTURE and task.parent.state == TaskState.COMPLETED)
    }


def _upstream(specs: Mapping[str, Any], start: str, join: str) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        for name in specs[todo.pop()]._inputs:
            if name != join and name not in found:
                found.add(name)
                todo.append(name)
    return found
