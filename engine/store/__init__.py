"""Where everything is kept: the only importer of SQLAlchemy, and the only place that commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from engine.store.alarms import Alarms
from engine.store.cases import Cases, TaskAndCase
from engine.store.definitions import Definitions, ReleaseRecord, VersionRecord
from engine.store.drafts import Drafts, PenRecord, SaveRecord
from engine.store.files import Files, Upload
from engine.store.incidents import Incidents, JobRecord
from engine.store.journal import Journal
from engine.store.lists import Lists, Window
from engine.store.mail import Mail, payload_digest
from engine.store.notices import NoticeRecord, Notices
from engine.store.people import Credentials, People, Throttle
from engine.store.registers import Registers
from engine.store.schedule import Due, Schedule
from engine.store.schema import require_current, upgrade
from engine.store.tokens import Tokens
from engine.store.unit_of_work import Database, LockFile
from engine.store.work import WorkList

__all__ = [
    "Credentials",
    "Due",
    "JobRecord",
    "LockFile",
    "NoticeRecord",
    "PenRecord",
    "ReleaseRecord",
    "SaveRecord",
    "Store",
    "TaskAndCase",
    "Throttle",
    "Unit",
    "Upload",
    "VersionRecord",
    "Window",
    "payload_digest",
]


class Unit:
    """One transaction's view of the store, by subject."""

    def __init__(self, connection: Connection) -> None:
        self.cases = Cases(connection)
        self.journal = Journal(connection)
        self.schedule = Schedule(connection)
        self.mail = Mail(connection)
        self.work = WorkList(connection)
        self.alarms = Alarms(connection)
        self.incidents = Incidents(connection)
        self.notices = Notices(connection)
        self.registers = Registers(connection)
        self.definitions = Definitions(connection)
        self.drafts = Drafts(connection)
        self.people = People(connection)
        self.tokens = Tokens(connection)
        self.files = Files(connection)
        self.lists = Lists(connection)

    @property
    def stirred(self) -> bool:
        """Whether something was written that may be due at once."""
        return any(part.stirred for part in (self.schedule, self.mail, self.work, self.alarms))


class Store:
    """A database file with the schema of this release.

    Args:
        path: the SQLite file.
        migrate: bring the schema up to date; otherwise an older one is refused.
    """

    def __init__(self, path: Path, *, migrate: bool) -> None:
        self._database = Database(path)
        try:
            with self._database.writing() if migrate else self._database.reading() as connection:
                if migrate:
                    upgrade(connection)
                require_current(connection)
        except BaseException:
            self._database.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Give a consistent snapshot to read from."""
        with self._database.reading() as connection:
            yield Unit(connection)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """Give the one writer; what it wrote is kept where the block ends without an error.

        What writes a row that somebody else wrote first raises a ``ConcurrentWrite`` inside the block.

        Raises:
            Unavailable: another process holds the database, or its disk fails.
            Invalid: something to be written is no value that a database keeps.
        """
        with self._database.writing() as connection:
            yield Unit(connection)

    def close(self) -> None:
        """Give back every connection."""
        self._database.close()
