"""Published versions and the content-addressed files they consist of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.errors import Damaged
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


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A version was made the one that new cases begin on; the last release names the current one."""

    definition: str
    digest: str
    released_at: datetime
    released_by: str
    note: str


class Definitions:
    """Reads and writes versions and releases within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, digest: str) -> VersionRecord | None:
        """Return the version with this digest."""
        row = self._connection.execute(select(t.version).where(t.version.c.digest == digest)).one_or_none()
        return None if row is None else _version(row)

    def current(self) -> dict[str, VersionRecord]:
        """Return the version of each definition that new cases begin on, by its key."""
        last = select(func.max(t.release.c.id)).group_by(t.release.c.definition)
        rows = self._connection.execute(
            select(t.version)
            .join(t.release, t.release.c.digest == t.version.c.digest)
            .where(t.release.c.id.in_(last))
        )
        return {row.definition: _version(row) for row in rows}

    def releases(self, definition: str | None = None) -> list[ReleaseRecord]:
        """Return the releases of a definition, or of all, in their order."""
        where = [] if definition is None else [t.release.c.definition == definition]
        rows = self._connection.execute(select(t.release).where(*where).order_by(t.release.c.id))
        return [
            ReleaseRecord(row.definition, row.digest, row.released_at, row.released_by, row.note)
            for row in rows
        ]

    def release(self, release: ReleaseRecord) -> None:
        """Make a version the current one of its definition."""
        self._connection.execute(
            t.release.insert(),
            {
                "definition": release.definition,
                "digest": release.digest,
                "released_at": release.released_at,
                "released_by": release.released_by,
                "note": release.note,
            },
        )

    def folder(self, definition: str) -> str | None:
        """Return the digest of the version that the definition's folder was last seen to equal."""
        return self._connection.scalar(select(t.folder.c.digest).where(t.folder.c.definition == definition))

    def set_folder(self, definition: str, digest: str) -> None:
        """Remember which version the definition's folder equals."""
        self._connection.execute(
            upsert(t.folder)
            .values(definition=definition, digest=digest)
            .on_conflict_do_update(index_elements=["definition"], set_={"digest": digest})
        )

    def running(self) -> dict[str, int]:
        """Return the digest of each version → how many cases are under way on it."""
        rows = self._connection.execute(
            select(t.instance.c.version, func.count().label("running"))
            .where(t.instance.c.status == "active")
            .group_by(t.instance.c.version)
        )
        return {row.version: row.running for row in rows}

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
        """Return a version's files by path, byte for byte as they were published.

        Raises:
            Damaged: one isn't stored any more.
        """
        rows = self._connection.execute(select(t.blob).where(t.blob.c.sha256.in_(set(manifest.values()))))
        blobs = {row.sha256: row.content for row in rows}
        if missing := [path for path, digest in manifest.items() if digest not in blobs]:
            raise Damaged(f"Berkas {missing[0]} dari versi ini tidak tersimpan lagi.")
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
