"""Data of an earlier schema: cases under way go on to their end, and every record still proves itself.

``schema_0001.sql`` is the database of one house of ``tests/procedures``: one case is finished; the other was sent
back once, and a head has taken its task. ``schema_0002.sql`` is another's: one case waits for a head, one for a
timer of two hours, and a task of the third came to nothing because its process is at fault.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.builders import PASSWORD, House, an_approval, opened

DUMPS = Path(__file__).parent


@contextmanager
def upgraded(folder: Path, dump: str) -> Iterator[House]:
    """A house on a database of an earlier schema."""
    an_approval(folder)
    (folder / "data").mkdir()
    with closing(sqlite3.connect(folder / "data" / "paraf.sqlite3")) as connection:
        connection.executescript((DUMPS / dump).read_text())
    with House(folder) as house:
        yield house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with upgraded(tmp_path, "schema_0001.sql") as opened:
        opened.clock.move(days=1)
        yield opened


@pytest.fixture
def timed_house(tmp_path: Path) -> Iterator[House]:
    with upgraded(tmp_path, "schema_0002.sql") as opened:
        yield opened


def test_every_case_of_the_first_schema_still_proves_itself(house: House) -> None:
    assert house.engine.replay_all().findings == []
    assert house.engine.verify().findings == []


def test_a_case_under_way_goes_on_to_its_end(house: House) -> None:
    (running,) = house.engine.cases(house.people["auditor-1"], status="active").items
    assert running.title == "Permohonan diperbaiki"
    house.complete("kepala-1", "setujui", {"keputusan": "SETUJU"}, password=PASSWORD, case=running.id)
    house.complete("staf-1", "arsip", case=running.id)
    assert house.engine.case(house.people["auditor-1"], running.id).row.status == "completed"
    assert house.engine.replay(running.id).findings == []


def test_old_cases_are_found_by_their_clauses_and_new_ones_begin_on_the_current_version(house: House) -> None:
    auditor = house.people["auditor-1"]
    assert house.engine.cases(auditor, clause="1").total == 2
    (row,) = house.engine.studio.definitions(house.people["pemilik-1"])
    assert row.current is not None
    assert (row.current.number, row.current.running, row.folder) == (1, 1, "current")


def test_an_old_case_is_shown_to_the_auditor_as_far_as_it_was_recorded(house: House) -> None:
    auditor = house.people["auditor-1"]
    for row in house.engine.cases(auditor).items:
        assert all(view.item.actor_name for view in house.engine.moments(auditor, row.id))


def test_every_case_of_the_second_schema_still_proves_itself(timed_house: House) -> None:
    assert timed_house.engine.replay_all().findings == []
    assert timed_house.engine.verify().findings == []


def test_a_timer_set_before_the_upgrade_fires_after_it_and_not_before_its_moment(timed_house: House) -> None:
    house = timed_house
    assert house.engine.dispatcher.run_due() == 0
    house.clock.move(hours=3)
    assert house.engine.dispatcher.run_due() == 1
    done = house.complete("staf-1", "lanjut")
    assert house.engine.case(house.people["auditor-1"], done.case).row.status == "completed"
    assert house.engine.replay(done.case).findings == []


def test_what_an_operator_had_to_look_at_is_still_there(timed_house: House) -> None:
    with opened(timed_house.settings.database) as connection:
        kept = connection.execute(
            "SELECT state, attempts, content FROM job WHERE kind = 'incident'"
        ).fetchall()
    assert kept == [("dead", 1, "null")]
