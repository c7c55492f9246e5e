"""Every update predicts the branch ahead, recursively, task object by task object.

That exhausts Python's stack on a chain of some hundred tasks, triples the stored state, and costs more than
running the case. Nothing here needs it: joins look at tokens (``joins.py``, ``inclusive.py``). So a task gets
its children just before it runs, and the future isn't written down.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.specs.base import TaskSpec


def mend() -> None:
    """Turn prediction off."""
    TaskSpec._predict = _predict_nothing


def spread(task: Any) -> None:
    """Give a task that is about to run the children that its completion will update."""
    task.task_spec._predict_hook(task)


def _predict_nothing(self: Any, my_task: Any, *_: Any, **__: Any) -> None:
    return None
