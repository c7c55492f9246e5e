"""Published versions and the content-addressed files they consist of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.store import tables as t
from engine.store.tables import as_bytes


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """A published version's row.

    Attributes:
        number: counted from 1 within its definition.
        manifest: path inside the bundle → SHA-256 of the file.
    """

    digest: str
    definition: str
    number: int
    manifest: Mapping[str, str]
    name: str
    published_at: datetime
    published_by: str
    note: str


class Definitions:
    """Reads and writes versions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, digest: str) -> VersionRecord | None:
        """Return the version with this digest."""
        row = self._connection.execute(select(t.version).where(t.version.c.digest == digest)).one_or_none()
        return None if row is None else _version(row)

    def latest(self) -> dict[str, VersionRecord]:
        """Return the newest version of each definition, by its key."""
        rows = self._connection.execute(select(t.version).order_by(t.version.c.number))
        return {row.definition: _version(row) for row in rows}

    def all(self) -> list[VersionRecord]:
        """Return every version, by definition and number."""
        rows = self._connection.execute(
            select(t.version).order_by(t.version.c.definition, t.version.c.number)
        )
        return [_version(row) for row in rows]

    def blobs(self) -> Iterator[tuple[str, bytes]]:
        """Yield every stored file with the hash it is stored under, one after the other."""
        rows = self._connection.execution_options(yield_per=20).execute(select(t.blob))
        for row in rows:
            yield row.sha256, as_bytes(row.content) or b""

    def next_number(self, definition: str) -> int:
        """Return the number that the next version of a definition gets."""
        newest = select(func.max(t.version.c.number)).where(t.version.c.definition == definition)
        return int(self._connection.execute(newest).scalar() or 0) + 1

    def add(self, version: VersionRecord, files: Mapping[str, bytes]) -> None:
        """Write a version and those of its files that aren't stored yet."""
        for content in files.values():
            put_blob(self._connection, content)
        self._connection.execute(
            t.version.insert(),
            {
                "digest": version.digest,
                "definition": version.definition,
                "number": version.number,
                "manifest": dict(version.manifest),
                "name": version.name,
                "published_at": version.published_at,
                "published_by": version.published_by,
                "note": version.note,
            },
        )

    def files(self, manifest: Mapping[str, str]) -> dict[str, bytes]:
        """Return a version's files by path, byte for byte as they were published."""
        rows = self._connection.execute(select(t.blob).where(t.blob.c.sha256.in_(set(manifest.values()))))
        blobs = {row.sha256: row.content for row in rows}
        return {path: blobs[digest] for path, digest in manifest.items()}


def put_blob(connection: Connection, content: bytes) -> str:
    """Store bytes under their SHA-256, once; return it as 64 hexadecimal digits."""
    digest = hashlib.sha256(content).hexdigest()
    connection.execute(
        upsert(t.blob)
        .values(sha256=digest, content=content)
        .on_conflict_do_nothing(index_elements=["sha256"])
    )
    return digest


def _version(row: Any) -> VersionRecord:
    return VersionRecord(
        row.digest,
        row.definition,
        row.number,
        row.manifest,
        row.name,
        row.published_at,
        row.published_by,
        row.note,
    )
