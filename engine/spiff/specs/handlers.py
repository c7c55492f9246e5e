"""Which handlers a level may have to run that compensates (BPMN 2.0, 13.5.5)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.spiff.elements import Element, Process


class Handlers:
    """The handlers in sight of each level of a process."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._below: dict[str | None, dict[str, None]] = {}
        self._compensated: dict[str, list[str]] = {}
        for element in process.elements.values():
            if element.compensation:
                self._compensated.setdefault(element.compensation, []).append(element.id)
                for level in self._around(element):
                    self._below.setdefault(level, {})[element.compensation] = None

    def of(self, level: str | None) -> list[str]:
        """Return the ids of what compensates anything that a level can see, in document order."""
        seen = (self._below.get(each, ()) for each in self._in_sight(level))
        return [*dict.fromkeys(handler for handlers in seen for handler in handlers)]

    def _around(self, element: Element) -> Iterator[str | None]:
        while element.parent is not None:
            yield element.parent
            element = self._process.elements[element.parent]
        yield None

    def _in_sight(self, level: str | None) -> Iterator[str | None]:
        """Yield a level, those around it where it is an event subprocess, and what it compensates itself."""
        yield level
        if level is not None:
            yield from self._compensated.get(level, ())
            if self._process.elements[level].event_subprocess:
                yield from self._in_sight(self._process.elements[level].parent)
