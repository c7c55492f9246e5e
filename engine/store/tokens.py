"""Tokens by which other systems are known: of each only the hash of its secret."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from engine.model import Token
from engine.store import tables as t

_FIND = select(t.token).where(t.token.c.id == bindparam("id"))


class Tokens:
    """Reads and writes tokens within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token: Token, hashed: str) -> None:
        """Write a new token with the SHA-256 of its secret, 64 hexadecimal digits."""
        values = {
            "id": token.id,
            "account": token.account,
            "hash": hashed,
            "label": token.label,
            "created_at": token.created_at,
            "expires_at": token.expires_at,
            "revoked_at": token.revoked_at,
        }
        self._connection.execute(t.token.insert(), values)

    def find(self, token_id: str) -> tuple[Token, str] | None:
        """Return a token and the hash of its secret."""
        row = self._connection.execute(_FIND, {"id": token_id}).one_or_none()
        return None if row is None else (_token(row), row.hash)

    def all(self) -> list[Token]:
        """Return every token, the oldest first."""
        rows = self._connection.execute(select(t.token).order_by(t.token.c.created_at, t.token.c.id))
        return [_token(row) for row in rows]

    def revoke(self, token_id: str, at: datetime) -> bool:
        """Let a token be of no use any more; False where it was that before, or isn't there."""
        revoking = (
            update(t.token)
            .where(t.token.c.id == token_id, t.token.c.revoked_at.is_(None))
            .values(revoked_at=at)
        )
        return self._connection.execute(revoking).rowcount == 1


def _token(row: Any) -> Token:
    return Token(row.id, row.account, row.label, row.created_at, row.expires_at, row.revoked_at)
