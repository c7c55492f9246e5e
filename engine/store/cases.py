"""Cases and their tasks: the statements on the way of every command, built once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.projections import Assignment, CaseRecord, TaskRecord
from engine.store import tables as t
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
    *("search", "registers", "parties", "partner", "outcome", "clauses", "updated_at"),
)
_UPDATE_CASE = (
    update(t.instance)
    .where(t.instance.c.id == bindparam("b_id"), t.instance.c.n == bindparam("b_seen"))
    .values({name: bindparam(f"b_{name}") for name in _MUTABLE})
)
_INSERT_TASK = insert(t.task)
_INSERT_CANDIDATE = insert(t.candidate)
_CLOSE_TASK = (
    update(t.task)
    .where(t.task.c.id == bindparam("b_id"))
    .values(closed_at=bindparam("b_at"), done_by=bindparam("b_by"))
)
_CLAIM = update(t.task).where(t.task.c.id == bindparam("b_id")).values(claimed_by=bindparam("b_by"))
_ESCALATE = update(t.task).where(t.task.c.id == bindparam("b_id")).values(escalated_at=bindparam("b_at"))
_NEXT_NUMBER = (
    upsert(t.counter)
    .values(name=bindparam("name"), value=1)
    .on_conflict_do_update(index_elements=["name"], set_={"value": t.counter.c.value + 1})
    .returning(t.counter.c.value)
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

    def next_number(self, name: str) -> int:
        """Allocate the next number of a sequence, from 1; given back where the transaction is not kept."""
        return int(self._connection.execute(_NEXT_NUMBER, {"name": name}).scalar_one())

    def set_parties(self, case_id: str, parties: Iterable[str]) -> None:
        """Replace the identities that may see a case as its partner."""
        self._connection.execute(delete(t.party).where(t.party.c.instance == case_id))
        rows = [{"identity": identity, "instance": case_id} for identity in parties]
        if rows:
            self._connection.execute(insert(t.party), rows)


def _ids(done: str | None, others: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*([done] if done else []), *others]))


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
        partner=read[f"{prefix}partner"],
        outcome=read[f"{prefix}outcome"],
        clauses=_clauses_in(read[f"{prefix}clauses"]),
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
        "partner": case.partner,
        "outcome": case.outcome,
        "clauses": clauses_text(case.clauses),
        "updated_at": case.updated_at,
    }


def clauses_text(clauses: Iterable[str]) -> str:
    """Write clause ids so that each is found between two bars: ``|1|12|celah-7|``; none as ``""``."""
    written = [quote(clause, safe="") for clause in clauses]
    return f"|{'|'.join(written)}|" if written else ""


def _clauses_in(text: str) -> tuple[str, ...]:
    return tuple(unquote(clause) for clause in text.split("|") if clause)


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
