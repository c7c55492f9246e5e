"""What the address asks of the list of cases: filters and order, and what in it is no date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Literal

from engine.model import CaseFilters, CaseStatus
from web.context import engine, me
from web.lists import choice_argument, date_argument, flag_argument, text_argument
from web.values import STATUS_NAMES, capital, clause_name

STATUSES: Sequence[CaseStatus | None] = [*STATUS_NAMES, None]
Sort = Literal["updated", "started", "number", "title"]
SORTS: Mapping[Sort, str] = {
    "updated": "Perubahan terakhir",
    "started": "Waktu mulai",
    "number": "Nomor",
    "title": "Judul",
}
NEWEST_FIRST = ("updated", "started")
DAYS = {"from": "Dimulai dari", "to": "Dimulai sampai"}
CLAUSE_WIDTH = 60


@dataclass(frozen=True)
class Search:
    """A list of cases as an address describes it.

    Attributes:
        filters: what the engine is asked; ``address`` the same and the order, as parameters of the address.
        definitions: key → name; ``versions`` and ``clauses`` of the chosen one, what is chosen → its words.
        unread: names of the address's parameters that should be dates and are none.
    """

    filters: CaseFilters
    sort: Sort
    descending: bool
    address: Mapping[str, str]
    definitions: Mapping[str, str]
    versions: Mapping[str, str]
    clauses: Mapping[str, str]
    unread: Sequence[str]

    @property
    def narrowed(self) -> bool:
        """Whether it leaves out any case, other than by the text that is searched for."""
        return any(value for name, value in self.address.items() if name not in {"q", "sort", "descending"})

    @property
    def arranged(self) -> bool:
        """Whether anything is set that stands folded away under the search box."""
        usual = self.sort == "updated" and self.descending
        return self.narrowed or bool(self.unread) or not usual


def asked() -> Search:
    """Read the address; what it doesn't know is as if not asked."""
    definitions = dict(engine().definitions())
    definition = choice_argument("definition", ("", *definitions), "")
    versions, clauses = _choices(definition)
    days, unread = _days()
    sort = choice_argument("sort", SORTS, "updated")
    descending = flag_argument("descending", default=sort in NEWEST_FIRST)
    filters: CaseFilters = {
        "text": text_argument("q"),
        "status": choice_argument("status", STATUSES, None),
        "definition": definition or None,
        "version": choice_argument("version", (None, *versions), None),
        "partner": text_argument("partner"),
        "clause": choice_argument("clause", (None, *clauses), None),
        "started_from": days.get("from"),
        "started_to": days.get("to"),
    }
    address = {
        "q": filters["text"],
        "status": filters["status"] or "",
        "definition": definition,
        "version": filters["version"] or "",
        "partner": filters["partner"],
        "clause": filters["clause"] or "",
        **{name: day.isoformat() for name, day in days.items()},
        "sort": sort,
        "descending": "1" if descending else "0",
    }
    return Search(filters, sort, descending, address, definitions, versions, clauses, unread)


def _choices(definition: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the versions and the clauses of a procedure to choose from; of none, none."""
    if not definition:
        return {}, {}
    versions = {digest: f"Versi {number}" for digest, number in engine().versions_of(me(), definition)}
    clauses = {
        clause: shorten(f"{capital(clause_name(clause))}: {words}", CLAUSE_WIDTH, placeholder=" …")
        for clause, words in engine().clauses_of(me(), definition).items()
    }
    return versions, clauses


def _days() -> tuple[dict[str, date], list[str]]:
    """Return the dates that are given, and the names of those that can't be read."""
    days: dict[str, date] = {}
    unread: list[str] = []
    for name in DAYS:
        try:
            day = date_argument(name)
        except ValueError:
            unread.append(name)
        else:
            days |= {name: day} if day else {}
    return days, unread
