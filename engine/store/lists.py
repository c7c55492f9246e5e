"""Lists that people page through: the inbox and the cases. Filtered, sorted and cut by the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, true, union

from engine.clock import WIB
from engine.model import CaseFilters
from engine.projections import CaseRecord, TaskRecord, WaitRecord
from engine.store import tables as t
from engine.store.cases import case_record, clauses_text, task_record
from engine.store.mail import wait_record

LONGEST_SEARCH = 200
"""Characters of a text that is searched for; what follows is not looked at."""

AT_A_TIME = 200
"""Cases of a whole list that are in memory together."""

_OF_A_CASE = [column for column in t.instance.c if column.name != "state"]
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
        self, window: Window, identities: Sequence[str] | None, filters: CaseFilters
    ) -> tuple[list[CaseRecord], int]:
        """Return a page of cases and how many there are; only those of ``identities``, where given."""
        wanted = _wanted(identities, filters)
        total = self._connection.execute(
            select(func.count()).select_from(t.instance).where(wanted)
        ).scalar_one()
        rows = self._connection.execute(
            _sorted_cases(wanted, window.sort, window.descending)
            .limit(window.size)
            .offset((window.page - 1) * window.size)
        )
        return [case_record(row, "") for row in rows], int(total)

    def cases_by_id(self, ids: Collection[str]) -> dict[str, CaseRecord]:
        """Return some cases by id."""
        rows = self._connection.execute(select(*_OF_A_CASE).where(t.instance.c.id.in_(ids)))
        return {row.id: case_record(row, "") for row in rows}

    def every_case(
        self, sort: str, descending: bool, identities: Sequence[str] | None, filters: CaseFilters
    ) -> Iterator[list[CaseRecord]]:
        """Yield all that ``cases`` pages through, some at a time, so that they need not fit into memory."""
        rows = self._connection.execute(
            _sorted_cases(_wanted(identities, filters), sort, descending),
            execution_options={"yield_per": AT_A_TIME},
        )
        for part in rows.partitions():
            yield [case_record(row, "") for row in part]

    def version_numbers(self, digests: Collection[str]) -> dict[str, int]:
        """Return a version's digest → its number."""
        rows = self._connection.execute(
            select(t.version.c.digest, t.version.c.number).where(t.version.c.digest.in_(digests))
        )
        return {row.digest: row.number for row in rows}

    def open_tasks(self, cases: Collection[str]) -> list[TaskRecord]:
        """Return the open tasks of some cases, the oldest first."""
        rows = self._connection.execute(
            select(t.task)
            .where(t.task.c.instance.in_(cases), t.task.c.closed_at.is_(None))
            .order_by(t.task.c.opened_at, t.task.c.element, t.task.c.id)
        )
        return [task_record(row) for row in rows]

    def waits(self, cases: Collection[str]) -> list[WaitRecord]:
        """Return the messages and signals that some cases wait for, the oldest first."""
        rows = self._connection.execute(
            select(t.wait).where(t.wait.c.instance.in_(cases)).order_by(t.wait.c.since, t.wait.c.place)
        )
        return [wait_record(row) for row in rows]

    def all_cases(self) -> list[str]:
        """Return every case's id, the oldest first."""
        return list(self._connection.scalars(select(t.instance.c.id).order_by(t.instance.c.started_at)))


def _sorted_cases(wanted: ColumnElement[bool], sort: str, descending: bool) -> Select[Any]:
    order: Any = CASE_SORTS[sort]
    return select(*_OF_A_CASE).where(wanted).order_by(order.desc() if descending else order, t.instance.c.id)


def _wanted(identities: Sequence[str] | None, filters: CaseFilters) -> ColumnElement[bool]:
    """Return the condition that a case meets: every filter, and whose it is."""
    case = t.instance.c
    where: list[ColumnElement[bool]] = [true()]
    if identities is not None:
        where.append(case.id.in_(_cases_of(t.party.c.identity.in_(identities))))
    if text := filters.get("text"):
        where.append(case.search.like(_contains(text), escape="\\"))
    if partner := filters.get("partner"):
        where.append(_with_partner(_contains(partner)))
    if clause := filters.get("clause"):
        where.append(func.instr(case.clauses, clauses_text([clause])) > 0)
    if (first := filters.get("started_from")) is not None:
        where.append(case.started_at >= datetime.combine(first, time.min, WIB))
    if (last := filters.get("started_to")) is not None:
        where.append(case.started_at <= datetime.combine(last, time.max, WIB))
    equal = [
        (case.status, filters.get("status")),
        (case.definition, filters.get("definition")),
        (case.version, filters.get("version")),
    ]
    where += [column == value for column, value in equal if value is not None]
    return and_(*where)


def _with_partner(pattern: str) -> ColumnElement[bool]:
    """Cases whose partner's name, identity, or account's name is like a pattern."""
    known = func.lower(t.account.c.name).like(pattern, escape="\\")
    accounts = union(
        select(func.lower(t.account.c.username)).where(known),
        select(func.lower(t.account.c.email)).where(known),
    )
    party = or_(t.party.c.identity.like(pattern, escape="\\"), t.party.c.identity.in_(accounts))
    named = func.lower(t.instance.c.partner).like(pattern, escape="\\")
    return or_(named, t.instance.c.id.in_(_cases_of(party)))


def _cases_of(party: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(t.party.c.instance).where(party)


def _personal(refs: Collection[str]) -> list[str]:
    return [ref for ref in refs if ref.startswith("user:")]


def _contains(text: str) -> str:
    escaped = text[:LONGEST_SEARCH].lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
