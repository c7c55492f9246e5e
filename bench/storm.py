"""A storm: ten thousand timers due in the same second, each fired by a command and an entry of its own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure, at_most, timed
from engine.commands import Start
from tests.between import STARTED, a_procedure, event, staff, timer
from tests.builders import House, opened
from tests.unit.spiff import builders as bpmn

TIMERS = 10_000


def measure(folder: Path) -> Sequence[Figure]:
    """Begin cases that all wait for the same second, and let it come."""
    with House(_written(folder)) as house:
        beginning, _ = timed(_begin, house)
        idle, early = timed(house.engine.dispatcher.run_due)
        house.clock.move(hours=2)
        draining, fired = timed(house.engine.dispatcher.run_due)
        again = house.engine.dispatcher.run_due()
        order = _order(house.settings.database)
        assert (early, fired, again, len(order)) == (0, TIMERS, 0, TIMERS), (early, fired, again, len(order))
        swapped = sum(earlier > later for earlier, later in itertools.pairwise(order))
    return [
        Figure("cases begun", f"{TIMERS / beginning:.0f} a second"),
        Figure(f"a look at {TIMERS:,} timers of which none is due", f"{idle * 1000:.2f} ms"),
        Figure(f"{TIMERS:,} timers of one second fired, each once", f"in {draining:.1f} s"),
        Figure("timers fired", f"{TIMERS / draining:.0f} a second"),
        at_most("fired after one that was due later", swapped, 0),
    ]


def _written(folder: Path) -> Path:
    waiting = event("intermediateCatchEvent", "tunggu", timer("timeDuration", "PT2H"))
    return a_procedure(folder, "badai", STARTED, waiting, staff("lanjut"), bpmn.end("selesai"))


def _begin(house: House) -> None:
    """Begin the cases within a tenth of a second of the house's clock."""
    for number in range(TIMERS):
        house.engine.execute(
            Start(
                actor=house.people["staf-1"], definition="badai", start_event="mulai", key=f"badai {number}"
            )
        )


def _order(database: Path) -> list[int]:
    """Return when the cases began, in the order in which their timers fired."""
    with opened(database) as connection:
        rows = connection.execute(
            "SELECT started_at FROM entry JOIN instance ON stream = 'case:' || id WHERE entry.n = 2"
            " ORDER BY seq"
        )
        return [began for (began,) in rows]
