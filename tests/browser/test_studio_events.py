"""A process owner lets a procedure call another system, wait for a message, and remind; a case does all three."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from engine.commands import SYSTEM, SendMessage
from tests.browser.drafting import Draftsman, draftsman
from tests.browser.office import JANUARY, NARROW, WIDE, Office, opened
from tests.browser.person import Person
from tests.browser.test_scenarios import take
from tests.browser.tour import SCENARIOS
from tests.unit.connectors.servers import Peer, Reply

pytestmark = pytest.mark.browser

SMALL = "peminjaman_ruang"
CASE = SCENARIOS["rapat_kecil"]
PREPARE, GIVE_BACK = CASE.content["steps"]
REMIND = "UT_MenagihRuang"
KEY = "R-2026-1"
MESSAGE = "Kunci diserahkan"
TROUBLE = "Ruang sedang diperbaiki"
REFUSED: Reply = (400, {"Content-Type": "text/plain"}, TROUBLE.encode())
ACCEPTED: Reply = (200, {"Content-Type": "application/json"}, b"{}")


@pytest.fixture
def office(browser: Browser, tmp_path: Path, peer: Peer) -> Iterator[Office]:
    with opened(browser, tmp_path, JANUARY, http_targets=(peer.url,)) as office:
        yield office


@pytest.fixture
def owner(office: Office) -> Draftsman:
    owner = draftsman(office)
    owner.open_diagram(SMALL)
    return owner


def test_what_is_drawn_with_the_panel_is_published_and_done_by_a_case(
    office: Office, owner: Draftsman, peer: Peer
) -> None:
    enters_the_booking_elsewhere(owner, peer)
    waits_for_the_key(owner)
    reminds_of_the_room(owner)
    publishes(owner)

    case = office.advance(CASE, PREPARE["element"])
    take(office, case, PREPARE)
    has_been_entered(office, case, peer)
    sends_the_message(office)
    is_reminded_once(office, case)
    take(office, case, {**GIVE_BACK, "at": office.house.clock.now.isoformat()})
    ended = office.person("auditor")
    ended.visit(f"/cases/{case}")
    expect(ended.page.get_by_text("Tidak ada tugas yang terbuka.")).to_be_visible()
    assert office.house.engine.replay(case).findings == []


def enters_the_booking_elsewhere(owner: Draftsman, peer: Peer) -> None:
    """A service task; until its address is given, the linter leads to the field for it."""
    owner.add("UT_MenyiapkanRuang", "Tugas layanan", "Mencatat peminjaman")
    owner.field("Konektor (connector)").select_option("http")
    owner.problem("memerlukan url").click()
    address = owner.field("Alamat (url), FEEL")
    expect(address).to_be_focused()
    owner.fill("Alamat (url), FEEL", f'"{peer.url}/ruang/" + nomorPeminjaman')
    owner.fill("Cara (method), FEEL", '"PUT"')
    expect(owner.problem("memerlukan url")).to_have_count(0)


def waits_for_the_key(owner: Draftsman) -> None:
    """An event that catches the message of this case's number."""
    owner.add("Mencatat peminjaman", "Event antara pesan (menunggu)", "Kunci diserahkan?")
    owner.problem("tidak menyebut pesan").click()
    expect(owner.field("Pesan (messageRef)")).to_be_focused()
    owner.create("Pesan", "Pesan (messageRef)", {"Nama": MESSAGE})
    owner.fill("Kunci kasus ini (correlation), FEEL", "nomorPeminjaman")


def reminds_of_the_room(owner: Draftsman) -> None:
    """A timer at the edge of the task that leaves the task open, and somebody who then asks for the room."""
    owner.add("UT_MengembalikanRuang", "Event batas timer (tidak memutus)", "3 hari lewat")
    owner.problem("Timer harus punya tepat satu").click()
    waiting = owner.field("Menunggu")
    waiting.select_option("timeDuration")
    owner.fill("Nilai", "P3D")
    owner.insert("3 hari lewat", "Menagih ruang")
    owner.fill("ID", REMIND)
    owner.problem("Lajur “Peminjam” dari").click()
    groups = "Kelompok yang boleh mengerjakan (candidateGroups)"
    expect(owner.field(groups)).to_be_focused()
    owner.fill(groups, "tu")
    owner.problem("tanpa formulir dan tanpa petunjuk").click()
    owner.fill("Dokumentasi elemen", "Tagih ruang yang belum dikembalikan.")
    owner.add(REMIND, "Event akhir", "Ruang ditagih")


def publishes(owner: Draftsman) -> None:
    """Nothing is wrong with it; that the message comes from outside is worth a warning."""
    expect(owner.problem(MESSAGE)).to_have_count(1)
    expect(owner.problems).to_have_text("Masalah: 1 peringatan")
    owner.saves()
    owner.page.get_by_role("link", name="Ke halaman prosedur").click()
    owner.publish("Peminjaman dicatat, kunci ditunggu, ruang ditagih")
    owner.is_told("Versi 2 terbit")


def has_been_entered(office: Office, case: str, peer: Peer) -> None:
    """At first the other system refuses; its official sees that it is in trouble, and the operator tries again."""
    reads_of_it(office, case, "menunggu jawaban sistem lain", WIDE)
    peer.replies[f"/ruang/{KEY}"] = REFUSED
    office.house.engine.worker.run_due()
    for size in (WIDE, NARROW):
        official = reads_of_it(office, case, "menunggu sistem lain yang sedang bermasalah", size)
        official.page.locator("section.diagram").scroll_into_view_if_needed()
        expect(official.page.locator(".badge-halted")).to_have_text("di sini, terhenti")
    peer.replies[f"/ruang/{KEY}"] = ACCEPTED
    operator = office.person("admin")
    operator.visit("/operate")
    operator.page.get_by_role("button", name="Coba lagi Mencatat peminjaman").first.click()
    office.house.engine.worker.run_due()
    assert [(asked.method, asked.path) for asked in peer.asked] == [("PUT", f"/ruang/{KEY}")] * 2
    assert office.house.engine.incidents() == []


def reads_of_it(office: Office, case: str, sentence: str, size: tuple[int, int]) -> Person:
    """On the case's page, in plain words; what the other system answered is the operator's."""
    official = office.person(PREPARE["actor"], size)
    official.visit(f"/cases/{case}")
    expect(official.page.get_by_role("main")).to_contain_text(sentence)
    expect(official.page.get_by_role("main")).not_to_contain_text(TROUBLE)
    assert official.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    return official


def sends_the_message(office: Office) -> None:
    """Once with another case's key, then with this one's."""
    house = office.house
    borrower = GIVE_BACK["actor"]
    for id, key, tasks in (("pesan-1", "R-2026-9", 0), ("pesan-2", KEY, 1)):
        house.engine.send(SendMessage(actor=SYSTEM, id=id, name=MESSAGE, key=key))
        house.engine.dispatcher.run_due()
        assert len(house.tasks(borrower)) == tasks


def is_reminded_once(office: Office, case: str) -> None:
    """Three days later, while the borrower's task stays as it is."""
    house = office.house
    house.engine.dispatcher.run_due()
    assert house.timers(case)
    house.clock.now += timedelta(days=3)
    house.engine.dispatcher.run_due()
    house.engine.dispatcher.run_due()
    take(office, case, {"element": REMIND, "actor": "tu", "at": house.clock.now.isoformat()})
    assert [row.element for row in house.tasks(GIVE_BACK["actor"], case)] == [GIVE_BACK["element"]]
