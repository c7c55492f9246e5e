"""The engine against the token game: the same user tasks are open after every completion.

300 processes a run; ``PARAF_ORACLE=20000`` tries as many, ``PARAF_ORACLE_SEED=1000000`` others.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest

from engine.decisions import Decided
from engine.spiff import Program, Run
from tests.oracle.blocks import Blocks
from tests.oracle.token_game import TokenGame
from tests.unit.spiff.builders import BUDGET, CASE, NOW

PROCESSES = int(os.environ.get("PARAF_ORACLE", "300"))
SEED = int(os.environ.get("PARAF_ORACLE_SEED", "0"))
BATCHES = 10
COMPLETIONS = 40


class Decisions(dict[str, bool]):
    """A language in which every text is a decision made beforehand."""

    def value(self, text: str, names: object) -> bool:
        return self[text]

    def names(self, text: str) -> list[str]:
        return []

    def condition(self, text: str, names: object) -> bool:
        return self[text]

    def decide(self, decision: str, mapping: str, names: object) -> Decided:
        raise NotImplementedError

    def draw(self, conditions: list[str], random: Random) -> None:
        self.update({condition: random.random() < 0.45 for condition in conditions})


def play(seed: int) -> None:
    """One process, twice at once: live, and stored and restored before every command."""
    random = Random(seed)
    blocks = Blocks(random, depth=4)
    program = Program.parse({"p.bpmn": blocks.xml()}, "p")
    start = program.main.starts[0]
    decisions = Decisions()
    decisions.draw(blocks.graph.conditions, random)
    game = TokenGame(blocks.graph, decisions)
    run, steps = Run.start(program, CASE, start, decisions, NOW, assign={}, names={}, budget=BUDGET)
    for _ in range(COMPLETIONS):
        blob = run.dump()
        stored = Run.restore(program, blob)
        assert stored.dump() == blob
        assert stored.position() == run.position()
        assert Counter(task.element for task in run.open_tasks()) == game.open, f"seed {seed}"
        assert bool(run.ended) == bool(game.done), f"seed {seed}"
        if run.ended:
            return
        task = random.choice(sorted(run.open_tasks(), key=lambda task: task.id))
        decisions.draw(blocks.graph.conditions, random)
        game.complete(task.element)
        steps, again = (
            one.complete(task.id, decisions, NOW, assign={}, names={}, budget=BUDGET) for one in (run, stored)
        )
        assert steps == again, f"seed {seed}"
        assert run.dump() == stored.dump(), f"seed {seed}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_open_tasks_are_those_of_the_token_game_after_every_completion(batch: int) -> None:
    for number in range(PROCESSES // BATCHES):
        play(SEED + batch * (PROCESSES // BATCHES) + number)
