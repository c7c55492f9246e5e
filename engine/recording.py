"""Write what a command did: the journal entry, the rows derived from it, and the position, together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine import policy
from engine.directory import Organisation
from engine.errors import ConcurrentWrite, ProcessFault
from engine.expressions import Moment
from engine.handlers import HOLDING, NOTHING, Case, Change, Snapshot, expressions_for, outcome_of
from engine.journal import Author, seal
from engine.model import Actor, CaseStatus, Json
from engine.projections import (
    CaseRecord,
    TaskRecord,
    closed_tasks,
    met_clauses,
    opened_tasks,
    search_text,
    waiting_timers,
)
from engine.shapes import items, mapping
from engine.store import Unit

KIND_VERSION = 2
"""What an outcome holds: since 2 the tokens, and what a gateway's conditions saw."""

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


def record(
    unit: Unit,
    earlier: Snapshot | None,
    row: CaseRecord,
    case: Case,
    change: Change,
    actor: Actor,
    moment: Moment,
    organisation: Organisation,
) -> Recorded:
    """Write one command's effects.

    Args:
        earlier: what the case was before the command, None for a new case.
        row: the case's row before the command; for a new case its first, with ``n`` 0.

    Raises:
        ConcurrentWrite: somebody else wrote the case's next entry first.
    """
    outcome = outcome_of(earlier or NOTHING, case, change, moment, organisation)
    # Before the entry is sealed: what the summary looks up belongs into it.
    summary = row if change.kind in HOLDING else summarised(row, case, outcome, moment)
    entry = seal(
        stream=row.stream,
        n=row.n + 1,
        prev=row.head,
        at=moment.now,
        kind=change.kind,
        author=Author(actor.id),
        definition=case.definition.digest,
        kind_version=KIND_VERSION,
        payload={
            "command": dict(change.command),
            "lookups": {**moment.lookups, **_group_names(actor, outcome, organisation)},
            "outcome": outcome,
        },
    )
    after = replace(summary, n=entry.n, head=entry.hash, updated_at=moment.now)
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
    _write_what_rarely_changes(unit, earlier or NOTHING, row, after, outcome)
    return Recorded(after, opened)


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


def _write_what_rarely_changes(
    unit: Unit,
    earlier: Snapshot,
    row: CaseRecord,
    after: CaseRecord,
    outcome: Mapping[str, Json],
) -> None:
    """Write rows that most commands leave as they are, so that most commands need no statement for them."""
    timers = waiting_timers(after.id, outcome)
    if {timer.id for timer in timers} != earlier.timers:
        unit.schedule.set_timers(after.id, timers)
    if list(after.parties) != list(row.parties):
        unit.cases.set_parties(after.id, after.parties)
    changed = {name: rows for name, rows in after.registers.items() if rows != row.registers.get(name)}
    if changed:
        unit.registers.write(after, changed)
