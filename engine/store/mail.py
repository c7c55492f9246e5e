"""Messages and signals on their way, and who waits for them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from engine.model import Json
from engine.projections import CaseRecord, MailRecord, WaitRecord, text_of
from engine.shapes import mapping
from engine.store import tables as t

KEPT = timedelta(days=30)
"""How long it is remembered after its time that nobody took a message."""

NOTHING_FOUND = False
"""Stands in ``job.found`` for a text that finds no key in a message; no key is equal to it."""

_SEND = insert(t.job)
_FIND = select(t.job).where(
    t.job.c.id == bindparam("id"), or_(t.job.c.kind == "message", t.job.c.kind == "signal")
)
_UNDELIVERED = (
    select(t.job)
    .where(t.job.c.kind.in_(["message", "signal"]), t.job.c.state.in_(["pending", "kept", "dead"]))
    .order_by(t.job.c.id)
)
_DONE = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"), t.job.c.state == "pending")
    .values(
        state="done",
        due_at=t.job.c.expires_at,
        content=func.json_set(t.job.c.content, "$.payload", bindparam("b_payload")),
    )
)
_KEEP = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"), t.job.c.state == "pending")
    .values(
        state="kept",
        due_at=t.job.c.expires_at,
        found=func.json_patch(t.job.c.found, bindparam("b_found", type_=t.JsonText())),
    )
)
_EXPIRE = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"), t.job.c.state.in_(["pending", "kept"]))
    .values(state="expired", due_at=t.job.c.expires_at)
)
_OVERSTAYED = select(t.job.c.id).where(t.job.c.state == "kept", t.job.c.due_at <= bindparam("now"))
_IS_UNTAKEN = (t.job.c.kind == "message", t.job.c.state.in_(["kept", "expired"]))
_UNTAKEN: Select[Any] = select(t.job).where(*_IS_UNTAKEN).order_by(t.job.c.sent_at.desc(), t.job.c.id)
_UNTAKEN_COUNTS = (
    select(t.job.c.state, func.count().label("number")).where(*_IS_UNTAKEN).group_by(t.job.c.state)
)
_LEFT_BY = (
    select(func.count())
    .select_from(t.job)
    .where(t.job.c.sender == bindparam("sender"), t.job.c.state.in_(["pending", "kept"]))
)
_OVER = exists().where(t.instance.c.id == t.job.c.instance, t.instance.c.status != "active")
_RELEASE = (
    update(t.job)
    .where(t.job.c.kind == "message", t.job.c.state == "dead", _OVER)
    .values(state="pending", instance=None, due_at=t.job.c.sent_at, attempts=0, forgiven=0, error="")
)
_FORGET = delete(t.job).where(t.job.c.kind == "signal", t.job.c.state == "dead", _OVER)
_AROUSE = (
    update(t.job)
    .where(
        t.job.c.state == literal_column("'kept'"),  # as the condition of ``ix_job_kept`` says it
        t.job.c.subject.in_(bindparam("b_names", expanding=True)),
        t.job.c.expires_at > bindparam("b_now"),
    )
    .values(state="pending", due_at=t.job.c.sent_at)
)
_DEFINITION = func.json_extract(t.job.c.content, "$.definition")
_DELETE_WAITS = delete(t.wait).where(t.wait.c.instance == bindparam("b_case"))
_INSERT_WAITS = insert(t.wait)
_WAITS = select(t.wait).where(t.wait.c.instance == bindparam("case")).order_by(t.wait.c.id)
_SINCE = select(t.wait.c.id, t.wait.c.since).where(t.wait.c.instance == bindparam("case"))
_MESSAGE_KEYS = (
    select(t.wait.c.message_key)
    .where(t.wait.c.kind == "message", t.wait.c.name == bindparam("name"), t.wait.c.message_key.is_not(None))
    .distinct()
)
_OLDEST_FIRST = (t.instance.c.started_at, t.instance.c.id, t.wait.c.since, t.wait.c.place)


class Mail:
    """Reads and writes messages, signals and waits within one transaction.

    Attributes:
        stirred: something was sent, or what nobody had wanted may be wanted now.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.stirred = False

    # On its way

    def send(self, mail: Sequence[MailRecord]) -> None:
        """Write messages and signals, to be delivered at once."""
        if mail:
            self.stirred = True
            self._connection.execute(_SEND, [_values(record) for record in mail])

    def find(self, mail_id: str) -> tuple[MailRecord, str] | None:
        """Return a message or signal, and its state: as ``engine.model.Receipt`` says."""
        row = self._connection.execute(_FIND, {"id": mail_id}).one_or_none()
        return None if row is None else (_mail(row), row.state)

    def undelivered(self) -> list[MailRecord]:
        """Return every message and signal that hasn't reached its receiver, and has not been given up."""
        return [_mail(row) for row in self._connection.execute(_UNDELIVERED)]

    def take(self, mail: MailRecord) -> bool:
        """Note that a message or signal has reached its receiver; False where it had before.

        What came from outside is remembered until its time is over, so that it isn't taken in twice; of its
        payload the digest alone: the case's journal has it now, and may be told to forget it.
        """
        addressed = mail.kind == "signal" and (mail.case is not None or mail.start is not None)
        if "actor" in mail.source and not addressed:
            done = {"b_id": mail.id, "b_payload": payload_digest(mail.payload)}
            return self._connection.execute(_DONE, done).rowcount == 1
        gone = delete(t.job).where(t.job.c.id == mail.id, t.job.c.state == "pending")
        return self._connection.execute(gone).rowcount == 1

    def keep(self, mail: MailRecord, keys: Mapping[str, str | None]) -> None:
        """Keep a message that nobody waits for; it is looked at again when somebody may.

        Args:
            keys: what each of ``message_keys`` gives for it, so that it isn't asked again.
        """
        found: dict[str, Json] = {
            _name_of(text): NOTHING_FOUND if key is None else key for text, key in keys.items()
        }
        self._connection.execute(_KEEP, {"b_id": mail.id, "b_found": found})

    def expire(self, mail: MailRecord) -> bool:
        """Give a message up that nobody has taken in its time; False where that is settled."""
        return self._connection.execute(_EXPIRE, {"b_id": mail.id}).rowcount == 1

    def overstayed(self, now: datetime) -> list[str]:
        """Return the ids of the messages that were kept for as long as they may be."""
        return list(self._connection.scalars(_OVERSTAYED, {"now": now}))

    def left_by(self, sender: str) -> int:
        """Return how many messages of a sender from outside haven't reached anybody yet."""
        return int(self._connection.scalar(_LEFT_BY, {"sender": sender}) or 0)

    def arouse(self, names: Collection[str], now: datetime) -> None:
        """Have kept messages of these names looked at again: somebody may want them now."""
        if names and self._connection.execute(_AROUSE, {"b_names": [*names], "b_now": now}).rowcount:
            self.stirred = True

    def arouse_for(self, case: CaseRecord, waits: Sequence[WaitRecord], now: datetime) -> None:
        """Have those kept messages looked at again that a case may want now; all others are left in peace."""
        if not waits:
            return
        wanted = or_(*(_wanted(case, wait) for wait in waits))
        meant = or_(_DEFINITION.is_(None), _DEFINITION.is_(case.definition))
        values = {"b_names": sorted({wait.name for wait in waits}), "b_now": now}
        if self._connection.execute(_AROUSE.where(wanted, meant), values).rowcount:
            self.stirred = True

    def tidy(self, now: datetime) -> None:
        """Forget what was delivered, or given up long ago, and what failed in a case that is over now.

        Such a message goes to others; a signal was for that case alone.
        """
        if self._connection.execute(_RELEASE).rowcount:
            self.stirred = True
        self._connection.execute(_FORGET)
        kinds = or_(t.job.c.kind == "message", t.job.c.kind == "signal")
        self._connection.execute(delete(t.job).where(kinds, t.job.c.state == "done", t.job.c.due_at <= now))
        self._connection.execute(
            delete(t.job).where(kinds, t.job.c.state == "expired", t.job.c.due_at <= now - KEPT)
        )

    def untaken(self, offset: int, size: int) -> list[tuple[MailRecord, str]]:
        """Return the messages that nobody has taken and their states, the newest first."""
        rows = self._connection.execute(_UNTAKEN.offset(offset).limit(size))
        return [(_mail(row), row.state) for row in rows]

    def untaken_counts(self) -> dict[str, int]:
        """Return how many of them are in which state: ``kept`` or ``expired``."""
        counts = {row.state: row.number for row in self._connection.execute(_UNTAKEN_COUNTS)}
        return {"kept": counts.get("kept", 0), "expired": counts.get("expired", 0)}

    # Who waits

    def set_waits(self, case_id: str, waits: Sequence[WaitRecord], now: datetime) -> None:
        """Replace what a case waits for; what it waited for before, it has waited for since then."""
        since = {row.id: row.since for row in self._connection.execute(_SINCE, {"case": case_id})}
        self._connection.execute(_DELETE_WAITS, {"b_case": case_id})
        rows = [
            {**_wait_values(wait), "since": since.get(wait.id, now), "place": place}
            for place, wait in enumerate(waits)
        ]
        if rows:
            self._connection.execute(_INSERT_WAITS, rows)

    def waits(self, case_id: str) -> list[WaitRecord]:
        """Return what a case waits for, by id."""
        return [wait_record(row) for row in self._connection.execute(_WAITS, {"case": case_id})]

    def message_keys(self, name: str) -> list[str]:
        """Return the FEEL texts by which those who wait for a message find its key."""
        return [text for text in self._connection.scalars(_MESSAGE_KEYS, {"name": name}) if text is not None]

    def receiver(self, mail: MailRecord, keys: Mapping[str, str]) -> WaitRecord | None:
        """Return who gets a message: of those that it fits the one in the oldest case.

        Args:
            keys: what each of ``message_keys`` gives for this message, where it gives anything.
        """
        fitting = [_without_key(mail)]
        fitting += [_with_key(mail, None, mail.key)] if mail.key is not None else []
        fitting += [_with_key(mail, text, key) for text, key in sorted(keys.items())]
        where: list[ColumnElement[bool]] = [t.wait.c.id.in_(union_all(*fitting))]
        if mail.definition is not None:
            where.append(t.instance.c.definition == mail.definition)
        found = select(t.wait).join(t.instance).where(*where).order_by(*_OLDEST_FIRST).limit(1)
        row = self._connection.execute(found).one_or_none()
        return None if row is None else wait_record(row)

    def broadcast(self, signal: MailRecord, starts: Sequence[tuple[str, str]]) -> None:
        """Address a signal to every case that waits for it since before it was sent, and to start events.

        Its thrower has heard it already.

        Args:
            starts: (definition, start event) of those that it begins.
        """
        named = (t.wait.c.kind == "signal", t.wait.c.name == signal.name)
        where = [*named, t.wait.c.since <= signal.sent_at]
        if signal.definition is not None:
            where.append(t.instance.c.definition == signal.definition)
        hearing = select(t.instance.c.id).join(t.wait).where(*where).distinct()
        cases = self._connection.scalars(hearing.order_by(t.instance.c.started_at, t.instance.c.id))
        receivers: list[MailRecord] = [
            replace(signal, case=case) for case in cases if case != signal.source.get("case")
        ]
        receivers += [replace(signal, definition=definition, start=start) for definition, start in starts]
        if self.take(signal):
            self.send(
                [
                    replace(receiver, id=f"{signal.id}:{place:06}")
                    for place, receiver in enumerate(receivers, 1)
                ]
            )


def payload_digest(payload: Json) -> str:
    """Return what is kept of the payload of a message that was delivered: its SHA-256, hexadecimal."""
    return hashlib.sha256(orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _wanted(case: CaseRecord, wait: WaitRecord) -> ColumnElement[bool]:
    """Which kept messages a wait may take; what a FEEL text finds in one is known once it was asked."""
    named = t.job.c.subject == wait.name
    if wait.message_key is not None:
        path = f"$.{_name_of(wait.message_key)}"
        asked = func.json_type(t.job.c.found, path).is_not(None)
        return and_(named, or_(~asked, func.json_extract(t.job.c.found, path) == wait.key))
    if wait.key is not None:
        return and_(named, t.job.c.key == wait.key)
    return and_(named, or_(t.job.c.key.is_(None), t.job.c.key.in_([case.id, case.number])))


def _name_of(text: str) -> str:
    """Return under which name ``job.found`` keeps what a FEEL text gave."""
    return f"k{hashlib.sha256(text.encode()).hexdigest()}"


def _with_key(mail: MailRecord, text: str | None, key: str) -> Select[tuple[str]]:
    """Who waits for a message with a key, which is found in it by a FEEL text; None: which is its own."""
    return _named(mail).where(t.wait.c.message_key.is_(text), t.wait.c.key == key)


def _without_key(mail: MailRecord) -> Select[tuple[str]]:
    """Who waits for a message without a key: it has none, or what their case is known by."""
    waiting = _named(mail).where(t.wait.c.message_key.is_(None), t.wait.c.key.is_(None))
    if mail.key is None:
        return waiting
    known_by = or_(t.instance.c.id == mail.key, t.instance.c.number == mail.key)
    return waiting.where(t.wait.c.instance.in_(select(t.instance.c.id).where(known_by)))


def _named(mail: MailRecord) -> Select[tuple[str]]:
    return select(t.wait.c.id).where(t.wait.c.kind == "message", t.wait.c.name == mail.name)


def _values(mail: MailRecord) -> dict[str, Any]:
    content: dict[str, Json] = {
        "payload": mail.payload,
        "source": dict(mail.source),
        "definition": mail.definition,
        "start": mail.start,
    }
    return {
        "id": mail.id,
        "instance": mail.case,
        "kind": mail.kind,
        "subject": mail.name,
        "due_at": mail.sent_at,
        "state": "pending",
        "attempts": 0,
        "error": "",
        "content": content,
        "expires_at": mail.expires_at,
        "sent_at": mail.sent_at,
        "sender": str(mapping(mail.source["actor"])["id"]) if "actor" in mail.source else None,
        "key": mail.key,
    }


def _mail(row: Any) -> MailRecord:
    with t.reading_row():
        content = mapping(row.content)
        return MailRecord(
            id=row.id,
            kind=row.kind,
            name=row.subject,
            key=row.key,
            payload=content["payload"],
            source=mapping(content["source"]),
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            definition=text_of(content["definition"]),
            case=row.instance,
            start=text_of(content["start"]),
        )


def wait_record(row: Any) -> WaitRecord:
    """Read a row of the table of waits."""
    return WaitRecord(
        row.id, row.instance, row.element, row.process, row.kind, row.name, row.key, row.message_key
    )


def _wait_values(wait: WaitRecord) -> dict[str, Any]:
    return {
        "id": wait.id,
        "instance": wait.case,
        "element": wait.element,
        "process": wait.process,
        "kind": wait.kind,
        "name": wait.name,
        "key": wait.key,
        "message_key": wait.message_key,
    }
