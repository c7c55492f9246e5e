"""What an official sees of a case in which nobody has anything to do, drawn or not: at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.between import ANSWER, STARTED, a_procedure, event, timer
from tests.browser.office import NARROW, WIDE, Office, opened
from tests.browser.person import Person
from tests.unit.spiff import builders as bpmn

pytestmark = pytest.mark.browser

KEY = "perizinan"
UNDRAWN = "Prosedur ini belum punya gambar."
FORK = bpmn.node("parallelGateway", "semua")
WAITS = event("intermediateCatchEvent", "rekomendasi", ANSWER)
PAUSE = event("intermediateCatchEvent", "jeda", timer("timeDuration", "P10D"))
BESIDE = PAUSE + bpmn.end("lewat") + bpmn.flows("semua jeda", "jeda lewat")


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    """An office with a procedure that waits for a message and for ten days, and isn't drawn."""
    folder = a_procedure(tmp_path, KEY, STARTED, FORK, WAITS, bpmn.end("selesai"), more=BESIDE)
    with opened(browser, folder) as office:
        yield office


@pytest.fixture(params=[WIDE, NARROW], ids=["desk", "phone"])
def official(office: Office, request: pytest.FixtureRequest) -> Person:
    return office.person("staf-1", request.param)


def fits(person: Person) -> bool:
    """Whether nothing of the page lies beside the screen."""
    size = person.page.viewport_size
    assert size
    return bool(person.page.evaluate("document.documentElement.scrollWidth") <= size["width"])


def test_the_page_says_what_is_waited_for_and_that_it_goes_on_by_itself(
    office: Office, official: Person
) -> None:
    official.visit(f"/cases/{office.house.start('staf-1', KEY).case}")
    waiting = official.page.get_by_role("region", name="Yang ditunggu")
    expect(waiting.get_by_role("listitem")).to_contain_text(
        ["“Rekomendasi” menunggu pesan", "“Jeda” menunggu waktunya, 23 Juli 2026"]
    )
    assert fits(official)


def test_the_list_says_the_same_in_a_few_words(office: Office, official: Person) -> None:
    office.house.start("staf-1", KEY)
    official.visit("/cases")
    row = official.page.get_by_role("row").filter(has_text="Perizinan")
    expect(row).to_contain_text("Rekomendasi (pesan), Jeda (waktu, 23 Juli 2026 09.01 WIB)")
    assert fits(official)


def test_a_procedure_without_a_drawing_says_so_and_leaves_no_empty_box(
    office: Office, official: Person
) -> None:
    official.visit(f"/cases/{office.house.start('staf-1', KEY).case}")
    position = official.page.get_by_role("region", name="Posisi: Perizinan", exact=True)
    position.scroll_into_view_if_needed()
    expect(position.get_by_text(UNDRAWN)).to_be_visible()
    expect(position.locator(".canvas")).to_have_count(0)
    expect(position.get_by_role("button", name="Perbesar")).to_have_count(0)
    expect(position.get_by_role("row").filter(has_text="Rekomendasi")).to_contain_text("menunggu")
    assert fits(official)


def test_the_replay_of_a_case_without_a_drawing_says_so_too(office: Office) -> None:
    auditor = office.person("auditor-1")
    auditor.visit(f"/audit/cases/{office.house.start('staf-1', KEY).case}")
    expect(auditor.page.get_by_text(UNDRAWN)).to_be_visible()
