"""Replay in a real browser: by mouse and by keyboard, at each step the drawing shows what the engine has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect

from engine.model import MomentView
from tests.browser.office import JANUARY, NARROW, WIDE, Office, opened
from tests.browser.replaying import Auditor, Marks, auditor, states
from tests.browser.test_keyboard import tab_to
from tests.browser.tour import REFUSED, SCENARIOS
from tests.scenarios import Scenario, begin, take
from web.i18n import moment

pytestmark = pytest.mark.browser

WATCHED = ("S05", "S07", "S09", "withdrawn")
NUMBER = "nomorNaskahKami"
LEAP = 10
"""Entries that Page Up and Page Down pass."""
CALLED, APPROVED = 6, 13
"""The entries of S05 that call the approval, and by which Kepala Badan at last gives it."""


@dataclass(frozen=True)
class Archive:
    """An office in which every scenario has been played to its end.

    Attributes:
        cases: scenario → the id of its case.
    """

    office: Office
    cases: Mapping[str, str]

    def states(self, name: str) -> Sequence[Mapping[str, Marks]]:
        return states(self.office.house, self.cases[name])

    def moments(self, name: str) -> Sequence[MomentView]:
        house = self.office.house
        return house.engine.moments(house.people["auditor"], self.cases[name])

    def auditor(self, name: str, entry: int | None = None, size: tuple[int, int] = WIDE) -> Auditor:
        """Somebody who has a case before them."""
        reader = auditor(self.office.person("auditor", size))
        reader.open(self.cases[name], entry)
        return reader


@pytest.fixture(scope="module")
def archive(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with opened(browser, tmp_path_factory.mktemp("archive"), JANUARY) as office:
        yield Archive(office, {name: played(office, scenario) for name, scenario in SCENARIOS.items()})


def played(office: Office, scenario: Scenario) -> str:
    """Play a scenario in its own time; in one register two agreements can't have the same number."""
    office.house.clock.now = datetime.fromisoformat(scenario.content["start"]["at"])
    case = begin(office.house, scenario)
    for step in scenario.content["steps"]:
        data = dict(step.get("data", {}))
        if NUMBER in data:
            data[NUMBER] = f"{data[NUMBER]}/{scenario.path.stem}"
        take(office.house, case, {**step, "data": data})
    return case


def shows(reader: Auditor, state: Mapping[str, Marks]) -> None:
    """Assert that each run that is drawn, and at least the one in front, is marked as it stands."""
    drawn = reader.drawn
    assert drawn
    assert drawn == {run: state.get(run, {}) for run in drawn}


def says(reader: Auditor, view: MomentView, last: int) -> None:
    """Assert that the page says who did what when, and in which round."""
    item = view.item
    expect(reader.headline).to_have_text(
        re.compile(rf"Entri {item.n} dari {last}: {item.actor_name} .*{re.escape(item.element_name)}")
    )
    facts = reader.facts
    assert facts["Siapa"].startswith(f"{item.actor_name} ({view.username}), kelompok ")
    assert facts["Kapan"] == moment(item.at)
    if item.element:
        assert facts["Langkah"].startswith(item.element_name)
        assert facts["Putaran"] == str(item.round)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_arrow_keys_lead_to_the_end_and_back_and_each_run_is_marked_as_the_engine_has_it(
    archive: Archive, name: str
) -> None:
    reader, moments = archive.auditor(name), archive.states(name)
    for n, state in enumerate(moments, 1):
        assert reader.entry == n
        shows(reader, state)
        reader.key("ArrowRight")
    reader.draws_every_process()
    for n, state in reversed([*enumerate(moments, 1)]):
        assert reader.entry == n
        shows(reader, state)
        assert reader.every_run == state
        reader.key("ArrowLeft")
    assert reader.entry == 1


@pytest.mark.parametrize("name", WATCHED)
def test_the_mouse_leads_from_the_first_entry_to_the_last(archive: Archive, name: str) -> None:
    reader, moments, last = archive.auditor(name), archive.states(name), len(archive.states(name))
    for view, state in zip(archive.moments(name), moments, strict=True):
        assert reader.entry == view.item.n
        shows(reader, state)
        says(reader, view, last)
        if view.item.n < last:
            reader.press("Berikutnya")
    middle = last // 2
    for go, entry in ((reader.drag, middle), (reader.click_at, last - 1), (reader.drag, 1)):
        go(entry)
        assert reader.entry == entry
        reader.sees()
        shows(reader, moments[entry - 1])


@pytest.mark.parametrize("name", WATCHED)
@pytest.mark.parametrize("on_slider", [False, True], ids=["on the page", "on the slider"])
def test_keys_leap_to_the_ends_and_ten_entries_at_once(archive: Archive, name: str, on_slider: bool) -> None:
    reader, moments = archive.auditor(name), archive.states(name)
    if on_slider:
        tab_to(reader, reader.slider)
    last = len(moments)
    for key, entry in {
        "End": last,
        "PageDown": max(last - LEAP, 1),
        "ArrowLeft": max(last - LEAP - 1, 1),
        "Home": 1,
        "PageUp": min(1 + LEAP, last),
        "ArrowRight": min(2 + LEAP, last),
    }.items():
        reader.key(key)
        assert reader.entry == entry
        assert int(reader.slider.input_value()) == entry
        reader.sees()
        shows(reader, moments[entry - 1])


def test_the_buttons_lead_to_the_ends_and_one_back(archive: Archive) -> None:
    reader, last = archive.auditor("S05"), len(archive.states("S05"))
    reader.press("Terakhir")
    assert reader.entry == last
    reader.press("Sebelumnya")
    assert reader.entry == last - 1
    reader.press("Pertama")
    assert reader.entry == 1


def test_it_plays_to_the_end_by_itself(archive: Archive) -> None:
    reader, moments = archive.auditor("S05"), archive.states("S05")
    reader.page.get_by_label("Kecepatan").select_option(label="sangat cepat")
    reader.press("Putar")
    expect(reader.headline).to_contain_text(f"Entri {len(moments)} dari {len(moments)}:")
    expect(reader.page.get_by_role("button", name="Putar", exact=True)).to_be_visible()
    shows(reader, moments[-1])
    reader.press("Putar")
    expect(reader.headline).to_contain_text(f"Entri {len(moments)} dari {len(moments)}:")


def test_playing_pauses_and_goes_on_where_it_was(archive: Archive) -> None:
    reader = auditor(archive.office.stranger())
    clock = reader.page.clock
    clock.install()
    reader.come("auditor", f"/audit/cases/{archive.cases['S05']}?entri=3")
    clock.pause_at(reader.page.evaluate("Date.now() + 1000"))
    reader.press("Putar")
    clock.run_for(2000)
    assert reader.entry == 5
    reader.press("Jeda")
    clock.run_for(60_000)
    assert reader.entry == 5
    reader.press("Putar")
    clock.run_for(1000)
    assert reader.entry == 6
    reader.key("ArrowLeft")
    clock.run_for(60_000)
    assert reader.entry == 5


def test_each_round_of_a_loop_is_a_step_of_its_own(archive: Archive) -> None:
    reader = archive.auditor("S05", REFUSED)
    expect(reader.headline).to_contain_text(
        "menyelesaikan “Memeriksa konsep dan membubuhkan paraf (Kepala Badan)”."
    )
    assert reader.facts["Putaran"] == "1"
    expect(reader.page.get_by_text(f"Entri {REFUSED}", exact=True)).to_be_visible()
    reader.drag(APPROVED)
    expect(reader.headline).to_contain_text("(Kepala Badan)” (putaran 2).")
    assert reader.facts["Putaran"] == "2"
    expect(reader.page.get_by_text(f"Entri {APPROVED}, putaran 2", exact=True)).to_be_visible()


def test_each_call_of_a_process_has_a_tab_of_its_own_from_when_it_begins(archive: Archive) -> None:
    house, case = archive.office.house, archive.cases["S14"]
    _, first, second = house.engine.trail(house.people["auditor"], case).scopes
    reader = archive.auditor("S14", second.first - 1)
    tabs = [reader.tab(f"Persetujuan Konsep, panggilan {call}") for call in (1, 2)]
    expect(tabs[0]).to_be_visible()
    expect(tabs[1]).to_be_hidden()
    reader.key("ArrowRight")
    for run, tab in zip((second.id, first.id), reversed(tabs), strict=True):
        tab.click()
        expect(tab).to_have_attribute("aria-pressed", "true")
        reader.sees()
        expect(reader.front).to_have_attribute("data-scope", run)


def test_a_token_in_the_called_process_is_counted_on_its_tab_and_shown_behind_it(archive: Archive) -> None:
    reader = archive.auditor("S05", CALLED)
    tab = reader.tab("Persetujuan Konsep, panggilan 1 1 token")
    expect(tab).to_have_attribute("aria-pressed", "false")
    tab.click()
    reader.sees()
    expect(tab).to_have_attribute("aria-pressed", "true")
    waiting = reader.front.locator('[data-element-id="UT_MemprosesKonfirmasi"]')
    expect(waiting).to_have_attribute("data-tokens", "1")
    expect(waiting).to_be_in_viewport()


def test_on_a_phone_nothing_scrolls_sideways_and_each_control_can_be_touched(archive: Archive) -> None:
    reader = archive.auditor("S05", REFUSED, NARROW)
    width, _ = NARROW
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    for control in reader.page.locator(".replay-controls :is(button, select, input):visible").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    reader.press("Berikutnya")
    reader.drag(REFUSED)
    reader.press("Terakhir")
    expect(reader.headline).to_be_in_viewport()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
