"""Entry → rows: what an outcome means for the lists that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from engine.model import Json
from engine.projections.records import Assignment, TaskRecord, TimerRecord
from engine.shapes import items, mapping


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
        TimerRecord(str(timer["id"]), case_id, datetime.fromisoformat(str(timer["due"])))
        for timer in _rows(outcome, "timers")
    ]


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
