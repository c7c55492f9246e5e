"""The inbox and the list of cases: paged, sorted and filtered by the store."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from engine import policy
from engine.model import Actor, CaseRow, CaseStatus, Page, TaskRow
from engine.projections import CaseRecord
from engine.queries.reader import Reader
from engine.store import Window

LARGEST_PAGE = 100
RECENT = timedelta(days=7)
LAST_PAGE = 1_000_000
LONGEST_SEARCH = 200

Scope = Literal["all", "mine", "group"]
TaskSort = Literal["due", "opened", "title"]
CaseSort = Literal["updated", "started", "number", "title"]


class ListQueries:
    """Answers for pages that list."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def inbox(
        self,
        actor: Actor,
        *,
        scope: Scope = "all",
        text: str = "",
        definition: str | None = None,
        overdue: bool = False,
        sort: TaskSort = "due",
        descending: bool = False,
        page: int = 1,
        size: int = 25,
    ) -> Page[TaskRow]:
        """Return the open tasks before a person: their own, their groups', overdue ones they hear of."""
        window = _window(sort, descending, page, size)
        with self._reader.store.reading() as unit:
            found, total = unit.lists.tasks(
                _refs(actor, scope),
                window,
                text=text[:LONGEST_SEARCH],
                definition=definition,
                mine=actor.id if scope == "mine" else None,
                due_before=self._reader.clock() if overdue else None,
            )
            names = unit.people.names()
        rows = [self._reader.task_row(actor, task, case, names) for task, case in found]
        return Page(rows, window.page, window.size, total)

    def cases(
        self,
        actor: Actor,
        *,
        text: str = "",
        status: CaseStatus | None = None,
        definition: str | None = None,
        sort: CaseSort = "updated",
        descending: bool = True,
        page: int = 1,
        size: int = 25,
    ) -> Page[CaseRow]:
        """Return the cases that a person may see: officials all, a partner its own."""
        window = _window(sort, descending, page, size)
        internal = self._reader.organisation.is_internal(actor.groups)
        with self._reader.store.reading() as unit:
            found, total = unit.lists.cases(
                window,
                identities=None if internal else policy.identities_of(actor),
                text=text[:LONGEST_SEARCH],
                status=status,
                definition=definition,
            )
            waiting = unit.lists.waiting([case.id for case in found])
        return Page(
            [case_row(case, waiting.get(case.id, [])) for case in found], window.page, window.size, total
        )

    def recently_ended(self, actor: Actor) -> list[CaseRow]:
        """Return the cases that were withdrawn or cancelled in the last week, for those who may see them."""
        since = self._reader.clock() - RECENT
        ended: list[CaseRow] = []
        for status in ("withdrawn", "cancelled"):
            found = self.cases(actor, status=status, size=LARGEST_PAGE).items
            ended += [row for row in found if row.updated_at >= since]
        return sorted(ended, key=lambda row: row.updated_at, reverse=True)

    def definitions(self) -> list[tuple[str, str]]:
        """Return (key, name) of every published procedure, by name."""
        with self._reader.store.reading() as unit:
            latest = unit.definitions.latest().values()
        return sorted(((version.definition, version.name) for version in latest), key=lambda pair: pair[1])

    def case_columns(self, definition: str) -> list[str]:
        """Return the labels of the columns that a procedure names for its list of cases."""
        with self._reader.store.reading() as unit:
            return self._reader.library.latest(unit, definition).columns


def case_row(case: CaseRecord, waiting: list[str]) -> CaseRow:
    """Return a case as a list shows it."""
    return CaseRow(
        id=case.id,
        definition=case.definition,
        number=case.number,
        title=case.title,
        status=case.status,
        columns=case.columns,
        waiting_for=waiting,
        outcome=case.outcome,
        started_at=case.started_at,
        updated_at=case.updated_at,
    )


def _refs(actor: Actor, scope: Scope) -> list[str]:
    if scope == "group":
        return [ref for ref in policy.refs_of(actor) if not ref.startswith("user:")]
    return policy.refs_of(actor)


def _window(sort: str, descending: bool, page: int, size: int) -> Window:
    return Window(
        sort=sort, descending=descending, page=_bounded(page, LAST_PAGE), size=_bounded(size, LARGEST_PAGE)
    )


def _bounded(number: int, most: int) -> int:
    return min(max(1, number), most)
