"""What was made of texts, kept for the next time: no more of it than fits a bound."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Memory(Generic[Made]):
    """Keeps what was made until others need the place, the oldest first.

    Args:
        most: how much all that is kept may weigh, in characters of the texts.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: dict[Hashable, tuple[Made, int]] = {}
        self._lock = Lock()

    def get(self, key: Hashable) -> Made | None:
        """Return what was kept under a key; None where nothing was, or it had to go."""
        kept = self._kept.get(key)
        return None if kept is None else kept[0]

    def keep(self, key: Hashable, made: Made, weight: int) -> None:
        """Keep something that isn't None, unless it alone weighs too much."""
        with self._lock:
            self._forget(key)
            if weight > self._most:
                return
            self._kept[key] = made, weight
            self._weight += weight
            while self._weight > self._most:
                self._forget(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def _forget(self, key: Hashable) -> None:
        _, weight = self._kept.pop(key, (None, 0))
        self._weight -= weight
