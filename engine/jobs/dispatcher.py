"""The dispatcher of the embedded mode: a thread beside the web's, on the same store.

Due work is found by an index, never by loading cases. Each piece is a command of its own, so a crash
between two of them loses nothing: what wasn't done is still due.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from engine.clock import Clock
from engine.commands import Begin, Command, Escalate, FireTimer, GiveUp
from engine.errors import Conflict, Contention, Damaged, ParafError, ProcessFault
from engine.jobs.routing import Routing
from engine.store import Due, Store
from engine.store.schedule import AT_A_TIME, BEGINNING

INTERVAL = 1.0
"""Seconds between two looks at what is due, where nothing is known to be due earlier."""

TIDYING = timedelta(minutes=10)

UNUSED_UPLOADS = timedelta(days=30)
"""How long a file is kept that was handed in and never became part of a case."""

LONGEST_PAUSE = timedelta(hours=1)
"""What failed for a reason that may pass is tried again after ever longer pauses, this one at most."""

MOST_ATTEMPTS = 12
"""How often it is tried, for more than an hour, before it is left to an operator."""

log = logging.getLogger(__name__)


class Dispatcher:
    """Does what is due.

    Args:
        execute: carries a command out.
    """

    def __init__(
        self, store: Store, routing: Routing, execute: Callable[[Command], object], clock: Clock
    ) -> None:
        self._store = store
        self._routing = routing
        self._execute = execute
        self._clock = clock
        self._stop = threading.Event()
        self._stirred = threading.Event()
        self._tidied: datetime | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look, in a thread of its own."""
        self._thread = threading.Thread(target=self._loop, name="dispatcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being done, and look no more."""
        self._stop.set()
        self._stirred.set()
        if self._thread is not None:
            self._thread.join()

    def wake(self) -> None:
        """Look at once: something was written that may be due."""
        self._stirred.set()

    def run_due(self) -> int:
        """Do everything that is due now, in the order of its moments; return how many pieces were done.

        What becomes due by it is left to the next time.
        """
        now = self._clock()
        done = sum(self._do(due) for due in self._due(now))
        with self._store.reading() as unit:
            overdue = unit.schedule.overdue(now)
        return done + sum(self._escalate(task) for task in overdue)

    def _due(self, now: datetime) -> Iterator[Due]:
        last = BEGINNING
        while not self._stop.is_set():
            with self._store.reading() as unit:
                found = unit.schedule.due(now, last)
            for due in found:
                if self._stop.is_set():
                    return
                yield due
                last = (due.due_at, due.id)
            if len(found) < AT_A_TIME:
                return

    def _do(self, due: Due) -> bool:
        """Do one piece; what can't be done now is put off, so that it stands in nobody's way."""
        try:
            command = self._command(due)
            if command is not None:
                self._execute(command)
        except ProcessFault:
            return False  # an incident now, which an operator sees
        except Exception as error:
            if not isinstance(error, Conflict):
                log.exception("due work failed: %s", due.id)
            self._put_off(due, error)
            return False
        return True

    def _command(self, due: Due) -> Command | None:
        if due.kind == "timer":
            return FireTimer(case=due.case or "", timer=due.subject)
        if due.kind != "start":
            return self._routing.command_for(due.id)
        with self._store.reading() as unit:
            alarm = unit.alarms.find(due.id)
        if alarm is None:
            return None
        return Begin(definition=alarm.definition, start_event=alarm.start, trigger="timer", job=alarm.id)

    def _put_off(self, due: Due, error: Exception) -> None:
        """Try again later, and not for ever; but a signal that its case waits for no more is late."""
        with self._store.writing() as unit:
            unfit = isinstance(error, Conflict) and not isinstance(error, Contention)
            late = due.kind == "signal" and unfit
            found = unit.mail.find(due.id) if late else None
            if found is not None:
                unit.mail.take(found[0])
            elif due.attempts + 1 >= MOST_ATTEMPTS or isinstance(error, Damaged):
                unit.schedule.bury(due.id, _why(error), self._clock())
            else:
                unit.schedule.postpone(due.id, _why(error), self._clock() + _pause(due.attempts))

    def _escalate(self, task: str) -> bool:
        try:
            self._execute(Escalate(task=task))
        except Conflict:
            return False
        except ParafError:
            log.exception("an overdue task could not be made known: %s", task)
            return False
        return True

    def _loop(self) -> None:
        while not self._stop.is_set():
            self._stirred.clear()
            try:
                if self.run_due() == 0:
                    self.tidy()
                    self._stirred.wait(self._until_next())
            except Exception:
                log.exception("the dispatcher stumbled; it goes on")
                self._stop.wait(INTERVAL)

    def _until_next(self) -> float:
        """Return for how many seconds nothing is due, as far as is known; ``INTERVAL`` at most."""
        with self._store.reading() as unit:
            moment = unit.schedule.next_moment()
        if moment is None:
            return INTERVAL
        return min(max(0.0, (moment - self._clock()).total_seconds()), INTERVAL)

    def tidy(self) -> None:
        """Forget what is of no use any more; at most every ``TIDYING``."""
        now = self._clock()
        if self._tidied is not None and now < self._tidied + TIDYING:
            return
        self._tidied = now
        with self._store.reading() as unit:
            overstayed = unit.mail.overstayed(now)
        for message in overstayed:
            self._give_up(message)
        with self._store.writing() as unit:
            unit.people.tidy(now)
            unit.mail.tidy(now)
            unit.incidents.tidy()
            unit.notices.tidy(now)
            unit.files.tidy(now - UNUSED_UPLOADS)

    def _give_up(self, message: str) -> None:
        try:
            self._execute(GiveUp(message=message))
        except Conflict:
            log.info("message %s found somebody at the last moment", message)
        except ParafError:
            log.exception("message %s can't be given up", message)


def _why(error: Exception) -> str:
    """Return why something failed; an error that isn't ours might quote what the case is about."""
    if isinstance(error, ParafError):
        return str(error)
    return f"Kesalahan program ({type(error).__name__}); rinciannya ada di log server."


def _pause(attempts: int) -> timedelta:
    """Return how long to wait after a failure: a second at first, then ever longer."""
    return min(timedelta(seconds=2 ** min(attempts, 20)), LONGEST_PAUSE)
