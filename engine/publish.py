"""Make a bundle the version that new cases run on: checked by the linter, pinned by its digest, journaled."""

from __future__ import annotations

from engine.catalogue import Bundle, definition_keys, lint, read_folder
from engine.clock import Clock
from engine.commands import SYSTEM
from engine.definition import Definition
from engine.directory import Organisation
from engine.errors import Forbidden, Refused
from engine.journal import Author
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
        if unit.definitions.find(bundle.digest) is not None:
            return None
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
) -> dict[str, Refused]:
    """Publish what lies in ``processes/`` and ``forms/`` and was never published.

    Returns:
        key → why it was refused. A refused folder stops nobody: its cases stay on the versions they began on,
        and new ones begin on the last that was published.
    """
    refused = {}
    for key in definition_keys(settings.processes):
        try:
            bundle = read_folder(settings.processes, settings.forms, key)
            publish(store, organisation, clock, bundle, SYSTEM, "Dari folder processes/ dan forms/")
        except Refused as refusal:
            refused[key] = refusal
    return refused


def _journal(unit: Unit, version: VersionRecord) -> None:
    unit.journal.append_next(
        f"definition:{version.definition}",
        "published",
        Author(version.published_by),
        version.published_at,
        {"manifest": dict(version.manifest), "note": version.note, "number": version.number},
        version.digest,
    )
