"""The inbox and the list of cases: what they show, filter and page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.model import Page
from tests.web.conftest import Browser, Site


def test_the_home_page_is_the_inbox(reviewer: Browser) -> None:
    assert reviewer.get("/").location == "/inbox"


def test_a_row_says_case_task_due_date_and_reason(site: Site, reviewer: Browser, task: str) -> None:
    page = reviewer.get("/inbox").text
    assert f'href="{task}"' in page
    for words in (
        "P/1",
        "Lokakarya",
        "Menyetujui permohonan",
        "16 Juli 2026",
        "Untuk Kepala",
        "belum ada",
    ):
        assert words in page
    assert "due-overdue" not in page
    site.house.clock.move(days=10)
    assert '<span class="d-block text-nowrap due-overdue">' in reviewer.get("/inbox").text


@pytest.mark.parametrize(
    ("url", "words"), [("/inbox", "Tidak ada tugas yang menunggu"), ("/cases", "Belum ada kasus")]
)
def test_an_empty_list_says_what_to_do(applicant: Browser, url: str, words: str) -> None:
    page = applicant.get(url).text
    assert words in page
    assert 'href="/start"' in page


@pytest.mark.parametrize("url", ["/inbox?q=tiada", "/cases?q=tiada", "/inbox?page=9", "/cases?page=9"])
def test_a_list_that_was_filtered_empty_leads_back_to_all(reviewer: Browser, task: str, url: str) -> None:
    page = reviewer.get(url).text
    assert "yang cocok." in page
    assert f'href="{url.partition("?")[0]}">Tampilkan semua' in page


def recorded(site: Site, query: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    asked: dict[str, Any] = {}

    def ask(actor: object, **arguments: Any) -> Page[object]:
        asked.update(arguments)
        return Page([], 1, 25, 0)

    monkeypatch.setattr(site.engine, query, ask)
    return asked


def test_the_inbox_hands_filters_and_order_to_the_engine(
    site: Site, reviewer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = recorded(site, "inbox", monkeypatch)
    reviewer.get("/inbox?q= rapat &scope=mine&definition=permohonan&overdue=1&sort=title&descending=1&page=3")
    assert asked == {
        "text": "rapat",
        "scope": "mine",
        "definition": "permohonan",
        "overdue": True,
        "sort": "title",
        "descending": True,
        "page": 3,
    }


def test_the_list_of_cases_hands_filters_and_order_to_the_engine(
    site: Site, reviewer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = recorded(site, "cases", monkeypatch)
    version = site.house.current()
    reviewer.get(
        "/cases?q=rapat&status=completed&definition=permohonan&sort=number&descending=0&page=2"
        f"&version={version}&clause=1&partner= Dinas &from=2026-07-13&to=2026-07-14"
    )
    assert asked == {
        "text": "rapat",
        "status": "completed",
        "definition": "permohonan",
        "version": version,
        "clause": "1",
        "partner": "Dinas",
        "started_from": date(2026, 7, 13),
        "started_to": date(2026, 7, 14),
        "sort": "number",
        "descending": False,
        "page": 2,
    }


@pytest.mark.parametrize(
    "query",
    [
        "sort=jahat&scope=jahat&status=x&definition=x&page=-1",
        "page=nol",
        "page=²",
        "page=" + "9" * 99,
        "definition=permohonan&version=x&clause=x",
        "version=x&clause=1&partner=%00%27%25_%5C",
        "from=kemarin&to=2026-02-30",
        "from=99999-01-01&to=²026-01-01",
        "from=0001-01-01&to=9999-12-31",
    ],
)
def test_what_a_list_doesn_t_know_is_as_if_not_asked(reviewer: Browser, query: str) -> None:
    for place in ("/inbox", "/cases", "/cases.csv"):
        assert reviewer.get(f"{place}?{query}").status_code == 200


def test_a_long_list_is_paged_and_keeps_its_filters(applicant: Browser, reviewer: Browser) -> None:
    for number in range(26):
        applicant.begin(f"Acara {number}")
    page = reviewer.get("/inbox?q=Acara").text
    assert "26 tugas, halaman 1 dari 2" in page
    assert "q=Acara&amp;scope=all&amp;sort=due&amp;page=2" in page
    assert 'rel="prev"' not in page


def test_cases_have_the_columns_that_the_process_names(reviewer: Browser, task: str) -> None:
    page = reviewer.get("/cases").text
    assert '<th scope="col" role="columnheader">Keputusan</th>' in page
    assert "Berjalan" in page


def offered(page: str, name: str) -> dict[str, bool]:
    """What a select offers, and whether it is chosen."""
    select = page.partition(f'name="{name}"')[2].partition("</select>")[0]
    return {
        words: bool(mark) for mark, words in re.findall(r'<option value="[^"]*"( selected)?>([^<]*)', select)
    }


def test_versions_and_clauses_are_offered_once_a_procedure_is_chosen(
    site: Site, reviewer: Browser, task: str
) -> None:
    every = reviewer.get("/cases").text
    assert (offered(every, "version"), offered(every, "clause")) == ({}, {})
    page = reviewer.get(f"/cases?definition=permohonan&version={site.house.current()}&clause=1").text
    assert offered(page, "definition") == {"Semua prosedur": False, "Permohonan": True}
    assert offered(page, "version") == {"Semua versi": False, "Versi 1": True}
    assert offered(page, "clause") == {"Semua butir": False, "Butir 1: Butir satu.": True}
    assert "1 kasus." in page


def test_what_is_no_date_is_named_and_not_used(reviewer: Browser, task: str) -> None:
    page = reviewer.get("/cases?from=kemarin&to=2030-01-01").text
    assert '“<a class="alert-link" href="#filter-from">Dimulai dari</a>” bukan tanggal' in page
    assert "Dimulai sampai</a>” bukan tanggal" not in page
    assert "1 kasus." in page
    assert "<details" in page
    assert 'class="mt-1" open' in page


def test_the_address_of_the_list_and_of_its_file_hold_every_filter(reviewer: Browser, task: str) -> None:
    asked = "status=active&definition=permohonan&clause=1&partner=&from=2026-07-01&to=2026-07-31&sort=title&descending=1"
    page = reviewer.get(f"/cases?{asked}").text
    kept = asked.replace("partner=&", "").replace("&", "&amp;")
    assert f'href="/cases.csv?{kept}"' in page
    for name, value in (pair.split("=") for pair in asked.split("&")):
        assert value in page.partition(f'name="{name}"')[2].partition("</div>")[0]


def test_the_list_names_partners_where_its_columns_don_t(
    site: Site, reviewer: Browser, monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    assert "Mitra</th>" not in reviewer.get("/cases").text
    rows = [
        replace(row, partner="Dinas <PU>") for row in site.engine.cases(site.house.people["staf-1"]).items
    ]
    monkeypatch.setattr(site.engine, "cases", lambda *_, **__: Page(rows, 1, 25, 1))
    page = reviewer.get("/cases").text
    assert '<th scope="col" role="columnheader">Mitra</th>' in page
    assert "Dinas &lt;PU&gt;</td>" in page
    monkeypatch.setattr(site.engine, "case_columns", lambda _: ["Mitra"])
    assert reviewer.get("/cases").text.count('role="columnheader">Mitra</th>') == 1
