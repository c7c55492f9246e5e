"""Accounts, incidents, and what checking the record found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


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
