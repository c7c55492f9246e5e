"""The SOP in the browser: every form of every role, from a partner's request to a signed agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.busy import LATE
from tests.browser.office import Office
from tests.browser.person import Person
from tests.browser.tour import SCENARIOS
from tests.scenarios import Scenario, trace

pytestmark = pytest.mark.browser

SIGNS = "UT_TtdMitra"
INITIALS = {
    "S01": ["UT_MemeriksaSekretaris", "UT_MemeriksaKepalaBadan"],
    "S05": ["UT_MemeriksaSekretaris", "UT_MemeriksaKepalaBadan"],
    "S08": [
        "UT_ParafKoordinasiUnit",
        "UT_ParafKoordinasiUnit",
        "UT_MemeriksaSekretaris",
        "UT_MemeriksaKepalaBadan",
    ],
}


@pytest.mark.parametrize("name", INITIALS)
def test_every_role_takes_its_step_until_the_agreement_is_signed(office: Office, name: str) -> None:
    scenario = SCENARIOS[name]
    case = begin(office, scenario)
    for step in scenario.content["steps"]:
        take(office, case, step)
    assert trace(office.house, case) == scenario.content["trace"]
    assert office.house.engine.replay(case).findings == []
    assert office.house.engine.verify().findings == []
    says_how_it_ended(office.person("auditor"), office, case)
    shows_every_paraf(office.person("auditor"), len(INITIALS[name]))
    if name == "S05":
        shows_the_rounds(office.person("auditor"))


def test_a_date_that_is_given_just_before_sending_is_sent_by_a_busy_browser_too(office: Office) -> None:
    scenario = SCENARIOS["S01"]
    case = office.advance(scenario, SIGNS)
    step = next(step for step in scenario.content["steps"] if step["element"] == SIGNS)
    office.person(step["actor"]).page.add_init_script(LATE)
    take(office, case, step)


def begin(office: Office, scenario: Scenario) -> str:
    """Start the case in the browser; return its id."""
    start = scenario.content["start"]
    office.at(start)
    partner = office.person(start["actor"])
    view = office.house.engine.start_view(
        office.house.people[start["actor"]], scenario.definition, start["event"]
    )
    partner.begin(view.name, scenario.content["data"])
    expect(partner.page.get_by_text("Berjalan", exact=True)).to_be_visible()
    return str(partner.page.url.rpartition("/")[2])


def take(office: Office, case: str, step: Mapping[str, Any]) -> None:
    """Do one step in the browser, on the way that the pages offer."""
    office.at(step)
    person = office.person(step["actor"])
    person.do(office.house.task(step["actor"], step["element"], case), step.get("data", {}))
    waiting = [task for task in office.house.tasks(step["actor"], case) if task.can_complete]
    assert not waiting or any(map(person.has_before_them, waiting)), "the next task isn't offered"


def says_how_it_ended(auditor: Person, office: Office, case: str) -> None:
    row = office.house.engine.case(office.house.people["auditor"], case).row
    auditor.page.get_by_role("link", name="Kasus", exact=True).click()
    auditor.page.get_by_role("link", name=f"{row.number} {row.title}", exact=True).click()
    expect(auditor.heading).to_have_text(f"{row.number} {row.title}")
    expect(auditor.page.get_by_role("paragraph").filter(has_text=row.outcome).first).to_be_visible()
    expect(auditor.page.get_by_text("Tidak ada tugas yang terbuka.")).to_be_visible()


def shows_every_paraf(auditor: Person, count: int) -> None:
    expect(auditor.page.get_by_text("Paraf atas")).to_have_count(count)


def shows_the_rounds(auditor: Person) -> None:
    """On the called process: Sekretaris checked once, Kepala Badan twice, and the table beside it says the same."""
    approval = auditor.page.get_by_role("region", name="Subproses: Persetujuan Konsep", exact=True)
    approval.scroll_into_view_if_needed()
    for element, badge in {
        "UT_MemeriksaSekretaris": "✓",
        "UT_MemeriksaKepalaBadan": "2×",
        "UT_MemperbaikiKonsep": "✓",
    }.items():
        expect(approval.locator(f'[data-container-id="{element}"] .diagram-badge')).to_have_text(badge)
    approval.get_by_text("Posisi yang sama sebagai tabel").click()
    for step, times in {"(Sekretaris)": "1×", "(Kepala Badan)": "2×"}.items():
        row = approval.get_by_role("row", name=f"Memeriksa konsep dan membubuhkan paraf {step}")
        expect(row.get_by_role("cell").first).to_have_text(times)
    expect(
        auditor.page.get_by_text("“Memeriksa konsep dan membubuhkan paraf (Kepala Badan)” (putaran 2)")
    ).to_be_visible()
