"""The one path of every command that changes a case: one transaction, one commit.

Load the case, let policy and forms refuse, let the handler move the tokens, and record what it did. On any
error nothing is written and the live object is dropped. A fault of the process itself is recorded as an
incident in a second transaction, and what the person had entered is kept as a draft.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from engine import handlers, policy
from engine.arrivals import author_of, job_of, taken
from engine.case_cache import CaseCache
from engine.clock import Clock
from engine.commands import (
    SYSTEM,
    Begin,
    Cancel,
    Claim,
    Command,
    Complete,
    Escalate,
    Event,
    FailWork,
    FinishWork,
    FireTimer,
    GiveUp,
    Hear,
    Outcome,
    Receive,
    Release,
    Retry,
    Start,
    Withdraw,
)
from engine.definition import Definition
from engine.directory import Organisation
from engine.errors import CaseEnded, ConcurrentWrite, Conflict, Contention, NotFound, ProcessFault
from engine.expressions import Moment
from engine.forms import upload_ids
from engine.handlers import Case, Change, Snapshot, Tools
from engine.journal import SYSTEM_STREAM, Author, instant
from engine.library import Library
from engine.model import Actor, Json, StoredFile
from engine.open_task import open_task
from engine.projections import CaseRecord, TaskRecord
from engine.recording import first_row, record
from engine.spiff import Run
from engine.store import Store, Unit

ATTEMPTS = 3
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Before:
    """A case before a command: its row, its live position, and what the outcome is compared with."""

    row: CaseRecord
    case: Case
    snapshot: Snapshot


class Executor:
    """Carries commands out.

    Args:
        cache_size: how many live cases are kept; 0 restores each from its stored position.
        step_budget: how many engine steps a command may take.
        message_life: how long a message is kept whose process doesn't say it.
        wake: called when something was written that may be due at once.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        organisation: Organisation,
        clock: Clock,
        *,
        cache_size: int,
        step_budget: int,
        message_life: timedelta,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._library = library
        self._organisation = organisation
        self._clock = clock
        self._cache = CaseCache(cache_size)
        self._step_budget = step_budget
        self._message_life = message_life
        self._wake = wake

    def execute(self, command: Command, *, confirmed: bool = False) -> Outcome:
        """Carry a command out; a second writer's conflict is retried unseen.

        Args:
            confirmed: the person has just typed their password, and it was right.

        Raises:
            ParafError: as the command's handler says; nothing was changed.
        """
        for _ in range(ATTEMPTS):
            try:
                with self._store.writing() as unit:
                    outcome = self._dispatch(unit, command, confirmed)
            except ConcurrentWrite:
                continue
            except ProcessFault as fault:
                self._record_incident(command, fault)
                raise
            if unit.stirred:
                self._wake()
            return outcome
        raise Contention("Kasus ini sedang diubah orang lain; silakan coba lagi.")

    def _dispatch(self, unit: Unit, command: Command, confirmed: bool) -> Outcome:
        organisation = self._organisation
        match command:
            case Start():
                return self._start(unit, command)
            case Complete():
                return self._complete(unit, command, confirmed)
            case Claim():
                return self._hold(unit, command, lambda task, _: handlers.claim(task, command, organisation))
            case Release():
                return self._hold(
                    unit, command, lambda task, _: handlers.release(task, command, organisation)
                )
            case Escalate():
                return self._hold(unit, command, handlers.escalate)
            case Withdraw():
                return self._on_case(
                    unit,
                    command,
                    lambda before, tools: handlers.withdraw(before.case, before.row, command, tools),
                )
            case Cancel():
                return self._on_case(
                    unit, command, lambda before, _: handlers.cancel(before.row, command, organisation)
                )
            case Begin():
                return self._begin(unit, command)
            case GiveUp():
                return self._give_up(unit, command)
            case Retry():
                return self._retry(unit, command)
            case _:
                return self._event(unit, command)

    def _start(self, unit: Unit, command: Start) -> Outcome:
        key = ":".join((command.actor.id, command.definition, command.start_event, command.key))
        known = unit.cases.find_by_key(key)
        if known is not None:
            return Outcome(case=known[0], entry=known[1], repeated=True)
        definition = self._library.latest(unit, command.definition)
        form = definition.form(handlers.start_element(definition, command.start_event))
        case_id = uuid.uuid4().hex
        files = self._uploads(unit, command.actor, form, command.data, case_id)
        tools = self._tools(unit, definition.key, files)
        case, change = handlers.start(definition, command, case_id, tools)
        row = first_row(case, key, command.actor)
        return self._record(unit, None, row, case, change, command.actor, tools)

    def _begin(self, unit: Unit, command: Begin) -> Outcome:
        """Begin a case because of an event, once for each time that it happens."""
        definition = self._library.latest(unit, command.definition)
        tools = self._tools(unit, definition.key)
        mail, occasion = None, command.job
        if command.trigger == "timer":
            occasion = f"{command.job} {self._rung(unit, definition, command.job, tools.moment)}"
        else:
            mail = taken(unit, command.job)
        key = f"event:{hashlib.sha256(occasion.encode()).hexdigest()}"
        case, change = handlers.begin(definition, command, mail, uuid.uuid4().hex, key, tools)
        author = SYSTEM if mail is None else author_of(mail)
        return self._record(unit, None, first_row(case, key, author), case, change, author, tools)

    def _rung(self, unit: Unit, definition: Definition, alarm_id: str, moment: Moment) -> str:
        """Let a timer start event happen; returns for which moment, and sets it for its next."""
        alarm = unit.alarms.find(alarm_id)
        if alarm is None or alarm.over or alarm.due_at > moment.now:
            raise Conflict("Pengatur waktu ini tidak menunggu lagi.")
        if not unit.alarms.go_on(alarm, handlers.alarm_after(definition, alarm, moment)):
            raise Conflict("Pengatur waktu ini sudah dijalankan.")
        return instant(alarm.due_at)

    def _event(self, unit: Unit, command: Event) -> Outcome:
        """Let something from outside reach a case that is under way."""
        author = SYSTEM
        match command:
            case FireTimer(timer=timer):
                happen = partial(handlers.fire_timer, timer_id=timer)
            case Receive(wait=wait):
                mail = taken(unit, command.message)
                author, happen = author_of(mail), partial(handlers.receive, wait_id=wait, mail=mail)
            case Hear():
                mail = taken(unit, command.signal)
                author, happen = author_of(mail), partial(handlers.hear, mail=mail)
            case FinishWork(work=work, result=result):
                happen = partial(handlers.finish_work, work=work, result=result)
            case FailWork(work=work, code=code, message=message):
                happen = partial(handlers.fail_work, work=work, code=code, message=message)
        return self._on_case(unit, command, lambda before, tools: happen(before.case, tools=tools), author)

    def _complete(self, unit: Unit, command: Complete, confirmed: bool) -> Outcome:
        found = open_task(unit, command.actor, command.task, self._organisation)
        policy.require_complete(command.actor, found.task, self._organisation)
        before = self._load(unit, found.case, found.state)
        definition = before.case.definition
        element = definition.program.element(found.task.process, found.task.element)
        form = definition.form(element)
        files = self._uploads(unit, command.actor, form, command.data, found.case.id)
        tools = self._tools(unit, definition.key, files, after=found.case.updated_at)
        tools = replace(tools, confirmed=confirmed)
        handlers.require_unchanged(
            before.case,
            element,
            command,
            tools,
            found.case.n,
            lambda n: unit.journal.entries(found.case.stream, after=n),
        )
        change = handlers.complete(before.case, command, tools)
        return self._record(unit, before.snapshot, before.row, before.case, change, command.actor, tools)

    def _hold(
        self, unit: Unit, command: Claim | Release | Escalate, handle: Callable[[TaskRecord, Tools], Change]
    ) -> Outcome:
        """Carry out what concerns only who sees or holds a task."""
        found = open_task(unit, command.actor, command.task, self._organisation)
        tools = self._tools(unit, found.case.definition, after=found.case.updated_at)
        change = handle(found.task, tools)
        before = self._load(unit, found.case, found.state)
        return self._record(unit, before.snapshot, before.row, before.case, change, command.actor, tools)

    def _on_case(
        self,
        unit: Unit,
        command: Withdraw | Cancel | Event,
        handle: Callable[[Before, Tools], Change],
        author: Actor | None = None,
    ) -> Outcome:
        """Carry out what concerns a case as a whole.

        Args:
            author: who brought it about, where that isn't who asks for it.
        """
        found = unit.cases.find(command.case)
        if found is None or not policy.may_act_on_case(command.actor, found[0], self._organisation):
            raise NotFound("Kasus ini tidak ada.")
        if found[0].status != "active":
            raise CaseEnded("Kasus ini sudah berakhir.")
        before = self._load(unit, *found)
        tools = self._tools(unit, before.row.definition, after=before.row.updated_at)
        change = handle(before, tools)
        author = author or command.actor
        return self._record(unit, before.snapshot, before.row, before.case, change, author, tools)

    def _give_up(self, unit: Unit, command: GiveUp) -> Outcome:
        """Give a message up; what came from outside is noted nowhere but on the operator's list."""
        found = unit.mail.find(command.message)
        if found is None or not unit.mail.expire(found[0]):
            raise Conflict("Pesan ini sudah sampai, atau sudah kedaluwarsa.")
        mail = found[0]
        if "case" not in mail.source:
            return Outcome(case="", entry=0)
        thrower = str(mail.source["case"])
        return self._note(unit, thrower, SYSTEM, lambda before: handlers.expired(mail, before.row))

    def _retry(self, unit: Unit, command: Retry) -> Outcome:
        policy.require_operator(command.actor, self._organisation)
        now, actor = self._clock(), command.actor
        job = unit.incidents.find(command.job)
        if job is None or not unit.schedule.retry(job.id, now, now + self._message_life):
            raise Conflict("Insiden ini tidak dapat dicoba lagi: sudah selesai, atau sedang dicoba.")
        if job.case is None:
            content = {**handlers.tried(job), "actor": handlers.actor_value(actor)}
            unit.journal.append_next(SYSTEM_STREAM, "retried", Author(actor.id), now, content)
            return Outcome(case="", entry=0)
        return self._note(
            unit, job.case, actor, lambda before: handlers.retried(job, before.case.run, actor, before.row)
        )

    def _note(self, unit: Unit, case_id: str, actor: Actor, noted: Callable[[Before], Change]) -> Outcome:
        """Write into a case's journal what happened around it; it may have ended."""
        found = unit.cases.find(case_id)
        if found is None:
            raise NotFound("Kasus ini tidak ada.")
        before = self._load(unit, *found)
        tools = self._tools(unit, before.row.definition, after=before.row.updated_at)
        change = noted(before)
        return self._record(unit, before.snapshot, before.row, before.case, change, actor, tools)

    def _load(self, unit: Unit, row: CaseRecord, state: bytes) -> Before:
        """Take the live case from the cache, or restore it; it goes back only when all went well."""
        case = self._cache.take(row.id, row.n)
        if case is None:
            definition = self._library.get(unit, row.version)
            case = Case(row.id, definition, Run.restore(definition.program, state), row.started_at)
        return Before(row, case, handlers.snapshot(case))

    def _record(
        self,
        unit: Unit,
        earlier: Snapshot | None,
        row: CaseRecord,
        case: Case,
        change: Change,
        actor: Actor,
        tools: Tools,
    ) -> Outcome:
        recorded = record(
            unit, earlier, row, case, change, actor, tools.moment, self._organisation, self._message_life
        )
        self._cache.put(case.id, recorded.case.n, case)
        mine = (task.id for task in recorded.opened if self._may_do(actor, task))
        return Outcome(case=case.id, entry=recorded.case.n, next_task=next(mine, None))

    def _may_do(self, actor: Actor, task: TaskRecord) -> bool:
        access = policy.task_access(actor, task, self._organisation)
        return access is not None and access.complete

    def _uploads(
        self,
        unit: Unit,
        actor: Actor,
        form: Mapping[str, Json] | None,
        data: Mapping[str, Json],
        case_id: str,
    ) -> dict[str, StoredFile]:
        """Return the uploads that a submission names and may use, as part of the case from now on."""
        return {} if form is None else unit.files.attach(upload_ids(form, data), case_id, actor.id)

    def _tools(
        self,
        unit: Unit,
        definition: str,
        files: Mapping[str, StoredFile] | None = None,
        *,
        after: datetime | None = None,
    ) -> Tools:
        """Return what a handler needs from outside; its moment is never before ``after``."""
        now = self._clock()
        moment = now if after is None else max(now, after)
        return Tools(
            moment=Moment(
                moment,
                units=self._organisation.unit_names,
                registers=unit.registers.of(definition),
            ),
            organisation=self._organisation,
            number=unit.cases.next_number,
            files=files or {},
            step_budget=self._step_budget,
        )

    def _record_incident(self, command: Command, fault: ProcessFault) -> None:
        """Leave the fault to an operator, and keep what the person had entered."""
        log.error("process fault at %s: %s", fault.element, fault)
        now = self._clock()
        with self._store.writing() as unit:
            if isinstance(command, Complete) and (found := unit.cases.find_task(command.task)):
                unit.people.save_draft(command.task, command.actor.id, command.data, now)
                unit.schedule.add_task_incident(found.case.id, command.task, str(fault), now)
            elif job := job_of(command):
                case = command.case if isinstance(command, Event) else None
                unit.schedule.bury(job, str(fault), now, case)
