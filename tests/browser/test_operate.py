"""An operator finds what failed, and tries it again: with a mouse, by keyboard alone, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests import calling
from tests.browser.office import NARROW, Office, opened
from tests.browser.person import Person
from tests.browser.test_keyboard import tab_to
from tests.calling import FOUND, a_call
from tests.unit.connectors.servers import Peer, Reply

pytestmark = pytest.mark.browser

STEP = "Menanyakan pegawai"
WRONG: Reply = (400, {"Content-Type": "text/plain"}, b"NIP salah")
TRIED = "Sedang dicoba lagi."
CAME_RIGHT = "Yang dicoba lagi berhasil"
NOTHING = "Tidak ada insiden."


@pytest.fixture
def office(browser: Browser, tmp_path: Path, peer: Peer) -> Iterator[Office]:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'})
    with opened(browser, folder, http_targets=(peer.url,)) as office:
        yield office


@pytest.fixture
def calls(office: Office, peer: Peer) -> calling.Office:
    """The same house, and the system that its cases call; it refuses."""
    calls = calling.Office(office.house, peer)
    calls.answers(WRONG)
    return calls


@pytest.fixture
def case(calls: calling.Office) -> str:
    """A case whose call has failed for good."""
    case = calls.start()
    calls.work()
    return case


def incident(operator: Person) -> Locator:
    """The row of the step that failed."""
    return operator.page.get_by_role("row").filter(has_text=STEP)


def again(operator: Person) -> Locator:
    return incident(operator).get_by_role("button", name=f"Coba lagi {STEP}")


def is_told_what_became_of_it(operator: Person, calls: calling.Office) -> None:
    """The page says that it is being tried, and once it has been, what came of it."""
    expect(operator.page.get_by_role("status")).to_contain_text(TRIED)
    expect(incident(operator)).to_contain_text("Menunggu percobaan berikutnya.")
    calls.work()


def test_what_failed_is_tried_again_and_comes_right(office: Office, calls: calling.Office, case: str) -> None:
    operator = office.person("admin-1")
    operator.page.get_by_role("link", name="Insiden", exact=True).click()
    for words in ("Sistem lain", "Memanggil", "NIP salah", "1 kali"):
        expect(incident(operator)).to_contain_text(words)
    again(operator).click()
    is_told_what_became_of_it(operator, calls)
    operator.page.get_by_role("link", name="Muat ulang", exact=True).click()
    expect(operator.page.get_by_role("status")).to_contain_text("gagal lagi (2 kali)")

    calls.answers(FOUND)
    again(operator).click()
    is_told_what_became_of_it(operator, calls)
    operator.page.get_by_role("link", name="Muat ulang", exact=True).click()
    expect(operator.page.get_by_role("status")).to_contain_text(CAME_RIGHT)
    expect(operator.page.get_by_role("main")).to_contain_text(NOTHING)
    assert calls.open(case) == ["lanjut"]
    assert office.house.engine.replay(case).findings == []


def test_the_keyboard_alone_tries_again_and_reads_what_came_of_it(
    office: Office, calls: calling.Office, case: str
) -> None:
    operator = office.person("admin-1")
    page, keys = operator.page, operator.page.keyboard
    tab_to(operator, page.get_by_role("link", name="Insiden", exact=True))
    keys.press("Enter")
    expect(operator.heading).to_have_text("Insiden")
    calls.answers(FOUND)
    tab_to(operator, again(operator))
    keys.press("Enter")
    is_told_what_became_of_it(operator, calls)
    tab_to(operator, page.get_by_role("link", name="Muat ulang", exact=True))
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(CAME_RIGHT)
    assert calls.open(case) == ["lanjut"]


def test_all_that_failed_at_one_step_is_tried_again_from_a_phone(
    office: Office, calls: calling.Office, case: str
) -> None:
    cases = [case, calls.start(), calls.start()]
    calls.work()
    operator = office.person("admin-1", NARROW)
    operator.visit("/operate")
    expect(incident(operator)).to_have_count(len(cases))
    assert operator.page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    calls.answers(FOUND)
    incident(operator).first.get_by_role("button", name="Coba lagi semua di langkah ini").click()
    operator.is_told("3 insiden di langkah itu dicoba lagi.")
    calls.work()
    operator.page.reload()
    expect(operator.page.get_by_role("main")).to_contain_text(NOTHING)
    assert [calls.open(each) for each in cases] == [["lanjut"]] * len(cases)


@pytest.mark.parametrize("who", ["staf-1", "kepala-1", "mitra-1", "pemilik-1", "auditor-1"])
def test_others_than_the_operator_are_neither_led_there_nor_let_in(
    office: Office, case: str, who: str
) -> None:
    person = office.person(who)
    expect(person.page.get_by_role("link", name="Insiden", exact=True)).to_have_count(0)
    person.visit("/operate")
    expect(person.heading).to_have_text("Tidak diizinkan")
    expect(person.page.get_by_role("main")).not_to_contain_text("NIP")
