"""What the linter finds leads to where it is mended, however slow the browser is and whatever comes between."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.busy import SLOW, UNHURRIED
from tests.browser.drafting import Draftsman
from tests.browser.office import Office
from tests.browser.test_studio_models import CAMUNDA_8, opened_by_the_owner, read

pytestmark = pytest.mark.browser

PROCESS, TASK = "camunda8", "periksa"
TIMER = "BE_TigaHari"
ADDRESS = f"/studio/peminjaman_ruang/diagrams/{CAMUNDA_8.name}"
EXECUTABLE, NOT_EXECUTABLE = 'isExecutable="true"', 'isExecutable="false"'
SAID = "tidak ditandai dapat dijalankan"
ADDED = "Mengarsipkan izin"
FOUND = f"“{ADDED}” tanpa formulir dan tanpa petunjuk"


@pytest.fixture
def owner(office: Office) -> Draftsman:
    """The process owner; in their draft the process itself has a problem."""
    text = read(CAMUNDA_8).replace(EXECUTABLE, NOT_EXECUTABLE)
    return opened_by_the_owner(office, text, CAMUNDA_8.name).owner


def test_the_element_that_an_address_names_is_shown_in_a_slow_browser_too(owner: Draftsman) -> None:
    owner.page.add_init_script(SLOW)
    owner.visit(f"{ADDRESS}?element={TASK}&field=PRF-301")
    expect(owner.field("ID")).to_have_value(TASK)
    expect(owner.field("Dokumentasi elemen")).to_be_focused()


def test_what_is_wrong_with_the_process_is_said_at_its_field_from_the_beginning(owner: Draftsman) -> None:
    owner.visit(ADDRESS)
    expect(owner.panel).to_contain_text(SAID)


def test_a_problem_leads_to_its_field_though_others_are_found_while_it_is_pressed(owner: Draftsman) -> None:
    held = drawn_but_not_yet_checked(owner)
    owner.page.mouse.down()
    held.continue_()
    expect(owner.problem(FOUND)).to_be_visible()
    owner.page.mouse.up()
    expect(owner.field("ID")).to_have_value(PROCESS)
    expect(owner.field("Dapat dijalankan (isExecutable)")).to_be_focused()


def test_a_problem_leads_to_its_field_though_others_are_found_before_the_panel_follows(
    owner: Draftsman,
) -> None:
    owner.page.add_init_script(SLOW)
    held = drawn_but_not_yet_checked(owner)
    found = held.fetch()
    owner.problem(SAID).click()
    held.fulfill(response=found)
    expect(owner.problem(FOUND)).to_be_visible()
    expect(owner.field("Dapat dijalankan (isExecutable)")).to_be_focused()
    expect(owner.field("ID")).to_have_value(PROCESS)


def test_who_goes_on_by_themselves_before_they_are_led_to_a_field_isn_t_interrupted(owner: Draftsman) -> None:
    owner.page.add_init_script(SLOW)
    owner.visit(ADDRESS)
    expect(owner.panel).to_contain_text(SAID)
    owner.problem(SAID).click()
    owner.press("Cari")
    search = owner.page.locator(".djs-search-container input")
    search.press_sequentially(TASK, delay=UNHURRIED)
    expect(search).to_have_value(TASK)


def drawn_but_not_yet_checked(owner: Draftsman) -> Route:
    """The request for the problems of a diagram with one step more, unanswered."""
    held: list[Route] = []

    def hold(question: Route) -> None:
        held.append(question)

    owner.page.route("**/lint", hold, times=1)
    owner.visit(ADDRESS)
    with owner.page.expect_request("**/lint"):
        owner.insert("catat", ADDED)
    # The request is told of before it is held; whatever is asked of the page next is answered after both.
    owner.problem(SAID).hover()
    return held[0]


@pytest.mark.parametrize("smaller", [0, 3])
def test_the_mark_of_a_problem_leaves_the_event_under_it_to_be_seen(office: Office, smaller: int) -> None:
    text = read(Path(__file__).parent / "izin_belajar.bpmn").replace("P3D", "TIGA")
    owner = opened_by_the_owner(office, text, "izin_belajar.bpmn").owner
    owner.visit("/studio/peminjaman_ruang/diagrams/izin_belajar.bpmn")
    for _ in range(smaller):
        owner.press("Perkecil")
    badge = owner.page.locator(f'[data-container-id="{TIMER}"] .problem-badge')
    expect(badge).to_be_visible()
    mark, event = badge.bounding_box(), owner.page.locator(f'g[data-element-id="{TIMER}"]').bounding_box()
    assert mark
    assert event
    hidden = mark["y"] + mark["height"] - event["y"]
    assert hidden <= event["height"] / 10
