"""Make a bundle the version that new cases begin on: checked by the linter, pinned by its digest, journaled.

A version is a bundle's content and never changes. A release makes one the current version of its definition;
an old version can be released again. Cases stay on the version they began on.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from engine.catalogue import Bundle, definition_keys, lint, meaning_of, read_folder
from engine.clock import Clock
from engine.commands import SYSTEM
from engine.definition import Definition
from engine.directory import Organisation
from engine.errors import Conflict, Forbidden, Invalid, NotFound, ParafError, Problem, ProcessFault, Refused
from engine.expressions import Moment
from engine.handlers import alarms_of, timer_starts
from engine.journal import Author
from engine.library import Library
from engine.model import Actor, FolderState, Json
from engine.settings import Settings
from engine.store import ReleaseRecord, Store, Unit, VersionRecord

FROM_FOLDER = "Dari folder processes/ dan forms/"
LONGEST_NOTE = 2000
NO_MOMENT = "PRF-312"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes bundles."""

    store: Store
    organisation: Organisation
    clock: Clock
    settings: Settings

    def require_owner(self, actor: Actor) -> None:
        """Refuse whoever doesn't own processes.

        Raises:
            Forbidden: as said.
        """
        if actor != SYSTEM and not self.organisation.has_role(actor.groups, "publish"):
            raise Forbidden("Hanya pemilik proses yang dapat mengubah dan menerbitkan prosedur.")

    def publish(
        self, bundle: Bundle, actor: Actor, note: str, replaces: str | None, *, layout: bool = False
    ) -> VersionRecord | None:
        """Make a bundle the current version of its definition.

        Args:
            replaces: the digest of the version that the person saw as the current one, None for none.
            layout: also where only the drawing differs from the current version, or how it is written down.

        Returns:
            None where its meaning is the current version's, so that nothing changed.

        Raises:
            Forbidden: the person may not publish.
            Invalid: the note is too long.
            Refused: the linter found what would not run right.
            Conflict: another version has become the current one meanwhile.
        """
        self.require_owner(actor)
        note = _checked(note)
        self._require_sound(bundle)
        definition = Definition(bundle.key, bundle.digest, 0, bundle.files)
        with self.store.writing() as unit:
            now = self.clock()
            current = self._require_current(unit, bundle.key, replaces)
            if current is not None and _unchanged(unit, bundle, current, layout):
                return None
            version = unit.definitions.find(bundle.digest)
            known = version is not None
            if version is not None and version.definition != bundle.key:
                raise Conflict(f"Berkas yang sama sudah terbit sebagai prosedur “{version.definition}”.")
            version = version or VersionRecord(
                digest=bundle.digest,
                definition=bundle.key,
                number=unit.definitions.next_number(bundle.key),
                manifest=bundle.manifest(),
                name=definition.name,
                published_at=now,
                published_by=actor.id,
                note=note,
            )
            if not known:
                unit.definitions.add(version, bundle.files)
            self._release(unit, version, actor, note, "republished" if known else "published", now)
            self._listen(unit, definition, now)
            self._remember_folder(unit, bundle.key)
        return version

    def publish_again(
        self, key: str, digest: str, actor: Actor, note: str, replaces: str | None
    ) -> VersionRecord:
        """Make an old version the current one again; it keeps its number.

        Raises:
            NotFound: the definition has no such version.
            Refused: the organisation has changed, and the version would no longer run right.
            Forbidden, Invalid, Conflict: as for ``publish``; Conflict too where it is the current one.
        """
        self.require_owner(actor)
        note = _checked(note)
        with self.store.reading() as unit:
            version = unit.definitions.find(digest)
            if version is None or version.definition != key:
                raise NotFound("Versi ini tidak ada.")
            bundle = Bundle(key, unit.definitions.files(version.manifest))
        self._require_sound(bundle)
        definition = Definition(key, digest, version.number, bundle.files)
        with self.store.writing() as unit:
            now = self.clock()
            current = self._require_current(unit, key, replaces)
            if current is not None and current.digest == digest:
                raise Conflict(f"Versi {version.number} sudah berlaku.")
            self._release(unit, version, actor, note, "republished", now)
            self._listen(unit, definition, now)
            self._remember_folder(unit, key)
        return version

    def publish_folder(
        self, key: str, actor: Actor, note: str, replaces: str | None, *, layout: bool = False
    ) -> VersionRecord | None:
        """Make what lies in a definition's folders the current version, but never over a newer one.

        Raises:
            Conflict: the folder was changed from a version that is no longer the current one.
            NotFound, Forbidden, Invalid, Refused: as for ``publish``.
        """
        self.require_owner(actor)
        bundle = self.read_folder(key)
        with self.store.reading() as unit:
            if self.folder_state(unit, key, bundle) == "behind":
                raise Conflict(
                    f"{key}: isi folder berasal dari versi yang tidak berlaku lagi. Unduh versi yang berlaku "
                    "ke folder itu, atau jadikan isi folder draf di Studio lalu tinjau."
                )
        return self.publish(bundle, actor, note, replaces, layout=layout)

    def publish_first(self) -> dict[str, ParafError]:
        """Publish the folders of definitions that have no version yet; those that changed are only offered.

        Returns:
            key → why it was refused. A refused folder stops nobody.
        """
        refused: dict[str, ParafError] = {}
        for key in definition_keys(self.settings.processes):
            try:
                with self.store.writing() as unit:
                    known = key in unit.definitions.current()
                    self._remember_folder(unit, key)
                if not known:
                    self.publish_folder(key, SYSTEM, FROM_FOLDER, None)
            except (Refused, Conflict, NotFound) as refusal:
                refused[key] = refusal
        return refused

    def listen_again(self) -> None:
        """Set up those timer start events of the current versions that are missing from the store."""
        library = Library()
        with self.store.writing() as unit:
            for key, version in unit.definitions.current().items():
                try:
                    definition = library.get(unit, version.digest)
                    if timer_starts(definition).keys() != unit.alarms.of(key).keys():
                        self._listen(unit, definition, self.clock())
                except ParafError:
                    log.exception("the timer start events of %s can't be set up", key)

    def read_folder(self, key: str) -> Bundle:
        """Read what lies in a definition's folders.

        Raises:
            NotFound, Refused: as ``engine.catalogue.read_folder``.
        """
        return read_folder(self.settings.processes, self.settings.forms, key)

    def remember_folder(self, key: str) -> None:
        """Note which version the folder equals: what it is changed from, once it is changed."""
        with self.store.writing() as unit:
            self._remember_folder(unit, key)

    def folder_state(self, unit: Unit, key: str, bundle: Bundle | None) -> FolderState:
        """Tell how a definition's folder relates to its versions."""
        if bundle is None:
            return "none"
        current = unit.definitions.current().get(key)
        if current is None:
            return "changed"
        if current.digest == bundle.digest:
            return "current"
        known = unit.definitions.find(bundle.digest) is not None
        return "changed" if not known and current.digest == unit.definitions.folder(key) else "behind"

    def _remember_folder(self, unit: Unit, key: str) -> None:
        try:
            digest = self.read_folder(key).digest
        except (NotFound, Refused):
            return
        version = unit.definitions.find(digest)
        if version is not None and version.definition == key and unit.definitions.folder(key) != digest:
            unit.definitions.set_folder(key, digest)

    def _require_sound(self, bundle: Bundle) -> None:
        errors = [problem for problem in lint(bundle, self.organisation) if problem.severity == "error"]
        if errors:
            raise Refused(errors)

    def _require_current(self, unit: Unit, key: str, seen: str | None) -> VersionRecord | None:
        current = unit.definitions.current().get(key)
        if (current.digest if current else None) != seen:
            now = f"versi {current.number}" if current else "tidak ada versi"
            raise Conflict(f"Versi lain sudah diterbitkan: sekarang {now} yang berlaku. Tinjau dahulu.")
        return current

    def _release(
        self, unit: Unit, version: VersionRecord, actor: Actor, note: str, kind: str, at: datetime
    ) -> None:
        unit.definitions.release(ReleaseRecord(version.definition, version.digest, at, actor.id, note))
        content: dict[str, Json] = {"number": version.number, "name": version.name, "note": note}
        unit.journal.append_next(
            f"definition:{version.definition}",
            kind,
            Author(actor.id),
            at,
            content if kind == "republished" else {"manifest": dict(version.manifest), **content},
            version.digest,
        )

    def _listen(self, unit: Unit, definition: Definition, now: datetime) -> None:
        """Let the start events of a definition's new current version wait, and no others of it.

        Raises:
            Refused: a timer's expression gives no moment.
        """
        moment = Moment(now, units=self.organisation.unit_names)
        try:
            alarms = alarms_of(definition, unit.alarms.of(definition.key), moment)
        except ProcessFault as fault:
            file = definition.program.main.file
            raise Refused([Problem(NO_MOMENT, "error", file, fault.element, None, str(fault))]) from fault
        unit.alarms.replace(definition.key, alarms)
        main = definition.program.main
        events = [event for start in main.triggers for event in main.elements[start].events]
        unit.mail.arouse(
            {event.name for event in events if event.kind == "message" and event.name}, moment.now
        )


def _unchanged(unit: Unit, bundle: Bundle, current: VersionRecord, layout: bool) -> bool:
    if bundle.digest == current.digest:
        return True
    return not layout and meaning_of(bundle.files) == meaning_of(unit.definitions.files(current.manifest))


def _checked(note: str) -> str:
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid(f"Catatan paling banyak {LONGEST_NOTE} karakter.")
    return note
