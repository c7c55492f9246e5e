"""What people read: lists, a task, a case. Nothing here changes anything."""

from engine.queries.cases import CaseQueries
from engine.queries.incidents import IncidentQueries
from engine.queries.lists import ListQueries
from engine.queries.reader import Reader
from engine.queries.tasks import TaskQueries
from engine.queries.trail import TrailQueries
from engine.queries.untaken import UntakenQueries

__all__ = [
    "CaseQueries",
    "IncidentQueries",
    "ListQueries",
    "Reader",
    "TaskQueries",
    "TrailQueries",
    "UntakenQueries",
]
