"""Rows derived from the journal for reading: cases, open tasks, timers. They can all be built again."""

from engine.projections.project import (
    closed_tasks,
    met_clauses,
    opened_tasks,
    search_text,
    waiting_timers,
)
from engine.projections.records import (
    AlarmRecord,
    Assignment,
    CaseRecord,
    MailRecord,
    TaskRecord,
    TimerRecord,
    WaitRecord,
    WorkRecord,
)

__all__ = [
    "AlarmRecord",
    "Assignment",
    "CaseRecord",
    "MailRecord",
    "TaskRecord",
    "TimerRecord",
    "WaitRecord",
    "WorkRecord",
    "closed_tasks",
    "met_clauses",
    "opened_tasks",
    "search_text",
    "waiting_timers",
]
