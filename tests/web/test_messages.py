"""What the pages say of messages, signals and timers that reached a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.model import HistoryItem
from tests.between import a_crier, a_listener, a_supplier, an_order, deliver
from tests.builders import MONDAY, House
from tests.web.conftest import Site
from web.cases.history import sentence


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    for write in (an_order, a_supplier, a_listener, a_crier):
        write(tmp_path)
    with House(tmp_path) as house:
        yield house


def pages(site: Site, case: str) -> tuple[str, str]:
    """The case's own page, and the auditor's of its last entry."""
    browser = site.browser("auditor-1")
    last = site.engine.case(site.house.people["auditor-1"], case).history[-1].n
    return browser.get(f"/cases/{case}").text, browser.get(f"/audit/cases/{case}?entri={last}").text


def test_an_answer_is_told_with_its_sender_and_its_content(site: Site, house: House) -> None:
    order = house.start("staf-1", "pembeli").case
    deliver(house)
    house.complete("staf-1", "jawab")
    deliver(house)
    for page in pages(site, order):
        assert "Pesan “Jawaban” dari kasus" in page
        assert "diterima oleh “Tunggu”" in page
        assert "Yang diterima" in page
        assert "harga" in page
    assert "Dikirim: “Pesanan”." in pages(site, order)[0]


def test_a_case_that_a_message_began_says_so(site: Site, house: House) -> None:
    house.start("staf-1", "pembeli")
    deliver(house)
    (supplied,) = house.engine.cases(house.people["auditor-1"], definition="penjual").items
    for page in pages(site, supplied.id):
        assert "Pesan “Pesanan” dari kasus PO-1 memulai kasus melalui “Terima”." in page


def test_a_signal_is_told_with_who_threw_it(site: Site, house: House) -> None:
    heard = house.start("staf-1", "pendengar").case
    crier = house.start("staf-1", "pengumuman").case
    deliver(house)
    for page in pages(site, heard):
        assert f"Sinyal “Libur” dari kasus {crier[:8]} diterima." in page
    assert "Yang dikirim karenanya" in pages(site, crier)[1]


@pytest.mark.parametrize(
    ("kind", "connector", "element", "words"),
    [
        ("work_done", "http", "tanya", "Sistem lain menyelesaikan “Tanya”."),
        ("work_done", "email", "tanya", "Surel pada “Tanya” terkirim."),
        ("work_done", "notify", "tanya", "Pemberitahuan pada “Tanya” disampaikan."),
        ("work_failed", "http", "tanya", "Sistem lain menolak “Tanya”."),
        ("work_failed", "email", "tanya", "Server surel menolak surel pada “Tanya”."),
        ("retried", "", "tanya", "Admin meminta “Tanya” dicoba lagi."),
        ("retried", "", None, "Admin meminta langkah yang gagal dicoba lagi."),
    ],
)
def test_the_work_of_each_connector_is_told_in_its_own_words(
    kind: str, connector: str, element: str | None, words: str
) -> None:
    item = HistoryItem(
        n=2,
        at=MONDAY,
        kind=kind,
        actor_name="Admin",
        capacity="definitif",
        element=element,
        element_name="" if element is None else "Tanya",
        round=1,
        item=None,
        connector=connector,
    )
    assert sentence(item) == words
