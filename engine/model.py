"""What the engine tells its callers: people, tasks, cases and their history, as immutable values.

Nothing here does anything; a screen, a report or a test reads these instead of rows or library objects.
All datetimes are aware and in UTC; ``web`` shows them in WIB.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""A value as JSON knows it; what variables, submissions and payloads are made of."""

Capacity = Literal["definitif", "plt", "plh"]
"""In which capacity somebody acts; only ``definitif`` until mandates exist."""

CaseStatus = Literal["active", "completed", "withdrawn", "cancelled"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who is logged in, or the system itself.

    Attributes:
        id: pseudonymous and permanent; what the journal names.
        username: what they log in with.
        name: what others see: the role, where the account is a demo account.
        email: lower case; a partner's tasks are found by it.
        groups: ids of ``organisation.json``.
        unit: the id of the unit they belong to, where they belong to one.
    """

    id: str
    username: str
    name: str
    email: str = ""
    groups: frozenset[str] = frozenset()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list.

    Attributes:
        number: counted from 1.
        size: how many items a full page has.
        total: how many items there are in all.
    """

    items: Sequence[T]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file somebody handed in, stored by its content's hash.

    Attributes:
        id: of this hand-in; the same content handed in twice has two.
        sha256: 64 hexadecimal digits.
        size: in bytes.
    """

    id: str
    name: str
    media_type: str
    size: int
    sha256: str

    def as_json(self) -> dict[str, Json]:
        """What a variable holds of the file: ``{id, name, type, size, sha256}``."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.media_type,
            "size": self.size,
            "sha256": self.sha256,
        }

    @classmethod
    def from_json(cls, value: Json) -> StoredFile | None:
        """Read what ``as_json`` wrote; None where the value is no file."""
        if not isinstance(value, dict) or not {"id", "name", "type", "size", "sha256"} <= value.keys():
            return None
        size = value["size"]
        return cls(
            id=str(value["id"]),
            name=str(value["name"]),
            media_type=str(value["type"]),
            size=size if isinstance(size, int) else 0,
            sha256=str(value["sha256"]),
        )


@dataclass(frozen=True, slots=True)
class Labelled:
    """A named value to show: a fact of the case, or an earlier note.

    Attributes:
        value: text, number, boolean, list, or a list of rows (each a dict with the same keys).
    """

    label: str
    value: Json


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of a case, under the label its process gives it."""

    label: str
    file: StoredFile


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the procedure's text: its id (``"12"``, ``"celah-3"``) and its words."""

    id: str
    text: str


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


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One journal entry of a case, as a person reads it.

    Attributes:
        n: the entry's number in its stream, counted from 1.
        kind: started, claimed, released, completed, withdrawn, cancelled, timer_fired or escalated.
        element: the element acted on, and ``element_name`` its name.
        fields: what was entered, under the form's labels.
        reason: for withdrawn and cancelled.
        opened: names of the tasks that this made due.
        ended: the name of the end that the case reached by it.
        paraf: label → SHA-256 of what was initialled by it.
        groups: who was told, for escalated.
        erased: the entry's content was erased; only that it was there is still known.
        digest: the entry's hash, 64 hexadecimal digits, which the next entry's header names.
    """

    n: int
    at: datetime
    kind: str
    actor_name: str
    capacity: Capacity
    element: str | None
    element_name: str
    round: int
    item: str | None
    fields: Sequence[Labelled] = ()
    papers: Sequence[Paper] = ()
    reason: str = ""
    opened: Sequence[str] = ()
    ended: str = ""
    paraf: Mapping[str, str] = field(default_factory=dict)
    groups: Sequence[str] = ()
    erased: bool = False
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Where a case stands on one process's diagram.

    Attributes:
        process: the BPMN id; ``name`` its name.
        called_by: the call activity that opened it, None for the case's own process.
        active: element id → how many tokens wait there.
        done: element id → how often it was completed.
        flows: ids of the sequence flows that were taken.
        names: element id → its name, for those that have one.
    """

    process: str
    name: str
    called_by: str | None
    active: Mapping[str, int]
    done: Mapping[str, int]
    flows: Sequence[str]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a list shows it.

    Attributes:
        columns: label → value, as the process names them.
        waiting_for: names of the open tasks.
        outcome: the name of the end it reached.
    """

    id: str
    definition: str
    number: str
    title: str
    status: CaseStatus
    columns: Mapping[str, Json]
    waiting_for: Sequence[str]
    outcome: str
    started_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything about one case.

    Attributes:
        version: the number of the version it runs on; ``digest`` names that version exactly.
        definition_name: the procedure's name.
        tasks: the open ones.
    """

    row: CaseRow
    definition_name: str
    version: int
    digest: str
    started_by: str
    facts: Sequence[Labelled]
    papers: Sequence[Paper]
    tasks: Sequence[TaskRow]
    history: Sequence[HistoryItem]
    diagrams: Sequence[Diagram]
    can_withdraw: bool
    can_cancel: bool


@dataclass(frozen=True, slots=True)
class Account:
    """A login as an administrator sees it."""

    id: str
    username: str
    name: str
    email: str
    groups: Sequence[str]
    unit: str | None
    demo: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """A step that the process itself made impossible, and that an operator must look at.

    Attributes:
        subject: the id of the task or timer.
        attempts: how often it was tried.
    """

    case_id: str
    subject: str
    error: str
    at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What ``replay`` or ``verify`` found wrong, at one entry of one stream."""

    stream: str
    n: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of ``replay`` or ``verify``.

    Attributes:
        streams: how many streams were looked at; ``entries`` how many entries.
        findings: empty where everything is as it should be.
    """

    streams: int
    entries: int
    findings: Sequence[Finding]

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.findings
