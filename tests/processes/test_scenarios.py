"""Every scenario of every shipped process goes the way it says, and its journal proves it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.builders import ROOT, House
from tests.scenarios import Scenario, play, scenarios, trace

SCENARIOS = scenarios(ROOT / "processes")


@pytest.mark.parametrize("cache_size", [1000, 0], ids=["cached", "uncached"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_a_scenario_goes_its_way_and_replays_without_a_difference(
    tmp_path: Path, scenario: Scenario, cache_size: int
) -> None:
    expected = scenario.content
    begins = datetime.fromisoformat(expected["start"]["at"])
    with House(tmp_path, cache_size=cache_size, now=begins) as house:
        case = play(house, scenario)
        row = house.engine.case(house.people["auditor"], case).row
        reached = trace(house, case)
        variables = house.variables(case)
        assert reached == expected["trace"]
        assert expected["end"] == (row.status if row.status == "withdrawn" else reached[-1])
        assert row.status != "active"
        assert {name: variables.get(name) for name in expected["variables"]} == expected["variables"]
        assert house.engine.replay(case).findings == []
        assert house.engine.verify().findings == []


def test_there_are_scenarios() -> None:
    assert len(SCENARIOS) >= 20
