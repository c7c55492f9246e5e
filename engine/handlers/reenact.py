"""Carry a journaled entry out again, on the version it ran on, with the answers it got."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.definition import Definition
from engine.directory import Organisation
from engine.errors import ProcessFault
from engine.expressions import Moment
from engine.handlers.case import Case, Change, Tools
from engine.handlers.complete import recomplete
from engine.handlers.events import fail_work_again, finish_work_again, hear_again, receive_again
from engine.handlers.noting import NOTING
from engine.handlers.outcome import NOTHING, outcome_of, snapshot
from engine.handlers.start import restart
from engine.handlers.timers import refire
from engine.journal import Entry
from engine.model import CaseStatus, Json
from engine.shapes import mapping

ENDINGS: Mapping[str, CaseStatus] = {"withdrawn": "withdrawn", "cancelled": "cancelled"}
HOLDING = frozenset({"claimed", "released", "escalated"})
"""Kinds of entries that only say who holds or hears of a task; nothing moves by them."""


def reenact(
    case: Case | None,
    entry: Entry,
    definition: Definition,
    case_id: str,
    organisation: Organisation,
    budget: int,
) -> tuple[Case, dict[str, Json]]:
    """Apply one entry to a case (None before the first) and return it with the outcome that came of it.

    Raises:
        ProcessFault: the entry can't be carried out again.
    """
    content = entry.content
    lookups, command = mapping(content["lookups"]), mapping(content["command"])
    moment = Moment(entry.at, lookups)
    tools = Tools(moment, organisation, _no_new_number, step_budget=budget)
    kind = str(entry.fields["kind"])
    before = NOTHING if case is None else snapshot(case)
    if case is None:
        case, change = restart(definition, command, case_id, moment, entry.at, budget)
    else:
        change = _again(case, kind, command, tools)
    return case, outcome_of(before, case, change, moment, organisation)


def _again(case: Case, kind: str, command: Mapping[str, Json], tools: Tools) -> Change:
    if kind in ENDINGS:
        return Change(kind, command, status=ENDINGS[kind])
    if kind in HOLDING:
        return Change(kind, command, task=str(command["task"]))
    if kind in NOTING:
        return Change(kind, command, status=command["status"])  # type: ignore[arg-type]
    again: Mapping[str, Callable[[Case, Mapping[str, Json], Tools], Change]] = {
        "completed": recomplete,
        "timer_fired": refire,
        "message_received": receive_again,
        "signal_heard": hear_again,
        "work_done": finish_work_again,
        "work_failed": fail_work_again,
    }
    if kind not in again:
        raise ProcessFault(f"Jurnal memuat entri “{kind}” yang tidak dikenal.")
    return again[kind](case, command, tools)


def _no_new_number(name: str) -> int:
    raise ProcessFault(f"Jurnal tidak memuat nomor {name}.")
