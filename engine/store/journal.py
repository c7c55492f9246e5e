"""The journal's entries: appended, read in order, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from engine.journal import Author, Entry, seal
from engine.model import Json
from engine.store import tables as t
from engine.store.tables import as_bytes
from engine.store.unit_of_work import a_lost_race

_INSERT_ENTRY = insert(t.entry)
_ENTRIES = (
    select(t.entry)
    .where(t.entry.c.stream == bindparam("stream"), t.entry.c.n > bindparam("after"))
    .order_by(t.entry.c.n)
)
_LAST_ENTRY = (
    select(t.entry.c.n, t.entry.c.hash)
    .where(t.entry.c.stream == bindparam("stream"))
    .order_by(t.entry.c.n.desc())
    .limit(1)
)


class Journal:
    """Reads and writes entries within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entry: Entry) -> None:
        """Write a journal entry; its number taken already is a ``ConcurrentWrite``."""
        with a_lost_race():
            self._connection.execute(
                _INSERT_ENTRY,
                {
                    "stream": entry.stream,
                    "n": entry.n,
                    "header": entry.header,
                    "hash": entry.hash,
                    "payload": entry.payload,
                    "salt": entry.salt,
                },
            )

    def append_next(
        self,
        stream: str,
        kind: str,
        author: Author,
        at: datetime,
        payload: Mapping[str, Json],
        definition: str = "",
    ) -> None:
        """Seal and write the next entry of a stream that isn't a case's."""
        last = self._connection.execute(_LAST_ENTRY, {"stream": stream}).one_or_none()
        self.append(
            seal(
                stream=stream,
                n=last.n + 1 if last else 1,
                prev=last.hash if last else "",
                at=at,
                kind=kind,
                author=author,
                definition=definition,
                payload=payload,
            )
        )

    def entries(self, stream: str, after: int = 0) -> list[Entry]:
        """Return a stream's entries above number ``after``, in order."""
        rows = self._connection.execute(_ENTRIES, {"stream": stream, "after": after})
        return [
            Entry(
                row.stream,
                row.n,
                as_bytes(row.header) or b"",
                row.hash,
                as_bytes(row.payload),
                as_bytes(row.salt),
            )
            for row in rows
        ]

    def streams(self) -> list[str]:
        """Return the names of all streams of the journal."""
        return list(self._connection.scalars(select(t.entry.c.stream).distinct().order_by(t.entry.c.stream)))


def _entry(row: Any) -> Entry:
    header, payload, salt = (as_bytes(stored) for stored in (row.header, row.payload, row.salt))
    return Entry(row.stream, row.n, header or b"", row.hash, payload, salt)
