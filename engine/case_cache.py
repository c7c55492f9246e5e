"""Live cases kept in memory between commands, each at the journal entry it stands at."""

from __future__ import annotations

import threading
from collections import OrderedDict

from engine.handlers import Case


class CaseCache:
    """Keeps the most recently used live cases.

    A cached case is only right at the entry it was put in for; anyone asking for another gets nothing.

    Args:
        size: how many are kept; 0 keeps none.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._cases: OrderedDict[str, tuple[int, Case]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, case_id: str, n: int) -> Case | None:
        """Take the live case out, if it stands at entry ``n``; it is put back when all went well."""
        with self._lock:
            kept = self._cases.pop(case_id, None)
        return kept[1] if kept is not None and kept[0] == n else None

    def put(self, case_id: str, n: int, case: Case) -> None:
        """Keep a live case that stands at entry ``n``."""
        if self._size == 0:
            return
        with self._lock:
            self._cases[case_id] = (n, case)
            self._cases.move_to_end(case_id)
            while len(self._cases) > self._size:
                self._cases.popitem(last=False)
