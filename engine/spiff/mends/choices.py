"""A gateway takes its default flow when a condition is null or not boolean, and fails without saying where.

Here a condition is true or false, anything else is a fault at the gateway; so is a gateway of which no flow
can be taken. Conditions are read in the order of the file; the stock parser orders them by the diagram's y.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow import TaskState

from engine.errors import ProcessFault
from engine.model import Json
from engine.spiff.elements import Element
from engine.spiff.normalise import ALWAYS


class Choice:
    """A gateway that chooses among its outgoing flows."""

    element: Element
    cond_task_specs: list[tuple[str | None, str]]
    takes_all: bool

    def _predict_hook(self, my_task: Any) -> None:
        """Make no children yet: which ones is decided when the gateway runs."""

    def seen(self, my_task: Any) -> Mapping[str, Json]:
        """Return what its conditions see beside the variables."""
        return {}

    def may_take_none(self, my_task: Any) -> bool:
        """Say whether it isn't at fault when no flow can be taken: its token ends there."""
        return False

    def _run_hook(self, my_task: Any) -> bool:
        true = self._true(my_task)
        names = list(true) if self.takes_all else [name for name in [next(true, None)] if name]
        names = names or [name for condition, name in self.cond_task_specs if condition is None]
        if not names and not self.may_take_none(my_task):
            raise ProcessFault(
                f"{self.element.title}: tidak ada alur yang dapat diambil, semua syaratnya salah.",
                self.element.author_id,
            )
        level = my_task.workflow.spec
        targets = [level.task_specs[name] for name in names] or [level.end]
        my_task._sync_children(targets, TaskState.FUTURE)
        return True

    def _true(self, my_task: Any) -> Iterator[str]:
        turn, more = my_task.workflow.top_workflow.turn, self.seen(my_task)
        for condition, name in self.cond_task_specs:
            if condition == ALWAYS or (condition is not None and turn.chosen(my_task, condition, more)):
                yield name
