"""``task.run()`` has no guard: it runs a task a second time, or one that isn't due yet.

Here only a READY task runs.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow import TaskState


class RunsOnlyWhenReady:
    """A task that runs only in the state READY."""

    task_spec: Any
    state: int

    def run(self) -> Any:
        """Run the task.

        Raises:
            RuntimeError: it isn't READY; a fault of the caller.
        """
        if self.state != TaskState.READY:
            raise RuntimeError(f"{self.task_spec.name} is {TaskState.get_name(self.state)}, not READY")
        return super().run()  # type: ignore[misc]
