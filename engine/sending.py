"""The command line's ``message`` and ``token``: they work beside a serving process, which then delivers."""

from __future__ import annotations

import argparse
import secrets
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import orjson

from engine.accounts import Accounts
from engine.clock import WIB, utc_now
from engine.commands import SYSTEM, SendMessage
from engine.directory import read_organisation
from engine.errors import Invalid, Misconfigured
from engine.messages import Messages
from engine.model import Account, Json
from engine.settings import Settings
from engine.store import Store
from engine.tokens import Tokens

VALID_DAYS = 365


def add_commands(commands: Any) -> None:
    """Add both to the parser's commands."""
    message = commands.add_parser("message", help="kirim pesan kepada kasus yang menunggunya")
    message.add_argument("name", help="nama pesan, seperti pada diagram")
    message.add_argument("--key", help="kunci korelasi, atau nomor atau id kasus")
    message.add_argument("--data", dest="payload", metavar="JSON", help="isi pesan")
    message.add_argument("--definition", metavar="KUNCI", help="hanya untuk kasus prosedur ini")
    message.add_argument("--signal", action="store_true", help="sinyal, untuk semua yang menunggunya")
    message.add_argument("--id", help="id yang sama dua kali adalah satu pesan; bawaan: acak")
    message.set_defaults(run=_send)

    token = commands.add_parser("token", help="token untuk sistem lain yang mengirim pesan lewat HTTP")
    actions = token.add_subparsers(required=True, metavar="TINDAKAN")
    add = actions.add_parser("add", help="buat token; ditampilkan sekali ini saja")
    add.add_argument("username", help="akun sistem itu; dibuat bila belum ada, tanpa kata sandi")
    add.add_argument("--name", help="nama tampilan akun baru")
    add.add_argument("--group", action="append", default=[], help="kelompok akun baru; boleh berulang")
    add.add_argument("--label", default="", help="untuk apa")
    add.add_argument("--days", type=int, default=VALID_DAYS, help=f"masa berlaku (bawaan: {VALID_DAYS} hari)")
    add.set_defaults(run=_add_token)
    listing = actions.add_parser("list", help="tampilkan semua token, tanpa rahasianya")
    listing.set_defaults(run=_list_tokens)
    revoke = actions.add_parser("revoke", help="cabut token")
    revoke.add_argument("token", help="id token")
    revoke.set_defaults(run=_revoke_token)


def _send(settings: Settings, parsed: argparse.Namespace) -> int:
    organisation = read_organisation(settings.processes / "organisation.json")
    with _store(settings) as store:
        messages = Messages(store, organisation, utc_now, settings.message_life)
        receipt = messages.send(
            SendMessage(
                actor=SYSTEM,
                id=parsed.id or uuid.uuid4().hex,
                name=parsed.name,
                key=parsed.key,
                payload=_payload(parsed.payload),
                kind="signal" if parsed.signal else "message",
                definition=parsed.definition,
            )
        )
    print(f"{receipt.id}: {STATES[receipt.state]}" if receipt.repeated else f"{receipt.id}: diterima")
    return 0


STATES = {
    "pending": "sedang diantar",
    "kept": "menunggu penerima",
    "done": "sudah sampai",
    "expired": "kedaluwarsa tanpa penerima",
    "dead": "gagal pada penerimanya",
}


def _payload(text: str | None) -> Json:
    try:
        payload: Json = None if text is None else orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Invalid(f"--data bukan JSON yang sah: {error}") from error
    return payload


def _add_token(settings: Settings, parsed: argparse.Namespace) -> int:
    with _store(settings) as store:
        account = _account(store, settings, parsed)
        print(Tokens(store, utc_now).add(account, parsed.label, parsed.days))
    return 0


def _account(store: Store, settings: Settings, parsed: argparse.Namespace) -> Account:
    """Return the account of a system; a new one has a password that nobody knows.

    Raises:
        Invalid: what a new account would be given is said of one that is there.
    """
    with store.reading() as unit:
        found = unit.people.credentials(parsed.username)
    if found is not None and (parsed.name or parsed.group):
        raise Invalid(f"Akun {parsed.username} sudah ada; --name dan --group hanya untuk akun baru.")
    if found is not None:
        return found.account
    organisation = read_organisation(settings.processes / "organisation.json")
    accounts = Accounts(store, organisation, utc_now)
    name = parsed.name or parsed.username
    return accounts.add(parsed.username, name, secrets.token_urlsafe(32), groups=parsed.group)


def _list_tokens(settings: Settings, parsed: argparse.Namespace) -> int:
    with _store(settings) as store:
        for token, account in Tokens(store, utc_now).all():
            until = f"berlaku sampai {token.expires_at.astimezone(WIB):%Y-%m-%d}"
            state = "dicabut" if token.revoked_at else until
            print(f"{token.id} {account.username} {state} {token.label}".rstrip())
    return 0


def _revoke_token(settings: Settings, parsed: argparse.Namespace) -> int:
    with _store(settings) as store:
        Tokens(store, utc_now).revoke(parsed.token)
    print(f"Token {parsed.token} dicabut.")
    return 0


@contextmanager
def _store(settings: Settings) -> Iterator[Store]:
    """Open the store beside a serving process, without its lock file."""
    if not settings.database.exists():
        raise Misconfigured(f"Belum ada basis data di {settings.data}; jalankan Paraf sekali lebih dahulu.")
    with closing(Store(settings.database, migrate=False)) as store:
        yield store
