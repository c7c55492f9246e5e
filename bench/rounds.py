"""The thousandth round of a rework loop, against the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from bench.figures import Figure, at_most, milliseconds, timed
from bench.sop import a_house, another, scenario
from engine.commands import Complete
from tests.builders import House, an_approval
from tests.scenarios import asked, take

LATE, ROUNDS, TIMES = 1000, 20, 3
GOAL = 1.2


@dataclass
class Case:
    """A case that stands at the first task of its loop.

    Attributes:
        commands: (element, what is done there) for one round; its task is looked up each time.
        entry: the number of the case's last journal entry.
    """

    house: House
    id: str
    commands: Sequence[tuple[str, Complete]]
    entry: int

    def round(self) -> float:
        """Go round once; return how many seconds its commands took."""
        return sum(self._do(element, command) for element, command in self.commands)

    def _do(self, element: str, command: Complete) -> float:
        task = self.house.task(command.actor.username, element, self.id).id
        command = replace(command, task=task, seen=self.entry)
        seconds, outcome = timed(self.house.engine.execute, command)
        self.entry = outcome.entry
        return seconds


def measure(folder: Path) -> Sequence[Figure]:
    """Measure the loop of the approval that the tests use, and the SOP's own."""
    with House(an_approval(folder / "approval")) as house:
        figures = _compare("an approval", lambda number: _approval(house))
    with a_house(folder / "sop") as house:
        return [*figures, *_compare("persetujuan_konsep", lambda number: rework(house, number))]


def _compare(name: str, begin: Callable[[int], Case]) -> list[Figure]:
    """Take an old case and young ones round in turn, so that the machine's noise meets both."""
    old = begin(0)
    for _ in range(LATE - ROUNDS * TIMES // 2):
        old.round()
    early: list[float] = []
    late: list[float] = []
    for number in range(1, TIMES + 1):
        young = begin(number)
        for _ in range(ROUNDS):
            early.append(young.round())
            late.append(old.round())
    return [
        milliseconds(f"{name}, rounds 1 to {ROUNDS}", early),
        milliseconds(f"{name}, rounds around {LATE}", late),
        at_most(f"{name}, ratio of p50", median(late) / median(early), GOAL),
    ]


def _approval(house: House) -> Case:
    started = house.start("staf-1", data={"judul": "Permohonan", "surat": house.upload("staf-1")})
    refuse = Complete(
        actor=house.people["kepala-1"], task="", data={"keputusan": "TIDAK_SETUJU", "alasan": "belum"}
    )
    mend = Complete(actor=house.people["staf-1"], task="", data={"judul": "Permohonan"})
    return Case(house, started.case, [("setujui", refuse), ("perbaiki", mend)], started.entry)


def rework(house: House, number: int) -> Case:
    """A case whose draft the Sekretaris refuses and the Kepala Pusat mends, as S04 does once."""
    story = scenario("S04")
    steps = story.content["steps"]
    first = [step["element"] for step in steps].index("UT_MemeriksaSekretaris")
    case = another(house, story, number)
    for step in steps[:first]:
        take(house, case, step)
    commands: list[tuple[str, Complete]] = []
    entry = 0
    for step in steps[first : first + 3]:
        command = asked(house, case, step)
        assert isinstance(command, Complete)
        entry = house.engine.execute(command).entry
        commands.append((step["element"], command))
    return Case(house, case, commands, entry)
