"""What went wrong is a sentence, as a page or as JSON, and never a stack trace."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest

from engine.errors import (
    CaseEnded,
    Forbidden,
    InvalidSubmission,
    NotFound,
    ParafError,
    ProcessFault,
    TaskNotOpen,
    Throttled,
    Unavailable,
)
from tests.web.conftest import JSON, Browser, Site, raising, told

NOW = datetime(2026, 11, 20, 3, 5, tzinfo=UTC)

MAPPING = [
    (NotFound("Tidak ada."), 404),
    (Forbidden("Tidak boleh."), 403),
    (CaseEnded("Kasus sudah berakhir."), 409),
    (TaskNotOpen("Tugas sudah tidak terbuka."), 409),
    (InvalidSubmission({}, "Perlu diperbaiki."), 422),
    (ProcessFault("Prosedur ini keliru.", "XG"), 422),
    (Throttled("Tunggu sebentar.", 5), 429),
    (Unavailable("Sedang tidak dapat digunakan."), 503),
]


@pytest.mark.parametrize(("error", "status"), MAPPING, ids=lambda value: type(value).__name__)
def test_each_error_of_the_engine_has_one_status(
    site: Site, reviewer: Browser, monkeypatch: pytest.MonkeyPatch, error: ParafError, status: int
) -> None:
    monkeypatch.setattr(site.engine, "task", raising(error))
    page, data = reviewer.get("/tasks/x"), reviewer.get("/tasks/x", headers=JSON)
    assert page.status_code == data.status_code == status
    assert str(error) in page.text
    assert told(data)["message"] == str(error)


def test_an_unknown_address_is_said_in_words(applicant: Browser) -> None:
    page = applicant.get("/tidak-ada")
    assert page.status_code == 404
    assert "<h1>Tidak ditemukan</h1>" in page.text
    assert told(applicant.get("/tidak-ada", headers=JSON))["message"].startswith("Halaman ini tidak ada")


def test_a_wrong_method_is_said_in_words_with_what_is_allowed(applicant: Browser) -> None:
    answer = applicant.get("/tasks/x/claim")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "Mulailah lagi" in answer.text


def test_the_unexpected_is_logged_under_a_number_that_the_person_is_given(
    site: Site, reviewer: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(site.engine, "inbox", raising(RuntimeError("rahasia dalam")))
    with caplog.at_level(logging.ERROR):
        page = reviewer.get("/inbox")
    assert page.status_code == 500
    assert "rahasia dalam" not in page.text
    assert "Traceback" not in page.text
    incident = caplog.records[-1].getMessage().split()[1].rstrip(":")
    assert f"nomor kejadian {incident}" in page.text
    assert "rahasia dalam" in caplog.text


def test_a_store_that_is_away_still_gets_a_page(
    site: Site, reviewer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for query in ("actor", "startables", "inbox"):
        monkeypatch.setattr(site.engine, query, raising(Unavailable("Basis data sedang dipakai.")))
    page = reviewer.get("/inbox")
    assert page.status_code == 503
    assert "Basis data sedang dipakai." in page.text


def test_a_task_that_is_done_says_by_whom_and_when(
    site: Site, reviewer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        site.engine, "task", raising(TaskNotOpen("Tugas tidak terbuka.", "Pemeriksa Dua", NOW))
    )
    page = reviewer.get("/tasks/x")
    assert page.status_code == 409
    assert "sudah dikerjakan oleh Pemeriksa Dua pada 20 November 2026 10.05 WIB." in page.text


def test_a_task_that_is_done_leads_to_its_case(
    site: Site, reviewer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = TaskNotOpen("Tugas tidak terbuka.", "Pemeriksa Dua", NOW, case_id="k1")
    monkeypatch.setattr(site.engine, "task", raising(done))
    assert '<a class="me-3" href="/cases/k1">Lihat kasusnya</a>' in reviewer.get("/tasks/x").text
    assert told(reviewer.get("/tasks/x", headers=JSON))["case"] == "/cases/k1"


def test_a_script_whose_page_is_from_an_earlier_session_is_given_a_token_to_send_again(
    applicant: Browser, task: str
) -> None:
    url = f"{task}/draft"
    refused = applicant.client.post(url, headers=JSON)
    assert refused.status_code == 400
    again = {**JSON, "X-CSRFToken": told(refused)["csrf_token"]}
    assert applicant.client.post(url, headers=again).status_code != 400


@pytest.mark.parametrize("host", ["a..b", "x" * 300])
def test_a_host_that_is_none_is_answered_and_not_a_crash(site: Site, host: str) -> None:
    answer = site.browser().get("/inbox", headers={"Host": host})
    assert answer.status_code == 400
    assert "tidak dapat dibaca" in answer.text


def test_two_slashes_lead_nowhere_else(applicant: Browser) -> None:
    assert applicant.get("/tasks//evil.example").status_code == 404
