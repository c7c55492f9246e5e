"""Cases, their tasks and their journal: the statements on the way of every command, built once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.journal import Author, Entry, seal
from engine.model import Incident, Json
from engine.projections import Assignment, CaseRecord, TaskRecord, TimerRecord
from engine.shapes import mapping
from engine.store import tables as t
from engine.store.tables import as_bytes
from engine.store.unit_of_work import a_lost_race

_CASE_COLUMNS = [column for column in t.instance.c if column.name != "state"]
_SELECT_CASE = select(*_CASE_COLUMNS, t.instance.c.state).where(t.instance.c.id == bindparam("id"))
_SELECT_KEY = select(t.instance.c.id, t.instance.c.n).where(t.instance.c.idempotency_key == bindparam("key"))
_SELECT_TASK = (
    select(t.task, *(column.label(f"case_{column.name}") for column in t.instance.c))
    .join(t.instance, t.instance.c.id == t.task.c.instance)
    .where(t.task.c.id == bindparam("id"))
)
_OPEN_TASKS = select(t.task).where(t.task.c.instance == bindparam("case"), t.task.c.closed_at.is_(None))
_INSERT_CASE = insert(t.instance)
_MUTABLE = (
    *("status", "n", "head", "state", "number", "title", "columns"),
    *("search", "registers", "parties", "outcome", "updated_at"),
)
_UPDATE_CASE = (
    update(t.instance)
    .where(t.instance.c.id == bindparam("b_id"), t.instance.c.n == bindparam("b_seen"))
    .values({name: bindparam(f"b_{name}") for name in _MUTABLE})
)
_INSERT_ENTRY = insert(t.entry)
_INSERT_TASK = insert(t.task)
_INSERT_CANDIDATE = insert(t.candidate)
_CLOSE_TASK = (
    update(t.task)
    .where(t.task.c.id == bindparam("b_id"))
    .values(closed_at=bindparam("b_at"), done_by=bindparam("b_by"))
)
_CLAIM = update(t.task).where(t.task.c.id == bindparam("b_id")).values(claimed_by=bindparam("b_by"))
_ESCALATE = update(t.task).where(t.task.c.id == bindparam("b_id")).values(escalated_at=bindparam("b_at"))
_ENTRIES = (
    select(t.entry)
    .where(t.entry.c.stream == bindparam("stream"), t.entry.c.n > bindparam("after"))
    .order_by(t.entry.c.n)
)
_LAST_ENTRY = (
    select(t.entry.c.n, t.entry.c.hash)
    .where(t.entry.c.stream == bindparam("stream"))
    .order_by(t.entry.c.n.desc())
    .limit(1)
)
_REGISTERS = (
    select(t.register.c.name, t.register.c.content, t.instance.c.number)
    .join(t.instance, t.instance.c.id == t.register.c.instance)
    .where(t.register.c.definition == bindparam("definition"))
    .order_by(t.instance.c.started_at)
)
_NEXT_NUMBER = (
    upsert(t.counter)
    .values(name=bindparam("name"), value=1)
    .on_conflict_do_update(index_elements=["name"], set_={"value": t.counter.c.value + 1})
    .returning(t.counter.c.value)
)
_OVERDUE = (
    select(t.task.c.id)
    .where(
        t.task.c.escalates,
        t.task.c.closed_at.is_(None),
        t.task.c.escalated_at.is_(None),
        t.task.c.due_at < bindparam("now"),
    )
    .order_by(t.task.c.due_at)
    .limit(100)
)
_REGISTER_ROW = upsert(t.register)
_SET_REGISTER = _REGISTER_ROW.on_conflict_do_update(
    index_elements=["definition", "name", "instance"], set_={"content": _REGISTER_ROW.excluded.content}
)
_INSERT_JOB = insert(t.job)
_DELETE_TIMERS = delete(t.job).where(t.job.c.instance == bindparam("b_case"), t.job.c.kind == "timer")
_DUE_TIMERS = (
    select(t.job.c.instance, t.job.c.subject)
    .where(t.job.c.state == "pending", t.job.c.kind == "timer", t.job.c.due_at <= bindparam("now"))
    .order_by(t.job.c.due_at)
    .limit(100)
)


@dataclass(frozen=True, slots=True)
class TaskAndCase:
    """A task's row together with its case's, read in one statement.

    Attributes:
        state: the stored position of the case.
        closed_at: when it was done or fell away; ``done_by`` the account that did it, None for nobody.
    """

    task: TaskRecord
    case: CaseRecord
    state: bytes
    closed_at: datetime | None
    done_by: str | None


class Cases:
    """Reads and writes cases within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, case_id: str) -> tuple[CaseRecord, bytes] | None:
        """Return a case and its stored position."""
        row = self._connection.execute(_SELECT_CASE, {"id": case_id}).one_or_none()
        return None if row is None else (case_record(row, ""), row.state)

    def find_by_key(self, key: str) -> tuple[str, int] | None:
        """Return id and last entry number of the case that was started under an idempotency key."""
        row = self._connection.execute(_SELECT_KEY, {"key": key}).one_or_none()
        return None if row is None else (row.id, row.n)

    def find_task(self, task_id: str) -> TaskAndCase | None:
        """Return a task, open or closed, with its case."""
        row = self._connection.execute(_SELECT_TASK, {"id": task_id}).one_or_none()
        if row is None:
            return None
        return TaskAndCase(
            task_record(row), case_record(row, "case_"), row.case_state, row.closed_at, row.done_by
        )

    def open_tasks(self, case_id: str) -> list[TaskRecord]:
        """Return what waits in a case, in the order in which it became due."""
        rows = self._connection.execute(_OPEN_TASKS, {"case": case_id})
        return sorted(
            (task_record(row) for row in rows), key=lambda task: (task.opened_at, task.element, task.id)
        )

    def refs(self, task_id: str) -> list[str]:
        """Return the keys under which a task is found, sorted."""
        return sorted(
            self._connection.scalars(select(t.candidate.c.ref).where(t.candidate.c.task == task_id))
        )

    def parties(self, case_id: str) -> list[str]:
        """Return the identities that see a case as its partner, sorted."""
        return sorted(
            self._connection.scalars(select(t.party.c.identity).where(t.party.c.instance == case_id))
        )

    def add(self, case: CaseRecord, state: bytes) -> None:
        """Write a new case; the key or the id in use already is a ``ConcurrentWrite``."""
        with a_lost_race():
            self._connection.execute(
                _INSERT_CASE,
                _case_values(case, state)
                | {
                    "id": case.id,
                    "definition": case.definition,
                    "version": case.version,
                    "idempotency_key": case.key,
                    "started_by": case.started_by,
                    "started_at": case.started_at,
                },
            )

    def replace(self, case: CaseRecord, state: bytes) -> bool:
        """Write a case's new position; False where somebody else wrote entry ``case.n`` first."""
        values = {f"b_{name}": value for name, value in _case_values(case, state).items()}
        return (
            self._connection.execute(_UPDATE_CASE, values | {"b_id": case.id, "b_seen": case.n - 1}).rowcount
            == 1
        )

    def append(self, entry: Entry) -> None:
        """Write a journal entry; its number taken already is a ``ConcurrentWrite``."""
        with a_lost_race():
            self._connection.execute(
                _INSERT_ENTRY,
                {
                    "stream": entry.stream,
                    "n": entry.n,
                    "header": entry.header,
                    "hash": entry.hash,
                    "payload": entry.payload,
                    "salt": entry.salt,
                },
            )

    def entries(self, stream: str, after: int = 0) -> list[Entry]:
        """Return a stream's entries above number ``after``, in order."""
        rows = self._connection.execute(_ENTRIES, {"stream": stream, "after": after})
        return [
            Entry(
                row.stream,
                row.n,
                as_bytes(row.header) or b"",
                row.hash,
                as_bytes(row.payload),
                as_bytes(row.salt),
            )
            for row in rows
        ]

    def streams(self) -> list[str]:
        """Return the names of all streams of the journal."""
        return list(self._connection.scalars(select(t.entry.c.stream).distinct().order_by(t.entry.c.stream)))

    def heads(self) -> dict[str, tuple[int, str]]:
        """Return where each case's stream must end: its name → (number, hash) of the last entry."""
        rows = self._connection.execute(select(t.instance.c.id, t.instance.c.n, t.instance.c.head))
        return {f"case:{row.id}": (row.n, row.head) for row in rows}

    def open(self, tasks: Sequence[TaskRecord]) -> None:
        """Write tasks that became due, and who finds them."""
        if not tasks:
            return
        self._connection.execute(_INSERT_TASK, [_task_values(task) for task in tasks])
        refs = [
            {"ref": ref, "task": task.id} for task in tasks for ref in dict.fromkeys(task.assignment.refs())
        ]
        if refs:
            self._connection.execute(_INSERT_CANDIDATE, refs)

    def close(self, done: str | None, others: Sequence[str], at: datetime, by: str | None) -> None:
        """Close the task that was done and those that fell away; a trigger takes them off the lists."""
        closed = [
            {"b_id": task, "b_at": at, "b_by": by if task == done else None} for task in _ids(done, others)
        ]
        if closed:
            self._connection.execute(_CLOSE_TASK, closed)

    def claim(self, task_id: str, account: str | None) -> None:
        """Note who holds a task, or that nobody does."""
        self._connection.execute(_CLAIM, {"b_id": task_id, "b_by": account})

    def escalate(self, task_id: str, groups: Iterable[str], at: datetime) -> None:
        """Let further groups see a task; they may not do it."""
        self._connection.execute(_ESCALATE, {"b_id": task_id, "b_at": at})
        refs = [{"ref": f"escalation:{group}", "task": task_id} for group in dict.fromkeys(groups)]
        if refs:
            self._connection.execute(_INSERT_CANDIDATE, refs)

    def overdue(self, now: datetime) -> list[str]:
        """Return the ids of tasks past their deadline whose groups were not told yet, at most 100."""
        return list(self._connection.scalars(_OVERDUE, {"now": now}))

    def set_timers(self, case_id: str, timers: Sequence[TimerRecord]) -> None:
        """Replace the timers that a case waits for."""
        self._connection.execute(_DELETE_TIMERS, {"b_case": case_id})
        if timers:
            self._connection.execute(
                _INSERT_JOB,
                [
                    {
                        "id": f"timer:{timer.id}",
                        "instance": case_id,
                        "kind": "timer",
                        "subject": timer.id,
                        "due_at": timer.due_at,
                        "state": "pending",
                        "attempts": 0,
                        "error": "",
                    }
                    for timer in timers
                ],
            )

    def due_timers(self, now: datetime) -> list[tuple[str, str]]:
        """Return (case, timer) of timers whose moment has come, at most 100."""
        return [(row.instance, row.subject) for row in self._connection.execute(_DUE_TIMERS, {"now": now})]

    def add_task_incident(self, case_id: str, task_id: str, error: str, now: datetime) -> None:
        """Record that a task can't be done because its process is at fault; again, as another attempt."""
        row = {"instance": case_id, "kind": "incident", "subject": task_id, "due_at": now, "state": "dead"}
        self._connection.execute(
            upsert(t.job)
            .values(**row, id=f"incident:{task_id}", attempts=1, error=error)
            .on_conflict_do_update(
                index_elements=["id"], set_={"attempts": t.job.c.attempts + 1, "error": error, "due_at": now}
            )
        )

    def add_timer_incident(self, case_id: str, timer_id: str, error: str, now: datetime) -> None:
        """Let a timer rest whose firing failed, until somebody looks at it."""
        self._connection.execute(
            update(t.job)
            .where(t.job.c.instance == case_id, t.job.c.id == f"timer:{timer_id}")
            .values(state="dead", attempts=t.job.c.attempts + 1, error=error, due_at=now)
        )

    def incidents(self) -> list[Incident]:
        """Return what an operator must look at, the newest first: only what still stands in a case's way."""
        waiting = select(t.task.c.id).where(t.task.c.closed_at.is_(None))
        rows = self._connection.execute(
            select(t.job)
            .join(t.instance)
            .where(t.job.c.state == "dead", t.instance.c.status == "active")
            .where(or_(t.job.c.kind == "timer", t.job.c.subject.in_(waiting)))
            .order_by(t.job.c.due_at.desc())
        )
        return [Incident(row.instance, row.subject, row.error, row.due_at, row.attempts) for row in rows]

    def append_next(
        self,
        stream: str,
        kind: str,
        author: Author,
        at: datetime,
        payload: Mapping[str, Json],
        definition: str = "",
    ) -> None:
        """Seal and write the next entry of a stream that isn't a case's."""
        last = self._connection.execute(_LAST_ENTRY, {"stream": stream}).one_or_none()
        self.append(
            seal(
                stream=stream,
                n=last.n + 1 if last else 1,
                prev=last.hash if last else "",
                at=at,
                kind=kind,
                author=author,
                definition=definition,
                payload=payload,
            )
        )

    def next_number(self, name: str) -> int:
        """Allocate the next number of a sequence, from 1; given back where the transaction is not kept."""
        return int(self._connection.execute(_NEXT_NUMBER, {"name": name}).scalar_one())

    def set_parties(self, case_id: str, parties: Iterable[str]) -> None:
        """Replace the identities that may see a case as its partner."""
        self._connection.execute(delete(t.party).where(t.party.c.instance == case_id))
        rows = [{"identity": identity, "instance": case_id} for identity in parties]
        if rows:
            self._connection.execute(insert(t.party), rows)

    def set_registers(self, case: CaseRecord, changed: Mapping[str, Json]) -> None:
        """Write what a case contributes to registers of its definition; None stands for nothing any more."""
        rows = [
            {"definition": case.definition, "name": name, "instance": case.id, "content": content}
            for name, content in changed.items()
        ]
        self._connection.execute(_SET_REGISTER, rows)

    def registers(self, definition: str) -> dict[str, list[Json]]:
        """Return a definition's registers by name: their rows, each with the case's number under ``case``."""
        registers: dict[str, list[Json]] = {}
        for row in self._connection.execute(_REGISTERS, {"definition": definition}):
            if row.content is not None:
                registers.setdefault(row.name, []).append(mapping(row.content) | {"case": row.number})
        return registers


def _ids(done: str | None, others: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*([done] if done else []), *others]))


def _entry(row: Any) -> Entry:
    header, payload, salt = (as_bytes(stored) for stored in (row.header, row.payload, row.salt))
    return Entry(row.stream, row.n, header or b"", row.hash, payload, salt)


def case_record(row: Any, prefix: str) -> CaseRecord:
    """Read a case from a row whose columns carry ``prefix``."""
    read = row._mapping
    return CaseRecord(
        id=read[f"{prefix}id"],
        definition=read[f"{prefix}definition"],
        version=read[f"{prefix}version"],
        key=read[f"{prefix}idempotency_key"],
        status=read[f"{prefix}status"],
        n=read[f"{prefix}n"],
        head=read[f"{prefix}head"],
        number=read[f"{prefix}number"],
        title=read[f"{prefix}title"],
        columns=read[f"{prefix}columns"],
        search=read[f"{prefix}search"],
        registers=read[f"{prefix}registers"],
        parties=tuple(read[f"{prefix}parties"]),
        outcome=read[f"{prefix}outcome"],
        started_by=read[f"{prefix}started_by"],
        started_at=read[f"{prefix}started_at"],
        updated_at=read[f"{prefix}updated_at"],
    )


def _case_values(case: CaseRecord, state: bytes) -> dict[str, Any]:
    return {
        "status": case.status,
        "n": case.n,
        "head": case.head,
        "state": state,
        "number": case.number,
        "title": case.title,
        "columns": dict(case.columns),
        "search": case.search,
        "registers": dict(case.registers),
        "parties": list(case.parties),
        "outcome": case.outcome,
        "updated_at": case.updated_at,
    }


def task_record(row: Any) -> TaskRecord:
    """Read a task from a row."""
    return TaskRecord(
        id=row.id,
        case=row.instance,
        element=row.element,
        process=row.process,
        scope=row.scope,
        name=row.name,
        round=row.round,
        item=row.item,
        assignment=Assignment.from_json(row.assignment),
        opened_at=row.opened_at,
        due_at=row.due_at,
        claimed_by=row.claimed_by,
        escalated_at=row.escalated_at,
    )


def _task_values(task: TaskRecord) -> dict[str, Any]:
    return {
        "id": task.id,
        "instance": task.case,
        "element": task.element,
        "process": task.process,
        "scope": task.scope,
        "name": task.name,
        "round": task.round,
        "item": task.item,
        "assignment": task.assignment.as_json(),
        "priority": task.assignment.priority,
        "escalates": bool(task.assignment.escalation),
        "opened_at": task.opened_at,
        "due_at": task.due_at,
    }
