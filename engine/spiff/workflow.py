"""SpiffWorkflow's live objects as this package uses them: tasks, a case, and the processes open inside it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import SpiffWorkflow.task
import SpiffWorkflow.workflow
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.task import Task

from engine.spiff.language import NoPython
from engine.spiff.mends import prediction
from engine.spiff.mends.identity import Numbered
from engine.spiff.mends.readiness import RunsOnlyWhenReady
from engine.spiff.turn import Turn, task_id

# mypy: disallow-subclassing-any=False


class Token(Numbered, RunsOnlyWhenReady, Task):
    """A task that tells its case of every change of state."""

    def _set_state(self, value: int) -> None:
        if value != self.state:
            self._state = value
            turn = self.workflow.top_workflow.turn
            if turn is not None:
                turn.moved(self)


def install() -> None:
    """Mend the library in this process; done once, when this module is imported."""
    SpiffWorkflow.task.Task = Token
    SpiffWorkflow.workflow.Task = Token
    prediction.mend()


class Flat:
    """A workflow that is read by scanning its few tasks, not by walking a tree.

    Attributes:
        scope: the workflow whose variables and rounds are used here; itself, but in an embedded subprocess.
        scope_id: the public id of that scope.
        rounds: element id → how often it was entered in this scope.
        heard: what has begun it, until its start event takes it in.
        completed_activities: what was completed that could be compensated.
        resetting: complex gateway in its second phase → flows whose token it has already taken in.
    """

    tasks: dict[int, Any]
    top_workflow: Any
    scope: Any
    scope_id: str
    rounds: Counter[str]
    heard: list[Any]
    completed_activities: list[list[Any]]
    resetting: dict[str, list[str]]

    def begin_empty(self) -> None:
        """Nothing has happened yet."""
        self.heard, self.completed_activities, self.resetting = [], [], {}

    def update_waiting_tasks(self) -> None:
        """Put to every waiting task the question whether it may go on now."""
        asked = set()
        for task in [task for task in self.tasks.values() if task.state == TaskState.WAITING]:
            if task.state == TaskState.WAITING and task.task_spec.name not in asked:
                task.task_spec._update(task)
                if getattr(task.task_spec, "asked_for_all", False):
                    asked.add(task.task_spec.name)

    def _task_removed_notify(self, task: Any) -> None:
        """A task was dropped from the tree: what ran in it goes with it."""
        subprocess = self.top_workflow.subprocesses.get(task.id)
        if subprocess is not None and not subprocess.completed:
            subprocess.cancel()
        if task.has_state(TaskState.DEFINITE_MASK):
            self.top_workflow.turn.cancelled(task)


class Case(Flat, BpmnWorkflow):
    """A case's main process, and what belongs to the whole case.

    Attributes:
        turn: the command that is being carried out, None between commands.
        started: when the case began, an ISO date and time in WIB.
        ends: ids of the end events that the main process has reached.
        number: the highest task number given.
        failed: the code of an error that nobody handled and that ended the case, else None.
    """

    def __init__(self, spec: Any, subprocess_specs: Any, case_id: str, started: str, **kwargs: Any) -> None:
        self.turn: Turn | None = None
        self.number = 0
        self.scope, self.scope_id, self.started = self, case_id, started
        self.rounds = Counter()
        self.ends: list[str] = []
        self.failed: str | None = None
        self.begin_empty()
        super().__init__(spec, subprocess_specs, script_engine=NoPython(), **kwargs)

    def next_number(self) -> int:
        """Return the number of a new task."""
        self.number += 1
        return self.number

    def create_subprocess(self, my_task: Any, spec_name: str, **kwargs: Any) -> Subprocess:
        """Open the process inside a call activity or an embedded subprocess."""
        subprocess = Subprocess(self.subprocess_specs[spec_name], my_task, **kwargs)
        self.subprocesses[my_task.id] = subprocess
        subprocess.completed_event.connect(my_task.task_spec._on_subworkflow_completed, my_task)
        return subprocess


class Subprocess(Flat, BpmnSubWorkflow):
    """A called process or an embedded subprocess that is open.

    Attributes:
        owner: the task of the call activity or of the embedded subprocess.
        called: it has its own variables; an embedded one shares those around it.
    """

    def __init__(self, spec: Any, owner: Any, **kwargs: Any) -> None:
        self.owner = owner
        self.called: bool = owner.task_spec.called
        self.scope = self if self.called else owner.workflow.scope
        self.scope_id = task_id(owner) if self.called else self.scope.scope_id
        self.rounds = Counter() if self.called else self.scope.rounds
        self.begin_empty()
        super().__init__(spec, owner.id, owner.workflow.top_workflow, **kwargs)
        if not self.called:
            self.data = self.scope.data

    @property
    def parent_workflow(self) -> Any:
        """The workflow around it."""
        return self.owner.workflow


install()
