"""Completing a task, against SpiffWorkflow's bare restore + complete + serialise of the same case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.bare import Bare
from bench.figures import Figure, at_most, milliseconds, timed
from bench.sop import KEY, a_house, another, moves, scenario, steps
from tests.scenarios import asked, play

CASES = 40
GOAL = 1.5


def measure(folder: Path) -> Sequence[Figure]:
    """Take cases through S01 on three sides, task by task in turn, so that the machine's noise meets all."""
    story = scenario("S01")
    sides: dict[str, list[float]] = {"cache on": [], "cache off": [], "bare": []}
    with a_house(folder / "on") as cached, a_house(folder / "off", cache_size=0) as uncached:
        played = list(moves(cached, play(cached, story)))
        houses = {"cache on": cached, "cache off": uncached}
        files = sorted((cached.settings.processes / KEY).glob("*.bpmn"))
        with Bare(files, KEY, played[0].element) as bare:
            for number in range(CASES):
                cases = {side: another(house, story, number) for side, house in houses.items()}
                bare.begin(played[0].variables)
                for step, move in zip(steps(story, number), played[1:], strict=True):
                    for side, house in houses.items():
                        command = asked(house, cases[side], step)
                        seconds, _ = timed(house.engine.execute, command)
                        sides[side].append(seconds)
                    sides["bare"].append(bare.complete(move.element, move.entered, move.variables))
    return [
        milliseconds("SpiffWorkflow alone, restore + complete + serialise", sides["bare"]),
        milliseconds("Engine.execute(Complete), cache on", sides["cache on"]),
        milliseconds("Engine.execute(Complete), cache off", sides["cache off"]),
        at_most("ratio of p50, cache on", median(sides["cache on"]) / median(sides["bare"]), GOAL),
        at_most("ratio of p50, cache off", median(sides["cache off"]) / median(sides["bare"]), GOAL),
    ]
