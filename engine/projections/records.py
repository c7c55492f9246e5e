"""The rows themselves, as immutable values that the store writes and reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.model import CaseStatus, Json


@dataclass(frozen=True, slots=True)
class Assignment:
    """Whom a task is for, as resolved when it became due; journaled, so it never changes behind one's back.

    Attributes:
        assignee: a username or e-mail in lower case, where one person is meant.
        groups: candidate groups' ids; ``users``: candidate usernames or e-mails in lower case.
        due: an ISO date (working deadlines) or date and time; None without a deadline.
        escalation: ids of the groups that hear of it when overdue.
        informed: ids of the groups that see it from the beginning, without being able to do it.
        lane: the lane's name where the lane decided, for "why is this mine".
    """

    assignee: str | None = None
    groups: Sequence[str] = ()
    users: Sequence[str] = ()
    due: str | None = None
    priority: int = 50
    escalation: Sequence[str] = ()
    informed: Sequence[str] = ()
    lane: str | None = None

    def as_json(self) -> dict[str, Json]:
        """What the journal and the task's row hold."""
        return {
            "assignee": self.assignee,
            "groups": list(self.groups),
            "users": list(self.users),
            "due": self.due,
            "priority": self.priority,
            "escalation": list(self.escalation),
            "informed": list(self.informed),
            "lane": self.lane,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Json]) -> Assignment:
        """Read what ``as_json`` wrote."""
        return cls(
            assignee=text_of(content["assignee"]),
            groups=_texts(content["groups"]),
            users=_texts(content["users"]),
            due=text_of(content["due"]),
            priority=int(str(content["priority"])),
            escalation=_texts(content["escalation"]),
            informed=_texts(content["informed"]),
            lane=text_of(content["lane"]),
        )

    def refs(self) -> Iterator[str]:
        """The keys under which the task is found by those it is for."""
        yield from (f"informed:{group}" for group in self.informed)
        if self.assignee is not None:
            yield f"user:{self.assignee}"
            return
        yield from (f"group:{group}" for group in self.groups)
        yield from (f"user:{user}" for user in self.users)


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """An open task's row.

    Attributes:
        scope: which run of which process it stands in.
        item: the element variable's value of a multi-instance task.
        claimed_by: an account id.
    """

    id: str
    case: str
    element: str
    process: str
    scope: str
    name: str
    round: int
    item: Json
    assignment: Assignment
    opened_at: datetime
    due_at: datetime | None
    claimed_by: str | None = None
    escalated_at: datetime | None = None

    def refs(self) -> Iterator[str]:
        """The keys under which the task is found now."""
        yield from self.assignment.refs()
        if self.escalated_at is not None:
            yield from (f"escalation:{group}" for group in self.assignment.escalation)


@dataclass(frozen=True, slots=True)
class TimerRecord:
    """A timer event that waits for its moment."""

    id: str
    case: str
    due_at: datetime
    element: str = ""


@dataclass(frozen=True, slots=True)
class WaitRecord:
    """A message or signal that a case waits for.

    Attributes:
        key: the correlation key it has, None for none.
        message_key: FEEL over ``message``, whose value must be ``key``; None: the message's own key must be.
    """

    id: str
    case: str
    element: str
    process: str
    kind: Literal["message", "signal"]
    name: str
    key: str | None
    message_key: str | None


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """The work of a connector that a case waits for.

    Attributes:
        id: also the idempotency key of what is done outside.
        connector: ``http``, ``email`` or ``notify``; ``inputs`` is what it is given.
        attempts: how often it was begun, this time among them; ``forgiven`` of them before an operator had it
            tried again last.
    """

    id: str
    case: str
    element: str
    process: str
    scope: str
    round: int
    item: Json
    connector: str
    inputs: Mapping[str, Json]
    attempts: int = 0
    forgiven: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRecord:
    """A message or signal on its way.

    Attributes:
        key: a message's correlation key.
        source: ``{"case", "number", "n", "element", "process", "chain"}`` of a case that threw it, or
            ``{"actor"}``; ``chain``: how many messages and signals led to it by themselves.
        sent_at: when it was thrown or handed in.
        expires_at: a message that nobody has taken until then is given up.
        definition: only its cases and its start events take it; None for any.
        case: the case that is to hear a signal; ``start`` the start event of ``definition`` that is; both
            None as long as its receivers aren't determined.
    """

    id: str
    kind: Literal["message", "signal"]
    name: str
    key: str | None
    payload: Json
    source: Mapping[str, Json]
    sent_at: datetime
    expires_at: datetime
    definition: str | None = None
    case: str | None = None
    start: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRecord:
    """A timer start event of a definition's current version.

    Attributes:
        index: which of the start event's definitions it is.
        text: the timer as it is written, with its kind: while it stays the same, so does ``due_at``.
        cycle: how often it is still to come after ``due_at``, None for ever, and when that is, an ISO date
            and time; None where it isn't a cycle.
        over: it has happened, and won't again.
    """

    definition: str
    start: str
    index: int
    text: str
    due_at: datetime
    cycle: Sequence[Json] | None = None
    over: bool = False

    @property
    def id(self) -> str:
        """The id of its job."""
        return f"start:{self.definition}:{self.start}:{self.index}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """A case's row, without its state.

    Attributes:
        n: the number of its last journal entry; ``head`` that entry's hash.
        registers: register name → the row this case contributes, None for none.
        parties: the partner's identities (usernames or e-mails in lower case).
        partner: the partner's name, "" where there is none.
        outcome: the name of the end it reached.
        clauses: ids of the clauses that the case has carried out or begun to, in the order first met.
    """

    id: str
    definition: str
    version: str
    key: str
    status: CaseStatus
    n: int
    head: str
    number: str
    title: str
    columns: Mapping[str, Json]
    search: str
    registers: Mapping[str, Json]
    parties: Sequence[str]
    partner: str
    outcome: str
    clauses: Sequence[str]
    started_by: str
    started_at: datetime
    updated_at: datetime

    @property
    def stream(self) -> str:
        """The journal stream of the case."""
        return f"case:{self.id}"


def timer_job(timer: str) -> str:
    """Return the id of the job by which a timer fires."""
    return f"timer:{timer}"


def work_job(work: str) -> str:
    """Return the id of the job that is a piece of work."""
    return f"work:{work}"


def text_of(value: Json) -> str | None:
    """Return a value as text; null stays null."""
    return None if value is None else str(value)


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
