"""Make a bundle the version that new cases run on: checked by the linter, pinned by its digest, journaled."""

from __future__ import annotations

from engine.catalogue import Bundle, definition_keys, lint, read_folder
from engine.clock import Clock
from engine.commands import SYSTEM
from engine.definition import Definition
from engine.directory import Organisation
from engine.errors import Forbidden, Refused
from engine.journal import Author, seal
from engine.model import Actor
from engine.settings import Settings
from engine.store import Store, Unit, VersionRecord


def publish(
    store: Store, organisation: Organisation, clock: Clock, bundle: Bundle, actor: Actor, note: str
) -> VersionRecord | None:
    """Publish a bundle; None where its digest was published before, so that nothing changed.

    Raises:
        Forbidden: the person may not publish.
        Refused: the linter found what would not run right.
    """
    if actor != SYSTEM and not organisation.has_role(actor.groups, "publish"):
        raise Forbidden("Hanya pemilik proses yang dapat menerbitkan prosedur.")
    with store.reading() as unit:
        if unit.definitions.find(bundle.digest) is not None:
            return None
    errors = [problem for problem in lint(bundle, organisation) if problem.severity == "error"]
    if errors:
        raise Refused(errors)
    definition = Definition(bundle.key, bundle.digest, 0, bundle.files)
    with store.writing() as unit:
        version = VersionRecord(
            digest=bundle.digest,
            definition=bundle.key,
            number=unit.definitions.next_number(bundle.key),
            manifest=bundle.manifest(),
            name=definition.name,
            published_at=clock(),
            published_by=actor.id,
            note=note,
        )
        unit.definitions.add(version, bundle.files)
        _journal(unit, version)
    return version


def publish_folders(
    store: Store, organisation: Organisation, clock: Clock, settings: Settings
) -> list[VersionRecord]:
    """Publish what lies in ``processes/`` and ``forms/`` and was never published; return what is new.

    Raises:
        Refused: a folder would not run right; the folders before it are published.
    """
    published = []
    for key in definition_keys(settings.processes):
        bundle = read_folder(settings.processes, settings.forms, key)
        version = publish(store, organisation, clock, bundle, SYSTEM, "Dari folder processes/ dan forms/")
        if version is not None:
            published.append(version)
    return published


def _journal(unit: Unit, version: VersionRecord) -> None:
    stream = f"definition:{version.definition}"
    earlier = unit.cases.entries(stream)
    unit.cases.append(
        seal(
            stream=stream,
            n=len(earlier) + 1,
            prev=earlier[-1].hash if earlier else "",
            at=version.published_at,
            kind="published",
            author=Author(version.published_by),
            definition=version.digest,
            payload={"manifest": dict(version.manifest), "note": version.note, "number": version.number},
        )
    )
