"""Accounts, incidents, notices, and what checking the record found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


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
class Token:
    """What another system is known by, without its secret.

    Attributes:
        account: the id of the account it acts as.
        label: what it is for.
        revoked_at: since when it is of no use any more.
    """

    id: str
    account: str
    label: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message that was handed in.

    Attributes:
        id: as its sender gave it.
        state: ``pending`` (on its way), ``kept`` (until somebody waits for it), ``done``, ``expired`` (nobody
            took it in its time) or ``dead`` (its receiver failed; an operator must look).
        repeated: it had been handed in before.
    """

    id: str
    state: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class UntakenMessage:
    """A message that nobody has taken.

    Attributes:
        key: "" where it has none.
        case_id: the case that threw it, None for what came from outside; ``sender`` is for people.
        expired: it was given up at ``expires_at``; otherwise it is kept until then.
    """

    name: str
    key: str
    case_id: str | None
    sender: str
    sent_at: datetime
    expires_at: datetime
    expired: bool


IncidentKind = Literal["incident", "timer", "work", "message", "signal", "start"]


@dataclass(frozen=True, slots=True)
class Incident:
    """What came to nothing and stands in a case's way, so that an operator must look at it.

    Attributes:
        id: of the job; what ``retry`` is told.
        kind: ``incident``, a task that its process makes impossible; ``work`` of a connector; or what the
            job is about.
        case_id: None where the step would have begun a case.
        subject: the id of the task, timer or work, the name of the message or signal, or the start event.
        attempts: how often it was tried.
        rests: nobody tries it again by themselves, since ``at``; otherwise it is tried again then.
        definition: the procedure's name; ``element_name`` what is called ``element`` in ``process``.
        alike: how many of the page rest at the same element.
    """

    id: str
    kind: IncidentKind
    case_id: str | None
    subject: str
    error: str
    attempts: int
    at: datetime
    rests: bool
    definition: str = ""
    case_number: str = ""
    case_title: str = ""
    process: str = ""
    element: str = ""
    element_name: str = ""
    alike: int = 1


MOST_NOTICES = 50
"""Unread notices that are shown at once, the newest first."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in somebody's inbox.

    Attributes:
        case_id: its case, None where the person may not see it.
    """

    id: str
    title: str
    text: str
    at: datetime
    case_id: str | None
    case_number: str
    case_title: str


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
