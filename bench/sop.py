"""The SOP's own scenarios, for measuring: the same case as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.model import Json
from tests.builders import ROOT, House
from tests.scenarios import Scenario, begin, scenarios

KEY = "kerja_sama_dalam_negeri"
NUMBER = "nomorNaskahKami"
BEFORE_ALL = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
"""A moment before the first of every scenario, whose forms ask for dates to come."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a command of a case did: at which element, what was entered, and the variables it set."""

    element: str
    entered: Mapping[str, Json]
    variables: Mapping[str, Json]


def a_house(folder: Path, *, cache_size: int = 1000) -> House:
    """Return an engine with the shipped procedures and an empty database."""
    return House(folder, cache_size=cache_size, now=BEFORE_ALL)


def scenario(name: str) -> Scenario:
    """Return a scenario of the SOP, e.g. ``S01``."""
    return next(
        each for each in scenarios(ROOT / "processes") if (each.definition, each.path.stem) == (KEY, name)
    )


def another(house: House, story: Scenario, number: int) -> str:
    """Start one more case of a scenario, in its own time; return its id."""
    house.clock.now = BEFORE_ALL
    return begin(house, story, f"{story} {number}")


def steps(story: Scenario, number: int) -> Iterator[Mapping[str, Any]]:
    """Yield a scenario's steps for one more case, whose agreement gets a number of its own."""
    for step in story.content["steps"]:
        data = dict(step.get("data", {}))
        if NUMBER in data:
            data[NUMBER] = f"{data[NUMBER]}/{number}"
        yield {**step, "data": data}


def moves(house: House, case: str) -> Iterator[Move]:
    """Yield what each command of a case did."""
    for entry in house.entries(case):
        content: Any = entry.content
        command, scopes = content["command"], content["outcome"]["variables"].values()
        variables = {name: value for scope in scopes for name, value in scope.items()}
        yield Move(command["element"], command["data"], variables)
