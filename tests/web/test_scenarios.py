"""Scenarios of the SOP over HTTP alone: every page asked for, every form sent as its script sends it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from engine.forms import initial_data
from engine.model import Json
from tests.application import an_application
from tests.builders import PASSWORD, ROOT, House
from tests.scenarios import FILE, Scenario, scenarios, trace
from tests.web.conftest import Browser, Site, part, token

CHOSEN = [
    scenario
    for scenario in scenarios(ROOT / "processes")
    if scenario.path.stem in {"S04", "S10", "S16", "withdrawn"}
]


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    scenario: Scenario = request.getfixturevalue("scenario")
    begins = datetime.fromisoformat(scenario.content["start"]["at"])
    with House(tmp_path, now=begins) as house:
        app = an_application(replace(house.settings, secure_cookies=True), house.engine)
        app.testing = True
        yield Site(app, house)


def block(page: str, name: str) -> dict[str, Json]:
    """A page's data block for its script."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    content: dict[str, Json] = json.loads(found[1]) if found else {}
    return content


def sent(page: str, data: Mapping[str, Json]) -> dict[str, Any]:
    """What the page's script sends: the form as it was drawn with what the person changed, files beside it."""
    parts: dict[str, Any] = {}

    def keyed(value: Json) -> Json:
        if isinstance(value, str) and value.startswith(FILE):
            key = f"files::{len(parts)}"
            parts[f"file:{key}"] = part(value.removeprefix(FILE))
            return key
        return [keyed(item) for item in value] if isinstance(value, list) else value

    answers = {**initial_data(block(page, "form-schema"), block(page, "form-data")), **data}
    fields = {key: keyed(value) for key, value in answers.items()}
    hidden = dict(re.findall(r'<input type="hidden" name="(key|seen)" value="([^"]+)"', page))
    password = {"password": PASSWORD} if 'id="paraf-block"' in page else {}
    return {"data": json.dumps(fields), **hidden, **password, **parts}


def begin(site: Site, scenario: Scenario) -> str:
    start = scenario.content["start"]
    browser = site.browser(start["actor"])
    address = f"/start/{scenario.definition}/{start['event']}"
    answer = browser.post(address, sent(browser.get(address).text, scenario.content["data"]))
    assert answer.status_code == 303, answer.text
    return site.house.engine.cases(site.house.people["auditor"]).items[0].id


def take(site: Site, case: str, step: Mapping[str, Any]) -> None:
    house = site.house
    house.clock.move(minutes=30)
    if "at" in step:
        house.clock.now = max(datetime.fromisoformat(step["at"]), house.clock.now)
    if "withdraw" in step:
        partner = site.browser(step["withdraw"]["actor"])
        page = partner.get(f"/cases/{case}")
        fields = {"csrf_token": token(page), "reason": step["withdraw"]["reason"]}
        assert partner.post(f"/cases/{case}/withdraw", fields).status_code == 303
        return
    browser: Browser = site.browser(step["actor"])
    address = next(
        f"/tasks/{row.id}" for row in house.tasks(step["actor"], case) if row.element == step["element"]
    )
    assert address in browser.get("/inbox").text
    answer = browser.post(address, sent(browser.get(address).text, step.get("data", {})))
    assert answer.status_code == 303, answer.text


@pytest.mark.parametrize("scenario", CHOSEN, ids=str)
def test_a_scenario_goes_its_way_over_http(site: Site, scenario: Scenario) -> None:
    case = begin(site, scenario)
    for step in scenario.content["steps"]:
        take(site, case, step)
    assert trace(site.house, case) == scenario.content["trace"]
    page = site.browser("auditor").get(f"/cases/{case}").text
    assert "Tidak ada tugas yang terbuka" in page
    assert site.engine.replay(case).findings == []
    assert site.engine.verify().findings == []
