"""Accounts, the throttle of their log-in, and the drafts of what they are filling in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.model import Account, Json
from engine.store import tables as t
from engine.store.unit_of_work import a_lost_race


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account with the hash of its password."""

    account: Account
    password_hash: str


@dataclass(frozen=True, slots=True)
class Throttle:
    """How often a log-in failed in a row, and until when it isn't heard."""

    failures: int
    blocked_until: datetime


class People:
    """Reads and writes accounts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, account_id: str) -> Account | None:
        """Return the account with this id."""
        row = self._connection.execute(select(t.account).where(t.account.c.id == account_id)).one_or_none()
        return None if row is None else _account(row)

    def credentials(self, username: str) -> Credentials | None:
        """Return the account with this username, and its password's hash."""
        row = self._connection.execute(
            select(t.account).where(t.account.c.username == username)
        ).one_or_none()
        return None if row is None else Credentials(_account(row), row.password_hash)

    def all(self) -> list[Account]:
        """Return every account, by username."""
        return [
            _account(row)
            for row in self._connection.execute(select(t.account).order_by(t.account.c.username))
        ]

    def names(self) -> dict[str, str]:
        """Return display names by all that may name an account: its id, its username, its e-mail."""
        rows = self._connection.execute(select(t.account)).all()
        return {key: row.name for row in rows for key in (row.email, row.username, row.id) if key}

    def any_demo(self) -> bool:
        """Tell whether demo accounts exist."""
        return bool(self._connection.execute(select(exists().where(t.account.c.demo))).scalar())

    def add(self, account: Account, password_hash: str) -> None:
        """Write a new account; a username or e-mail in use already is a ``ConcurrentWrite``."""
        row = {
            "id": account.id,
            "username": account.username,
            "name": account.name,
            "email": account.email,
            "password_hash": password_hash,
            "groups": list(account.groups),
            "unit": account.unit,
            "demo": account.demo,
        }
        with a_lost_race():
            self._connection.execute(t.account.insert(), row)

    def throttle(self, subject: str) -> Throttle | None:
        """Return the failures recorded for a log-in name."""
        row = self._connection.execute(
            select(t.throttle).where(t.throttle.c.subject == subject)
        ).one_or_none()
        return None if row is None else Throttle(row.failures, row.blocked_until)

    def record_failure(self, subject: str, blocked_until: datetime) -> None:
        """Count one more failure in a row."""
        statement = upsert(t.throttle).values(subject=subject, failures=1, blocked_until=blocked_until)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["subject"],
                set_={"failures": t.throttle.c.failures + 1, "blocked_until": blocked_until},
            )
        )

    def forget_failures(self, subject: str) -> None:
        """Start counting anew after a success."""
        self._connection.execute(delete(t.throttle).where(t.throttle.c.subject == subject))

    def save_draft(self, task: str, account: str, content: Mapping[str, Json], now: datetime) -> None:
        """Keep what somebody has entered so far."""
        statement = upsert(t.draft).values(task=task, account=account, content=dict(content), saved_at=now)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["task", "account"], set_={"content": dict(content), "saved_at": now}
            )
        )

    def draft(self, task: str, account: str) -> Mapping[str, Json] | None:
        """Return what somebody had entered for a task."""
        statement = select(t.draft.c.content).where(t.draft.c.task == task, t.draft.c.account == account)
        content: Mapping[str, Json] | None = self._connection.execute(statement).scalar()
        return content

    def tidy(self, now: datetime) -> None:
        """Forget drafts of tasks that are closed, and failures of a day ago."""
        closed = select(t.draft.c.task).join(t.task).where(t.task.c.closed_at.is_not(None))
        self._connection.execute(delete(t.draft).where(t.draft.c.task.in_(closed)))
        self._connection.execute(
            delete(t.throttle).where(t.throttle.c.blocked_until < now - timedelta(days=1))
        )


def _account(row: Any) -> Account:
    return Account(row.id, row.username, row.name, row.email, tuple(row.groups), row.unit, row.demo)
