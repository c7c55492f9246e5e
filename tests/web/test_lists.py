"""The inbox and the list of cases: what they show, filter and page."""

from __future__ import annotations

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
    reviewer.get("/cases?q=rapat&status=completed&definition=permohonan&sort=number&descending=0&page=2")
    assert asked == {
        "text": "rapat",
        "status": "completed",
        "definition": "permohonan",
        "sort": "number",
        "descending": False,
        "page": 2,
    }


@pytest.mark.parametrize(
    "query",
    ["sort=jahat&scope=jahat&status=x&definition=x&page=-1", "page=nol", "page=²", "page=" + "9" * 99],
)
def test_what_a_list_doesn_t_know_is_as_if_not_asked(reviewer: Browser, query: str) -> None:
    for place in ("/inbox", "/cases"):
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
