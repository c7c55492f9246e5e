"""Writers take turns: who asks first writes first, and who is quick does not keep the others waiting."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from engine.store.turns import Turns
from engine.store.unit_of_work import Database

SOON = 30.0


class Line(deque[threading.Event]):
    """Who waits; it tells when somebody has joined it."""

    def __init__(self) -> None:
        super().__init__()
        self.joined = threading.Semaphore(0)

    def append(self, turn: threading.Event) -> None:
        super().append(turn)
        self.joined.release()


@contextmanager
def waiting(turns: Turns, *work: Callable[[], None]) -> Iterator[list[threading.Thread]]:
    """Give threads that wait for their turns one behind the other; all have come to an end afterwards."""
    line = turns._waiting = Line()
    threads = [threading.Thread(target=each, daemon=True) for each in work]
    for thread in threads:
        thread.start()
        assert line.joined.acquire(timeout=SOON)
    yield threads
    for thread in threads:
        thread.join(SOON)
        assert not thread.is_alive()


def test_who_has_waited_longest_is_next_even_where_the_last_one_asks_again_at_once() -> None:
    turns = Turns()
    order: list[str] = []
    assert turns.acquire(SOON)

    def wait(name: str) -> None:
        assert turns.acquire(SOON)
        order.append(name)

    with waiting(turns, lambda: wait("a"), lambda: wait("b"), lambda: wait("c")) as threads:
        for thread in threads:
            turns.release()
            thread.join(SOON)
            assert not turns.acquire(0)
    assert order == ["a", "b", "c"]


def test_who_gives_up_is_passed_over() -> None:
    turns = Turns()
    assert turns.acquire(SOON)
    assert not turns.acquire(0.01)
    turns.release()
    assert turns.acquire(0)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "a.sqlite3")) as database:
        yield database


def test_a_writer_that_writes_again_at_once_comes_after_those_that_waited(database: Database) -> None:
    order: list[str] = []

    def write(name: str) -> None:
        with database.writing() as connection:
            order.append(name)
            connection.exec_driver_sql(f"INSERT INTO written VALUES ('{name}')")

    with ExitStack() as until_all_have_written:
        with database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE written (name TEXT)")
            others = waiting(database._writing, lambda: write("second"), lambda: write("third"))
            until_all_have_written.enter_context(others)
        write("first again")
    assert order == ["second", "third", "first again"]
    with database.reading() as connection:
        assert [name for (name,) in connection.exec_driver_sql("SELECT name FROM written")] == order
