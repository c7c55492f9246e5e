"""The one place that opens transactions and the only one that commits.

SQLite: WAL, ``synchronous=FULL``, ``BEGIN IMMEDIATE`` for writers, one writer at a time by a lock in this
process, and a lock file that keeps a second serving process out. The driver's own transaction handling is
off, because it begins deferred and upgrades too late.
"""

from __future__ import annotations

import fcntl
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from engine.errors import ConcurrentWrite, Unavailable

WRITER = "paraf_writer"
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA busy_timeout=5000",
)


class Database:
    """A SQLite file, its writers one after the other.

    Attributes:
        engine: SQLAlchemy's; only ``engine.store`` sees it.
    """

    def __init__(self, path: Path) -> None:
        self.engine: Engine = create_engine(
            f"sqlite:///{path}", connect_args={"timeout": 5, "check_same_thread": False}, pool_size=16
        )
        self._writing = threading.RLock()
        event.listen(self.engine, "connect", _prepare)
        event.listen(self.engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection on one consistent snapshot; nothing it does is kept."""
        with self.engine.connect() as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the writer's connection, and commit where the block ends without an error.

        Raises:
            ConcurrentWrite: somebody else wrote the same entry of a stream first.
        """
        with self._writing, self.engine.connect().execution_options(**{WRITER: True}) as connection:
            try:
                yield connection
                connection.commit()
            except IntegrityError as error:
                connection.rollback()
                raise ConcurrentWrite("Data ini baru saja diubah oleh proses lain.") from error
            except BaseException:
                connection.rollback()
                raise

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get(WRITER, False)
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
    except DBAPIError as error:
        raise Unavailable("Basis data sedang dipakai proses lain; coba lagi sebentar.") from error


class LockFile:
    """Keeps a second serving or working process away from the same data folder."""

    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("a")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise Unavailable(
                f"Folder data {path.parent} sedang dipakai proses Paraf lain; hentikan dahulu."
            ) from error

    def release(self) -> None:
        """Let the next process in."""
        self._file.close()
