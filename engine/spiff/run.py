"""One live case: begin it, complete its tasks, let its timers fire, ask where it stands.

Every command is deterministic: the same commands give the same steps and the same bytes, whether or not the
case was stored and restored between them. A command that raises leaves its ``Run`` half advanced: drop it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from SpiffWorkflow import TaskState

from engine.clock import WIB
from engine.errors import Conflict, NotFound, ProcessFault, TaskNotOpen
from engine.model import Json
from engine.spiff import state, waiting
from engine.spiff.beginning import first_token
from engine.spiff.events.catching import (
    ARMED,
    DUE,
    FIRED,
    HEARD,
    WAITS,
    Catches,
    due_index,
    happen,
    look,
    waits_for_condition,
)
from engine.spiff.events.compensating import compensable
from engine.spiff.events.effects import fail
from engine.spiff.events.throwing import broadcast, handler_at
from engine.spiff.language import Language, as_json
from engine.spiff.mends.history import ACTIVE, MANY, forget, is_open
from engine.spiff.mends.prediction import spread
from engine.spiff.program import Program
from engine.spiff.specs.nodes import JOB, RESULT
from engine.spiff.steps import Step
from engine.spiff.tokens import tokens
from engine.spiff.turn import Turn, task_id
from engine.spiff.waiting import Job, OpenTask, Timer, Wait
from engine.spiff.workflow import Case

OUTSIDE_DATA = frozenset({DUE, WAITS, JOB})
"""What of a waiting task shows that something from outside will let it go on."""


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
        payload: Json = None,
        cause: tuple[str, str | None] | None = None,
    ) -> tuple[Run, list[Step]]:
        """Begin a case at one of its start events; only that one gets a token.

        Args:
            start_event: "" for a process that has none: tokens begin wherever no flow leads to.
            assign: variables of the main scope, set first.
            names: further names that the start event's output parameters see.
            budget: how many engine steps this may take.
            payload: what the message or signal brought that begins it.
            cause: kind and name of what has happened, where the start event waits for one of several.

        Raises:
            NotFound: the main process has no such start event.
            ProcessFault: see ``complete``.
        """
        if start_event not in {*program.main.starts, *program.main.triggers}:
            raise NotFound(f"Event mulai “{start_event}” tidak ada.")
        case: Any = Case(
            program.specs[program.main.id], program.specs, case_id, now.astimezone(WIB).isoformat()
        )
        run = cls(program, case)
        with run._begin(language, now, budget) as turn:
            turn.acting, turn.extra = first_token(case, program.main, start_event), names
            turn.assign(turn.acting, assign)
            events = getattr(turn.acting.task_spec.element, "events", ())
            happened = [n for n, event in enumerate(events) if (event.kind, event.name) == cause]
            case.heard = [[next(iter(happened), 0), payload]]
            if isinstance(turn.acting.task_spec, Catches):
                turn.acting.internal_data.update({ARMED: True, FIRED: True, HEARD: case.heard})
            case.task_tree.run()
            return run, run._run_all(turn)

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
        with self._begin(language, now, budget) as turn:
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
        with self._begin(language, now, budget) as turn:
            happen(task, due_index(task))
            return self._advance(turn)

    def receive(
        self, wait_id: str, payload: Json, language: Language, now: datetime, *, budget: int
    ) -> list[Step]:
        """Bring a message to an element that waits for it.

        Raises:
            Conflict: it doesn't wait any more.
            ProcessFault: see ``complete``.
        """
        for task in self._tasks(TaskState.WAITING):
            for index, kind, _, _ in task.internal_data.get(WAITS, []):
                if kind == "message" and waiting.wait_id(task, index) == wait_id:
                    with self._begin(language, now, budget) as turn:
                        happen(task, index, as_json(payload))
                        return self._advance(turn)
        raise Conflict("Pesan ini sudah tidak ditunggu.")

    def hear(self, name: str, payload: Json, language: Language, now: datetime, *, budget: int) -> list[Step]:
        """Bring a signal to everything that waits for it.

        Raises:
            Conflict: nothing does.
            ProcessFault: see ``complete``.
        """
        with self._begin(language, now, budget) as turn:
            if not broadcast(self._case, name, as_json(payload)):
                raise Conflict("Sinyal ini tidak ditunggu.")
            return self._advance(turn)

    def finish(
        self, job_id: str, result: Json, language: Language, now: datetime, *, budget: int
    ) -> list[Step]:
        """Take in what a connector gave back, and go on until the case waits again.

        Raises:
            Conflict: its work isn't waited for any more.
            ProcessFault: see ``complete``.
        """
        task = self._working(job_id)
        with self._begin(language, now, budget) as turn:
            task.internal_data[RESULT] = as_json(result)
            task.task_spec._update(task)
            return self._advance(turn)

    def fail(
        self, job_id: str, code: str, message: str, language: Language, now: datetime, *, budget: int
    ) -> list[Step]:
        """Let a connector's work fail with an error that the process handles.

        Raises:
            Conflict: its work isn't waited for any more, or nobody handles this error.
            ProcessFault: see ``complete``.
        """
        task = self._working(job_id)
        found = handler_at(task, "error", code)
        if found is None:
            raise Conflict("Galat ini tidak ditangani oleh proses.")
        with self._begin(language, now, budget) as turn:
            fail(task, found, code, message)
            return self._advance(turn)

    def open_tasks(self) -> list[OpenTask]:
        """Return the user tasks that wait, in the order in which they were opened, scope by scope."""
        return [waiting.open_task(task) for task in self._manual()]

    def timers(self) -> list[Timer]:
        """Return the timer events that wait, in the order in which they were set, scope by scope."""
        return [waiting.timer(task) for task in self._timed()]

    def waits(self) -> list[Wait]:
        """Return the messages and signals that are waited for, scope by scope."""
        return [wait for task in self._tasks(TaskState.WAITING) for wait in waiting.waits(task)]

    def jobs(self) -> list[Job]:
        """Return the work of connectors that is waited for, scope by scope."""
        return [waiting.job(task) for task in self._tasks(TaskState.WAITING) if JOB in task.internal_data]

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
        return frozenset(self._program.main.elements.keys() & self._case.rounds.keys())

    @property
    def ended(self) -> Sequence[str]:
        """Ids of the end events that the main process reached, once nothing is left to do; else empty."""
        return tuple(self._case.ends) if self._case.completed else ()

    @property
    def completed(self) -> bool:
        """Whether nothing is left to do."""
        over: bool = self._case.completed
        return over

    @property
    def failed(self) -> str | None:
        """The code of an error that nobody handled and that ended the case."""
        code: str | None = self._case.failed
        return code

    def tokens(self) -> Mapping[str, Mapping[str, int]]:
        """Return scope → element → how many tokens wait there, joins before which they wait among them."""
        return tokens(self._tasks(ACTIVE))

    def position(self) -> Json:
        """Return where the case stands, in the author's words only: two executions can be compared.

        Of a compensation under way only the handler that runs is told, not those that are still to run.
        """
        return {
            "tokens": {scope: dict(counts) for scope, counts in self.tokens().items()},
            "tasks": [
                {"id": t.id, "element": t.element, "scope": t.scope, "round": t.round, "item": t.item}
                for t in self.open_tasks()
            ],
            "timers": [
                {"id": t.id, "element": t.element, "due": t.due_at.isoformat()} for t in self.timers()
            ],
            "waits": [asdict(wait) for wait in self.waits()],
            "jobs": [{"id": j.id, "element": j.element, "inputs": dict(j.inputs)} for j in self.jobs()],
            "variables": {scope: dict(self.variables(scope)) for scope in self.scopes()},
            "compensable": [compensable(workflow) for workflow in self._workflows()],
            "ended": list(self.ended),
            "failed": self.failed,
        }

    def _begin(self, language: Language, now: datetime, budget: int) -> Turn:
        self._case.turn = Turn(self._case, language, now, budget)
        turn: Turn = self._case.turn
        return turn

    def _advance(self, turn: Turn) -> list[Step]:
        """Let the case go on after what the command has done."""
        self._become_true()
        return self._run_all(turn)

    def _run_all(self, turn: Turn) -> list[Step]:
        """Run what the engine runs by itself, until only people and timers are left."""
        while ready := [task for task in self._tasks(TaskState.READY) if not task.task_spec.manual]:
            if self._case.number > MANY:
                forget(self._case)
            for task in ready:
                if task.state == TaskState.READY and task.workflow.tasks.get(task.id) is task:
                    turn.run(task)
                    self._become_true()
        forget(self._case)
        self._case.turn = None
        if not self._case.completed and not self._waits_for_something():
            self._stuck()
        return turn.steps

    def _become_true(self) -> None:
        """Let conditional events happen whose condition has become true by what was done just now."""
        for task in self._tasks(TaskState.WAITING) if self._program.watches_data else ():
            if task.state == TaskState.WAITING and task.workflow.tasks.get(task.id) is task:
                look(task)

    def _waits_for_something(self) -> bool:
        waiting_for = self._tasks(TaskState.WAITING)
        return bool(self._manual()) or any(
            OUTSIDE_DATA & task.internal_data.keys() or waits_for_condition(task) for task in waiting_for
        )

    def _stuck(self) -> None:
        """A case that waits for nobody would never go on, and nobody would know."""
        waiting = [task.task_spec.element for task in self._tasks(TaskState.WAITING)]
        element = next((element for element in waiting if element is not None), None)
        where = element.title if element else self._program.main.name
        raise ProcessFault(f"{where}: proses tidak dapat berlanjut.", element.author_id if element else None)

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

    def _working(self, job_id: str) -> Any:
        jobs = [task for task in self._tasks(TaskState.WAITING) if JOB in task.internal_data]
        task = self._find(job_id, jobs)
        if task is None:
            raise Conflict("Pekerjaan ini sudah tidak ditunggu.")
        return task

    def _find(self, id: str, among: Sequence[Any]) -> Any:
        return next((task for task in among if task_id(task) == id), None)
