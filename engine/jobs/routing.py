"""Who gets a message or a signal: the command that brings it there, or its being kept.

A message goes to one receiver: of the cases that wait for it with a fitting key the oldest, else a message
start event of a current version. Where there is neither it is kept, until somebody waits or its time is over.
A signal goes to all that wait for it when its turn comes, each by a command of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.clock import Clock
from engine.commands import Begin, Command, GiveUp, Hear, Receive
from engine.directory import Organisation
from engine.errors import ProcessFault
from engine.expressions import Expressions, Moment, Vocabulary, key_text
from engine.library import Library
from engine.model import Json
from engine.projections import MailRecord
from engine.store import Store, Unit


class Routing:
    """Finds receivers."""

    def __init__(self, store: Store, library: Library, organisation: Organisation, clock: Clock) -> None:
        self._store = store
        self._library = library
        self._organisation = organisation
        self._clock = clock
        self._vocabulary = Vocabulary(())

    def command_for(self, mail_id: str) -> Command | None:
        """Return what brings a message or signal to its receiver.

        None where that is done otherwise: it was taken meanwhile, nobody waits for it, its time is over, or
        it is a signal that is now on its way to each of its receivers.
        """
        with self._store.reading() as unit:
            found = unit.mail.find(mail_id)
            if found is None or found[1] != "pending":
                return None
            command = self._receiver(unit, found[0], self._keys(unit, found[0]))
        return command or self._settled(mail_id)

    def _settled(self, mail_id: str) -> Command | None:
        """Keep, give up or spread what had no receiver a moment ago; nobody can begin to wait meanwhile."""
        with self._store.writing() as unit:
            found = unit.mail.find(mail_id)
            if found is None or found[1] != "pending":
                return None
            mail = found[0]
            if mail.kind == "signal":
                starts = self._library.started_by(unit, "signal", mail.name, mail.definition)
                unit.mail.broadcast(mail, starts)
                return None
            keys = self._keys(unit, mail)
            command = self._receiver(unit, mail, keys)
            if command is None and mail.expires_at <= self._clock():
                return GiveUp(message=mail.id)
            if command is None:
                unit.mail.keep(mail, keys)
            return command

    def _receiver(self, unit: Unit, mail: MailRecord, keys: Mapping[str, str | None]) -> Command | None:
        if mail.kind == "signal":
            return _addressed(mail)
        wait = unit.mail.receiver(mail, {text: key for text, key in keys.items() if key is not None})
        if wait is not None:
            return Receive(message=mail.id, case=wait.case, wait=wait.id)
        for definition, start in self._library.started_by(unit, "message", mail.name, mail.definition):
            return Begin(definition=definition, start_event=start, trigger="message", job=mail.id)
        return None

    def _keys(self, unit: Unit, mail: MailRecord) -> dict[str, str | None]:
        """Return what the texts by which receivers find a message's key give for this one."""
        moment = Moment(self._clock(), units=self._organisation.unit_names)
        expressions = Expressions(self._vocabulary, moment)
        texts = unit.mail.message_keys(mail.name) if mail.kind == "message" else []
        return {text: _key(expressions, text, mail.payload) for text in texts}


def _key(expressions: Expressions, text: str, payload: Json) -> str | None:
    try:
        key = expressions.value(text, {"message": payload})
        return None if key is None else key_text(key)
    except ProcessFault:
        return None  # a payload that the receiver can't read is not for it


def _addressed(signal: MailRecord) -> Command | None:
    if signal.case is not None:
        return Hear(signal=signal.id, case=signal.case)
    if signal.start is not None and signal.definition is not None:
        return Begin(definition=signal.definition, start_event=signal.start, trigger="signal", job=signal.id)
    return None
