"""Tokens, headers, sizes and hostile text."""

from __future__ import annotations

import json
import re

import pytest

from tests.web.conftest import JSON, START, Browser, Site, told

HOSTILE = "</script><script>alert('1')</script>"


@pytest.mark.parametrize("url", ["/account/login", "/inbox", "/tidak-ada", "/cases"])
def test_every_page_has_the_strict_headers(applicant: Browser, url: str) -> None:
    headers = applicant.get(url).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", ["/account/logout", "/tasks/x", "/tasks/x/claim", "/cases/x/withdraw", START])
def test_a_post_without_the_page_s_token_is_refused(applicant: Browser, url: str) -> None:
    applicant.headers.clear()
    answer = applicant.post(url)
    assert answer.status_code == 400
    assert "terlalu lama terbuka" in answer.text


def test_a_log_in_without_a_token_is_refused(site: Site) -> None:
    assert site.browser().post("/account/login", {"username": "staf-1"}).status_code == 400


def test_a_script_is_told_of_a_stale_token_as_json(applicant: Browser) -> None:
    answer = applicant.post(START, headers={**JSON, "X-CSRFToken": "basi"})
    assert answer.status_code == 400
    assert "terlalu lama" in told(answer)["message"]


def test_a_token_in_the_form_does_as_well_as_in_the_header(applicant: Browser) -> None:
    data = {"csrf_token": applicant.headers.pop("X-CSRFToken")}
    assert applicant.post("/account/logout", data).status_code == 303


@pytest.mark.parametrize("place", ["/inbox", "/inbox?q={}", "/cases", "/cases?q={}", "task", "case"])
def test_hostile_text_is_shown_as_text(site: Site, applicant: Browser, reviewer: Browser, place: str) -> None:
    case = applicant.begin(HOSTILE)
    url = {"task": site.task("kepala-1"), "case": case}.get(place, place.format(HOSTILE))
    page = reviewer.get(url)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "alert(" in page.text


def test_the_address_can_t_bend_the_links_of_a_list(applicant: Browser) -> None:
    for number in range(30):
        applicant.begin(f"Acara {number}")
    page = applicant.get("/cases?_external=1&_scheme=javascript&sort=%22%3E").text
    assert 'href="?sort=updated&amp;descending=1&amp;page=2"' in page
    assert "javascript" not in page


def test_no_page_has_a_script_or_style_of_its_own(
    applicant: Browser, reviewer: Browser, task: str, case: str
) -> None:
    for page in (applicant.get(START), reviewer.get(task), reviewer.get(case), reviewer.get("/inbox")):
        scripts = page.text.split("<script")[1:]
        assert scripts
        assert all('src="/static/' in tag or 'type="application/json"' in tag for tag in scripts)
        assert "<style" not in page.text
        assert " style=" not in page.text
        assert " onclick" not in page.text


def test_more_than_the_site_takes_is_refused_in_a_sentence(site: Site, reviewer: Browser, task: str) -> None:
    site.app.config["MAX_CONTENT_LENGTH"] = 5000
    answer = reviewer.post(task, {"data": json.dumps({"alasan": "x" * 6000})}, headers=JSON)
    assert answer.status_code == 413
    assert "terlalu besar" in told(answer)["message"]
    assert reviewer.get(task).status_code == 200


def test_a_file_is_saved_and_never_shown_as_a_page(applicant: Browser) -> None:
    case = applicant.begin(file_name="surat “izin”.pdf")
    url = re.search(rf'href="({case}/files/[^"]+)"', applicant.get(case).text)
    assert url
    answer = applicant.get(url[1])
    assert answer.data.startswith(b"%PDF")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "filename*=UTF-8''surat%20%E2%80%9Cizin%E2%80%9D.pdf" in answer.headers["Content-Disposition"]
