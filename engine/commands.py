"""What somebody may ask of a case: one class a command, each the whole of what was asked.

``Engine.execute`` carries each out in one transaction. A command holds no rows and no library objects,
only what the person said and who they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


Command = Start | Claim | Release | Complete | Withdraw | Cancel | FireTimer | Escalate


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did.

    Attributes:
        case: the case's id.
        entry: the number of the journal entry that records it.
        next_task: an open task of the same case that the same person may do next.
        repeated: the same command had been carried out before (idempotency key).
    """

    case: str
    entry: int
    next_task: str | None = None
    repeated: bool = False
