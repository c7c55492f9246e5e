"""Write what a command did: the journal entry, the rows derived from it, and the position, together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from engine import policy
from engine.directory import Organisation
from engine.errors import ConcurrentWrite, ProcessFault
from engine.expressions import Moment
from engine.handlers import HOLDING, NOTHING, NOTING, Case, Change, Snapshot, expressions_for, outcome_of
from engine.journal import Author, Entry, seal
from engine.model import Actor, CaseStatus, Json
from engine.projections import (
    CaseRecord,
    TaskRecord,
    begun_work,
    chain_after,
    closed_tasks,
    met_clauses,
    opened_tasks,
    search_text,
    sent_mail,
    waiting_events,
    waiting_timers,
)
from engine.shapes import items, mapping
from engine.spiff import TimerText
from engine.spiff.mends.timers import due_at
from engine.store import Unit

KIND_VERSION = 3
"""What an outcome holds: since 2 the tokens, and what a gateway's conditions saw; since 3 the messages and
signals that are waited for, the work of connectors that began, and the error that ended the case."""

TIME_TO_LIVE = "timeToLive"
"""The property that says how long a thrown message is kept for those who don't wait for it yet."""

GROUP_NAME = "group name "
"""How the look-ups that are a group's name begin."""

ENDED_FROM_OUTSIDE = ("withdrawn", "cancelled")
"""A case can always be ended, even where its process can no longer say what it is about."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written.

    Attributes:
        case: the case's row as it stands now.
        opened: the tasks that became due.
    """

    case: CaseRecord
    opened: list[TaskRecord]


def first_row(case: Case, key: str, actor: Actor) -> CaseRecord:
    """Return the row of a case that begins, before anything of it is recorded.

    Args:
        key: by which its beginning is known if it is asked for again.
    """
    return CaseRecord(
        id=case.id,
        definition=case.definition.key,
        version=case.definition.digest,
        key=key,
        status="active",
        n=0,
        head="",
        number="",
        title="",
        columns={},
        search="",
        registers={},
        parties=(),
        partner="",
        outcome="",
        clauses=(),
        started_by=actor.id,
        started_at=case.started_at,
        updated_at=case.started_at,
    )


def record(
    unit: Unit,
    earlier: Snapshot | None,
    row: CaseRecord,
    case: Case,
    change: Change,
    actor: Actor,
    moment: Moment,
    organisation: Organisation,
    message_life: timedelta,
) -> Recorded:
    """Write one command's effects.

    Args:
        earlier: what the case was before the command, None for a new case.
        row: the case's row before the command; for a new case its first, with ``n`` 0.
        message_life: how long a message is kept whose process doesn't say it.

    Raises:
        ConcurrentWrite: somebody else wrote the case's next entry first.
    """
    outcome = outcome_of(earlier or NOTHING, case, change, moment, organisation)
    # Before the entry is sealed: what the summary looks up belongs into it.
    still = change.kind in HOLDING or change.kind in NOTING
    summary = row if still else summarised(row, case, outcome, moment)
    lookups = {**moment.lookups, **_group_names(actor, outcome, organisation)}
    entry = _entry(row, case, change, actor, moment, {"lookups": lookups, "outcome": outcome})
    updated_at = row.updated_at if row.status != "active" else moment.now
    after = replace(summary, n=entry.n, head=entry.hash, updated_at=updated_at)
    state = case.run.dump()
    if earlier is None:
        unit.cases.add(after, state)
    elif not unit.cases.replace(after, state):
        raise ConcurrentWrite("Kasus ini baru saja diubah orang lain.")
    unit.journal.append(entry)
    opened = opened_tasks(case.id, outcome, moment.now, case.definition.element_name, policy.due_moment)
    done = change.task if change.kind == "completed" else None
    unit.cases.close(done, closed_tasks(outcome), moment.now, actor.id)
    unit.cases.open(opened)
    _write_who_holds_or_hears(unit, change, actor, moment)
    _write_what_rarely_changes(unit, row, after)
    _write_what_it_waits_for(unit, earlier or NOTHING, case, outcome, moment.now)
    _look_for_kept_messages(unit, earlier or NOTHING, row, after, change, outcome)
    expires = _expires(case, moment.now, message_life)
    unit.mail.send(sent_mail(after, outcome, moment.now, expires, chain_after(change.command)))
    return Recorded(after, opened)


def _entry(
    row: CaseRecord, case: Case, change: Change, actor: Actor, moment: Moment, content: Mapping[str, Json]
) -> Entry:
    """Seal the entry that follows the case's last one."""
    return seal(
        stream=row.stream,
        n=row.n + 1,
        prev=row.head,
        at=moment.now,
        kind=change.kind,
        author=Author(actor.id),
        definition=case.definition.digest,
        kind_version=KIND_VERSION,
        payload={"command": dict(change.command), **content},
    )


def _group_names(actor: Actor, outcome: Mapping[str, Json], organisation: Organisation) -> dict[str, Json]:
    """Return what the groups that an entry speaks of are called now: an auditor reads the names of then."""
    opened = (mapping(mapping(task)["assignment"]) for task in items(outcome["opened"]))
    groups = {*actor.groups, *(str(group) for task in opened for group in items(task["groups"]))}
    return {f"{GROUP_NAME}{group}": organisation.group_name(group) for group in sorted(groups)}


def summarised(row: CaseRecord, case: Case, outcome: Mapping[str, Json], moment: Moment) -> CaseRecord:
    """Return a case's row with what its process says of it now, and whether it has ended."""
    run, definition = case.run, case.definition
    expressions = expressions_for(definition, moment, case.id, case.started_at)
    status: CaseStatus = outcome["status"]  # type: ignore[assignment]
    ends = [definition.element_name(definition.key, str(end)) for end in items(outcome["ended"])]

    def clauses_of(process: str, element: str) -> list[str]:
        return [clause.id for clause in definition.clauses_of(definition.program.element(process, element))]

    row = replace(row, status=status, clauses=met_clauses(row.clauses, outcome, clauses_of))
    try:
        summary = definition.summary(run.variables(run.main_scope), expressions)
    except ProcessFault:
        if status in ENDED_FROM_OUTSIDE:
            return row
        raise
    return replace(
        row,
        number=summary.number,
        title=summary.title,
        columns=summary.columns,
        search=search_text([summary.number, summary.title, *summary.columns.values()]),
        registers=summary.registers,
        parties=summary.parties,
        partner=summary.partner,
        outcome=", ".join(ends),
    )


def _write_who_holds_or_hears(unit: Unit, change: Change, actor: Actor, moment: Moment) -> None:
    if change.task is None:
        return
    if change.kind == "claimed":
        unit.cases.claim(change.task, actor.id)
    elif change.kind == "released":
        unit.cases.claim(change.task, None)
    elif change.kind == "escalated":
        unit.cases.escalate(change.task, map(str, items(change.command["groups"])), moment.now)


def _write_what_rarely_changes(unit: Unit, row: CaseRecord, after: CaseRecord) -> None:
    """Write rows that most commands leave as they are, so that most commands need no statement for them."""
    if list(after.parties) != list(row.parties):
        unit.cases.set_parties(after.id, after.parties)
    changed = {name: rows for name, rows in after.registers.items() if rows != row.registers.get(name)}
    if changed:
        unit.registers.write(after, changed)


def _write_what_it_waits_for(
    unit: Unit,
    earlier: Snapshot,
    case: Case,
    outcome: Mapping[str, Json],
    now: datetime,
) -> None:
    """Write the rows by which timers, messages, signals and connectors find a case, where they changed."""
    timers = waiting_timers(case.id, outcome)
    if {(timer.id, timer.due_at) for timer in timers} != {(t.id, t.due_at) for t in earlier.timers}:
        unit.schedule.set_timers(case.id, timers)
    waits = waiting_events(case.id, outcome)
    if {(wait.id, wait.key) for wait in waits} != {(wait.id, wait.key) for wait in earlier.waits}:
        unit.mail.set_waits(case.id, waits, now)
    unit.work.add(begun_work(case.id, outcome), now)
    over = outcome["status"] != "active"
    unit.work.drop(earlier.work - (set() if over else {job.id for job in case.run.jobs()}))


def _look_for_kept_messages(
    unit: Unit,
    earlier: Snapshot,
    before: CaseRecord,
    after: CaseRecord,
    change: Change,
    outcome: Mapping[str, Json],
) -> None:
    """Have kept messages delivered that a case has begun to wait for."""
    known = {(wait.id, wait.key) for wait in earlier.waits}
    # An event that interrupts nothing waits again, under the same id, for the next message of its name.
    once_more = change.command["name"] if change.kind == "message_received" else None
    renamed = after.number != before.number  # by its number a case is found too
    waits = [
        wait
        for wait in waiting_events(after.id, outcome)
        if wait.kind == "message" and ((wait.id, wait.key) not in known or wait.name == once_more or renamed)
    ]
    unit.mail.arouse_for(after, waits, after.updated_at)


def _expires(case: Case, now: datetime, message_life: timedelta) -> Callable[[str, str], datetime]:
    """Return (process, element) → until when a message that the element throws is kept."""

    def expires(process: str, element: str) -> datetime:
        thrower = case.definition.program.element(process, element)
        text = thrower.properties.get(TIME_TO_LIVE)
        if text is None:
            return now + message_life
        return due_at(TimerText("duration", text, expression=False), text, now, thrower)

    return expires
