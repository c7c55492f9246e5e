"""Files that people hand in: content by hash, and who handed it in to which case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select, update

from engine.model import StoredFile
from engine.shapes import mapping
from engine.store import tables as t
from engine.store.definitions import put_blob
from engine.store.tables import as_bytes

_ATTACH = (
    update(t.upload)
    .where(
        t.upload.c.id.in_(bindparam("b_ids", expanding=True)),
        or_(
            and_(t.upload.c.instance.is_(None), t.upload.c.uploaded_by == bindparam("b_by")),
            t.upload.c.instance == bindparam("b_case"),
        ),
    )
    .values(instance=bindparam("b_case"))
    .returning(t.upload)
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file with its whereabouts.

    Attributes:
        case: the case it belongs to, None until a command used it.
        by: the account that handed it in.
    """

    file: StoredFile
    by: str
    case: str | None


class Files:
    """Reads and writes uploads within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, upload_id: str, name: str, media_type: str, content: bytes, by: str, now: datetime
    ) -> StoredFile:
        """Store a file that isn't part of a case yet."""
        file = StoredFile(upload_id, name, media_type, len(content), put_blob(self._connection, content))
        self._connection.execute(
            t.upload.insert(),
            {
                "id": file.id,
                "sha256": file.sha256,
                "name": name,
                "media_type": media_type,
                "size": file.size,
                "uploaded_by": by,
                "uploaded_at": now,
                "instance": None,
            },
        )
        return file

    def find(self, ids: Collection[str]) -> dict[str, Upload]:
        """Return uploads by id; ids that don't exist are left out."""
        if not ids:
            return {}
        rows = self._connection.execute(select(t.upload).where(t.upload.c.id.in_(ids)))
        return {row.id: _upload(row) for row in rows}

    def attach(self, ids: Collection[str], case_id: str, by: str) -> dict[str, StoredFile]:
        """Make uploads part of a case and return them by id: a person's own, and those it has already.

        The case may be written later in the same transaction.
        """
        if not ids:
            return {}
        rows = self._connection.execute(_ATTACH, {"b_ids": list(ids), "b_case": case_id, "b_by": by})
        return {row.id: _upload(row).file for row in rows}

    def unused_bytes(self, by: str) -> int:
        """Return how many bytes of an account's files are part of no case."""
        mine = select(func.coalesce(func.sum(t.upload.c.size), 0)).where(
            t.upload.c.uploaded_by == by, t.upload.c.instance.is_(None)
        )
        return int(self._connection.execute(mine).scalar_one())

    def tidy(self, before: datetime) -> None:
        """Forget files that were handed in before a moment and that no command ever used."""
        stale = select(t.upload.c.id, t.upload.c.sha256).where(
            t.upload.c.instance.is_(None), t.upload.c.uploaded_at < before
        )
        rows = self._connection.execute(stale).all()
        if not rows:
            return
        self._connection.execute(delete(t.upload).where(t.upload.c.id.in_([row.id for row in rows])))
        published = self._connection.scalars(select(t.version.c.manifest))
        kept = {digest for manifest in published for digest in mapping(manifest).values()}
        unused = {row.sha256 for row in rows} - kept
        still = select(t.upload.c.sha256)
        self._connection.execute(
            delete(t.blob).where(t.blob.c.sha256.in_(unused), t.blob.c.sha256.not_in(still))
        )

    def of_case(self, case_id: str) -> list[StoredFile]:
        """Return the files of a case."""
        rows = self._connection.execute(select(t.upload).where(t.upload.c.instance == case_id))
        return [_upload(row).file for row in rows]

    def content(self, sha256: str) -> bytes | None:
        """Return the bytes stored under a hash, None where there are none."""
        found = select(t.blob.c.content).where(t.blob.c.sha256 == sha256)
        return as_bytes(self._connection.execute(found).scalar_one_or_none())


def _upload(row: Any) -> Upload:
    return Upload(
        StoredFile(row.id, row.name, row.media_type, row.size, row.sha256), row.uploaded_by, row.instance
    )
