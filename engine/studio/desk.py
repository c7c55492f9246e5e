"""Drafts: the files of a definition while somebody works on them, and the pen that lets only one do so.

A draft is a row of saves. A save names, for each file that it changes, what it was changed from: two windows
of one person can't cover each other's work any more than two persons can.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from engine.catalogue import Bundle
from engine.errors import Conflict, Invalid, Refused
from engine.model import Actor
from engine.publish import Publisher
from engine.store import PenRecord, SaveRecord, Unit

PEN_IS_HELD = timedelta(minutes=2)
"""How long after it last asked an editor still holds the pen."""

Files = dict[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A definition's files as its owner would go on with them.

    Attributes:
        save: the newest save, None where there is no draft and ``files`` are what it would begin with.
        base: the digest of the version that they come from.
    """

    files: Files
    save: SaveRecord | None
    base: str | None


class Desk:
    """Reads and writes drafts and pens."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    def draft(self, unit: Unit, key: str) -> Draft:
        """Return a definition's draft: the newest save, else the current version, else the folder.

        Raises:
            NotFound: there is neither.
            Invalid: a file isn't text in UTF-8.
        """
        save = unit.drafts.newest().get(key)
        if save is not None:
            return Draft(unit.drafts.files(key, save.revision) or {}, save, save.base)
        current = unit.definitions.current().get(key)
        if current is not None:
            return Draft(as_texts(unit.definitions.files(current.manifest)), None, current.digest)
        return Draft(as_texts(self._publisher.read_folder(key).files), None, None)

    def seen_draft(self, unit: Unit, actor: Actor, key: str, revision: int | None) -> Draft:
        """Return the draft that a person has before them.

        Args:
            revision: of the save that the person saw as the draft.

        Raises:
            Invalid: there is no draft.
            Conflict: somebody else holds the pen, or the draft has been saved since.
        """
        self.require_pen(unit, actor, key)
        draft = self.draft(unit, key)
        if draft.save is None:
            raise Invalid("Tidak ada draf.")
        if draft.save.revision != revision:
            who = self._name(unit, draft.save.saved_by)
            raise Conflict(f"Draf sudah disimpan lagi oleh {who} sejak halaman ini dibuka. Tinjau dahulu.")
        return draft

    def changed(
        self,
        unit: Unit,
        actor: Actor,
        key: str,
        changes: Mapping[str, str | None],
        was: Mapping[str, str | None],
    ) -> SaveRecord:
        """Save changes to a draft, or begin one with them.

        Args:
            changes: path → new text, None to drop the file.
            was: path → SHA-256 of the text that was changed, None where there was no file; for every change.

        Raises:
            Conflict: somebody else holds the pen, or a file is no longer what was changed.
            Invalid: a path that no bundle has, or too much.
        """
        self.require_pen(unit, actor, key)
        draft = self.draft(unit, key)
        files = merged(draft.files, changes)
        if files == draft.files and draft.save is not None:
            return draft.save
        for path, text in changes.items():
            now = draft.files.get(path)
            if now != text and (None if now is None else digest_of(now)) != was.get(path):
                who = self._name(unit, draft.save.saved_by) if draft.save else "versi yang baru terbit"
                raise Conflict(f"{path} sudah diubah lebih dahulu: {who}.")
        return self.replaced(unit, actor, key, files, draft.base)

    def replaced(self, unit: Unit, actor: Actor, key: str, files: Files, base: str | None) -> SaveRecord:
        """Save a draft that consists of these files.

        Raises:
            Conflict: somebody else holds the pen.
            Invalid: a path that no bundle has, or too much.
        """
        self.require_pen(unit, actor, key)
        bundle_of(key, files)
        saves = unit.drafts.saves(key)
        save = SaveRecord(key, saves[0].revision + 1 if saves else 1, base, actor.id, self._publisher.clock())
        unit.drafts.add(save, files)
        return save

    # The pen

    def take_pen(self, unit: Unit, actor: Actor, key: str, *, over: bool) -> PenRecord:
        """Take or keep the pen; where somebody else holds it, return theirs, unless ``over``."""
        now = self._publisher.clock()
        held = unit.drafts.pens(now).get(key)
        if held is not None and held.holder != actor.id and not over:
            return held
        since = held.since if held is not None and held.holder == actor.id else now
        pen = PenRecord(key, actor.id, since, now + PEN_IS_HELD)
        unit.drafts.take_pen(pen)
        return pen

    def require_pen(self, unit: Unit, actor: Actor, key: str) -> None:
        """Refuse while somebody else holds the pen.

        Raises:
            Conflict: the sentence says who.
        """
        pen = unit.drafts.pens(self._publisher.clock()).get(key)
        if pen is not None and pen.holder != actor.id:
            raise Conflict(f"Prosedur ini sedang disunting oleh {self._name(unit, pen.holder)}.")

    def _name(self, unit: Unit, account: str) -> str:
        return unit.people.names().get(account, account)


def merged(files: Files, changes: Mapping[str, str | None]) -> Files:
    """Return the files with changes applied, by path."""
    after: dict[str, str | None] = {**files, **changes}
    return {path: text for path, text in sorted(after.items()) if text is not None}


def bundle_of(key: str, files: Mapping[str, str]) -> Bundle:
    """Return texts as a bundle.

    Raises:
        Invalid: a path that no bundle has, or too much.
    """
    try:
        return Bundle(key, {path: text.encode() for path, text in files.items()})
    except Refused as refusal:
        raise Invalid("; ".join(f"{p.file}: {p.message}".lstrip(": ") for p in refusal.problems)) from refusal
    except UnicodeEncodeError as error:
        raise Invalid("Berkas memuat karakter yang tidak dapat disimpan.") from error


def as_texts(files: Mapping[str, bytes]) -> Files:
    """Return files as texts.

    Raises:
        Invalid: one isn't UTF-8; names it.
    """
    texts = {}
    for path, content in files.items():
        try:
            texts[path] = content.decode()
        except UnicodeDecodeError as error:
            raise Invalid(f"{path} bukan teks UTF-8; simpan ulang berkas itu sebagai UTF-8.") from error
    return texts


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
