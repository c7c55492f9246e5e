"""Plays a scenario of ``processes/<key>/cases/`` through the engine, as the browser would.

A step starts from the form as the official would see it, puts in what the scenario says, hands in the
files, and types the password where initials are due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from engine.commands import Complete, Start, Withdraw
from engine.forms import fields_of, initial_data
from engine.journal import Entry
from engine.model import Actor, Json
from tests.builders import PASSWORD, House, a_file

TRACED = ("startEvent", "userTask", "callActivity", "endEvent")
FILE = "file:"


@dataclass(frozen=True)
class Scenario:
    """One file of ``cases/``."""

    path: Path
    content: Mapping[str, Any]

    @property
    def definition(self) -> str:
        return self.path.parent.parent.name

    def __str__(self) -> str:
        return f"{self.definition}-{self.path.stem}"


def scenarios(processes: Path) -> list[Scenario]:
    return [
        Scenario(path, orjson.loads(path.read_bytes())) for path in sorted(processes.glob("*/cases/*.json"))
    ]


def begin(house: House, scenario: Scenario, key: str | None = None) -> str:
    """Start a case as the scenario does; return its id."""
    start = scenario.content["start"]
    actor = house.people[start["actor"]]
    _move_on(house, start)
    view = house.engine.start_view(actor, scenario.definition, start["event"])
    data = filled(house, actor, view.form, view.form_data, scenario.content.get("data", {}))
    command = Start(
        actor=actor,
        definition=scenario.definition,
        start_event=start["event"],
        key=key or str(scenario),
        data=data,
    )
    return house.engine.execute(command).case


def play(house: House, scenario: Scenario, key: str | None = None) -> str:
    """Take a case from its start through every step; return its id."""
    case = begin(house, scenario, key)
    for step in scenario.content["steps"]:
        take(house, case, step)
    return case


def take(house: House, case: str, step: Mapping[str, Any]) -> None:
    """Do one step of a scenario."""
    house.engine.execute(asked(house, case, step))


def asked(house: House, case: str, step: Mapping[str, Any]) -> Complete | Withdraw:
    """Return the command of a step, after the time that passes before it; its files are handed in."""
    _move_on(house, step)
    if "withdraw" in step:
        actor = house.people[step["withdraw"]["actor"]]
        return Withdraw(actor=actor, case=case, reason=step["withdraw"]["reason"])
    actor = house.people[step["actor"]]
    row = house.task(actor.username, step["element"], case)
    view = house.engine.task(actor, row.id)
    return Complete(
        actor=actor,
        task=row.id,
        data=filled(house, actor, view.form, view.form_data, step.get("data", {})),
        seen=view.seen,
        password=PASSWORD if view.paraf is not None else None,
    )


def filled(
    house: House,
    actor: Actor,
    form: Mapping[str, Json] | None,
    known: Mapping[str, Json],
    data: Mapping[str, Json],
) -> dict[str, Json]:
    """Return what the browser would send: the form as it starts, what the person changed, the files' ids."""
    if form is None:
        return {}
    unknown = data.keys() - {field.path[0] for field in fields_of(form)}
    assert not unknown, f"the form has no field {unknown}"
    sent = {**initial_data(form, known), **data}
    return {key: _uploaded(house, actor, value) for key, value in sent.items()}


def _uploaded(house: House, actor: Actor, value: Json) -> Json:
    if isinstance(value, str) and value.startswith(FILE):
        name = value.removeprefix(FILE)
        return house.engine.upload(actor, name, a_file(name)).id
    if isinstance(value, list):
        return [_uploaded(house, actor, item) for item in value]
    return value


def trace(house: House, case: str) -> list[str]:
    """Return the elements a case entered, in order: starts, user tasks, calls and ends; a multi-instance once."""
    entered: list[str] = []
    rounds: set[tuple[str, str, int]] = set()
    for kind, element, process, scope, visit in steps(house, case):
        node = house.program(case).element(process, element) if kind == "entered" else None
        if node is None or node.type not in TRACED or (scope, element, visit) in rounds:
            continue
        rounds.add((scope, element, visit))
        entered.append(element)
    return entered


def steps(house: House, case: str) -> Iterator[tuple[str, str, str, str, int]]:
    """Yield every step of a case as it was journaled: kind, element, process, scope, round."""
    for entry in house.entries(case):
        yield from steps_of(entry)


def steps_of(entry: Entry) -> Iterator[tuple[str, str, str, str, int]]:
    """Yield the steps of one entry."""
    outcome: Any = entry.content["outcome"]
    yield from (tuple(step[:5]) for step in outcome["steps"])


def _move_on(house: House, step: Mapping[str, Any]) -> None:
    """Let half an hour pass, or go to the moment that the step names."""
    house.clock.move(minutes=30)
    if "at" in step:
        house.clock.now = max(datetime.fromisoformat(step["at"]), house.clock.now)
