"""What is due: overdue tasks, timers, and the incidents that an operator must look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.model import Incident
from engine.projections import TimerRecord
from engine.store import tables as t

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
_INSERT_JOB = insert(t.job)
_DELETE_TIMERS = delete(t.job).where(t.job.c.instance == bindparam("b_case"), t.job.c.kind == "timer")
_DUE_TIMERS = (
    select(t.job.c.instance, t.job.c.subject)
    .where(t.job.c.state == "pending", t.job.c.kind == "timer", t.job.c.due_at <= bindparam("now"))
    .order_by(t.job.c.due_at)
    .limit(100)
)


class Schedule:
    """Reads and writes what is due within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
