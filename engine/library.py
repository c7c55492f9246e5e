"""The versions in use, each read from the store once and kept."""

from __future__ import annotations

import threading

from engine.definition import Definition
from engine.errors import Damaged, NotFound, ParafError, Unrunnable
from engine.store import Unit


class Library:
    """Gives definitions by digest, and the newest of each by key."""

    def __init__(self) -> None:
        self._by_digest: dict[str, Definition] = {}
        self._lock = threading.Lock()

    def get(self, unit: Unit, digest: str) -> Definition:
        """Return the version with this digest.

        Raises:
            NotFound: it was never published here.
            Damaged: what is stored of it can't be read.
        """
        known = self._by_digest.get(digest)
        if known is not None:
            return known
        record = unit.definitions.find(digest)
        if record is None:
            raise NotFound(f"Versi {digest[:12]} tidak ada.")
        files = unit.definitions.files(record.manifest)
        try:
            definition = Definition(record.definition, digest, record.number, files)
        except (ParafError, Unrunnable, KeyError, TypeError, ValueError, AttributeError) as error:
            raise Damaged(f"Versi {record.number} prosedur ini rusak dan tidak dapat dibaca.") from error
        with self._lock:
            return self._by_digest.setdefault(digest, definition)

    def latest(self, unit: Unit, key: str) -> Definition:
        """Return the newest version of a definition, the one that new cases run on.

        Raises:
            NotFound: no version was published under this key.
        """
        record = unit.definitions.current().get(key)
        if record is None:
            raise NotFound(f"Prosedur “{key}” tidak ada.")
        return self.get(unit, record.digest)

    def started_by(
        self, unit: Unit, kind: str, name: str, definition: str | None = None
    ) -> list[tuple[str, str]]:
        """Return (definition, start event) of what a message or signal begins in the current versions.

        Args:
            definition: only this one's, where given.
        """
        found = []
        for key, record in sorted(unit.definitions.current().items()):
            if definition not in {None, key}:
                continue
            main = self.get(unit, record.digest).program.main
            for start in main.triggers:
                if any((event.kind, event.name) == (kind, name) for event in main.elements[start].events):
                    found.append((key, start))
        return found

    def all_latest(self, unit: Unit) -> list[Definition]:
        """Return the newest version of every definition, by name."""
        definitions = [self.get(unit, record.digest) for record in unit.definitions.current().values()]
        return sorted(definitions, key=lambda definition: definition.name)
