"""What somebody may ask of a case: one class a command, each the whole of what was asked.

``Engine.execute`` carries each out in one transaction. A command holds no rows and no library objects,
only what the person said and who they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.model import Actor, Json

SYSTEM = Actor(id="system", username="system", name="Sistem")
"""Who acts when a timer fires or a task becomes overdue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Begin a case at one of its start events.

    Attributes:
        key: the idempotency key; the same key twice makes one case.
        data: the start form's fields by key; a file field holds the ids of uploaded files.
    """

    actor: Actor
    definition: str
    start_event: str
    key: str
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Take a group's task for oneself."""

    actor: Actor
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Give a claimed task back to its group."""

    actor: Actor
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete:
    """Do a task.

    Attributes:
        data: the form's fields by key; a file field holds the ids of uploaded files.
        seen: the number of the journal entry the person had before them; initials need it.
        password: typed again for a paraf; checked, never stored.
    """

    actor: Actor
    task: str
    data: Mapping[str, Json] = field(default_factory=dict)
    seen: int | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """Take the case back before it is signed (README of the SOP, gap 15)."""

    actor: Actor
    case: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """End a case from above, with a reason."""

    actor: Actor
    case: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FireTimer:
    """Let a due timer event of a case fire."""

    case: str
    timer: str
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate:
    """Tell the named groups that a task is overdue; rights don't change."""

    task: str
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    """Hand in a message or a signal for whichever case waits for it; it is delivered right after.

    Attributes:
        id: the sender's own; the same id twice is one message.
        key: what a receiver's correlation key is compared with; also a case's number or id.
        definition: only its cases and start events take it; None for any.
    """

    actor: Actor
    id: str
    name: str
    key: str | float | None = None
    payload: Json = None
    kind: Literal["message", "signal"] = "message"
    definition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive:
    """Bring a message to an element that waits for it.

    Attributes:
        message: the id of the message on its way; ``wait`` what waits for it in the case.
    """

    message: str
    case: str
    wait: str
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Hear:
    """Bring a signal to everything in a case that waits for it.

    Attributes:
        signal: the id of the signal on its way to this case.
    """

    signal: str
    case: str
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """Begin a case because something happened that a start event waits for.

    Attributes:
        job: the id of the message or signal on its way, or of the timer start event.
    """

    definition: str
    start_event: str
    trigger: Literal["message", "signal", "timer"]
    job: str
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishWork:
    """Take in what a connector gave back."""

    case: str
    work: str
    result: Json = None
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class FailWork:
    """Take in that a connector's work came to an error which the process may handle.

    Attributes:
        code: of the error event; ``message`` says what was wrong, for people.
    """

    case: str
    work: str
    code: str
    message: str
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUp:
    """Give a message up that nobody has taken in its time; the case that threw it takes note."""

    message: str
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """Have what came to rest after a failure tried again.

    Attributes:
        job: its id, as ``Incident.id``.
    """

    actor: Actor
    job: str


Event = FireTimer | Receive | Hear | FinishWork | FailWork
"""What reaches a case that is under way from outside, without anybody's asking."""

Command = Start | Claim | Release | Complete | Withdraw | Cancel | Escalate | Begin | GiveUp | Retry | Event


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did.

    Attributes:
        case: the case's id; empty where the command concerns none.
        entry: the number of the journal entry that records it.
        next_task: an open task of the same case that the same person may do next.
        repeated: the same command had been carried out before (idempotency key).
    """

    case: str
    entry: int
    next_task: str | None = None
    repeated: bool = False
