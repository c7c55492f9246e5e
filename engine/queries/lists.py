"""The inbox and the list of cases: paged, sorted and filtered by the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Literal, Unpack

from engine import policy
from engine.catalogue.bundle import CLAUSES, Bundle
from engine.catalogue.contents import clauses_in
from engine.errors import ParafError
from engine.model import Actor, Awaited, CaseFilters, CaseRow, Page, TaskRow
from engine.projections import CaseRecord
from engine.queries.awaiting import Stops, awaited, stops_of
from engine.queries.reader import Reader
from engine.store import Unit, VersionRecord, Window

LARGEST_PAGE = 100
RECENT = timedelta(days=7)
LAST_PAGE = 1_000_000

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
                text=text,
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
        sort: CaseSort = "updated",
        descending: bool = True,
        page: int = 1,
        size: int = 25,
        **filters: Unpack[CaseFilters],
    ) -> Page[CaseRow]:
        """Return a page of the cases that a person may see: officials all, a partner its own."""
        window = _window(sort, descending, page, size)
        with self._reader.store.reading() as unit:
            found, total = unit.lists.cases(window, self._own(actor), filters)
            return Page(self._rows(unit, found), window.page, window.size, total)

    def case_rows(
        self,
        actor: Actor,
        *,
        sort: CaseSort = "updated",
        descending: bool = True,
        **filters: Unpack[CaseFilters],
    ) -> Iterator[CaseRow]:
        """Yield every case that ``cases`` would page through, as all of them stood when the first was read.

        Few are in memory at a time; the snapshot is given back at the end, or when the iterator is closed.
        """
        with self._reader.store.reading() as unit:
            for found in unit.lists.every_case(sort, descending, self._own(actor), filters):
                yield from self._rows(unit, found)

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
            latest = unit.definitions.current().values()
        return sorted(((version.definition, version.name) for version in latest), key=lambda pair: pair[1])

    def case_columns(self, definition: str) -> list[str]:
        """Return the labels of the columns that a procedure names for its list of cases."""
        with self._reader.store.reading() as unit:
            return self._reader.library.latest(unit, definition).columns

    def versions_of(self, actor: Actor, definition: str) -> list[tuple[str, int]]:
        """Return (digest, number) of every version of a procedure, the newest first; none to a partner."""
        if self._own(actor) is not None:
            return []
        with self._reader.store.reading() as unit:
            return [(version.digest, version.number) for version in _versions(unit, definition)]

    def clauses_of(self, actor: Actor, definition: str) -> Mapping[str, str]:
        """Return id → words of every clause of any version, in the newest one's words; none to a partner."""
        clauses: dict[str, str] = {}
        if self._own(actor) is not None:
            return clauses
        with self._reader.store.reading() as unit:
            manifests = [version.manifest for version in _versions(unit, definition)]
            for digest in dict.fromkeys(manifest[CLAUSES] for manifest in manifests if CLAUSES in manifest):
                older = Bundle(definition, unit.definitions.files({CLAUSES: digest}))
                clauses |= {id: words for id, words in clauses_in(older).items() if id not in clauses}
        return clauses

    def _rows(self, unit: Unit, found: Sequence[CaseRecord]) -> list[CaseRow]:
        active = [case for case in found if case.status == "active"]
        stops = stops_of(unit, [case.id for case in active])
        others = {case.id: self._awaited(unit, case, stops[case.id]) for case in active}
        numbers = unit.lists.version_numbers({case.version for case in found})
        return [
            case_row(
                case,
                [task.name for task in stops[case.id].tasks],
                others.get(case.id, []),
                numbers[case.version],
            )
            for case in found
        ]

    def _awaited(self, unit: Unit, case: CaseRecord, stops: Stops) -> list[Awaited]:
        if not (stops.waits or stops.jobs):
            return awaited(None, stops)
        try:
            return awaited(self._reader.library.get(unit, case.version), stops)
        except ParafError:
            # A version that can't be read must not keep anybody from the list.
            return awaited(None, stops)

    def _own(self, actor: Actor) -> list[str] | None:
        """Return the identities to whose cases a person is limited, None for none."""
        internal = self._reader.organisation.is_internal(actor.groups)
        return None if internal else policy.identities_of(actor)


def _versions(unit: Unit, definition: str) -> list[VersionRecord]:
    return [version for version in reversed(unit.definitions.all()) if version.definition == definition]


def case_row(case: CaseRecord, tasks: Sequence[str], others: Sequence[Awaited], version: int) -> CaseRow:
    """Return a case as a list shows it.

    Args:
        tasks: names of the open tasks; ``others`` what else it waits for.
    """
    return CaseRow(
        id=case.id,
        definition=case.definition,
        version=version,
        number=case.number,
        title=case.title,
        status=case.status,
        columns=case.columns,
        waiting_for=tasks,
        awaited=others,
        outcome=case.outcome,
        partner=case.partner,
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
