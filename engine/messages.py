"""Messages and signals from outside: taken in once, and put on their way."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import orjson

from engine.clock import Clock
from engine.commands import SYSTEM, SendMessage
from engine.directory import Organisation
from engine.errors import Conflict, Forbidden, Invalid, Throttled
from engine.expressions import key_text
from engine.handlers import actor_value
from engine.model import Json, Receipt
from engine.projections import MailRecord
from engine.settings import LARGEST_MESSAGE
from engine.store import Store, payload_digest

LONGEST_NAME = 200
LONGEST_ID = 200
DEEPEST = 32
MOST_LEFT = 5000
"""Messages of one sender that wait for a receiver at the same time."""

TRY_AGAIN = 3600
"""Seconds after which a sender who left too many may look whether some have gone."""

LARGEST_EXACT = 2**53 - 1
INEXACT = "bilangan yang terlalu besar untuk disimpan persis; kirim sebagai teks."


@dataclass(frozen=True, slots=True)
class Messages:
    """Takes messages in.

    Attributes:
        life: how long one is kept for those who don't wait for it yet.
    """

    store: Store
    organisation: Organisation
    clock: Clock
    life: timedelta

    def send(self, message: SendMessage) -> Receipt:
        """Take a message or signal in, once for each id of its sender; it is delivered right after.

        Raises:
            Forbidden: the sender may not send any.
            Invalid: it has no name, names no procedure there is, or its parts are too long, deep or large.
            Conflict: the sender has used this id for another message.
            Throttled: too many of the sender's messages wait for a receiver.
        """
        actor = message.actor
        if actor != SYSTEM and not self.organisation.has_role(actor.groups, "message"):
            raise Forbidden("Akun ini tidak boleh mengirim pesan kepada kasus.")
        now = self.clock()
        mail = MailRecord(
            id=_mail_id(message),
            kind=message.kind,
            name=_checked("name", message.name, LONGEST_NAME),
            key=None if message.key is None else _checked("key", _key(message.key), LONGEST_NAME),
            payload=_bounded(message.payload),
            source={"actor": actor_value(actor)},
            sent_at=now,
            expires_at=now + self.life,
            definition=message.definition,
        )
        with self.store.writing() as unit:
            if message.definition is not None and message.definition not in unit.definitions.current():
                raise Invalid("“definition” bukan prosedur yang diterbitkan di sini.")
            known = unit.mail.find(mail.id)
            if known is None:
                if unit.mail.left_by(actor.id) >= MOST_LEFT:
                    raise Throttled(
                        f"{MOST_LEFT} pesan Anda belum ada penerimanya. Tunggu sampai sebagian diterima atau "
                        "kedaluwarsa.",
                        TRY_AGAIN,
                    )
                unit.mail.send([mail])
                return Receipt(message.id, "pending", repeated=False)
        before, state = known
        if state == "done":
            mail = replace(mail, payload=payload_digest(mail.payload))
        if _said(before) != _said(mail):
            raise Conflict(f"Id “{message.id}” sudah dipakai untuk pesan lain.")
        return Receipt(message.id, state, repeated=True)


def _mail_id(message: SendMessage) -> str:
    given = _checked("id", message.id, LONGEST_ID)
    digest = hashlib.sha256(f"{message.actor.id}\0{given}".encode()).hexdigest()
    return f"{message.kind}:{digest}"


def _checked(part: str, text: str, longest: int) -> str:
    """Return a part that is one line of text, NFC and without blanks around it."""
    cleaned = unicodedata.normalize("NFC", text).strip()
    if not cleaned or len(cleaned) > longest or not cleaned.isprintable():
        raise Invalid(f"“{part}” harus teks satu baris, 1 sampai {longest} karakter.")
    return cleaned


def _key(key: str | float) -> str:
    if _inexact(key):
        raise Invalid(f"“key” ialah {INEXACT}")
    return key_text(key)


def _bounded(payload: Json) -> Json:
    if _too_deep(payload, DEEPEST):
        raise Invalid(f"Isi pesan bersarang lebih dari {DEEPEST} tingkat.")
    if _inexact(payload):
        raise Invalid(f"Isi pesan memuat {INEXACT}")
    if len(orjson.dumps(payload)) > LARGEST_MESSAGE:
        raise Invalid(f"Isi pesan lebih besar dari {LARGEST_MESSAGE // 1024} KB.")
    return payload


def _too_deep(value: Json, left: int) -> bool:
    if not isinstance(value, list | dict):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_too_deep(item, left - 1) for item in inner)


def _inexact(value: Json) -> bool:
    """Tell whether a value holds a whole number that not every reader of JSON keeps (RFC 8259, section 6)."""
    if isinstance(value, list | dict):
        return any(_inexact(item) for item in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, int | float) and abs(value) > LARGEST_EXACT and value == int(value)


def _said(mail: MailRecord) -> Mapping[str, Json]:
    return {"name": mail.name, "key": mail.key, "payload": mail.payload, "definition": mail.definition}
