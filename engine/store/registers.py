"""Registers: lists across the cases of a definition, to which each case contributes at most a row a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.model import Json
from engine.projections import CaseRecord
from engine.shapes import mapping
from engine.store import tables as t

MOST_ROWS = 500
"""How many rows of a register are read, the newest: what a form offers must not grow with history."""

UNTIL = "until"
"""The entry of a row that says, as an ISO date, until when it is in force."""

_ROW = upsert(t.register)
_WRITE = _ROW.on_conflict_do_update(
    index_elements=["definition", "name", "instance"],
    set_={"content": _ROW.excluded.content, "until": _ROW.excluded.until},
)
_DELETE = delete(t.register).where(
    t.register.c.definition == bindparam("b_definition"),
    t.register.c.name == bindparam("b_name"),
    t.register.c.instance == bindparam("b_instance"),
)
_newest_first = func.row_number().over(
    partition_by=t.register.c.name, order_by=t.instance.c.started_at.desc()
)
_NUMBERED = (
    select(t.register.c.name, t.register.c.content, t.instance.c.number, _newest_first.label("place"))
    .join(t.instance, t.instance.c.id == t.register.c.instance)
    .where(
        t.register.c.definition == bindparam("definition"),
        or_(t.register.c.until.is_(None), t.register.c.until >= bindparam("today")),
    )
    .subquery()
)
_IN_FORCE = select(_NUMBERED).where(_NUMBERED.c.place <= MOST_ROWS).order_by(_NUMBERED.c.place.desc())
_HAS = (
    select(t.register.c.instance)
    .where(
        t.register.c.definition == bindparam("definition"),
        t.register.c.name == bindparam("name"),
        func.json_extract(t.register.c.content, bindparam("path")) == bindparam("value"),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class RegistersOf:
    """The registers of one definition, as expressions read them."""

    connection: Connection
    definition: str

    def rows(self, today: date) -> dict[str, list[Json]]:
        """Return register name → its newest rows in force, the oldest first, each with its ``case``."""
        found: dict[str, list[Json]] = {}
        for row in self.connection.execute(
            _IN_FORCE, {"definition": self.definition, "today": today.isoformat()}
        ):
            found.setdefault(row.name, []).append(mapping(row.content) | {"case": row.number})
        return found

    def has(self, name: str, key: str, value: str) -> bool:
        """Tell whether any row, in force or not, has a text under a key."""
        asked = {"definition": self.definition, "name": name, "path": f'$."{key}"', "value": value}
        return self.connection.execute(_HAS, asked).first() is not None


class Registers:
    """Writes registers within one transaction, and gives those of a definition to read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, definition: str) -> RegistersOf:
        """Return a definition's registers."""
        return RegistersOf(self._connection, definition)

    def write(self, case: CaseRecord, changed: Mapping[str, Json]) -> None:
        """Write what a case contributes to registers of its definition; None takes its row away."""
        rows = [
            {
                "definition": case.definition,
                "name": name,
                "instance": case.id,
                "content": content,
                "until": None if content.get(UNTIL) is None else str(content[UNTIL]),
            }
            for name, content in changed.items()
            if isinstance(content, dict)
        ]
        if rows:
            self._connection.execute(_WRITE, rows)
        gone = [
            {"b_definition": case.definition, "b_name": name, "b_instance": case.id}
            for name, content in changed.items()
            if content is None
        ]
        if gone:
            self._connection.execute(_DELETE, gone)
