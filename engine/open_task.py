"""An open task, for those who may know of it."""

from __future__ import annotations

from engine import policy
from engine.directory import Organisation
from engine.errors import NotFound, TaskNotOpen
from engine.model import Actor
from engine.store import TaskAndCase, Unit


def open_task(unit: Unit, actor: Actor, task_id: str, organisation: Organisation) -> TaskAndCase:
    """Return an open task of which a person may know.

    Raises:
        NotFound: it isn't there, or neither it nor its case is theirs to see.
        TaskNotOpen: it was done, or fell away.
    """
    found = unit.cases.find_task(task_id)
    if found is None:
        raise NotFound("Tugas ini tidak ada.")
    policy.require_visible(actor, found.task, found.case, organisation)
    if found.closed_at is not None or found.case.status != "active":
        raise task_not_open(unit, found)
    return found


def task_not_open(unit: Unit, found: TaskAndCase) -> TaskNotOpen:
    """Return the error that says who did a task that is no longer open, or that it fell away."""
    if found.done_by is None:
        return TaskNotOpen(
            "Tugas ini sudah tidak diperlukan: kasusnya berlanjut tanpa tugas ini atau telah berakhir.",
            case_id=found.case.id,
        )
    account = unit.people.find(found.done_by)
    name = account.name if account else "orang lain"
    return TaskNotOpen(f"Tugas ini sudah diselesaikan oleh {name}.", name, found.closed_at, found.case.id)
