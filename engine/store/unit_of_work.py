"""The one place that opens transactions and the only one that commits.

SQLite: WAL, ``synchronous=FULL``, ``BEGIN IMMEDIATE`` for writers, one writer at a time by a lock in this
process, and a lock file that keeps a second serving process out. The driver's own transaction handling is
off, because it begins deferred and upgrades too late.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError

from engine.errors import ConcurrentWrite, Invalid, Unavailable
from engine.store.turns import Turns

WRITER = "paraf_writer"
PATIENCE = 5
"""Seconds that a writer waits for those in this process, and again for those in others."""

BUSY = "Basis data sedang dipakai proses lain; coba lagi sebentar."
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    f"PRAGMA busy_timeout={PATIENCE * 1000}",
)


class Database:
    """A SQLite file, its writers one after the other.

    Attributes:
        engine: SQLAlchemy's; only ``engine.store`` sees it.
    """

    def __init__(self, path: Path) -> None:
        self.engine: Engine = create_engine(
            f"sqlite:///{path}", connect_args={"timeout": PATIENCE, "check_same_thread": False}, pool_size=16
        )
        self._writing = Turns()
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
            Unavailable: the database stays locked, or its disk fails.
            Invalid: something to be written is no value that a database keeps.
        """
        with self._turn(), self.engine.connect().execution_options(**{WRITER: True}) as connection:
            try:
                yield connection
                connection.commit()
            except OperationalError as error:
                connection.rollback()
                raise Unavailable(BUSY) from error
            except DBAPIError:
                connection.rollback()
                raise
            except StatementError as error:
                connection.rollback()
                raise Invalid("Isian memuat nilai yang tidak dapat disimpan.") from error
            except BaseException:
                connection.rollback()
                raise

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Keep the writers of this process apart; behind a lock from outside none waits for all before it."""
        if not self._writing.acquire(timeout=PATIENCE):
            raise Unavailable(BUSY)
        try:
            yield
        finally:
            self._writing.release()


@contextmanager
def a_lost_race() -> Iterator[None]:
    """Tell a row that somebody else wrote first from every other breach of the schema.

    Raises:
        ConcurrentWrite: the row is there already.
    """
    try:
        yield
    except IntegrityError as error:
        raise ConcurrentWrite("Data ini baru saja diubah oleh proses lain.") from error


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get(WRITER, False)
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
    except DBAPIError as error:
        raise Unavailable(BUSY) from error


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
