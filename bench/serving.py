"""What somebody at a browser waits for, over HTTP from the server as it is served."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.figures import Figure, milliseconds, timed
from bench.sop import a_house, another, scenario
from engine.commands import Complete
from tests.builders import ROOT, House, an_approval
from tests.robustness.server import serving
from tests.robustness.visitor import Visitor
from tests.scenarios import asked

SUBMISSIONS, OPEN_TASKS, PAGES = 60, 10_000, 30


def measure(folder: Path) -> Sequence[Figure]:
    """Measure with one visitor, after the first requests have warmed the server up."""
    return [*_submissions(folder / "sop"), *_inbox(folder / "inbox")]


def _submissions(folder: Path) -> Sequence[Figure]:
    """Do the second task of S01, whose next one is the same person's, and open that."""
    folder.mkdir()
    for name in ("processes", "forms"):
        (folder / name).symlink_to(ROOT / name)
    story = scenario("S01")
    step = story.content["steps"][0]
    with a_house(folder) as house:
        forms = []
        for number in range(SUBMISSIONS):
            command = asked(house, another(house, story, number), step)
            assert isinstance(command, Complete)
            forms.append(
                (f"/tasks/{command.task}", {"data": json.dumps(command.data), "seen": str(command.seen)})
            )
    submitting, reading = [], []
    with serving(folder) as server:
        official = server.visitor(step["actor"])
        for task, form in forms:
            seconds, answer = timed(official.post, task, form)
            submitting.append(seconds)
            seconds, page = timed(official.get, answer.told["redirect"])
            assert "form-schema" in page.text, answer
            reading.append(seconds)
    both = [sum(pair) for pair in zip(submitting, reading, strict=True)]
    return [
        milliseconds("submit a task of the SOP", submitting[5:]),
        milliseconds("the next task's page", reading[5:]),
        milliseconds("submit and next page", both[5:]),
    ]


def _inbox(folder: Path) -> Sequence[Figure]:
    with House(an_approval(folder)) as house:
        house.start("staf-1", data={"judul": "Permohonan", "surat": house.upload("staf-1")})
    _multiply(house.settings.database)
    with serving(folder) as server:
        head = server.visitor("kepala-1")
        assert re.search(r"10\.00[01]", head.get("/inbox").text)
        return [
            milliseconds(f"inbox with {OPEN_TASKS:,} open tasks, {what}", _pages(head, path))
            for what, path in [
                ("first page", "/inbox"),
                ("page 200", "/inbox?page=200"),
                ("by title", "/inbox?sort=title"),
                ("searched", "/inbox?q=9876"),
            ]
        ]


def _pages(visitor: Visitor, path: str) -> list[float]:
    return [timed(visitor.get, path)[0] for _ in range(PAGES)]


def _multiply(database: Path) -> None:
    """Make 10,000 rows of the one open task's; the cases behind them can be listed, not opened."""
    with closing(sqlite3.connect(database)) as connection, connection:
        _copy(
            connection,
            "instance",
            id="printf('%032x', nth)",
            idempotency_key="nth",
            title="'Permohonan ' || nth",
            search="'permohonan ' || nth",
        )
        _copy(
            connection,
            "task",
            id="printf('%036x', nth)",
            instance="printf('%032x', nth)",
            due_at="due_at + nth * 1000000",
        )
        _copy(connection, "candidate", task="printf('%036x', nth)")


def _copy(connection: sqlite3.Connection, table: str, **changed: str) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute(
        "WITH RECURSIVE numbers(nth) AS"
        f" (SELECT 1 UNION ALL SELECT nth + 1 FROM numbers WHERE nth < {OPEN_TASKS}),"
        f" one AS (SELECT * FROM {table} LIMIT 1)"
        f" INSERT INTO {table} ({names}) SELECT {values} FROM numbers, one"
    )
