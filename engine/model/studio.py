"""What a process owner sees of a definition: its draft, its versions, who else is editing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

FolderState = Literal["none", "current", "changed", "behind"]
"""How ``processes/<key>/`` and ``forms/<key>/`` relate to the versions: absent; equal to the current one;
changed since the current one; equal to, or changed since, one that is no longer the current one."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A published version.

    Attributes:
        published_by: the display name of who published it first.
        running: how many cases are under way on it.
        current: new cases begin on it.
        current_since: when it was last made the current one, None where it isn't.
    """

    number: int
    digest: str
    name: str
    published_at: datetime
    published_by: str
    note: str
    running: int
    current: bool
    current_since: datetime | None


@dataclass(frozen=True, slots=True)
class Save:
    """One save of a draft; the newest is the draft.

    Attributes:
        revision: counted from 1 over all drafts of the definition.
        base: the number of the version from which the draft was begun, None where there was none.
        done: the draft was published or discarded since.
    """

    revision: int
    saved_at: datetime
    saved_by: str
    base: int | None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """When a version was made the one that new cases begin on, by whom and why."""

    number: int
    released_at: datetime
    released_by: str
    note: str


@dataclass(frozen=True, slots=True)
class EditLock:
    """Who holds the pen of a definition.

    Attributes:
        holder: their display name.
        mine: it is the person who asks.
        since: when they took it; ``until``: when it is free again unless they ask anew.
    """

    holder: str
    mine: bool
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A definition in the studio's list.

    Attributes:
        running: how many cases are under way, on whatever version.
    """

    key: str
    name: str
    current: VersionRow | None
    running: int
    draft: Save | None
    lock: EditLock | None
    folder: FolderState


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """A definition's page.

    Attributes:
        versions: the newest first; ``releases``: which was made the current one when, the last first.
        saves: of the draft and of those before it, the newest first.
        diagrams: path of each diagram of the draft, or of what it would begin with → its process's name.
        forms: form id → the form's path.
        changed: paths that the draft adds, changes or drops, against the current version.
    """

    row: DefinitionRow
    versions: Sequence[VersionRow]
    releases: Sequence[Release]
    saves: Sequence[Save]
    diagrams: Mapping[str, str]
    forms: Mapping[str, str]
    changed: Sequence[str]


@dataclass(frozen=True, slots=True)
class FormUse:
    """A task or start event that uses a form: in which diagram, its id, its name."""

    path: str
    element: str
    name: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """What an editor opens.

    Attributes:
        files: path inside the bundle → text; the draft's, else the current version's, else the folder's.
        digests: path → SHA-256 of the text in UTF-8; a save sends it back, so that it covers no other unseen.
        forms: form id → what it is for, as a title; ``processes``: process id → name, of this bundle.
        uses: form id → who uses it.
        groups: group id → name; ``lanes``: lane names that a group is known for.
        clauses: clause id → words.
        decisions: id of a decision of the bundle's DMN files → name.
    """

    key: str
    files: Mapping[str, str]
    digests: Mapping[str, str]
    draft: Save | None
    forms: Mapping[str, str]
    processes: Mapping[str, str]
    uses: Mapping[str, Sequence[FormUse]]
    groups: Mapping[str, str]
    lanes: Sequence[str]
    clauses: Mapping[str, str]
    decisions: Mapping[str, str]
