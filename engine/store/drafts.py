"""Drafts of definitions, and who holds the pen."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.store import tables as t

KEPT_SAVES = 50
"""How many saves of a draft are kept; older ones than that nobody goes back to."""


_WITHOUT_FILES = [column for column in t.save.c if column.name != "files"]


@dataclass(frozen=True, slots=True)
class SaveRecord:
    """One save of a definition's draft.

    Attributes:
        base: the digest of the version that the draft was begun from.
        saved_by: an account id.
        done: its draft was published or discarded since.
    """

    definition: str
    revision: int
    base: str | None
    saved_by: str
    saved_at: datetime
    done: bool = False


@dataclass(frozen=True, slots=True)
class PenRecord:
    """Who edits a definition, an account id, and until when nobody else may."""

    definition: str
    holder: str
    since: datetime
    until: datetime


class Drafts:
    """Reads and writes drafts and pens within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def saves(self, definition: str) -> list[SaveRecord]:
        """Return the saves of a definition, the newest first; those of earlier drafts are ``done``."""
        rows = self._connection.execute(
            select(*_WITHOUT_FILES)
            .where(t.save.c.definition == definition)
            .order_by(t.save.c.revision.desc())
        )
        return [_save(row) for row in rows]

    def newest(self) -> dict[str, SaveRecord]:
        """Return the newest save of every draft, by definition."""
        rows = self._connection.execute(
            select(*_WITHOUT_FILES).where(~t.save.c.done).order_by(t.save.c.revision)
        )
        return {row.definition: _save(row) for row in rows}

    def files(self, definition: str, revision: int) -> dict[str, str] | None:
        """Return the texts of one save by path; None where there is no such save."""
        stored = self._connection.scalar(
            select(t.save.c.files).where(t.save.c.definition == definition, t.save.c.revision == revision)
        )
        return None if stored is None else _unpacked(stored)

    def add(self, save: SaveRecord, files: Mapping[str, str]) -> None:
        """Write a save, and let go of those that are too old."""
        self._connection.execute(
            t.save.insert(),
            {
                "definition": save.definition,
                "revision": save.revision,
                "base": save.base,
                "files": _packed(files),
                "saved_by": save.saved_by,
                "saved_at": save.saved_at,
                "done": save.done,
            },
        )
        self._connection.execute(
            delete(t.save).where(
                t.save.c.definition == save.definition, t.save.c.revision <= save.revision - KEPT_SAVES
            )
        )

    def finish(self, definition: str) -> None:
        """Be done with a draft; its saves can still be gone back to."""
        self._connection.execute(update(t.save).where(t.save.c.definition == definition).values(done=True))

    def pens(self, now: datetime) -> dict[str, PenRecord]:
        """Return the pens that are held at a moment, by definition."""
        rows = self._connection.execute(select(t.pen).where(t.pen.c.until > now))
        return {row.definition: PenRecord(row.definition, row.holder, row.since, row.until) for row in rows}

    def take_pen(self, pen: PenRecord) -> None:
        """Give somebody the pen, whoever held it."""
        values = {"holder": pen.holder, "since": pen.since, "until": pen.until}
        self._connection.execute(
            upsert(t.pen)
            .values(definition=pen.definition, **values)
            .on_conflict_do_update(index_elements=["definition"], set_=values)
        )

    def drop_pen(self, definition: str, holder: str) -> None:
        """Lay the pen down, where this person holds it."""
        self._connection.execute(
            delete(t.pen).where(t.pen.c.definition == definition, t.pen.c.holder == holder)
        )


def _save(row: Any) -> SaveRecord:
    return SaveRecord(row.definition, row.revision, row.base, row.saved_by, row.saved_at, row.done)


def _packed(files: Mapping[str, str]) -> bytes:
    return zlib.compress(orjson.dumps(dict(files)))


def _unpacked(stored: bytes) -> dict[str, str]:
    files: dict[str, str] = orjson.loads(zlib.decompress(stored))
    return files
