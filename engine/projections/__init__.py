"""Rows derived from the journal for reading: cases, open tasks, timers. They can all be built again."""

from engine.projections.project import (
    closed_tasks,
    met_clauses,
    opened_tasks,
    search_text,
    waiting_timers,
)
from engine.projections.records import Assignment, CaseRecord, TaskRecord, TimerRecord

__all__ = [
    "Assignment",
    "CaseRecord",
    "TaskRecord",
    "TimerRecord",
    "closed_tasks",
    "met_clauses",
    "opened_tasks",
    "search_text",
    "waiting_timers",
]
