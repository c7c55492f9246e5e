"""What completing a task asks of the database, and what a finished case leaves in it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.figures import Figure, at_most
from bench.sop import a_house, another, scenario, steps
from tests.builders import House
from tests.engine.test_cost import MOST_STATEMENTS, counting
from tests.scenarios import Scenario, asked, take

CASES = 50


def measure_statements(folder: Path) -> Sequence[Figure]:
    """Count what each task of the longest scenario takes; a password confirmed for initials isn't counted."""
    story = scenario("S09")
    statements: dict[str, int] = {}
    commits: set[int] = set()
    with a_house(folder) as house:
        case = another(house, story, 1)
        for step in steps(story, 1):
            command = asked(house, case, step)
            with counting() as count:
                house.engine.execute(command)
            own = [text for text in count.statements if "account" not in text and "throttle" not in text]
            statements[step["element"]] = max(len(own), statements.get(step["element"], 0))
            commits.add(count.commits)
    most = max(statements, key=lambda element: statements[element])
    return [
        at_most(f"statements a task of S09, the most ({most})", statements[most], MOST_STATEMENTS),
        at_most("commits a task, the most", max(commits), 1),
    ]


def measure_size(folder: Path) -> Sequence[Figure]:
    """Let the database grow by finished cases, and see by how much."""
    return [figure for name in ("S01", "S08") for figure in _size(folder / name, scenario(name))]


def _size(folder: Path, story: Scenario) -> Sequence[Figure]:
    with a_house(folder) as house:
        _finish(house, story, 0)
        before = _bytes(house.settings.database)
        for number in range(1, CASES + 1):
            _finish(house, story, number)
        after = _bytes(house.settings.database)
    grown = {name: (after[name] - before[name]) / CASES / 1024 for name in after}
    tables = ", ".join(f"{name} {kib:.1f}" for name, kib in Counter(grown).most_common() if kib >= 0.05)
    commands = len(story.content["steps"]) + 1
    return [
        Figure(
            f"{story.path.stem}, {commands} commands", f"{sum(grown.values()):.1f} KiB of database a case"
        ),
        Figure("  KiB by table, its indexes with it", tables),
    ]


def _finish(house: House, story: Scenario, number: int) -> None:
    case = another(house, story, number)
    for step in steps(story, number):
        take(house, case, step)


def _bytes(database: Path) -> dict[str, int]:
    """Return how many bytes each table takes, with its indexes, in the file without its gaps."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        rows = connection.execute(
            "SELECT coalesce(s.tbl_name, 'sqlite_schema'), sum(d.pgsize) FROM dbstat d"
            " LEFT JOIN sqlite_schema s ON s.name = d.name GROUP BY 1"
        )
        return dict(rows.fetchall())
