"""How often somebody may call: so many times a minute, counted in this process."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta

from engine.errors import Throttled

WINDOW = timedelta(minutes=1)


class Rate:
    """Lets each caller through so many times in any minute.

    Args:
        most: how many times.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._calls: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def count(self, caller: str, now: datetime) -> None:
        """Count a call.

        Raises:
            Throttled: there were too many in the minute before ``now``.
        """
        with self._lock:
            calls = self._calls.setdefault(caller, deque())
            while calls and calls[0] <= now - WINDOW:
                calls.popleft()
            if len(calls) >= self._most:
                wait = max(1, round((calls[0] + WINDOW - now).total_seconds()))
                raise Throttled(f"Terlalu banyak pesan. Coba lagi dalam {wait} detik.", wait)
            calls.append(now)
