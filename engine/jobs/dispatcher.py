"""The dispatcher of the embedded mode: a thread beside the web's, on the same store.

Due work is found by an index, never by loading cases. Each piece is a command of its own, so a crash
between two of them loses nothing: what wasn't done is still due.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from engine.clock import Clock
from engine.commands import Command, Escalate, FireTimer
from engine.errors import Conflict, ParafError
from engine.store import Store

INTERVAL = 5.0
"""Seconds between two looks at what is due."""

UNUSED_UPLOADS = timedelta(days=30)
"""How long a file is kept that was handed in and never became part of a case."""

log = logging.getLogger(__name__)


class Dispatcher:
    """Does what is due.

    Args:
        execute: carries a command out.
    """

    def __init__(self, store: Store, execute: Callable[[Command], object], clock: Clock) -> None:
        self._store = store
        self._execute = execute
        self._clock = clock
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look, in a thread of its own."""
        self._thread = threading.Thread(target=self._loop, name="dispatcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being done, and look no more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def run_due(self) -> int:
        """Do everything that is due now; return how many pieces were done."""
        with self._store.reading() as unit:
            now = self._clock()
            timers = unit.schedule.due_timers(now)
            overdue = unit.schedule.overdue(now)
        commands: list[Command] = [FireTimer(case=case, timer=timer) for case, timer in timers]
        commands += [Escalate(task=task) for task in overdue]
        return sum(self._try(command) for command in commands)

    def _try(self, command: Command) -> bool:
        try:
            self._execute(command)
        except Conflict:
            return False
        except ParafError:
            log.exception("due work failed: %s", command)
            return False
        return True

    def _loop(self) -> None:
        while not self._stop.is_set():
            try:
                if self.run_due() == 0:
                    with self._store.writing() as unit:
                        unit.people.tidy(self._clock())
                        unit.files.tidy(self._clock() - UNUSED_UPLOADS)
                    self._stop.wait(INTERVAL)
            except Exception:
                log.exception("the dispatcher stumbled; it goes on")
                self._stop.wait(INTERVAL)
