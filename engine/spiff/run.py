"""One live case: begin it, complete its tasks, let its timers fire, ask where it stands.

Every command is deterministic: the same commands give the same steps and the same bytes, whether or not the
case was stored and restored between them. A command that raises leaves its ``Run`` half advanced: drop it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from SpiffWorkflow import TaskState

from engine.clock import WIB
from engine.errors import Conflict, NotFound, ProcessFault, TaskNotOpen
from engine.model import Json
from engine.spiff import state
from engine.spiff.elements import Element
from engine.spiff.language import Language
from engine.spiff.mends.history import ACTIVE, MANY, forget, is_open
from engine.spiff.mends.prediction import spread
from engine.spiff.mends.timers import DUE, FIRED
from engine.spiff.program import Program
from engine.spiff.steps import Step
from engine.spiff.turn import INSTANCE, ITEM, Turn, element_variables, round_of, task_id
from engine.spiff.workflow import Case


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A user task that waits for somebody.

    Attributes:
        id: a UUID made of scope, element, round and instance, so the same whenever the case is re-executed.
        scope: the id of the scope whose variables it sees.
        round: this is the nth visit of the element in its scope, counted from 1.
        item: what this instance of a multi-instance task is for, else None.
        names: element variables by name.
    """

    id: str
    element: str
    process: str
    scope: str
    round: int
    item: Json
    names: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer event that waits; ``due_at`` is aware."""

    id: str
    element: str
    process: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class ScopeInfo:
    """Where a set of variables belongs.

    Attributes:
        called_by: the call activity that opened it, None for the main process.
        parent: the id of the scope of that call activity.
    """

    process: str
    called_by: str | None
    parent: str | None


class Run:
    """One live case on its programme."""

    def __init__(self, program: Program, case: Case) -> None:
        self._program = program
        self._case: Any = case

    @classmethod
    def start(
        cls,
        program: Program,
        case_id: str,
        start_event: str,
        language: Language,
        now: datetime,
        *,
        assign: Mapping[str, Json],
        names: Mapping[str, Json],
        budget: int,
    ) -> tuple[Run, list[Step]]:
        """Begin a case at one of its start events; only that one gets a token.

        Args:
            assign: variables of the main scope, set first.
            names: further names that the start event's output parameters see.
            budget: how many engine steps this may take.

        Raises:
            NotFound: the main process has no such start event.
            ProcessFault: see ``complete``.
        """
        if start_event not in program.main.starts:
            raise NotFound(f"Peristiwa mulai “{start_event}” tidak ada.")
        case: Any = Case(
            program.specs[program.main.id], program.specs, case_id, now.astimezone(WIB).isoformat()
        )
        run = cls(program, case)
        turn = run._begin(language, now, budget)
        root = case.task_tree
        root._sync_children([case.spec.task_specs[start_event]], TaskState.FUTURE)
        turn.acting, turn.extra = root.children[0], names
        turn.assign(turn.acting, assign)
        root.run()
        return run, run._advance(turn)

    @classmethod
    def restore(cls, program: Program, blob: bytes) -> Run:
        """Return the case that ``dump`` stored, on the programme it ran on."""
        return cls(program, state.restore(program.specs, program.main.id, blob))

    def dump(self) -> bytes:
        """Return the case's state; equal bytes for equal states."""
        return state.dump(self._case)

    def complete(
        self,
        task_id: str,
        language: Language,
        now: datetime,
        *,
        assign: Mapping[str, Json],
        names: Mapping[str, Json],
        budget: int,
    ) -> list[Step]:
        """Complete a user task and go on until the case waits again.

        Args:
            assign: variables of the task's scope, set before its output parameters are evaluated.
            names: further names that its output parameters see; they cover all others.
            budget: how many engine steps this may take.

        Raises:
            TaskNotOpen: it has been done or withdrawn, or never was.
            ProcessFault: the process is at fault: a condition that is neither true nor false, no flow to
                take, an expression without a value, the budget spent, no way forward. It names the element.
        """
        task = self._find(task_id, self._manual())
        if task is None:
            raise TaskNotOpen("Tugas ini sudah tidak terbuka.")
        turn = self._begin(language, now, budget)
        turn.acting, turn.extra = task, names
        turn.assign(task, assign)
        spread(task)
        task.run()
        return self._advance(turn)

    def fire(self, timer_id: str, language: Language, now: datetime, *, budget: int) -> list[Step]:
        """Let a due timer event fire and go on until the case waits again.

        Raises:
            Conflict: the timer is gone, or not yet due.
            ProcessFault: see ``complete``.
        """
        task = self._find(timer_id, self._timed())
        if task is None:
            raise Conflict("Pengatur waktu ini sudah tidak berlaku.")
        if now < datetime.fromisoformat(task.internal_data[DUE]):
            raise Conflict("Pengatur waktu ini belum jatuh tempo.")
        turn = self._begin(language, now, budget)
        task.internal_data[FIRED] = True
        task.task_spec._update(task)
        return self._advance(turn)

    def open_tasks(self) -> list[OpenTask]:
        """Return the user tasks that wait, in the order in which they were opened, scope by scope."""
        return [
            OpenTask(
                id=task_id(task),
                element=task.task_spec.element.id,
                process=task.task_spec.element.process,
                scope=task.workflow.scope.scope_id,
                round=round_of(task),
                item=task.internal_data.get(ITEM),
                names=element_variables(task),
            )
            for task in self._manual()
        ]

    def timers(self) -> list[Timer]:
        """Return the timer events that wait, in the order in which they were set, scope by scope."""
        return [
            Timer(
                id=task_id(task),
                element=task.task_spec.element.id,
                process=task.task_spec.element.process,
                due_at=datetime.fromisoformat(task.internal_data[DUE]),
            )
            for task in self._timed()
        ]

    @property
    def main_scope(self) -> str:
        """The id of the main process's scope, which is the case's id."""
        scope: str = self._case.scope_id
        return scope

    def scopes(self) -> Mapping[str, ScopeInfo]:
        """Return the scopes that are open, the main one first; it stays when the case has ended."""
        return {
            workflow.scope_id: ScopeInfo(
                process=workflow.spec.name,
                called_by=None if workflow is self._case else workflow.owner.task_spec.element.id,
                parent=None if workflow is self._case else workflow.owner.workflow.scope.scope_id,
            )
            for workflow in self._workflows()
            if workflow is workflow.scope
        }

    def variables(self, scope: str) -> Mapping[str, Json]:
        """Return the variables of an open scope, to be read only; KeyError where there is no such scope."""
        for workflow in self._workflows():
            if workflow is workflow.scope and workflow.scope_id == scope:
                return MappingProxyType(workflow.data)
        raise KeyError(scope)

    def entered(self) -> frozenset[str]:
        """Return the ids of the main process's elements that the case has entered so far."""
        return frozenset(self._case.rounds)

    @property
    def ended(self) -> Sequence[str]:
        """Ids of the end events that the main process reached, once nothing is left to do; else empty."""
        return tuple(self._case.ends) if self._case.completed else ()

    def tokens(self) -> Mapping[str, Mapping[str, int]]:
        """Return scope → element → how many tokens wait there, joins before which they wait among them."""
        found: dict[str, Counter[str]] = {}
        for task in self._tasks(ACTIVE):
            element: Element | None = task.task_spec.element
            if element is not None and INSTANCE not in task.internal_data and not element.attached_to:
                found.setdefault(task.workflow.scope.scope_id, Counter())[element.id] += 1
        return {scope: dict(sorted(counts.items())) for scope, counts in found.items()}

    def position(self) -> Json:
        """Return where the case stands, in the author's words only: two executions can be compared."""
        return {
            "tokens": {scope: dict(counts) for scope, counts in self.tokens().items()},
            "tasks": [
                {"id": t.id, "element": t.element, "scope": t.scope, "round": t.round, "item": t.item}
                for t in self.open_tasks()
            ],
            "timers": [
                {"id": t.id, "element": t.element, "due": t.due_at.isoformat()} for t in self.timers()
            ],
            "variables": {scope: dict(self.variables(scope)) for scope in self.scopes()},
            "ended": list(self.ended),
        }

    def _begin(self, language: Language, now: datetime, budget: int) -> Turn:
        self._case.turn = Turn(self._case, language, now, budget)
        turn: Turn = self._case.turn
        return turn

    def _advance(self, turn: Turn) -> list[Step]:
        """Run what the engine runs by itself, until only people and timers are left."""
        while ready := [task for task in self._tasks(TaskState.READY) if not task.task_spec.manual]:
            if self._case.number > MANY:
                forget(self._case)
            for task in ready:
                if task.state == TaskState.READY and task.workflow.tasks.get(task.id) is task:
                    turn.spend(1, task.task_spec.element)
                    spread(task)
                    task.run()
        forget(self._case)
        self._case.turn = None
        if not self._case.completed and not self._manual() and not self._timed():
            self._stuck()
        return turn.steps

    def _stuck(self) -> None:
        """A case that waits for nobody would never go on, and nobody would know."""
        waiting = [task.task_spec.element for task in self._tasks(TaskState.WAITING)]
        element = next((element for element in waiting if element is not None), None)
        where = element.title if element else self._program.main.name
        raise ProcessFault(f"{where}: proses tidak dapat berlanjut.", element.id if element else None)

    def _workflows(self) -> Iterator[Any]:
        yield self._case
        yield from [subprocess for subprocess in self._case.subprocesses.values() if is_open(subprocess)]

    def _tasks(self, mask: int) -> list[Any]:
        return [
            task for workflow in self._workflows() for task in workflow.tasks.values() if task.has_state(mask)
        ]

    def _manual(self) -> list[Any]:
        return [task for task in self._tasks(TaskState.READY) if task.task_spec.manual]

    def _timed(self) -> list[Any]:
        return [task for task in self._tasks(TaskState.WAITING) if DUE in task.internal_data]

    def _find(self, id: str, among: Sequence[Any]) -> Any:
        return next((task for task in among if task_id(task) == id), None)
