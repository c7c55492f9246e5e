"""What a person needs to do a task, or to begin a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.model.core import Clause, Json, Labelled, Paper


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open task as a list shows it.

    Attributes:
        round: this is the nth visit of the element in the case, counted from 1.
        item: what the instance of a multi-instance task is for, e.g. a unit's id.
        why: why it is in this person's list: the group, the assignment, or the escalation.
        holder: the display name of who claimed it or to whom it is assigned.
        mine: the viewer claimed it or is its assignee.
        can_complete: the viewer may do it, not only see it.
    """

    id: str
    case_id: str
    case_number: str
    case_title: str
    definition: str
    element: str
    name: str
    round: int
    item: str | None
    opened_at: datetime
    due_at: datetime | None
    overdue: bool
    escalated: bool
    priority: int
    why: str
    holder: str | None
    mine: bool
    can_complete: bool


@dataclass(frozen=True, slots=True)
class ParafRequest:
    """Initials that a task asks for: when, and what they bind.

    Attributes:
        condition: FEEL over the submission; initials are due where it is true.
        subjects: label → SHA-256 of what is initialled, 64 hexadecimal digits.
        version: which version of the draft that is, where the process says.
    """

    condition: str
    subjects: Mapping[str, str]
    version: Json = None


@dataclass(frozen=True, slots=True)
class TaskView:
    """Everything a person needs to do one task.

    Attributes:
        instructions: what is asked, in plain words.
        seen: the journal entry the viewer has before them; sent back with the command.
        form: the form-js schema, or None for a task that is only confirmed.
        form_data: what the form starts with: the case's variables, the element's own inputs, the draft.
        draft: True where ``form_data`` holds what the person had entered before.
        notes: what the process shows beside this task, earlier rounds' notes among it.
        claimable: it belongs to a group and nobody has claimed it.
        releasable: the viewer claimed it and may give it back.
    """

    row: TaskRow
    instructions: str
    clauses: Sequence[Clause]
    facts: Sequence[Labelled]
    papers: Sequence[Paper]
    notes: Sequence[Labelled]
    form: Mapping[str, Json] | None
    form_data: Mapping[str, Json]
    draft: bool
    paraf: ParafRequest | None
    seen: int
    claimable: bool
    releasable: bool


@dataclass(frozen=True, slots=True)
class StartView:
    """A start event that somebody may use.

    Attributes:
        name: what beginning there means, as the process says (``action``), else the event's name.
        form_data: what the form starts with (the account's unit, say).
    """

    definition: str
    definition_name: str
    element: str
    name: str
    instructions: str
    clauses: Sequence[Clause]
    form: Mapping[str, Json] | None
    form_data: Mapping[str, Json]
