"""A limit for all of a conversation: a socket's own time-out only bounds each of its reads."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

LIMIT = 30.0
"""The longest that a connector may talk to another system, in seconds."""


class Limit:
    """Ends a conversation that takes too long, whatever the other side sends meanwhile.

    Args:
        sock: the connection as it is when the time has passed.

    Attributes:
        passed: it was ended.
    """

    def __init__(self, seconds: float, sock: Callable[[], socket.socket | None]) -> None:
        self.passed = False
        self._sock = sock
        self._timer = threading.Timer(max(seconds, 0), self._end)
        self._timer.daemon = True

    def __enter__(self) -> Limit:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.passed = True
        sock = self._sock()
        if sock is not None:
            with suppress(OSError):
                # The base class's: that of a TLS socket forgets the TLS, and reads go on unencrypted.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
