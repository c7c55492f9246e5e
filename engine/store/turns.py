"""One at a time, in the order of asking: who works without a pause must not keep everybody else waiting."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """A lock that is handed on to who has waited longest; ``threading.Lock`` gives it to the quickest."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn, for ``timeout`` seconds at most; False where it didn't come."""
        with self._mutex:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(timeout):
            return True
        with self._mutex:
            if turn.is_set():  # it came at the last moment
                return True
            self._waiting.remove(turn)
            return False

    def release(self) -> None:
        """Let the next one in."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
