"""Entry → rows: what an outcome means for the lists that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from engine.model import Json
from engine.projections.records import (
    Assignment,
    CaseRecord,
    MailRecord,
    TaskRecord,
    TimerRecord,
    WaitRecord,
    WorkRecord,
    text_of,
)
from engine.shapes import items, mapping

OUTSIDE = ("message", "signal")
"""Thrown events that leave the case."""


def opened_tasks(
    case_id: str,
    outcome: Mapping[str, Json],
    at: datetime,
    name_of: Callable[[str, str], str],
    due_moment: Callable[[str | None], datetime | None],
) -> list[TaskRecord]:
    """Return the rows of the tasks that an entry opened.

    Args:
        name_of: (process, element) → the element's name.
        due_moment: a deadline's text → the moment it passes.
    """
    records = []
    for opened in _rows(outcome, "opened"):
        resolved = Assignment.from_json(mapping(opened["assignment"]))
        process, element = str(opened["process"]), str(opened["element"])
        records.append(
            TaskRecord(
                id=str(opened["task"]),
                case=case_id,
                element=element,
                process=process,
                scope=str(opened["scope"]),
                name=name_of(process, element),
                round=int(str(opened["round"])),
                item=opened["item"],
                assignment=resolved,
                opened_at=at,
                due_at=due_moment(resolved.due),
            )
        )
    return records


def waiting_timers(case_id: str, outcome: Mapping[str, Json]) -> list[TimerRecord]:
    """Return the rows of the timers that wait after an entry."""
    return [
        TimerRecord(
            str(timer["id"]), case_id, datetime.fromisoformat(str(timer["due"])), str(timer["element"])
        )
        for timer in _rows(outcome, "timers")
    ]


def waiting_events(case_id: str, outcome: Mapping[str, Json]) -> list[WaitRecord]:
    """Return the rows of the messages and signals that are waited for after an entry."""
    return [
        WaitRecord(
            id=str(wait["id"]),
            case=case_id,
            element=str(wait["element"]),
            process=str(wait["process"]),
            kind="message" if wait["kind"] == "message" else "signal",
            name=str(wait["name"]),
            key=text_of(wait["key"]),
            message_key=text_of(wait["message_key"]),
        )
        for wait in _rows(outcome, "waits")
    ]


def begun_work(case_id: str, outcome: Mapping[str, Json]) -> list[WorkRecord]:
    """Return the rows of the connectors' work that an entry began."""
    return [
        WorkRecord(
            id=str(work["work"]),
            case=case_id,
            element=str(work["element"]),
            process=str(work["process"]),
            scope=str(work["scope"]),
            round=int(str(work["round"])),
            item=work["item"],
            connector=str(work["connector"]),
            inputs=mapping(work["inputs"]),
        )
        for work in _rows(outcome, "begun")
    ]


def chain_after(command: Mapping[str, Json]) -> int:
    """Return how many messages and signals led to what a command throws, each to the next by itself."""
    source = command.get("source")
    return chain_of(mapping(source)) + 1 if isinstance(source, dict) else 0


def chain_of(source: Mapping[str, Json]) -> int:
    """Return how many messages and signals led to one by themselves."""
    return int(str(source.get("chain", 0)))


def sent_mail(
    case: CaseRecord,
    outcome: Mapping[str, Json],
    at: datetime,
    expires: Callable[[str, str], datetime],
    chain: int,
) -> list[MailRecord]:
    """Return the messages and signals that a case's last entry threw, in their order.

    Args:
        case: as it stands after the entry.
        expires: (process, element) → until when what it throws is kept.
        chain: how many messages and signals led to it by themselves.
    """
    records: list[MailRecord] = []
    for step in map(items, items(outcome["steps"])):
        values = mapping(step[5]) if step[0] == "thrown" else {}
        if values.get("event") not in OUTSIDE:
            continue
        element, process = str(step[1]), str(step[2])
        kind: Literal["message", "signal"] = "message" if values["event"] == "message" else "signal"
        records.append(
            MailRecord(
                id=f"{kind}:{case.id}:{case.n:08}:{len(records):04}",
                kind=kind,
                name=str(values["name"]),
                key=text_of(values.get("key")),
                payload=values["payload"],
                source={
                    "case": case.id,
                    "number": case.number,
                    "n": case.n,
                    "element": element,
                    "process": process,
                    "chain": chain,
                },
                sent_at=at,
                expires_at=expires(process, element),
            )
        )
    return records


def closed_tasks(outcome: Mapping[str, Json]) -> list[str]:
    """Return the ids of the tasks that are no longer open after an entry."""
    return [str(task) for task in items(outcome["closed"])]


def met_clauses(
    earlier: Sequence[str],
    outcome: Mapping[str, Json],
    clauses_of: Callable[[str, str], Iterable[str]],
) -> tuple[str, ...]:
    """Return the clauses met so far: those of before, then those of the elements that an entry entered.

    Args:
        clauses_of: (process, element) → ids of the element's clauses.
    """
    steps = [items(step) for step in items(outcome["steps"])]
    entered = ((str(process), str(element)) for kind, element, process, *_ in steps if kind == "entered")
    return tuple(dict.fromkeys([*earlier, *(clause for place in entered for clause in clauses_of(*place))]))


def search_text(texts: Iterable[Json]) -> str:
    """Return what a list is searched in: the texts in lower case, one after the other."""
    return "\n".join(str(text).lower() for text in texts if text is not None)


def _rows(outcome: Mapping[str, Json], key: str) -> list[dict[str, Json]]:
    return [mapping(row) for row in items(outcome[key])]
