"""Write what a command did: the journal entry, the rows derived from it, and the position, together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine import policy
from engine.directory import Organisation
from engine.errors import ConcurrentWrite
from engine.expressions import Moment
from engine.handlers import NOTHING, Case, Change, Snapshot, expressions_for, outcome_of
from engine.journal import Author, seal
from engine.model import Actor, CaseStatus, Json
from engine.projections import (
    CaseRecord,
    TaskRecord,
    closed_tasks,
    opened_tasks,
    search_text,
    waiting_timers,
)
from engine.shapes import items
from engine.store import Unit


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
    entry = seal(
        stream=row.stream,
        n=row.n + 1,
        prev=row.head,
        at=moment.now,
        kind=change.kind,
        author=Author(actor.id),
        definition=case.definition.digest,
        payload={"command": dict(change.command), "lookups": dict(moment.lookups), "outcome": outcome},
    )
    after = summarised(replace(row, n=entry.n, head=entry.hash, updated_at=moment.now), case, outcome, moment)
    state = case.run.dump()
    if earlier is None:
        unit.cases.add(after, state)
    elif not unit.cases.replace(after, state):
        raise ConcurrentWrite("Kasus ini baru saja diubah orang lain.")
    unit.cases.append(entry)
    opened = opened_tasks(case.id, outcome, moment.now, case.definition.element_name, policy.due_moment)
    done = change.task if change.kind == "completed" else None
    unit.cases.close(done, closed_tasks(outcome), moment.now, actor.id)
    unit.cases.open(opened)
    _write_what_rarely_changes(unit, earlier or NOTHING, row, after, outcome)
    return Recorded(after, opened)


def summarised(row: CaseRecord, case: Case, outcome: Mapping[str, Json], moment: Moment) -> CaseRecord:
    """Return a case's row with what its process says of it now, and whether it has ended."""
    run, definition = case.run, case.definition
    expressions = expressions_for(definition, moment, case.id, case.started_at)
    summary = definition.summary(run.variables(run.main_scope), expressions)
    status: CaseStatus = outcome["status"]  # type: ignore[assignment]
    return replace(
        row,
        status=status,
        number=summary.number,
        title=summary.title,
        columns=summary.columns,
        search=search_text([summary.number, summary.title, *summary.columns.values()]),
        registers=summary.registers,
        parties=summary.parties,
        outcome=", ".join(
            definition.element_name(definition.key, str(end)) for end in items(outcome["ended"])
        ),
    )


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
        unit.cases.set_timers(after.id, timers)
    if list(after.parties) != list(row.parties):
        unit.cases.set_parties(after.id, after.parties)
    if dict(after.registers) != dict(row.registers):
        unit.cases.set_registers(after)
