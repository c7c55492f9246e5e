"""Rows of the store as the studio shows them."""

from __future__ import annotations

from engine.catalogue import Bundle
from engine.catalogue.contents import processes_in
from engine.commands import SYSTEM
from engine.errors import ParafError
from engine.model import Actor, DefinitionRow, EditLock, Release, Save, VersionRow
from engine.publish import Publisher
from engine.store import PenRecord, SaveRecord, Unit
from engine.studio.desk import Desk, bundle_of


class Rows:
    """Puts rows together within one transaction."""

    def __init__(self, publisher: Publisher, desk: Desk) -> None:
        self._publisher = publisher
        self._desk = desk

    def row(self, unit: Unit, actor: Actor, key: str) -> DefinitionRow:
        """Return a definition as the list shows it."""
        versions = self.versions(unit, key)
        current = next((version for version in versions if version.current), None)
        save = unit.drafts.newest().get(key)
        pen = unit.drafts.pens(self._publisher.clock()).get(key)
        folder = self._folder(key)
        return DefinitionRow(
            key=key,
            name=current.name if current else self._draft_name(unit, key),
            current=current,
            running=sum(version.running for version in versions),
            draft=None if save is None else self.save(unit, save),
            lock=None if pen is None else self.lock(unit, actor, pen),
            folder=self._publisher.folder_state(unit, key, folder),
        )

    def versions(self, unit: Unit, key: str) -> list[VersionRow]:
        """Return a definition's versions, the newest first."""
        names, running = unit.people.names(), unit.definitions.running()
        releases = unit.definitions.releases(key)
        current = releases[-1] if releases else None
        versions = [
            VersionRow(
                number=version.number,
                digest=version.digest,
                name=version.name,
                published_at=version.published_at,
                published_by=names.get(version.published_by, SYSTEM.name),
                note=version.note,
                running=running.get(version.digest, 0),
                current=current is not None and version.digest == current.digest,
                current_since=current.released_at
                if current is not None and version.digest == current.digest
                else None,
            )
            for version in unit.definitions.all()
            if version.definition == key
        ]
        return versions[::-1]

    def releases(self, unit: Unit, key: str) -> list[Release]:
        """Return when which version was made the current one, the last first."""
        names = unit.people.names()
        numbers = {version.digest: version.number for version in unit.definitions.all()}
        return [
            Release(
                number=numbers[release.digest],
                released_at=release.released_at,
                released_by=names.get(release.released_by, SYSTEM.name),
                note=release.note,
            )
            for release in reversed(unit.definitions.releases(key))
        ]

    def save(self, unit: Unit, save: SaveRecord) -> Save:
        """Return a save with its author's name."""
        base = None if save.base is None else unit.definitions.find(save.base)
        return Save(
            revision=save.revision,
            saved_at=save.saved_at,
            saved_by=unit.people.names().get(save.saved_by, save.saved_by),
            base=None if base is None else base.number,
            done=save.done,
        )

    def _draft_name(self, unit: Unit, key: str) -> str:
        """Return the name of a procedure that has no version: what its main process is called."""
        try:
            bundle = bundle_of(key, self._desk.draft(unit, key).files)
        except ParafError:
            return key
        return next((names[key] for names in processes_in(bundle).values() if key in names), key)

    def _folder(self, key: str) -> Bundle | None:
        try:
            return self._publisher.read_folder(key)
        except ParafError:
            return None

    def lock(self, unit: Unit, actor: Actor, pen: PenRecord) -> EditLock:
        """Return a pen as a person sees it."""
        holder = unit.people.names().get(pen.holder, pen.holder)
        return EditLock(holder=holder, mine=pen.holder == actor.id, since=pen.since, until=pen.until)
