"""What completing a task costs the database; figures of time are in ``bench/``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import event

from engine.commands import Complete
from tests.builders import ROOT, House
from tests.scenarios import asked, begin, scenarios

MOST_STATEMENTS = 8


class Count:
    """Statements and commits of every database of this process, while it is listened to."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.commits = 0


@contextmanager
def counting() -> Iterator[Count]:
    count = Count()

    def statement(_connection: Any, _cursor: Any, text: str, *_: Any) -> None:
        if not text.startswith("BEGIN"):
            count.statements.append(text)

    def commit(_connection: Any) -> None:
        count.commits += 1

    event.listen(Database, "before_cursor_execute", statement)
    event.listen(Database, "commit", commit)
    try:
        yield count
    finally:
        event.remove(Database, "before_cursor_execute", statement)
        event.remove(Database, "commit", commit)


def test_completing_a_task_takes_at_most_eight_statements_and_one_commit(house: House, case: str) -> None:
    task = house.task("kepala-1", "setujui").id
    data = {"keputusan": "TIDAK_SETUJU", "alasan": "belum"}
    with counting() as count:
        house.engine.execute(Complete(actor=house.people["kepala-1"], task=task, data=data, seen=1))
    assert len(count.statements) <= MOST_STATEMENTS, count.statements
    assert count.commits == 1


def test_every_task_of_the_longest_scenario_keeps_to_that(tmp_path: Path) -> None:
    scenario = next(scenario for scenario in scenarios(ROOT / "processes") if scenario.path.stem == "S09")
    with House(tmp_path, now=datetime(2026, 1, 5, 2, 0, tzinfo=UTC)) as house:
        case = begin(house, scenario)
        for step in scenario.content["steps"]:
            command = asked(house, case, step)
            with counting() as count:
                house.engine.execute(command)
            own = [text for text in count.statements if "account" not in text and "throttle" not in text]
            assert len(own) <= MOST_STATEMENTS, (step["element"], own)
            assert count.commits == 1, step["element"]


@pytest.mark.parametrize("rounds", [30])
def test_the_stored_position_does_not_grow_with_the_rounds(house: House, case: str, rounds: int) -> None:
    sizes = []
    for _ in range(rounds):
        house.complete("kepala-1", "setujui", {"keputusan": "TIDAK_SETUJU", "alasan": "belum"})
        house.complete("staf-1", "perbaiki", {"judul": "Permohonan"})
        sizes.append(house.state_size(case))
    assert max(sizes[5:]) <= sizes[4] * 1.05
