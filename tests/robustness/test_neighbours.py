"""Other processes at the same data: a second server, the command line, somebody's database tool."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest

from tests.robustness.records import Records
from tests.robustness.server import Server

IN_USE = "sedang dipakai proses Paraf lain; hentikan dahulu."


@contextmanager
def locked(server: Server) -> Iterator[None]:
    """Hold the database's one write lock from this process."""
    with closing(sqlite3.connect(server.settings.database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("command", "code"), [(("app.py", "--port", "0"), 1), (("-m", "engine", "publish"), 2)]
)
def test_a_second_process_that_would_write_is_refused_in_one_sentence(
    server: Server, command: tuple[str, ...], code: int
) -> None:
    refused = server.run(*command)
    assert refused.returncode == code
    assert refused.stderr.strip() == f"Folder data {server.settings.data} {IN_USE}"
    assert server.answers()


@pytest.mark.parametrize("command", ["verify", "replay"])
def test_the_journal_can_be_read_beside_a_serving_process_even_while_somebody_writes(
    server: Server, command: str
) -> None:
    clerk = server.visitor("staf-1")
    assert clerk.begin("Permohonan", clerk.start_key()).status == 200
    with locked(server):
        done = server.run("-m", "engine", command)
    assert done.returncode == 0, done.stderr
    assert "utuh" in done.stdout


def test_while_somebody_else_holds_the_database_writers_are_told_to_wait_and_readers_go_on(
    server: Server,
) -> None:
    clerks = [server.visitor(f"staf-{number}") for number in (1, 2)]
    assert clerks[0].begin("Permohonan", clerks[0].start_key()).status == 200
    heads = [server.visitor(f"kepala-{number}") for number in (1, 2)]
    [task] = heads[0].tasks()
    page = heads[0].open(task)
    key = clerks[0].start_key()
    with locked(server), ThreadPoolExecutor(4) as pool:
        calls = [
            pool.submit(heads[0].complete, page, keputusan="TIDAK_SETUJU", alasan="belum"),
            pool.submit(heads[1].complete, page, keputusan="TIDAK_SETUJU", alasan="belum"),
            pool.submit(clerks[0].begin, "Permohonan kedua", key),
        ]
        assert clerks[1].get("/cases").status == 200
        for call in calls:
            answer = call.result()
            assert answer.status == 503, answer
            assert answer.told["message"] == "Basis data sedang dipakai proses lain; coba lagi sebentar."
    assert heads[0].complete(page, keputusan="TIDAK_SETUJU", alasan="belum").status == 200
    assert clerks[0].begin("Permohonan kedua", key).status == 200
    records = Records(server.settings)
    assert (len(records.starts()), len(records.completions())) == (2, 1)
    records.require_whole()
