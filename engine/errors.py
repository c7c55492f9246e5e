"""Every error the engine raises on purpose, as one tree.

The text of an error is one sentence for the person at the screen, in Indonesian; what a caller needs to
act on it (ids, fields, problems) is in its attributes. ``web/errors.py`` maps the branches to HTTP once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal


class ParafError(Exception):
    """The root: whatever the engine raises on purpose."""


class NotFound(ParafError):
    """What was asked for is not there, or the person may not know that it is (HTTP 404)."""


class Forbidden(ParafError):
    """The person is known, and may not do this (HTTP 403)."""


class AuthenticationFailed(ParafError):
    """The name or the password is wrong (HTTP 401)."""


class Throttled(ParafError):
    """Too many failed attempts, or too much that is left behind (HTTP 429).

    Attributes:
        retry_after: whole seconds until the next attempt is heard.
    """

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Conflict(ParafError):
    """What was asked no longer fits what is there (HTTP 409)."""


class TaskNotOpen(Conflict):
    """The task has been done, or withdrawn from under the person.

    Attributes:
        done_by: the display name of who did it, where somebody did.
        done_at: when, as an aware datetime.
        case_id: the case, where the person may see it.
    """

    def __init__(
        self,
        message: str,
        done_by: str | None = None,
        done_at: datetime | None = None,
        case_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.case_id = case_id
        self.done_by = done_by
        self.done_at = done_at


class CaseEnded(Conflict):
    """The case has ended, so nothing more can be done in it."""


class ConcurrentWrite(Conflict):
    """Somebody else wrote to the same stream first. ``execute`` reloads and retries; nobody sees it."""


class Contention(Conflict):
    """Others wrote first, time after time. What was asked may fit all the same, a little later."""


class Invalid(ParafError):
    """What was sent can't be accepted; nothing was changed (HTTP 422)."""


class InvalidSubmission(Invalid):
    """A form was filled in wrongly.

    Attributes:
        fields: sentences by the field's path, e.g. ``{"rencanaKerja.0.mulai": ["Wajib diisi."]}``.
    """

    def __init__(self, fields: Mapping[str, Sequence[str]], message: str | None = None) -> None:
        super().__init__(message or "Ada isian yang perlu diperbaiki.")
        self.fields = {path: list(sentences) for path, sentences in fields.items()}


class InvalidUpload(Invalid):
    """A file is too large, of a type that isn't asked for, or not what its name says.

    Attributes:
        file_name: as the person named it.
    """

    def __init__(self, message: str, file_name: str) -> None:
        super().__init__(message)
        self.file_name = file_name


@dataclass(frozen=True, slots=True)
class Problem:
    """What the linter found at one element of one file.

    Attributes:
        id: stable, ``PRF-`` and three digits.
        severity: an error refuses a publish, a warning doesn't.
        file: the file's name inside the bundle.
        element: the BPMN id or the form field's key, where there is one.
        line: counted from 1, where it is known.
        message: what is wrong and what to do, one or two sentences, Indonesian.
        name: of the element, where it has one.
        english: the same as ``message``.
    """

    id: str
    severity: Literal["error", "warning"]
    file: str
    element: str | None
    line: int | None
    message: str
    name: str | None = None
    english: str = ""

    def said_in(self, language: Literal["id", "en"]) -> Problem:
        """Return the problem with its sentence in a language as ``message``."""
        return replace(self, message=self.english) if language == "en" and self.english else self

    def as_json(self) -> dict[str, Any]:
        """Return what is told of it to other programs."""
        return {
            "id": self.id,
            "severity": self.severity,
            "file": self.file,
            "element": self.element,
            "line": self.line,
            "message": self.message,
            "name": self.name,
        }

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        name = f"“{self.name}”" if self.name else ""
        told = [f"{where}: {self.id}", self.element, name if name not in self.message else "", self.message]
        return " ".join(filter(None, told))


class Refused(Invalid):
    """A bundle would not run right, so it is not published.

    Attributes:
        problems: the errors first.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("Tidak dapat diterbitkan:\n" + "\n".join(str(problem) for problem in problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something of a file can't be run.

    Attributes:
        element: the BPMN or DMN id, where there is one.
        line: counted from 1, where it is known.
        message: one or two sentences, Indonesian; ``english`` the same, where it has been written.
    """

    file: str
    element: str | None
    line: int | None
    message: str
    english: str = ""

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line) if part)
        return f"{where}: {self.element}: {self.message}" if self.element else f"{where}: {self.message}"


class Unrunnable(Invalid):
    """Files hold something that can't be run, or only otherwise than its standard says.

    Attributes:
        faults: all that were found, in the order of the files.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = list(faults)


class ProcessFault(ParafError):
    """The published process is at fault: a null condition, no flow taken, the budget spent (HTTP 422).

    Attributes:
        element: the BPMN id at which it happened.
        steps: what the command did before, as ``engine.spiff.Step``; nothing of it is kept.
    """

    def __init__(self, message: str, element: str | None = None) -> None:
        super().__init__(message)
        self.element = element
        self.steps: Sequence[Any] = ()


class Unavailable(ParafError):
    """The store can't be used now: another process holds it, or its schema is another (HTTP 503)."""


class Damaged(Unavailable):
    """What is stored isn't what was written; the sentence says where. ``verify`` finds it too."""


class Misconfigured(ParafError):
    """A setting or ``organisation.json`` is wrong; the sentence names the file and the key."""
