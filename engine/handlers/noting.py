"""What a case takes note of although nothing moves in it: a message given up, an operator's trying again."""

from __future__ import annotations

from collections.abc import Iterable

from engine.handlers.case import Change, actor_value
from engine.model import Actor, CaseStatus, Json
from engine.projections import CaseRecord, MailRecord, TaskRecord, WaitRecord
from engine.spiff import OpenTask, Run, Timer, Wait
from engine.store import JobRecord

NOTING = frozenset({"message_expired", "retried"})
"""Kinds of entries that say what happened around a case, also after its end."""


def expired(mail: MailRecord, thrower: CaseRecord) -> Change:
    """Take note that nobody took a message in its time."""
    content: dict[str, Json] = {
        "name": mail.name,
        "key": mail.key,
        "thrown": mail.source["n"],
        "element": mail.source["element"],
        "process": mail.source["process"],
    }
    return _noted("message_expired", content, thrower)


def retried(job: JobRecord, run: Run, actor: Actor, row: CaseRecord) -> Change:
    """Take note that an operator has something tried again."""
    process, element = place_of(job, run)
    place: dict[str, Json] = {"process": process, "element": element} if element else {}
    return _noted("retried", {**tried(job), **place, "actor": actor_value(actor)}, row)


def tried(job: JobRecord) -> dict[str, Json]:
    """Return what an entry says of what is tried again."""
    return {"job": job.id, "job_kind": job.kind, "attempts": job.attempts, "error": job.error}


def place_of(job: JobRecord, run: Run) -> tuple[str, str]:
    """Return the process and the element at which a job of a case stands; two empty texts where nowhere."""
    process, element = place_among(job, run.open_tasks(), run.waits(), run.timers())
    return (process, element) if process else ("", "")


def place_among(
    job: JobRecord,
    tasks: Iterable[OpenTask | TaskRecord],
    waits: Iterable[Wait | WaitRecord],
    timers: Iterable[Timer] = (),
) -> tuple[str, str]:
    """Return the process and the element of a job among what its case waits for.

    Each is "" where neither that nor the job itself says it: a timer's row names its element alone.
    """
    standing: Iterable[OpenTask | TaskRecord | Timer | Wait | WaitRecord]
    match job.kind:
        case "incident":
            standing = (task for task in tasks if task.id == job.subject)
        case "timer":
            standing = (timer for timer in timers if timer.id == job.subject)
        case kind:
            standing = (wait for wait in waits if (wait.kind, wait.name) == (kind, job.subject))
    found = next(iter(standing), None)
    if found is not None:
        return found.process, found.element
    content = job.content if isinstance(job.content, dict) else {}
    return str(content.get("process", "")), str(content.get("element", ""))


def _noted(kind: str, content: dict[str, Json], row: CaseRecord) -> Change:
    status: CaseStatus | None = None if row.status == "active" else row.status
    return Change(kind, {**content, "status": status}, status=status)
