"""The operator's page, and what everybody else sees of a system that doesn't answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import create_app
from tests.between import an_order, deliver
from tests.builders import House
from tests.calling import FOUND, Office, a_call, house_for
from tests.engine.test_delivery import operator
from tests.unit.connectors.servers import Peer
from tests.web.conftest import Browser, Site

ALL = "Coba lagi semua di langkah ini"
TROUBLE = (400, {"Content-Type": "text/plain"}, b"<b>NIP</b> salah")


@pytest.fixture
def office(tmp_path: Path, peer: Peer) -> Iterator[Office]:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'})
    with house_for(folder, peer) as house:
        yield Office(house, peer)


def site_of(house: House) -> Site:
    app = create_app(replace(house.settings, secure_cookies=True), house.engine)
    app.testing = True
    return Site(app, house)


@pytest.fixture
def site(office: Office) -> Site:
    return site_of(office.house)


@pytest.fixture
def case(office: Office) -> str:
    """A case whose work has failed for good."""
    case = office.start()
    office.answers(TROUBLE)
    office.work()
    return case


def retry(browser: Browser, office: Office, **more: str) -> str:
    """Press the button of the newest incident; returns the page that follows."""
    answer = browser.post("/operate/retry", {"job": office.incidents[0].id, **more})
    assert answer.status_code == 303, answer.text
    return browser.get(answer.location).text


def test_the_operator_sees_which_case_is_stuck_where_and_why(site: Site, case: str) -> None:
    page = site.browser("admin-1").get("/operate").text
    assert f'href="/cases/{case}"' in page
    assert "Menanyakan pegawai" in page
    assert "&lt;b&gt;NIP&lt;/b&gt; salah" in page
    assert "1 kali" in page


def test_nobody_else_sees_or_retries_anything(site: Site, office: Office, case: str) -> None:
    for who in ("staf-1", "kepala-1", "mitra-1", "pemilik-1", "auditor-1"):
        browser = site.browser(who)
        assert browser.get("/operate").status_code == 403
        assert browser.post("/operate/retry", {"job": office.incidents[0].id}).status_code == 403
        assert 'href="/operate"' not in browser.get("/inbox").text
    assert site.browser().get("/operate").status_code == 303
    assert 'href="/operate"' in site.browser("admin-1").get("/inbox").text


def test_without_a_token_of_the_page_nothing_is_tried(site: Site, office: Office, case: str) -> None:
    browser = site.browser("admin-1")
    browser.headers.clear()
    assert browser.post("/operate/retry", {"job": office.incidents[0].id}).status_code == 400
    assert len(office.incidents) == 1


def test_after_a_retry_the_page_says_what_happened(site: Site, office: Office, case: str) -> None:
    browser = site.browser("admin-1")
    job = office.incidents[0].id
    assert "Sedang dicoba lagi" in retry(browser, office)
    office.work()
    page = browser.get("/operate", query_string={"tried": job}).text
    assert "gagal lagi (2 kali)" in page
    office.answers(FOUND)
    retry(browser, office)
    office.work()
    page = browser.get("/operate", query_string={"tried": job}).text
    assert "berhasil" in page
    assert "Tidak ada insiden" in page
    assert office.open(case) == ["lanjut"]


def test_all_of_one_element_are_tried_again_together(site: Site, office: Office, case: str) -> None:
    others = [office.start(), office.start()]
    office.work()
    assert len(office.incidents) == 3
    office.answers(FOUND)
    assert site.browser("admin-1").get("/operate").text.count(ALL) == 3
    assert "3 insiden di langkah itu dicoba lagi" in retry(site.browser("admin-1"), office, all="1")
    office.work()
    assert [office.open(each) for each in (case, *others)] == [["lanjut"]] * 3


def test_one_that_rests_alone_at_its_step_has_no_button_for_all(
    site: Site, office: Office, case: str
) -> None:
    page = site.browser("admin-1").get("/operate").text
    assert "Coba lagi<" in page
    assert ALL not in page


def test_what_is_settled_cannot_be_tried_again(site: Site, office: Office, case: str) -> None:
    browser = site.browser("admin-1")
    job = office.incidents[0].id
    retry(browser, office)
    assert browser.post("/operate/retry", {"job": job}).status_code == 409
    assert browser.post("/operate/retry", {"job": "tidak-ada"}).status_code == 409
    assert browser.post("/operate/retry", {"job": "tidak-ada", "all": "1"}).status_code == 404


def test_a_case_that_waits_for_a_system_says_so_in_plain_words(site: Site, office: Office) -> None:
    case = office.start()
    browser = site.browser("staf-1")
    assert "“Menanyakan pegawai” menunggu jawaban sistem lain" in browser.get(f"/cases/{case}").text
    assert "Menanyakan pegawai (sistem lain)" in browser.get("/cases").text


def test_officials_are_shown_no_error_and_operators_the_way_to_it(site: Site, case: str) -> None:
    page = site.browser("staf-1").get(f"/cases/{case}").text
    assert "“Menanyakan pegawai” terhenti: menunggu sistem lain yang sedang bermasalah" in page
    assert "Operator dapat melihatnya di halaman Insiden" in page
    assert "Menanyakan pegawai (terhenti)" in site.browser("staf-1").get("/cases").text
    assert "NIP" not in page
    assert "/operate" not in page
    assert 'href="/operate"' in site.browser("admin-1").get(f"/cases/{case}").text


def test_the_element_with_the_incident_is_named_on_the_diagram_and_in_its_table(
    site: Site, case: str
) -> None:
    page = site.browser("staf-1").get(f"/cases/{case}").text
    assert '"halted": ["tanya"]' in page
    assert re.search(r'data-element="tanya">Menanyakan pegawai</th><td>[^<]*</td><td>terhenti', page)


def test_a_case_that_went_on_says_nothing_of_it(site: Site, office: Office) -> None:
    case = office.start()
    office.work()
    page = site.browser("staf-1").get(f"/cases/{case}").text
    assert "sistem lain" not in page
    assert '"halted": []' in page


def test_a_notice_stands_in_the_inbox_until_it_is_read(tmp_path: Path) -> None:
    notice = {"groups": '["kepala"]', "title": '"Permohonan <b>masuk</b>"', "text": '"Mohon diketahui."'}
    with House(a_call(tmp_path, "notify", notice, output="result")) as house:
        site = site_of(house)
        case = house.start("staf-1", "memanggil").case
        house.engine.worker.run_due()
        browser = site.browser("kepala-1")
        page = browser.get("/inbox").text
        assert "Permohonan &lt;b&gt;masuk&lt;/b&gt;" in page
        assert f'href="/cases/{case}"' in page
        (address,) = re.findall(r'action="(/inbox/notices/[^"]+/read)"', page)
        assert site.browser("staf-1").post(address).status_code == 404
        assert browser.post(address).status_code == 303
        assert "Pemberitahuan" not in browser.get("/inbox").text
        assert "Mohon diketahui" in site.browser("kepala-2").get("/inbox").text


def test_all_notices_are_taken_for_read_at_once(tmp_path: Path) -> None:
    notice = {"groups": '["kepala"]', "title": '"Masuk"'}
    with House(a_call(tmp_path, "notify", notice, output="result")) as house:
        browser = site_of(house).browser("kepala-1")
        for number in range(3):
            house.start("staf-1", "memanggil", key=str(number))
        house.engine.worker.run_due()
        (address,) = re.findall(r'action="(/inbox/notices/[^"]+/read-until)"', browser.get("/inbox").text)
        assert browser.post(address).status_code == 303
        assert "Pemberitahuan" not in browser.get("/inbox").text


def test_the_operator_sees_which_messages_nobody_took(tmp_path: Path) -> None:
    with House(operator(an_order(tmp_path))) as house:
        site = site_of(house)
        order = house.start("staf-1", "pembeli").case
        deliver(house)
        page = site.browser("admin-1").get("/operate").text
        assert "1 disimpan, 0 kedaluwarsa" in page
        house.clock.move(days=8)
        house.engine.dispatcher.tidy()
        page = site.browser("admin-1").get("/operate/messages").text
        assert "Kasus PO-1" in page
        assert f'href="/cases/{order}"' in page
        assert "Kedaluwarsa" in page
        assert site.browser("staf-1").get("/operate/messages").status_code == 403
        assert "tidak diambil siapa pun" in site.browser("staf-1").get(f"/cases/{order}").text
