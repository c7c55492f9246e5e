"""What arrives at a case from elsewhere: taken once, and by whom it was sent."""

from __future__ import annotations

from collections.abc import Mapping

from engine.commands import SYSTEM, Begin, Command, FailWork, FinishWork, FireTimer, Hear, Receive
from engine.errors import Conflict, ProcessFault
from engine.model import Actor, Json
from engine.projections import MailRecord, chain_of, timer_job, work_job
from engine.shapes import items, mapping
from engine.store import Unit

LONGEST_CHAIN = 50
"""Messages and signals of which each leads to the next without anybody's doing: more go on for ever."""


def taken(unit: Unit, mail_id: str) -> MailRecord:
    """Return a message or signal that reaches its receiver now, and nobody else any more.

    Raises:
        Conflict: it has reached somebody, or its time is over.
        ProcessFault: too many others led to it by themselves.
    """
    found = unit.mail.find(mail_id)
    if found is None or not unit.mail.take(found[0]):
        raise Conflict("Pesan atau sinyal ini sudah sampai, atau sudah kedaluwarsa.")
    if chain_of(found[0].source) > LONGEST_CHAIN:
        raise ProcessFault(
            f"“{found[0].name}” dikirim oleh rantai lebih dari {LONGEST_CHAIN} pesan yang saling memicu "
            "tanpa henti. Perbaiki prosedurnya."
        )
    return found[0]


def as_thrown(
    unit: Unit, kind: str, name: Json, key: Json, payload: Json, source: Mapping[str, Json]
) -> bool:
    """Tell whether a message or signal says what the case threw that it is said to come from.

    What came from outside, or from an entry whose content was erased, can't be compared.
    """
    if "case" not in source:
        return True
    n = int(str(source["n"]))
    thrower = next(iter(unit.journal.entries(f"case:{source['case']}", after=n - 1)), None)
    if thrower is None or thrower.n != n:
        return False
    if thrower.payload is None:
        return True
    said = {"event": kind, "name": name, "payload": payload, **({"key": key} if kind == "message" else {})}
    place = ["thrown", source["element"], source["process"]]
    steps = map(items, items(mapping(thrower.content["outcome"])["steps"]))
    return any(step[:3] == place and mapping(step[5]) == said for step in steps)


def author_of(mail: MailRecord) -> Actor:
    """Return who sent a message or signal: the system, where a case threw it."""
    if "actor" not in mail.source:
        return SYSTEM
    sender = mapping(mail.source["actor"])
    return Actor(
        id=str(sender["id"]),
        username=str(sender["username"]),
        name=str(sender["name"]),
        email=str(sender["email"]),
        groups=frozenset(map(str, items(sender["groups"]))),
        unit=None if sender["unit"] is None else str(sender["unit"]),
    )


def job_of(command: Command) -> str | None:
    """Return the id of the job that a command carries out, None where nobody waits for it to be done."""
    match command:
        case FireTimer():
            return timer_job(command.timer)
        case Receive():
            return command.message
        case Hear():
            return command.signal
        case Begin():
            return command.job
        case FinishWork() | FailWork():
            return work_job(command.work)
    return None
