"""What the engine tells its callers: people, tasks, cases and their history, as immutable values.

Nothing here does anything; a screen, a report or a test reads these instead of rows or library objects.
All datetimes are aware and in UTC; ``web`` shows them in WIB.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
