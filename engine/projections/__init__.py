"""Rows derived from the journal for reading: cases, open tasks, what they wait for. All can be rebuilt."""

from engine.projections.project import (
    OUTSIDE,
    begun_work,
    chain_after,
    chain_of,
    closed_tasks,
    met_clauses,
    opened_tasks,
    search_text,
    sent_mail,
    waiting_events,
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
    "OUTSIDE",
    "AlarmRecord",
    "Assignment",
    "CaseRecord",
    "MailRecord",
    "TaskRecord",
    "TimerRecord",
    "WaitRecord",
    "WorkRecord",
    "begun_work",
    "chain_after",
    "chain_of",
    "closed_tasks",
    "met_clauses",
    "opened_tasks",
    "search_text",
    "sent_mail",
    "waiting_events",
    "waiting_timers",
]
