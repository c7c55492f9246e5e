"""The engine against the token game: after every command the case stands where the standard says.

5,000 processes a run; ``PARAF_ORACLE=20000`` tries as many, ``PARAF_ORACLE_SEED=1000000`` others.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest

from tests.oracle.blocks import Blocks
from tests.oracle.graph import Graph, Node
from tests.oracle.play import COMMANDS, Decisions, Play
from tests.oracle.token_game import TokenGame
from tests.unit.spiff.builders import NOW

PROCESSES = int(os.environ.get("PARAF_ORACLE", "5000"))
SEED = int(os.environ.get("PARAF_ORACLE_SEED", "0"))
BATCH = 250

BATCHES = [
    range(first, min(first + BATCH, SEED + PROCESSES)) for first in range(SEED, SEED + PROCESSES, BATCH)
]


@pytest.mark.parametrize("seeds", BATCHES, ids=lambda seeds: f"seeds {seeds[0]} to {seeds[-1]}")
def test_the_case_stands_where_the_token_game_does_live_restored_and_replayed(seeds: range) -> None:
    for seed in seeds:
        Play(seed).play()


def test_whatever_can_be_drawn_also_happens() -> None:
    assert set().union(*(happened(seed) for seed in range(2000))) == {
        *(f"{kind} {loop}".strip() for kind in ACTIVITIES for loop in LOOPS),
        *(f"{kind} {event}" for kind in ("start", "boundary") for event in HANDLED),
        *(f"end {event}".strip() for event in ("", "terminate", "error", "escalation", "cancel")),
        *("start", "boundary cancel", "catch timer", "catch message", "throw escalation"),
        *("xor", "and", "or", "gate", "user splits"),
    }


ACTIVITIES = ("user", "receive", "service", "sub", "transaction", "call")
LOOPS = ("", "parallel", "sequential", "while", "until")
HANDLED = (
    *("error", "escalation", "escalation beside", "message", "message beside"),
    *("timer", "timer beside", "timer cycle beside"),
)


def happened(seed: int) -> set[str]:
    """What a token passed in a case that is played by the token game alone."""
    random = Random(seed)
    graph = Blocks(random).graph
    game = TokenGame(graph, Decisions.drawn(graph, random), NOW)
    for _ in range(COMMANDS):
        if not game.over:
            game.decisions = Decisions.drawn(graph, random)
            game.happen(random.choice(list(game.waits())), NOW)
    return {construct(node) for node in graph.every() if node.id in game.passed} | (
        {"user splits"} if game.passed & splitting(graph) else set()
    )


def construct(node: Node) -> str:
    event = "" if node.kind == "receive" else node.event
    cycle = "cycle" if node.event == "timer" and node.times else ""
    return " ".join(filter(None, [node.kind, event, node.loop, cycle, "" if node.interrupting else "beside"]))


def splitting(graph: Graph) -> set[str]:
    """Ids of the tasks of a process that several flows leave."""
    flows = Counter(source for source, _, _ in graph.edges)
    return {id for id, count in flows.items() if count > 1 and graph.nodes[id].kind == "user"}
