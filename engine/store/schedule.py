"""What is due: overdue tasks, timers, mail, and the incidents that an operator must look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, tuple_, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.projections import TimerRecord, timer_job
from engine.store import tables as t

AT_A_TIME = 1000
"""Pieces of due work that are read together."""

BEGINNING = (t.EPOCH, "")

_OVERDUE = (
    select(t.task.c.id)
    .where(
        # Word for word the condition of ``ix_task_overdue``, or SQLite looks through every task there was.
        text("task.escalates AND task.closed_at IS NULL AND task.escalated_at IS NULL"),
        t.task.c.due_at < bindparam("now"),
    )
    .order_by(t.task.c.due_at)
    .limit(100)
)
_INSERT_JOB = insert(t.job)
_OF_CASE = select(t.job).where(t.job.c.instance == bindparam("case"), t.job.c.kind == "timer")
_DELETE_TIMERS = delete(t.job).where(t.job.c.instance == bindparam("b_case"), t.job.c.kind == "timer")
_COUNTED = (t.job.c.attempts - t.job.c.forgiven).label("attempts")
_PENDING = (t.job.c.state == "pending", t.job.c.kind != "work")
_DUE = (
    select(t.job.c.id, t.job.c.kind, t.job.c.instance, t.job.c.subject, t.job.c.due_at, _COUNTED)
    .where(
        *_PENDING,
        t.job.c.due_at <= bindparam("now"),
        tuple_(t.job.c.due_at, t.job.c.id)
        > tuple_(bindparam("after_at", type_=t.Moment()), bindparam("after_id")),
    )
    .order_by(t.job.c.due_at, t.job.c.id)
    .limit(AT_A_TIME)
)
_NEXT = select(t.job.c.due_at).where(*_PENDING).order_by(t.job.c.due_at).limit(1)
_BURY = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"))
    .values(
        state="dead", attempts=t.job.c.attempts + 1, error=bindparam("b_error"), due_at=bindparam("b_now")
    )
)
_POSTPONE = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"), t.job.c.state == "pending")
    .values(attempts=t.job.c.attempts + 1, error=bindparam("b_error"), due_at=bindparam("b_until"))
)
_RETRY = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"), t.job.c.state == "dead", t.job.c.kind != "incident")
    .values(
        state="pending",
        due_at=bindparam("b_now"),
        error="",
        lease=None,
        worker=None,
        forgiven=t.job.c.attempts,
        # A message is kept again for its whole time where nobody waits for it; other jobs have no such time.
        expires_at=func.max(t.job.c.expires_at, bindparam("b_until", type_=t.Moment())),
    )
)


@dataclass(frozen=True, slots=True)
class Due:
    """A job whose moment has come.

    Attributes:
        kind: ``timer``, ``message``, ``signal`` or ``start``.
        case: the case it belongs to, or that is to hear it.
        subject: of a timer its id, of a message or signal its name, of a start the start event.
        attempts: how often it has failed since an operator had it tried again.
    """

    id: str
    kind: str
    case: str | None
    subject: str
    due_at: datetime
    attempts: int


class Schedule:
    """Reads and writes what is due within one transaction.

    Attributes:
        stirred: something was written that may be due at once.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.stirred = False

    def overdue(self, now: datetime) -> list[str]:
        """Return the ids of tasks past their deadline whose groups were not told yet, at most 100."""
        return list(self._connection.scalars(_OVERDUE, {"now": now}))

    def set_timers(self, case_id: str, timers: Sequence[TimerRecord]) -> None:
        """Replace the timers that a case waits for."""
        self._connection.execute(_DELETE_TIMERS, {"b_case": case_id})
        if timers:
            self.stirred = True
            self._connection.execute(
                _INSERT_JOB,
                [
                    {
                        "id": timer_job(timer.id),
                        "instance": case_id,
                        "kind": "timer",
                        "subject": timer.id,
                        "due_at": timer.due_at,
                        "state": "pending",
                        "attempts": 0,
                        "error": "",
                        "content": {"element": timer.element},
                    }
                    for timer in timers
                ],
            )

    def timers(self, case_id: str) -> dict[str, datetime | None]:
        """Return the timers of a case: id → when it is due, None for one that failed and was put off."""
        rows = self._connection.execute(_OF_CASE, {"case": case_id})
        return {row.subject: None if row.attempts else row.due_at for row in rows}

    def due(self, now: datetime, after: tuple[datetime, str] = BEGINNING) -> list[Due]:
        """Return what is due, but for the work of connectors, in the order of its moments.

        Args:
            after: moment and id of the last one that is not wanted any more; at most ``AT_A_TIME`` follow.
        """
        rows = self._connection.execute(_DUE, {"now": now, "after_at": after[0], "after_id": after[1]})
        return [Due(row.id, row.kind, row.instance, row.subject, row.due_at, row.attempts) for row in rows]

    def next_moment(self) -> datetime | None:
        """Return when something will be due next, but for the work of connectors and overdue tasks."""
        moment: datetime | None = self._connection.scalar(_NEXT)
        return moment

    def bury(self, job_id: str, error: str, now: datetime, case: str | None = None) -> None:
        """Let a job rest whose process is at fault, until somebody looks at it.

        Args:
            case: the case in which it failed, where the job doesn't say so itself.
        """
        self._connection.execute(_BURY, {"b_id": job_id, "b_error": error, "b_now": now})
        if case is not None:
            self._connection.execute(
                update(t.job).where(t.job.c.id == job_id, t.job.c.instance.is_(None)).values(instance=case)
            )

    def postpone(self, job_id: str, error: str, until: datetime) -> None:
        """Try a job again later: what stood in its way may pass."""
        self._connection.execute(_POSTPONE, {"b_id": job_id, "b_error": error, "b_until": until})

    def retry(self, job_id: str, now: datetime, kept_until: datetime) -> bool:
        """Let a job that rests be done again; False where there is none.

        Args:
            kept_until: until when at least a message is kept that finds no receiver.
        """
        self.stirred = True
        values = {"b_id": job_id, "b_now": now, "b_until": kept_until}
        return self._connection.execute(_RETRY, values).rowcount == 1

    def add_task_incident(self, case_id: str, task_id: str, error: str, now: datetime) -> None:
        """Record that a task can't be done because its process is at fault; again, as another attempt."""
        row = {"instance": case_id, "kind": "incident", "subject": task_id, "due_at": now, "state": "dead"}
        self._connection.execute(
            upsert(t.job)
            .values(**row, id=f"incident:{task_id}", attempts=1, error=error, content=None)
            .on_conflict_do_update(
                index_elements=["id"], set_={"attempts": t.job.c.attempts + 1, "error": error, "due_at": now}
            )
        )
