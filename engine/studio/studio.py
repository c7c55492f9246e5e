"""What a process owner can do, each thing in one transaction."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from engine.catalogue import definition_keys, lint
from engine.catalogue.contents import clauses_in, decisions_in, form_uses_in, forms_in, processes_in
from engine.errors import Conflict, Invalid, NotFound, Problem
from engine.model import (
    Actor,
    DefinitionRow,
    DefinitionView,
    EditLock,
    Save,
    VersionRow,
    Workspace,
)
from engine.publish import Publisher
from engine.store import Store, Unit, VersionRecord
from engine.studio.desk import Desk, Draft, as_texts, bundle_of, digest_of, merged
from engine.studio.rows import Rows
from engine.studio.template import new_diagram, new_form

NEW_KEY = re.compile(r"[a-z][a-z0-9_]{2,59}")
NEW_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")
LONGEST_NAME = 200
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The same files are the same archive, whenever it is made."""


class Studio:
    """The studio, for those who own processes; everybody else is ``Forbidden``."""

    def __init__(self, store: Store, publisher: Publisher) -> None:
        self._store = store
        self._publisher = publisher
        self._desk = Desk(publisher)
        self._rows = Rows(publisher, self._desk)

    # What there is

    def definitions(self, actor: Actor) -> list[DefinitionRow]:
        """Return every definition: published, drafted, or only lying in ``processes/``; by name."""
        with self._reading(actor) as unit:
            keys = {*unit.definitions.current(), *unit.drafts.newest()}
            keys.update(definition_keys(self._publisher.settings.processes))
            rows = [self._rows.row(unit, actor, key) for key in keys]
        return sorted(rows, key=lambda row: (row.name.lower(), row.key))

    def view(self, actor: Actor, key: str) -> DefinitionView:
        """Return everything about a definition.

        Raises:
            NotFound: there is no such definition.
        """
        with self._reading(actor) as unit:
            draft = self._desk.draft(unit, key)
            current = unit.definitions.current().get(key)
            bundle = bundle_of(key, draft.files)
            published = dict(current.manifest) if current else {}
            now = bundle.manifest()
            view = DefinitionView(
                row=self._rows.row(unit, actor, key),
                versions=self._rows.versions(unit, key),
                releases=self._rows.releases(unit, key),
                saves=[self._rows.save(unit, save) for save in unit.drafts.saves(key)],
                diagrams={path: ", ".join(names.values()) for path, names in processes_in(bundle).items()},
                forms=bundle.forms,
                changed=sorted(
                    path for path in now.keys() | published if now.get(path) != published.get(path)
                ),
            )
        if view.row.folder == "current":
            self._publisher.remember_folder(key)
        return view

    def current(self, actor: Actor, key: str) -> str | None:
        """Return the digest of the version that new cases begin on, None where there is none."""
        with self._reading(actor) as unit:
            version = unit.definitions.current().get(key)
            return None if version is None else version.digest

    def workspace(self, actor: Actor, key: str) -> Workspace:
        """Return what an editor opens.

        Raises:
            NotFound: there is no such definition.
        """
        with self._reading(actor) as unit:
            draft = self._desk.draft(unit, key)
            save = None if draft.save is None else self._rows.save(unit, draft.save)
        bundle = bundle_of(key, draft.files)
        organisation = self._publisher.organisation
        return Workspace(
            key=key,
            files=draft.files,
            digests={path: digest_of(text) for path, text in draft.files.items()},
            draft=save,
            forms=forms_in(bundle),
            uses=form_uses_in(bundle),
            processes={id: name for names in processes_in(bundle).values() for id, name in names.items()},
            groups={group.id: group.name for group in organisation.groups.values()},
            lanes=list(organisation.lanes),
            clauses=clauses_in(bundle),
            decisions=decisions_in(bundle),
        )

    def lint(self, actor: Actor, key: str, changes: Mapping[str, str | None]) -> list[Problem]:
        """Return what the linter finds in the draft with changes that aren't saved yet, errors first.

        Raises:
            Invalid: a path that no bundle has, or too much.
        """
        with self._reading(actor) as unit:
            files = self._desk.draft(unit, key).files
        return lint(bundle_of(key, merged(files, changes)), self._publisher.organisation)

    def version_files(self, actor: Actor, key: str, digest: str) -> Mapping[str, bytes]:
        """Return a version's files by path.

        Raises:
            NotFound: the definition has no such version.
        """
        with self._reading(actor) as unit:
            return unit.definitions.files(_version(unit, key, digest).manifest)

    def archive(self, actor: Actor, key: str, digest: str | None) -> bytes:
        """Return a version's files, or the draft's, as a zip archive to unpack beside ``processes/``.

        Raises:
            NotFound: there is no such version or definition.
        """
        with self._reading(actor) as unit:
            if digest is None:
                files = bundle_of(key, self._desk.draft(unit, key).files).files
            else:
                files = unit.definitions.files(_version(unit, key, digest).manifest)
        return _zipped(key, files)

    # The pen

    def take_pen(self, actor: Actor, key: str, *, over: bool = False) -> EditLock:
        """Take or keep the pen for two minutes; where somebody else holds it, return theirs, unless ``over``.

        Raises:
            NotFound: there is no such definition.
        """
        with self._writing(actor) as unit:
            self._desk.draft(unit, key)
            return self._rows.lock(unit, actor, self._desk.take_pen(unit, actor, key, over=over))

    def drop_pen(self, actor: Actor, key: str) -> None:
        """Lay one's own pen down."""
        with self._writing(actor) as unit:
            unit.drafts.drop_pen(key, actor.id)

    # The draft

    def save(
        self,
        actor: Actor,
        key: str,
        changes: Mapping[str, str | None],
        was: Mapping[str, str | None],
    ) -> Save:
        """Save changes to the draft, or begin one with them; see ``Desk.changed``."""
        with self._writing(actor) as unit:
            return self._rows.save(unit, self._desk.changed(unit, actor, key, changes, was))

    def discard(self, actor: Actor, key: str, revision: int | None) -> None:
        """Be done with the draft; its saves can still be gone back to.

        Args:
            revision: of the save that the person saw as the draft.

        Raises:
            Invalid: there is no draft.
            Conflict: somebody else holds the pen, or the draft has been saved since.
        """
        with self._writing(actor) as unit:
            self._desk.seen_draft(unit, actor, key, revision)
            unit.drafts.finish(key)

    def restore(self, actor: Actor, key: str, revision: int) -> Save:
        """Make an earlier save the draft again, as a new save.

        Raises:
            NotFound: there is no such save.
            Conflict: somebody else holds the pen.
        """
        with self._writing(actor) as unit:
            files = unit.drafts.files(key, revision)
            base = next((save.base for save in unit.drafts.saves(key) if save.revision == revision), None)
            if files is None:
                raise NotFound("Simpanan ini tidak ada lagi.")
            return self._rows.save(unit, self._desk.replaced(unit, actor, key, files, base))

    def create(self, actor: Actor, key: str, name: str) -> None:
        """Begin a new definition with a small diagram.

        Raises:
            Invalid: the key or the name is none.
            Conflict: there is such a definition already.
        """
        self._publisher.require_owner(actor)
        if not NEW_KEY.fullmatch(key):
            raise Invalid(
                "Kunci terdiri dari 3 sampai 60 huruf kecil, angka, atau “_”, dan diawali huruf; "
                "misalnya surat_tugas."
            )
        name = _checked_name(name)
        with self._writing(actor) as unit:
            if self._exists(unit, key):
                raise Conflict(f"Prosedur dengan kunci “{key}” sudah ada.")
            self._desk.replaced(unit, actor, key, {f"{key}.bpmn": new_diagram(key, name)}, None)

    def add_diagram(self, actor: Actor, key: str, process: str, name: str) -> str:
        """Add a small diagram of one more process to the draft, and return its path.

        Raises:
            Invalid: the id or the name is none.
            Conflict: there is such a file already, or somebody else holds the pen.
        """
        self._publisher.require_owner(actor)
        path = f"{_checked_id(process)}.bpmn"
        return self._added(actor, key, path, new_diagram(process, _checked_name(name)))

    def add_form(self, actor: Actor, key: str, form: str) -> str:
        """Add a form without fields to the draft, and return its path.

        Raises:
            Invalid: the id is none.
            Conflict: there is such a file already, or somebody else holds the pen.
        """
        self._publisher.require_owner(actor)
        return self._added(actor, key, f"forms/{_checked_id(form)}.form", new_form(form))

    def _added(self, actor: Actor, key: str, path: str, text: str) -> str:
        with self._writing(actor) as unit:
            if path in self._desk.draft(unit, key).files:
                raise Conflict(f"{path} sudah ada.")
            self._desk.changed(unit, actor, key, {path: text}, {path: None})
        return path

    def draft_from_version(self, actor: Actor, key: str, digest: str) -> Save:
        """Make a version's files the draft.

        Raises:
            NotFound: the definition has no such version.
            Conflict: somebody else holds the pen.
        """
        with self._writing(actor) as unit:
            files = as_texts(unit.definitions.files(_version(unit, key, digest).manifest))
            return self._rows.save(unit, self._desk.replaced(unit, actor, key, files, digest))

    def draft_from_folder(self, actor: Actor, key: str) -> Save:
        """Make what lies in the definition's folders the draft.

        Raises:
            NotFound: there is no such folder.
            Conflict: somebody else holds the pen.
        """
        with self._writing(actor) as unit:
            files = as_texts(self._publisher.read_folder(key).files)
            base = unit.definitions.folder(key)
            return self._rows.save(unit, self._desk.replaced(unit, actor, key, files, base))

    # Publishing

    def publish(
        self,
        actor: Actor,
        key: str,
        note: str,
        replaces: str | None,
        *,
        revision: int | None,
        layout: bool = False,
        over: bool = False,
    ) -> VersionRow | None:
        """Publish the draft, which then is done with; see ``Publisher.publish``.

        Args:
            revision: of the save that the person saw as the draft.
            over: also where another version became the current one since the draft was begun.

        Raises:
            Invalid: there is no draft.
            Conflict: somebody else holds the pen, or the draft has been saved since, or isn't ``over``.
        """
        with self._reading(actor) as unit:
            draft = self._desk.seen_draft(unit, actor, key, revision)
        if draft.base != replaces and not over:
            raise Conflict(
                "Draf ini tidak dimulai dari versi yang berlaku. Tandai pernyataannya untuk menerbitkannya."
            )
        bundle = bundle_of(key, draft.files)
        version = self._publisher.publish(bundle, actor, note, replaces, layout=layout)
        if version is None:
            return None
        self._done_with(actor, draft)
        return self._shown(actor, version)

    def publish_again(
        self, actor: Actor, key: str, digest: str, note: str, replaces: str | None
    ) -> VersionRow:
        """Make an old version the current one again; see ``Publisher.publish_again``."""
        return self._shown(actor, self._publisher.publish_again(key, digest, actor, note, replaces))

    def publish_folder(
        self, actor: Actor, key: str, note: str, replaces: str | None, *, layout: bool = False
    ) -> VersionRow | None:
        """Publish what lies in the definition's folders; see ``Publisher.publish_folder``."""
        version = self._publisher.publish_folder(key, actor, note, replaces, layout=layout)
        return None if version is None else self._shown(actor, version)

    def _done_with(self, actor: Actor, draft: Draft) -> None:
        """Be done with the draft that was published, but not with one that was saved meanwhile."""
        with self._writing(actor) as unit:
            if draft.save is not None and unit.drafts.newest().get(draft.save.definition) == draft.save:
                unit.drafts.finish(draft.save.definition)

    def _shown(self, actor: Actor, version: VersionRecord) -> VersionRow:
        with self._reading(actor) as unit:
            rows = self._rows.versions(unit, version.definition)
        return next(row for row in rows if row.digest == version.digest)

    def _exists(self, unit: Unit, key: str) -> bool:
        folders = definition_keys(self._publisher.settings.processes)
        return key in {*unit.definitions.current(), *unit.drafts.newest(), *folders}

    @contextmanager
    def _reading(self, actor: Actor) -> Iterator[Unit]:
        self._publisher.require_owner(actor)
        with self._store.reading() as unit:
            yield unit

    @contextmanager
    def _writing(self, actor: Actor) -> Iterator[Unit]:
        self._publisher.require_owner(actor)
        with self._store.writing() as unit:
            yield unit


def _checked_id(id: str) -> str:
    if not NEW_ID.fullmatch(id):
        raise Invalid("Id diawali huruf, lalu hanya huruf, angka, atau “_”; paling banyak 60 karakter.")
    return id


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(f"Nama wajib diisi, paling banyak {LONGEST_NAME} karakter.")
    return name


def _version(unit: Unit, key: str, digest: str) -> VersionRecord:
    version = unit.definitions.find(digest)
    if version is None or version.definition != key:
        raise NotFound("Versi ini tidak ada.")
    return version


def _zipped(key: str, files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            folder, name = (
                ("forms", path.removeprefix("forms/")) if path.startswith("forms/") else ("processes", path)
            )
            entry = zipfile.ZipInfo(f"{folder}/{key}/{name}", ZIP_TIME)
            archive.writestr(entry, files[path], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
