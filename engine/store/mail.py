"""Messages and signals on their way, and who waits for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from engine.model import Json
from engine.projections import CaseRecord, MailRecord, WaitRecord
from engine.shapes import mapping
from engine.store import tables as t

KEPT = timedelta(days=30)
"""How long it is remembered after its time that nobody took a message."""

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
    .values(state="done", due_at=t.job.c.expires_at)
)
_KEEP = (
    update(t.job)
    .where(t.job.c.id == bindparam("b_id"), t.job.c.state == "pending")
    .values(state="kept", due_at=t.job.c.expires_at)
)
_EXPIRE = (
    update(t.job).where(t.job.c.id == bindparam("b_id"), t.job.c.state == "pending").values(state="expired")
)
_AROUSE = (
    update(t.job)
    .where(
        t.job.c.state == literal_column("'kept'"),  # as the condition of ``ix_job_kept`` says it
        t.job.c.subject.in_(bindparam("b_names", expanding=True)),
        t.job.c.expires_at > bindparam("b_now"),
    )
    .values(state="pending", due_at=bindparam("b_now"))
)
_KEY = func.json_extract(t.job.c.content, "$.key")
_DEFINITION = func.json_extract(t.job.c.content, "$.definition")
_DELETE_WAITS = delete(t.wait).where(t.wait.c.instance == bindparam("b_case"))
_INSERT_WAITS = insert(t.wait)
_WAITS = select(t.wait).where(t.wait.c.instance == bindparam("case")).order_by(t.wait.c.id)
_MESSAGE_KEYS = (
    select(t.wait.c.message_key)
    .where(t.wait.c.kind == "message", t.wait.c.name == bindparam("name"), t.wait.c.message_key.is_not(None))
    .distinct()
)
_OLDEST_FIRST = (t.instance.c.started_at, t.instance.c.id, t.wait.c.id)


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

        What came from outside is remembered until its time is over, so that it isn't taken in twice.
        """
        addressed = mail.kind == "signal" and (mail.case is not None or mail.start is not None)
        if "actor" in mail.source and not addressed:
            return self._connection.execute(_DONE, {"b_id": mail.id}).rowcount == 1
        gone = delete(t.job).where(t.job.c.id == mail.id, t.job.c.state == "pending")
        return self._connection.execute(gone).rowcount == 1

    def keep(self, mail: MailRecord) -> None:
        """Keep a message that nobody waits for; it is looked at again when somebody may."""
        self._connection.execute(_KEEP, {"b_id": mail.id})

    def expire(self, mail: MailRecord) -> None:
        """Give a message up that nobody has taken in its time."""
        self._connection.execute(_EXPIRE, {"b_id": mail.id})

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
        values = {"b_names": [*{wait.name for wait in waits}], "b_now": now}
        if self._connection.execute(_AROUSE.where(wanted, meant), values).rowcount:
            self.stirred = True

    def tidy(self, now: datetime) -> None:
        """Give up what was kept for too long, and forget what was delivered, or given up long ago."""
        kinds = or_(t.job.c.kind == "message", t.job.c.kind == "signal")
        self._connection.execute(
            update(t.job).where(t.job.c.state == "kept", t.job.c.expires_at <= now).values(state="expired")
        )
        self._connection.execute(
            delete(t.job).where(kinds, t.job.c.state == "done", t.job.c.expires_at <= now)
        )
        self._connection.execute(
            delete(t.job).where(kinds, t.job.c.state == "expired", t.job.c.expires_at <= now - KEPT)
        )

    # Who waits

    def set_waits(self, case_id: str, waits: Sequence[WaitRecord]) -> None:
        """Replace what a case waits for."""
        self._connection.execute(_DELETE_WAITS, {"b_case": case_id})
        if waits:
            self._connection.execute(_INSERT_WAITS, [_wait_values(wait) for wait in waits])

    def waits(self, case_id: str) -> list[WaitRecord]:
        """Return what a case waits for, by id."""
        return [_wait(row) for row in self._connection.execute(_WAITS, {"case": case_id})]

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
        return None if row is None else _wait(row)

    def broadcast(self, signal: MailRecord, starts: Sequence[tuple[str, str]]) -> None:
        """Address a signal to every case that waits for it, but its thrower, and to start events.

        Args:
            starts: (definition, start event) of those that it begins.
        """
        where = [t.wait.c.kind == "signal", t.wait.c.name == signal.name]
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


def _wanted(case: CaseRecord, wait: WaitRecord) -> ColumnElement[bool]:
    """Which kept messages a wait may take; what key a FEEL text finds in one only its receiver can say."""
    named = t.job.c.subject == wait.name
    if wait.message_key is not None:
        return named
    if wait.key is not None:
        return and_(named, _KEY.is_(wait.key))
    return and_(named, or_(_KEY.is_(None), _KEY.in_([case.id, case.number])))


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
        "key": mail.key,
        "payload": mail.payload,
        "source": dict(mail.source),
        "sent_at": mail.sent_at.isoformat(),
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
    }


def _mail(row: Any) -> MailRecord:
    content = mapping(row.content)
    return MailRecord(
        id=row.id,
        kind=row.kind,
        name=row.subject,
        key=_text(content["key"]),
        payload=content["payload"],
        source=mapping(content["source"]),
        sent_at=datetime.fromisoformat(str(content["sent_at"])),
        expires_at=row.expires_at,
        definition=_text(content["definition"]),
        case=row.instance,
        start=_text(content["start"]),
    )


def _wait(row: Any) -> WaitRecord:
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


def _text(value: Json) -> str | None:
    return None if value is None else str(value)
