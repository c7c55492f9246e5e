"""What happens because time passes: timer events fire, overdue tasks are made known."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import Conflict
from engine.handlers.case import Case, Change, Tools, expressions_for, named
from engine.model import Json
from engine.policy import due_moment
from engine.projections import TaskRecord


def fire_timer(case: Case, timer_id: str, tools: Tools) -> Change:
    """Let a timer event fire.

    Raises:
        Conflict: it isn't waiting any more, or its moment hasn't come.
    """
    timer = next((timer for timer in case.run.timers() if timer.id == timer_id), None)
    if timer is None or timer.due_at > tools.moment.now:
        raise Conflict("Pengatur waktu ini tidak menunggu lagi.")
    return refire(case, {"timer": timer.id, "element": timer.element, "process": timer.process}, tools)


def refire(case: Case, content: Mapping[str, Json], tools: Tools) -> Change:
    """Carry a timer's firing out, for the first time or again."""
    expressions = expressions_for(case.definition, tools.moment, case.id, case.started_at)
    steps = case.run.fire(str(content["timer"]), expressions, tools.moment.now, budget=tools.step_budget)
    return Change("timer_fired", content, steps)


def escalate(task: TaskRecord, tools: Tools) -> Change:
    """Let the groups that the process names hear of an overdue task; rights don't change.

    Raises:
        Conflict: it isn't overdue, or they have been told.
    """
    due = due_moment(task.assignment.due)
    if task.escalated_at is not None or due is None or due >= tools.moment.now:
        raise Conflict("Tugas ini tidak terlambat, atau keterlambatannya sudah diberitahukan.")
    return Change(
        kind="escalated",
        command={
            **named(task),
            "groups": [*task.assignment.escalation],
            "names": [tools.organisation.group_name(group) for group in task.assignment.escalation],
        },
        task=task.id,
    )
