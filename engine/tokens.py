"""Tokens by which other systems send messages: made once, shown once, kept as the hash of their secret."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from engine.accounts import actor_of
from engine.clock import Clock
from engine.commands import SYSTEM
from engine.errors import AuthenticationFailed, Invalid, NotFound
from engine.journal import SYSTEM_STREAM, Author, instant
from engine.model import Account, Actor, Json, Token
from engine.settings import MOST_DAYS
from engine.store import Store

WRITTEN = re.compile(r"paraf_([0-9a-f]{32})_([A-Za-z0-9_-]{43})")
"""How a token is written: its id, and 32 random bytes. So many need no slow hash."""

REFUSED = "Token tidak dikenal, sudah dicabut, atau sudah kedaluwarsa."


@dataclass(frozen=True, slots=True)
class Tokens:
    """Makes tokens and knows their holders."""

    store: Store
    clock: Clock

    def add(self, account: Account, label: str, days: int) -> str:
        """Make a token for an account and return it as it is written, this once.

        Args:
            days: how long it is valid.

        Raises:
            Invalid: it would be valid for no time, or for too long.
        """
        if not 1 <= days <= MOST_DAYS:
            raise Invalid(f"Masa berlaku token harus 1 sampai {MOST_DAYS} hari.")
        now, secret = self.clock(), secrets.token_urlsafe(32)
        hashed = _hashed(secret)
        token = Token(uuid.uuid4().hex, account.id, label.strip(), now, now + timedelta(days=days))
        with self.store.writing() as unit:
            unit.tokens.add(token, hashed)
            unit.journal.append_next(
                SYSTEM_STREAM, "token_added", Author(SYSTEM.id), now, journaled_token(token, hashed)
            )
        return f"paraf_{token.id}_{secret}"

    def holder(self, written: str) -> Actor:
        """Return who a token stands for.

        Raises:
            AuthenticationFailed: nobody; the sentence doesn't say why.
        """
        match = WRITTEN.fullmatch(written)
        if match is None:
            raise AuthenticationFailed(REFUSED)
        with self.store.reading() as unit:
            found = unit.tokens.find(match[1])
            account = None if found is None else unit.people.find(found[0].account)
        if found is None or account is None:
            raise AuthenticationFailed(REFUSED)
        token, hashed = found
        usable = token.revoked_at is None and self.clock() < token.expires_at
        if not hmac.compare_digest(hashed, _hashed(match[2])) or not usable:
            raise AuthenticationFailed(REFUSED)
        return actor_of(account)

    def all(self) -> list[tuple[Token, Account]]:
        """Return every token with whose it is, the oldest first."""
        with self.store.reading() as unit:
            accounts = {account.id: account for account in unit.people.all()}
            return [(token, accounts[token.account]) for token in unit.tokens.all()]

    def revoke(self, token_id: str) -> None:
        """Let a token be of no use any more.

        Raises:
            NotFound: there is no such token, or it was revoked before.
        """
        now = self.clock()
        with self.store.writing() as unit:
            if not unit.tokens.revoke(token_id, now):
                raise NotFound(f"Token {token_id} tidak ada, atau sudah dicabut.")
            content: dict[str, Json] = {"token": token_id}
            unit.journal.append_next(SYSTEM_STREAM, "token_revoked", Author(SYSTEM.id), now, content)


def journaled_token(token: Token, hashed: str) -> dict[str, Json]:
    """Return what the journal keeps of a new token; the hash of its secret is none."""
    return {
        "token": token.id,
        "holder": token.account,
        "label": token.label,
        "expires": instant(token.expires_at),
        "hash": hashed,
    }


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
