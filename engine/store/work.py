"""The work of connectors: leased to whoever does it, tried again later, buried where it can't be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, literal_column, or_, select, update

from engine.errors import Damaged
from engine.projections import WorkRecord, work_job
from engine.shapes import mapping
from engine.store import tables as t

LEASE = timedelta(minutes=5)
"""How long work belongs to who leased it; who is gone by then has crashed."""

AT_ONCE = 10

_INSERT = insert(t.job)
_DELETE = delete(t.job).where(t.job.c.id == bindparam("b_id"))
_OF_CASE = select(t.job).where(t.job.c.instance == bindparam("case"), t.job.c.kind == "work")
# Written out, so that SQLite sees that the index of work alone will do.
_PENDING = (t.job.c.kind == literal_column("'work'"), t.job.c.state == "pending")
_DUE = (
    select(t.job.c.id)
    .where(
        *_PENDING,
        t.job.c.due_at <= bindparam("now"),
        or_(t.job.c.lease.is_(None), t.job.c.lease <= bindparam("now")),
    )
    .order_by(t.job.c.due_at, t.job.c.id)
    .limit(bindparam("most"))
)
_LEASE = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"))
    .values(lease=bindparam("b_until"), worker=bindparam("b_worker"), attempts=t.job.c.attempts + 1)
    .returning(t.job)
)
_LEASED = (
    t.job.c.id == bindparam("b_id"),
    t.job.c.state == "pending",
    t.job.c.worker == bindparam("b_worker"),
    t.job.c.attempts == bindparam("b_attempts"),
)
_GIVE_BACK = (
    update(t.job)
    .where(*_LEASED)
    .values(
        state=bindparam("b_state"),
        due_at=bindparam("b_at"),
        error=bindparam("b_error"),
        lease=None,
        worker=None,
    )
)
_BURY = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"))
    .values(state="dead", due_at=bindparam("b_now"), error=bindparam("b_error"), lease=None, worker=None)
)
_FREE = update(t.job).where(*_PENDING, t.job.c.lease.is_not(None)).values(lease=None, worker=None)
_NEXT = select(t.job.c.due_at).where(*_PENDING, t.job.c.lease.is_(None)).order_by(t.job.c.due_at).limit(1)


class WorkList:
    """Reads and writes connectors' work within one transaction.

    Attributes:
        stirred: work was added.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.stirred = False

    def add(self, begun: Sequence[WorkRecord], now: datetime) -> None:
        """Write work that a case begins to wait for, to be done at once."""
        if not begun:
            return
        self.stirred = True
        rows = [
            {
                "id": work_job(work.id),
                "instance": work.case,
                "kind": "work",
                "subject": work.id,
                "due_at": now,
                "state": "pending",
                "attempts": 0,
                "error": "",
                "content": _content(work),
            }
            for work in begun
        ]
        self._connection.execute(_INSERT, rows)

    def drop(self, done: Collection[str]) -> None:
        """Take work off the list that no case waits for any more."""
        if done:
            self._connection.execute(_DELETE, [{"b_id": work_job(work)} for work in sorted(done)])

    def of_case(self, case_id: str) -> list[WorkRecord]:
        """Return what a case waits for, whoever does it, by id."""
        rows = self._connection.execute(_OF_CASE, {"case": case_id})
        return sorted((_work(row) for row in rows), key=lambda work: work.id)

    def is_due(self, now: datetime) -> bool:
        """Tell whether there is work to lease."""
        return self._connection.scalar(_DUE, {"now": now, "most": 1}) is not None

    def lease(self, now: datetime, worker: str, *, most: int = AT_ONCE) -> list[WorkRecord]:
        """Give work that is due to a worker, the longest due first; it is theirs until ``LEASE`` is over.

        What can't be read is buried.

        Each record says how often its work was begun; what the worker reports must say the same.
        """
        due = self._connection.scalars(_DUE, {"now": now, "most": most}).all()
        leased = []
        for id in due:
            values = {"b_id": id, "b_worker": worker, "b_until": now + LEASE}
            row = self._connection.execute(_LEASE, values)
            try:
                leased.append(_work(row.one()))
            except Damaged as error:
                # It would stand in the way of all that is due after it.
                self._connection.execute(_BURY, {"b_id": id, "b_error": str(error), "b_now": now})
        return leased

    def retry(self, work: WorkRecord, worker: str, error: str, due_at: datetime) -> bool:
        """Give leased work back, to be tried again; False where the lease was lost meanwhile."""
        return self._give_back(work, worker, "pending", error, due_at)

    def bury(self, work: WorkRecord, worker: str, error: str, now: datetime) -> bool:
        """Make an incident of leased work; False where the lease was lost meanwhile."""
        return self._give_back(work, worker, "dead", error, now)

    def free(self) -> None:
        """End every lease: whoever had one is gone."""
        self._connection.execute(_FREE)

    def next_moment(self) -> datetime | None:
        """Return when work will be due next that nobody has leased."""
        moment: datetime | None = self._connection.scalar(_NEXT)
        return moment

    def _give_back(self, work: WorkRecord, worker: str, state: str, error: str, at: datetime) -> bool:
        values = {
            "b_id": work_job(work.id),
            "b_worker": worker,
            "b_attempts": work.attempts,
            "b_state": state,
            "b_error": error,
            "b_at": at,
        }
        return self._connection.execute(_GIVE_BACK, values).rowcount == 1


def _content(work: WorkRecord) -> dict[str, Any]:
    return {
        "element": work.element,
        "process": work.process,
        "scope": work.scope,
        "round": work.round,
        "item": work.item,
        "connector": work.connector,
        "inputs": dict(work.inputs),
    }


def _work(row: Any) -> WorkRecord:
    with t.reading_row():
        content = mapping(row.content)
        return WorkRecord(
            id=row.subject,
            case=row.instance,
            element=str(content["element"]),
            process=str(content["process"]),
            scope=str(content["scope"]),
            round=int(str(content["round"])),
            item=content["item"],
            connector=str(content["connector"]),
            inputs=mapping(content["inputs"]),
            attempts=row.attempts,
            forgiven=row.forgiven,
        )
