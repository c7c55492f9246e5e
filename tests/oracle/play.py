"""One process, played at once by the token game, by the engine, and by the engine out of its store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from unittest.mock import patch

from engine.decisions import Decided
from engine.model import Json
from engine.spiff import Program, Run, Step
from tests.oracle.blocks import CODES, Blocks
from tests.oracle.graph import Graph, written
from tests.oracle.instances import Wait
from tests.oracle.token_game import TokenGame
from tests.unit.spiff.builders import BUDGET, CASE, NOW

COMMANDS = 30
ENTERED = {"entered": 1, "completed": -1, "cancelled": -1}


class Decisions(dict[str, int]):
    """A language in which every text is a decision made beforehand."""

    @classmethod
    def drawn(cls, graph: Graph, random: Random) -> Decisions:
        drawn = cls({condition: random.random() < 0.45 for condition in graph.conditions()})
        drawn.update(
            {node.cardinality: random.choice([0, 1, 2, 2, 3]) for node in graph.every() if node.is_multiple}
        )
        return drawn

    def value(self, text: str, names: object) -> Json:
        return self[text]

    def names(self, text: str) -> list[str]:
        return []

    def condition(self, text: str, names: object) -> bool:
        return bool(self[text])

    def decide(self, decision: str, mapping: str, names: object) -> Decided:
        raise NotImplementedError


@dataclass(frozen=True)
class Command:
    """What is done to a run.

    Attributes:
        kind: of the ``Wait``; ``element`` is what waits, and ``id`` the engine's name of it.
        code: of the error in which a job ends.
    """

    kind: str
    element: str
    id: str
    decisions: Decisions
    now: datetime
    code: str | None = None

    def do(self, run: Run) -> list[Step]:
        match self.kind:
            case "task":
                return run.complete(self.id, self.decisions, self.now, assign={}, names={}, budget=BUDGET)
            case "timer":
                return run.fire(self.id, self.decisions, self.now, budget=BUDGET)
            case "job" if self.code:
                return run.fail(self.id, self.code, "", self.decisions, self.now, budget=BUDGET)
            case "job":
                return run.finish(self.id, None, self.decisions, self.now, budget=BUDGET)
        return run.receive(self.id, {}, self.decisions, self.now, budget=BUDGET)

    def __str__(self) -> str:
        return f"{self.now:%H:%M} {self.kind} {self.element} {self.code or ''} {json.dumps(self.decisions)}"


class Play:
    """A process, and what was done to it so far.

    Attributes:
        positions: where the engine stood after each command, and ``seen`` what of it the token game knows too.
        entered: how often each element was entered and not left, by what the steps tell.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.graph = Blocks(self.random).graph
        self.bpmn = written(self.graph)
        self.first = Decisions.drawn(self.graph, self.random)
        self.now = NOW
        self.game = TokenGame(self.graph, self.first, NOW)
        self.commands: list[Command] = []
        self.positions: list[Json] = []
        self.entered: Counter[str] = Counter()
        self.seen: dict[str, object] = {}

    def play(self) -> None:
        """Do whatever the token game waits for, at random, until it waits for nothing.

        Raises:
            AssertionError: the engine stands elsewhere, or it fails.
        """
        try:
            program = Program.parse({"p.bpmn": self.bpmn}, "p")
            run, steps = self.start(program)
            self.compare(run, steps)
            while not self.game.over and len(self.commands) < COMMANDS:
                self.compare(run, self.happen(program, run))
            self.replay(program)
        except Exception as error:
            raise AssertionError(self.report(error)) from error

    def start(self, program: Program) -> tuple[Run, list[Step]]:
        start = program.main.starts[0]
        return Run.start(program, CASE, start, self.first, NOW, assign={}, names={}, budget=BUDGET)

    def happen(self, program: Program, run: Run) -> list[Step]:
        """Do one thing to the game, the live run and the stored one, which forgets after each step."""
        waits = list(self.game.waits())
        wait = self.random.choices(waits, [4 if wait.kind == "task" else 1 for wait in waits])[0]
        self.now = max(self.now, wait.due or self.now)
        decisions = Decisions.drawn(self.graph, self.random)
        code = self.caught(wait)
        command = Command(wait.kind, wait.node.id, self.id_of(wait, run), decisions, self.now, code)
        self.commands.append(command)
        stored = Run.restore(program, run.dump())
        steps = command.do(run)
        with patch("engine.spiff.run.MANY", 0):
            assert command.do(stored) == steps
        assert stored.dump() == run.dump()
        assert stored.position() == run.position()
        self.game.decisions = decisions
        if code:
            self.game.fail(wait, code, self.now)
        else:
            self.game.happen(wait, self.now)
        return steps

    def caught(self, wait: Wait) -> str | None:
        """Now and then, the code of an error in which a job ends and that somebody catches."""
        code = self.random.choice(CODES)
        if wait.kind != "job" or not wait.activity or self.random.random() < 0.3:
            return None
        return code if self.game.catcher(wait.activity, wait.activity.scope, "error", code) else None

    def id_of(self, wait: Wait, run: Run) -> str:
        """The engine's id: of those that look the same, both sides name the one that began first, first."""
        twins = [other for other in self.game.waits() if key(other) == key(wait)]
        return [id for other, id in waiting(run) if other == key(wait)][twins.index(wait)]

    def compare(self, run: Run, steps: list[Step]) -> None:
        self.positions.append(run.position())
        for step in steps:
            self.entered[step.element] += ENTERED.get(step.kind, 0)
        self.seen = {**position(run), "entered": +self.entered}
        assert self.seen == expected(self.game)
        ids = [id for _, id in waiting(run)]
        assert len(set(ids)) == len(ids), "two things that wait have the same id"

    def replay(self, program: Program) -> None:
        """The same commands once more, from the start."""
        run, _ = self.start(program)
        positions = [run.position()]
        for command in self.commands:
            command.do(run)
            positions.append(run.position())
        assert positions == self.positions

    def report(self, error: Exception) -> str:
        game = expected(self.game)
        sides = [f"{what}: engine {self.seen.get(what)}, token game {game[what]}" for what in game]
        return "\n".join(
            [
                f"{type(error).__name__} {error}; again: PARAF_ORACLE=1 PARAF_ORACLE_SEED={self.seed}",
                *sides,
                f"begun with {json.dumps(self.first)}",
                *map(str, self.commands),
                self.bpmn.decode(),
            ]
        )


Key = tuple[str, object, datetime | None]


def key(wait: Wait) -> Key:
    return wait.node.id, None if wait.kind == "message" else wait.item, wait.due


def waiting(run: Run) -> Iterator[tuple[Key, str]]:
    """What the engine waits for, with its ids."""
    yield from (((task.element, task.item, None), task.id) for task in run.open_tasks())
    yield from (((job.element, job.item, None), job.id) for job in run.jobs())
    yield from (((timer.element, None, timer.due_at), timer.id) for timer in run.timers())
    yield from (((wait.element, None, None), wait.id) for wait in run.waits())


def position(run: Run) -> dict[str, object]:
    tokens: Counter[str] = Counter()
    for counts in run.tokens().values():
        tokens.update(counts)
    return {
        "waits": Counter(key for key, _ in waiting(run)),
        "tokens": tokens,
        "ends": sorted(run.ended),
        "failed": run.failed,
    }


def expected(game: TokenGame) -> dict[str, object]:
    return {
        "waits": Counter(key(wait) for wait in game.waits()),
        "tokens": game.tokens(),
        "entered": game.entered(),
        "ends": sorted(set(game.ends)) if game.over else [],
        "failed": game.failed,
    }
