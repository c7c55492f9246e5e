"""Who may log in: Argon2id hashes, throttled attempts, demo accounts, and confirmation by password."""

from __future__ import annotations

import re
import secrets
import threading
import uuid
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from engine.clock import Clock
from engine.commands import SYSTEM
from engine.directory import Organisation
from engine.errors import AuthenticationFailed, ConcurrentWrite, Invalid, InvalidSubmission, Throttled
from engine.journal import SYSTEM_STREAM, Author
from engine.model import Account, Actor, Json
from engine.settings import DEMO_PASSWORD
from engine.store import Credentials, Store, Throttle

FREE_ATTEMPTS = 5
TURNS = 64
HASHES_AT_ONCE = 2
"""Argon2 takes much memory and time on purpose; a flood of log-ins must not take all of it."""

LONGEST_BLOCK = timedelta(minutes=15)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,99}")


class Accounts:
    """Makes accounts and checks passwords.

    Args:
        hasher: Argon2id; tests hand in a cheaper one.
    """

    def __init__(
        self, store: Store, organisation: Organisation, clock: Clock, hasher: PasswordHasher | None = None
    ) -> None:
        self._store = store
        self._organisation = organisation
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        # One attempt after the other for each name, so that many at once don't slip past the throttle.
        self._turns = [threading.Lock() for _ in range(TURNS)]
        self._hashing = threading.BoundedSemaphore(HASHES_AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_urlsafe(32))

    @classmethod
    def on(cls, database: Path, organisation: Organisation, clock: Clock) -> Accounts:
        """Open the accounts alone, beside a serving process or before the first."""
        return cls(Store(database, migrate=not database.exists()), organisation, clock)

    def close(self) -> None:
        """Give back the store, where ``on`` opened it."""
        self._store.close()

    def authenticate(self, username: str, password: str) -> Actor:
        """Return who logs in.

        Raises:
            AuthenticationFailed: name or password is wrong; the sentence doesn't say which.
            Throttled: this name failed too often.
        """
        subject = username.strip().lower()[:200]
        with self._turns[hash(subject) % len(self._turns)]:
            found, failed_before = self._heard(subject)
            if not self._matches(found.password_hash if found else self._nobody, password) or found is None:
                self._count_failure(subject)
                raise AuthenticationFailed("Nama pengguna atau kata sandi salah.")
            if failed_before:
                with self._store.writing() as unit:
                    unit.people.forget_failures(subject)
        return actor_of(found.account)

    def confirm(self, actor: Actor, password: str) -> None:
        """Check a password that is typed again for initials.

        Raises:
            InvalidSubmission: it is wrong; the field is ``password``.
            Throttled: it was wrong too often.
        """
        try:
            self.authenticate(actor.username, password)
        except AuthenticationFailed as error:
            raise InvalidSubmission({"password": ["Kata sandi salah."]}) from error

    def add(
        self,
        username: str,
        name: str,
        password: str,
        *,
        groups: Sequence[str],
        email: str = "",
        unit: str | None = None,
    ) -> Account:
        """Make an account.

        Raises:
            Invalid: the sentence names what is wrong: the username, the password's length, a group.
        """
        if not USERNAME.fullmatch(username):
            raise Invalid(
                "Nama pengguna terdiri atas huruf kecil, angka, titik, garis bawah, atau tanda hubung."
            )
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise Invalid(f"Kata sandi harus {SHORTEST_PASSWORD} sampai {LONGEST_PASSWORD} karakter.")
        for group in groups:
            if group not in self._organisation.groups:
                raise Invalid(f"Kelompok “{group}” tidak ada di organisation.json.")
        return self._add(
            Account(uuid.uuid4().hex, username, name, email.strip().lower(), tuple(groups), unit, demo=False),
            password,
        )

    def add_demo(self) -> None:
        """Make the demo accounts that don't exist yet; they all have ``DEMO_PASSWORD``."""
        with self._store.reading() as unit:
            present = {account.username for account in unit.people.all()}
        for demo in self._organisation.demo_accounts:
            if demo.username not in present:
                account = Account(
                    uuid.uuid4().hex,
                    demo.username,
                    demo.name,
                    demo.email,
                    tuple(demo.groups),
                    demo.unit,
                    demo=True,
                )
                self._add(account, DEMO_PASSWORD)

    def _add(self, account: Account, password: str) -> Account:
        hashed = self._hasher.hash(password)
        try:
            with self._store.writing() as unit:
                now = self._clock()
                unit.people.add(account, hashed)
                # What was told to its groups before is no news for it.
                unit.notices.mark(account.id, now)
                unit.journal.append_next(
                    SYSTEM_STREAM,
                    "account_added",
                    Author(SYSTEM.id),
                    now,
                    journaled_account(account),
                )
        except ConcurrentWrite as error:
            raise Invalid(f"Nama pengguna “{account.username}” atau surelnya sudah dipakai.") from error
        return account

    def _matches(self, hashed: str, password: str) -> bool:
        with self._hashing:
            try:
                return self._hasher.verify(hashed, password[:LONGEST_PASSWORD])
            except (VerifyMismatchError, InvalidHashError):
                return False

    def _heard(self, subject: str) -> tuple[Credentials | None, bool]:
        """Return whose name it is, and whether it failed before.

        Raises:
            Throttled: this name failed too often.
        """
        with self._store.reading() as unit:
            throttle = unit.people.throttle(subject)
            found = unit.people.credentials(subject)
        now = self._clock()
        if throttle is not None and throttle.blocked_until > now:
            seconds = max(1, round((throttle.blocked_until - now).total_seconds()))
            raise Throttled(f"Terlalu banyak percobaan gagal. Coba lagi dalam {seconds} detik.", seconds)
        return found, throttle is not None

    def _count_failure(self, subject: str) -> None:
        with self._store.writing() as unit:
            unit.people.record_failure(subject, self._clock() + _block(unit.people.throttle(subject)))


def actor_of(account: Account) -> Actor:
    """Return an account as the person who acts."""
    return Actor(
        account.id, account.username, account.name, account.email, frozenset(account.groups), account.unit
    )


def journaled_account(account: Account) -> dict[str, Json]:
    """Return what the journal keeps of a new account: everything but its password."""
    return {
        "account": account.id,
        "username": account.username,
        "name": account.name,
        "email": account.email,
        "groups": [*account.groups],
        "unit": account.unit,
        "demo": account.demo,
    }


def _block(throttle: Throttle | None) -> timedelta:
    """Return how long a name isn't heard after a failure: not at all at first, then ever longer."""
    failures = (throttle.failures if throttle else 0) + 1
    if failures < FREE_ATTEMPTS:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures, 20)), LONGEST_BLOCK)
