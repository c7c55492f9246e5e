"""Does the work of connectors: outside of any transaction, as often as it takes, each result taken in once.

What is due is leased, so that no two workers do it at the same time. Who crashes loses the lease in time, and
another does the work again, under the same idempotency key. What a connector gave back reaches its case by a
command, which is refused where the case doesn't wait for it any more.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
import traceback
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial

from engine.clock import Clock
from engine.commands import Command, FailWork, FinishWork
from engine.connectors import Connector, Permanent, Rejected, Temporary, Work
from engine.errors import Conflict, Contention, Damaged, ProcessFault, Unavailable
from engine.library import Library
from engine.model import Json
from engine.projections import WorkRecord
from engine.store import Store

THREADS = 4
INTERVAL = 5.0
"""Seconds between two looks at what is due, where nobody calls."""

PAUSES_OF_RECORDING = (0.0, 0.5, 1, 2, 5, 10, 20, 30)
"""Seconds before each attempt to record what came of a piece of work: together shorter than its lease."""

RETRIES = "retries"
COUNT = re.compile("[1-9][0-9]?")
ATTEMPTS = 5
MOST_ATTEMPTS = 20
FIRST_PAUSE = timedelta(seconds=10)
GROWTH = 3
LONGEST_PAUSE = timedelta(hours=1)

log = logging.getLogger(__name__)


class Worker:
    """Does what is due with the connectors.

    Args:
        execute: carries a command out.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        connectors: Mapping[str, Connector],
        execute: Callable[[Command], object],
        clock: Clock,
    ) -> None:
        self._store = store
        self._library = library
        self._connectors = connectors
        self._execute = execute
        self._clock = clock
        self._name = uuid.uuid4().hex
        self._stopping = threading.Event()
        self._awake = threading.Event()
        self._foreman: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look for work, in threads of its own; what a worker before left undone is free again."""
        with self._store.writing() as unit:
            unit.work.free()
        self._foreman = threading.Thread(target=self._loop, name="worker", daemon=True)
        self._foreman.start()

    def stop(self) -> None:
        """Finish what is being done, and look for no more."""
        self._stopping.set()
        self.wake()
        if self._foreman is not None:
            self._foreman.join()

    def wake(self) -> None:
        """Look for work now."""
        self._awake.set()

    def run_due(self) -> int:
        """Do everything that is due now, here; return how many pieces were tried."""
        done = 0
        while leased := self._lease(THREADS):
            for work in leased:
                self._do(work)
            done += len(leased)
        return done

    def _loop(self) -> None:
        with ThreadPoolExecutor(THREADS, "connector") as pool:
            busy: set[Future[None]] = set()
            while not self._stopping.is_set():
                self._awake.clear()
                busy = {piece for piece in busy if not piece.done()}
                for work in self._leased_safely(THREADS - len(busy)):
                    piece = pool.submit(self._do, work)
                    piece.add_done_callback(lambda _: self.wake())
                    busy.add(piece)
                self._awake.wait(INTERVAL)

    def _leased_safely(self, most: int) -> list[WorkRecord]:
        try:
            return self._lease(most)
        except Exception:  # whatever it is: without this thread no connector works any more
            log.exception("the worker couldn't look for work; it goes on")
            return []

    def _lease(self, most: int) -> list[WorkRecord]:
        now = self._clock()
        with self._store.reading() as unit:
            # Most calls are for other things than work, and writers wait for each other.
            if not unit.work.is_due(now):
                return []
        with self._store.writing() as unit:
            return unit.work.lease(now, self._name, most=most)

    def _do(self, work: WorkRecord) -> None:
        """Do one piece of work; whatever happens, the worker goes on.

        What came of it is recorded as soon as the database lets it, while nobody else may do the work.
        """
        record = self._done(work)
        for pause in PAUSES_OF_RECORDING:
            if self._stopping.wait(pause) and pause:
                break
            try:
                record()
            except Exception as error:
                log.exception("the end of work %s at %s wasn't recorded", work.id, work.element)
                if not isinstance(error, Unavailable | Contention) or isinstance(error, Damaged):
                    why = f"Kesalahan program setelah konektor menjawab ({type(error).__name__})."
                    record = partial(self._bury, work, why)
            else:
                return
        log.error("work %s at %s is done again", work.id, work.element)

    def _done(self, work: WorkRecord) -> Callable[[], None]:
        """Have the connector do a piece of work; returns what records how that ended."""
        try:
            result = self._connectors[work.connector](Work(work.id, work.case, work.inputs))
        except Rejected as rejected:
            return partial(self._reject, work, rejected)
        except Temporary as trouble:
            return partial(self._postpone, work, trouble)
        except Permanent as fault:
            return partial(self._bury, work, str(fault))
        except Exception as error:
            # Its own words might hold what the connector was sent; where it happened does not.
            where = "".join(traceback.format_tb(error.__traceback__))
            kind = type(error).__name__
            log.error("connector %s failed with %s:\n%s", work.connector, kind, where)  # noqa: TRY400
            return partial(self._bury, work, f"Kesalahan program pada konektor {work.connector} ({kind}).")
        return partial(self._finish, work, result)

    def _finish(self, work: WorkRecord, result: Json) -> None:
        try:
            self._execute(FinishWork(case=work.case, work=work.id, result=result))
        except Contention:
            raise
        except Conflict:
            log.info("case %s didn't wait for work %s any more", work.case, work.id)
        except ProcessFault:
            log.info("case %s can't go on with what work %s gave; see its incident", work.case, work.id)

    def _reject(self, work: WorkRecord, rejected: Rejected) -> None:
        """Let the process handle the error; one that it doesn't handle is an operator's to look at."""
        message = str(rejected)
        try:
            self._execute(FailWork(case=work.case, work=work.id, code=rejected.code, message=message))
        except Contention:
            raise
        except Conflict:
            self._bury(work, message)
        except ProcessFault:
            log.info("case %s can't go on from %s; see its incident", work.case, rejected.code)

    def _postpone(self, work: WorkRecord, trouble: Temporary) -> None:
        attempts = work.attempts - work.forgiven
        if attempts >= self._most_attempts(work):
            self._bury(work, str(trouble))
            return
        pause = max(pause_after(attempts, work.id), timedelta(seconds=trouble.after))
        with self._store.writing() as unit:
            unit.work.retry(work, self._name, str(trouble), self._clock() + pause)

    def _bury(self, work: WorkRecord, error: str) -> None:
        """Make an incident of it; where the case doesn't wait for it any more, nothing is left to bury."""
        log.warning("work %s at %s of case %s failed; see its incident", work.id, work.element, work.case)
        with self._store.writing() as unit:
            unit.work.bury(work, self._name, error, self._clock())

    def _most_attempts(self, work: WorkRecord) -> int:
        """Return how often the element's author wants it to be tried."""
        with self._store.reading() as unit:
            found = unit.cases.find(work.case)
            if found is None:
                return ATTEMPTS
            program = self._library.get(unit, found[0].version).program
        wanted = program.element(work.process, work.element).properties.get(RETRIES, "")
        return min(int(wanted), MOST_ATTEMPTS) if COUNT.fullmatch(wanted) else ATTEMPTS


def pause_after(attempts: int, key: str) -> timedelta:
    """Return how long to wait after so many attempts: longer each time, and not together with all others.

    Args:
        key: of the work; it decides alone where between half and all of the pause the next attempt lies.
    """
    pause = min(FIRST_PAUSE.total_seconds() * GROWTH ** (attempts - 1), LONGEST_PAUSE.total_seconds())
    share = hashlib.sha256(f"{key} {attempts}".encode()).digest()[0] / 255
    return timedelta(seconds=pause * (1 + share) / 2)
