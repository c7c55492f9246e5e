"""Jobs that an operator must look at: what came to rest after a failure, and what is being tried again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, or_, select

from engine.model import IncidentKind, Json
from engine.store import tables as t

_OPEN_TASKS = select(t.task.c.id).where(t.task.c.closed_at.is_(None))
_TROUBLED: ColumnElement[bool] = and_(
    or_(
        and_(t.job.c.state == "dead", or_(t.job.c.kind != "incident", t.job.c.subject.in_(_OPEN_TASKS))),
        # What is being done for the first time hasn't failed.
        and_(
            t.job.c.state == "pending",
            t.job.c.attempts > 0,
            or_(t.job.c.attempts > 1, t.job.c.lease.is_(None)),
        ),
    ),
    or_(t.job.c.instance.is_(None), t.instance.c.status == "active"),
)
_STANDING: Select[Any] = (
    select(t.job).outerjoin(t.instance).where(_TROUBLED).order_by(t.job.c.due_at.desc(), t.job.c.id)
)
_OF_CASE = select(t.job).where(t.job.c.instance == bindparam("case")).order_by(t.job.c.due_at, t.job.c.id)
_FIND = select(t.job).outerjoin(t.instance).where(_TROUBLED, t.job.c.id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job's row.

    Attributes:
        kind: ``timer``, ``incident`` (a task), ``work``, ``message``, ``signal`` or ``start``.
        due_at: since when it rests, or when it is tried again.
    """

    id: str
    kind: IncidentKind
    case: str | None
    subject: str
    state: str
    due_at: datetime
    attempts: int
    error: str
    content: Json

    @property
    def rests(self) -> bool:
        """Whether nobody will try it again by themselves."""
        return self.state == "dead"


class Incidents:
    """Reads jobs that failed, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self, offset: int = 0, size: int | None = None) -> list[JobRecord]:
        """Return what stands in a case's way, the newest first."""
        rows = self._connection.execute(_STANDING.offset(offset).limit(size))
        return [_job(row) for row in rows]

    def count(self) -> int:
        """Return how many there are."""
        counted = select(func.count()).select_from(t.job).outerjoin(t.instance).where(_TROUBLED)
        return int(self._connection.scalar(counted) or 0)

    def of_case(self, case: str) -> Sequence[JobRecord]:
        """Return every job of a case."""
        return [_job(row) for row in self._connection.execute(_OF_CASE, {"case": case})]

    def find(self, job: str) -> JobRecord | None:
        """Return one of them; None where it is settled, or has come to nothing for good."""
        row = self._connection.execute(_FIND, {"id": job}).one_or_none()
        return None if row is None else _job(row)


def _job(row: Any) -> JobRecord:
    return JobRecord(
        row.id,
        row.kind,
        row.instance,
        row.subject,
        row.state,
        row.due_at,
        row.attempts,
        row.error,
        row.content,
    )
