"""A case of the SOP, brought to a moment of one of its scenarios."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

import orjson
import pytest

from engine.model import Json, TaskRow, TaskView
from tests.builders import ROOT, House
from tests.scenarios import Scenario, begin, take

CASES = ROOT / "processes" / "kerja_sama_dalam_negeri" / "cases"


class Stage:
    """A house in which one case of the SOP stands where a test wants it."""

    def __init__(self, house: House, case: str) -> None:
        self.house = house
        self.case = case

    def do(self, who: str, element: str, **data: Json) -> None:
        """Do a task of the case as the browser would: the form as it starts, and what is changed."""
        take(self.house, self.case, {"element": element, "actor": who, "data": data})

    def row(self, who: str, element: str) -> TaskRow:
        return self.house.task(who, element, self.case)

    def view(self, who: str, element: str) -> TaskView:
        return self.house.engine.task(self.house.people[who], self.row(who, element).id)

    def notes(self, who: str, element: str) -> Mapping[str, Json]:
        """What is shown beside a task, by label."""
        return {note.label: note.value for note in self.view(who, element).notes}

    def open(self) -> list[str]:
        """Which tasks wait, one entry for each instance."""
        return [
            task.element for task in self.house.engine.case(self.house.people["auditor"], self.case).tasks
        ]

    def before(self, who: str) -> list[str]:
        """Which tasks of the case a person may do."""
        return [row.element for row in self.house.tasks(who, self.case) if row.can_complete]

    def facts(self, who: str) -> Mapping[str, Json]:
        view = self.house.engine.case(self.house.people[who], self.case)
        return {fact.label: fact.value for fact in view.facts}

    def variables(self) -> Mapping[str, Json]:
        return self.house.variables(self.case)


SetUp = Callable[..., Stage]
"""``(scenario, before=element, visit=1, start={…}, house=…)`` → the case just before that visit of the element,
at the scenario's end where none is named; ``start`` changes what the start form says."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[SetUp]:
    with ExitStack() as stack:

        def set_up(
            name: str,
            before: str | None = None,
            visit: int = 1,
            start: Mapping[str, Json] | None = None,
            house: House | None = None,
        ) -> Stage:
            content = orjson.loads((CASES / f"{name}.json").read_bytes())
            content["data"] |= start or {}
            scenario = Scenario(CASES / f"{name}.json", content)
            opens = datetime.fromisoformat(content["start"]["at"])
            house = house or stack.enter_context(House(Path(mkdtemp(dir=tmp_path)), now=opens))
            case = begin(house, scenario)
            for step in content["steps"]:
                visit -= step.get("element") == before
                if not visit:
                    break
                take(house, case, step)
            assert not visit or before is None, f"{name} has fewer visits of {before}"
            return Stage(house, case)

        yield set_up
