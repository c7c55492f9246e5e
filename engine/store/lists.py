"""Lists that people page through: the inbox and the cases. Filtered, sorted and cut by the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from engine.projections import CaseRecord, TaskRecord
from engine.store import tables as t
from engine.store.cases import case_record, task_record

TASK_SORTS = {
    "due": (t.task.c.due_at.is_(None), t.task.c.due_at, t.task.c.priority.desc()),
    "opened": (t.task.c.opened_at,),
    "title": (t.instance.c.title, t.task.c.opened_at),
}
CASE_SORTS = {
    "updated": t.instance.c.updated_at,
    "started": t.instance.c.started_at,
    "number": t.instance.c.number,
    "title": t.instance.c.title,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which part of a list is wanted, in which order."""

    sort: str
    descending: bool
    page: int
    size: int


class Lists:
    """Reads pages of tasks and cases within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tasks(
        self,
        refs: Collection[str],
        window: Window,
        *,
        text: str = "",
        definition: str | None = None,
        mine: str | None = None,
        due_before: datetime | None = None,
    ) -> tuple[list[tuple[TaskRecord, CaseRecord]], int]:
        """Return a page of the open tasks found under any of ``refs``, and how many there are in all.

        Args:
            mine: an account; only what it claimed or what is meant for it alone.
        """
        wanted = select(t.candidate.c.task).where(t.candidate.c.ref.in_(refs))
        where: list[ColumnElement[bool]] = [t.task.c.id.in_(wanted), t.task.c.closed_at.is_(None)]
        if text:
            pattern = _contains(text)
            where.append(
                or_(
                    t.instance.c.search.like(pattern, escape="\\"),
                    func.lower(t.task.c.name).like(pattern, escape="\\"),
                )
            )
        if definition is not None:
            where.append(t.instance.c.definition == definition)
        if mine is not None:
            own = select(t.candidate.c.task).where(t.candidate.c.ref.in_(_personal(refs)))
            where.append(or_(t.task.c.claimed_by == mine, t.task.c.id.in_(own)))
        if due_before is not None:
            where.append(t.task.c.due_at < due_before)
        joined = t.task.join(t.instance)
        total = self._connection.execute(
            select(func.count()).select_from(joined).where(and_(*where))
        ).scalar_one()
        order = [part.desc() if window.descending else part for part in TASK_SORTS[window.sort]]
        rows = self._connection.execute(
            select(
                t.task,
                *(column.label(f"case_{column.name}") for column in t.instance.c if column.name != "state"),
            )
            .select_from(joined)
            .where(and_(*where))
            .order_by(*order, t.task.c.id)
            .limit(window.size)
            .offset((window.page - 1) * window.size)
        )
        return [(task_record(row), case_record(row, "case_")) for row in rows], int(total)

    def cases(
        self,
        window: Window,
        *,
        identities: Sequence[str] | None,
        text: str = "",
        status: str | None = None,
        definition: str | None = None,
    ) -> tuple[list[CaseRecord], int]:
        """Return a page of cases and how many there are; only those of ``identities``, where given."""
        where: list[ColumnElement[bool]] = []
        if identities is not None:
            own = select(t.party.c.instance).where(t.party.c.identity.in_(identities))
            where.append(t.instance.c.id.in_(own))
        if text:
            where.append(t.instance.c.search.like(_contains(text), escape="\\"))
        if status is not None:
            where.append(t.instance.c.status == status)
        if definition is not None:
            where.append(t.instance.c.definition == definition)
        total = self._connection.execute(
            select(func.count()).select_from(t.instance).where(and_(True, *where))
        ).scalar_one()
        sort: Any = CASE_SORTS[window.sort]
        rows = self._connection.execute(
            select(*(column for column in t.instance.c if column.name != "state"))
            .where(and_(True, *where))
            .order_by(sort.desc() if window.descending else sort, t.instance.c.id)
            .limit(window.size)
            .offset((window.page - 1) * window.size)
        )
        return [case_record(row, "") for row in rows], int(total)

    def waiting(self, cases: Collection[str]) -> dict[str, list[str]]:
        """Return case id → names of its open tasks."""
        rows = self._connection.execute(
            select(t.task.c.instance, t.task.c.name)
            .where(t.task.c.instance.in_(cases), t.task.c.closed_at.is_(None))
            .order_by(t.task.c.opened_at, t.task.c.id)
        )
        waiting: dict[str, list[str]] = {}
        for row in rows:
            waiting.setdefault(row.instance, []).append(row.name)
        return waiting

    def all_cases(self) -> list[str]:
        """Return every case's id, the oldest first."""
        return list(self._connection.scalars(select(t.instance.c.id).order_by(t.instance.c.started_at)))


def _personal(refs: Collection[str]) -> list[str]:
    return [ref for ref in refs if ref.startswith("user:")]


def _contains(text: str) -> str:
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
