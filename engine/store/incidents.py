"""Jobs that an operator must look at: what came to rest after a failure, and what is being tried again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)

from engine.model import IncidentKind, Json
from engine.store import tables as t

_IS_OPEN = exists().where(t.task.c.id == t.job.c.subject, t.task.c.closed_at.is_(None))
_TROUBLED: ColumnElement[bool] = and_(
    or_(
        and_(t.job.c.state == "dead", or_(t.job.c.kind != "incident", _IS_OPEN)),
        # What is being done for the first time hasn't failed.
        and_(
            t.job.c.state == "pending",
            t.job.c.attempts > 0,
            or_(t.job.c.attempts > 1, t.job.c.lease.is_(None)),
        ),
    ),
    or_(t.job.c.instance.is_(None), t.instance.c.status == "active"),
)
# As text: one that can't be read must not hide all others.
_CONTENT = type_coerce(t.job.c.content, Text).label("content")
_JOB = (*(column for column in t.job.c if column.name != "content"), _CONTENT)
_STANDING: Select[Any] = (
    select(*_JOB)
    .select_from(t.job)
    .outerjoin(t.instance)
    .where(_TROUBLED)
    .order_by(t.job.c.due_at.desc(), t.job.c.id)
)
_OF_CASES = (
    select(*_JOB)
    .where(
        t.job.c.instance.in_(bindparam("cases", expanding=True)),
        # The plus keeps SQLite from the index of states, under which every waiting timer lies.
        literal_column("+job.state").in_(("pending", "dead")),
    )
    .order_by(t.job.c.due_at, t.job.c.id)
)
_FORGET = delete(t.job).where(t.job.c.state == "dead", t.job.c.kind == "incident", ~_IS_OPEN)
_FIND = select(*_JOB).select_from(t.job).outerjoin(t.instance).where(_TROUBLED, t.job.c.id == bindparam("id"))


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
    """Reads jobs that failed, and forgets them, within one transaction."""

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

    def of_cases(self, cases: Collection[str]) -> Sequence[JobRecord]:
        """Return every job of some cases that is to be done, or rests, in the order of their moments."""
        return [_job(row) for row in self._connection.execute(_OF_CASES, {"cases": [*cases]})]

    def find(self, job: str) -> JobRecord | None:
        """Return one of them; None where it is settled, or has come to nothing for good."""
        row = self._connection.execute(_FIND, {"id": job}).one_or_none()
        return None if row is None else _job(row)

    def tidy(self) -> None:
        """Forget what stood in the way of tasks that were done since, or fell away."""
        self._connection.execute(_FORGET)


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
        _content(row.content),
    )


def _content(text: str) -> Json:
    """Return what a job holds; None where that can't be read."""
    try:
        content: Json = orjson.loads(text)
    except (orjson.JSONDecodeError, TypeError):
        return None
    return content
