"""One entry of the journal: a canonical header, its hash, and the payload that the header commits to.

The header is RFC 8785 canonical JSON, kept verbatim; its SHA-256 is the next entry's ``prev``. The payload
is committed as SHA-256(salt ‖ payload), so that erasing payload and salt leaves the chain whole, and a
guessed identity number can't be confirmed by hashing it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
import rfc8785

from engine.errors import Damaged
from engine.model import Capacity, Json

ENGINE_VERSION = "0.1.0"
SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Author:
    """Who an entry is by.

    Attributes:
        actor: the pseudonymous id of the account.
    """

    actor: str
    capacity: Capacity = "definitif"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is stored.

    Attributes:
        stream: what the chain runs over, e.g. ``case:<id>``, ``definition:<key>``, ``system``.
        n: dense within the stream, counted from 1.
        header: canonical JSON, UTF-8.
        hash: SHA-256 of the header, 64 hexadecimal digits.
        payload: JSON, UTF-8; None once erased.
        salt: 32 bytes; None once erased.
    """

    stream: str
    n: int
    header: bytes
    hash: str
    payload: bytes | None
    salt: bytes | None

    @property
    def fields(self) -> dict[str, Json]:
        """The header's fields.

        Raises:
            Damaged: they can't be read.
        """
        return self._read(self.header)

    @property
    def content(self) -> dict[str, Json]:
        """The payload's fields; empty once erased.

        Raises:
            Damaged: they can't be read.
        """
        return {} if self.payload is None else self._read(self.payload)

    def _read(self, content: bytes) -> dict[str, Json]:
        try:
            fields: dict[str, Json] = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise Damaged(f"Entri {self.n} pada jurnal ini rusak dan tidak dapat dibaca.") from error
        return fields

    @property
    def at(self) -> datetime:
        """When the command was carried out, in UTC."""
        return datetime.fromisoformat(str(self.fields["at"]))


SYSTEM_STREAM = "system"
"""The stream of what belongs to no case and no procedure: accounts, tokens, operators' doings."""


def instant(at: datetime) -> str:
    """Write an aware datetime as RFC 3339 in UTC with microseconds, e.g. ``2026-11-22T07:00:00.000000Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def commitment(salt: bytes, payload: bytes) -> str:
    """Return SHA-256(salt ‖ payload) as 64 hexadecimal digits."""
    return hashlib.sha256(salt + payload).hexdigest()


def header_hash(header: bytes) -> str:
    """Return the SHA-256 of a header as 64 hexadecimal digits."""
    return hashlib.sha256(header).hexdigest()


def seal(
    *,
    stream: str,
    n: int,
    prev: str,
    at: datetime,
    kind: str,
    author: Author,
    definition: str,
    payload: Mapping[str, Json],
    kind_version: int = 1,
) -> Entry:
    """Make the entry that follows ``prev`` in its stream.

    Args:
        prev: the hash of entry ``n - 1``; empty for the first.
        definition: the digest of the version in force, empty where none is.
        payload: everything that isn't in the header and is needed to carry the command out again.
    """
    content = orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)
    salt = secrets.token_bytes(SALT_BYTES)
    header = rfc8785.dumps(
        {
            "stream": stream,
            "n": n,
            "prev": prev,
            "at": instant(at),
            "kind": kind,
            "kind_version": kind_version,
            "actor": author.actor,
            "capacity": author.capacity,
            "definition": definition,
            "engine": ENGINE_VERSION,
            "payload": commitment(salt, content),
        }
    )
    return Entry(stream, n, header, header_hash(header), content, salt)
