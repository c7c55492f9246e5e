"""Beginning a case."""

from __future__ import annotations

import json

from tests.web.conftest import JSON, START, Browser, Site, part, request_for, told


def cases(site: Site) -> int:
    return site.engine.cases(site.house.people["staf-1"]).total


def test_what_a_person_may_start_is_listed_and_in_the_navigation(applicant: Browser) -> None:
    page = applicant.get("/start").text
    assert f'href="{START}">Permohonan masuk' in page
    assert 'href="/start" aria-current="page"' in page


def test_who_may_start_nothing_is_told_so_and_isn_t_sent_there(reviewer: Browser) -> None:
    assert "Tidak ada prosedur yang dapat Anda mulai." in reviewer.get("/start").text
    assert 'href="/start"' not in reviewer.get("/inbox").text


def test_a_start_leads_to_its_case(applicant: Browser) -> None:
    url = told(applicant.post(START, request_for("Lokakarya", applicant.key()), headers=JSON))["redirect"]
    assert url.startswith("/cases/")
    assert "“Permohonan masuk” terkirim." in applicant.get(url).text


def test_the_same_page_sent_twice_makes_one_case(site: Site, applicant: Browser) -> None:
    first, second = (applicant.post(START, request_for("Lokakarya", "kunci")).location for _ in range(2))
    assert first == second
    assert cases(site) == 1


def test_each_page_makes_a_case_of_its_own(site: Site, applicant: Browser) -> None:
    assert applicant.begin() != applicant.begin()
    assert cases(site) == 2


def test_a_page_without_its_key_starts_nothing(site: Site, applicant: Browser) -> None:
    for key in ("", "k" * 65):
        assert applicant.post(START, request_for("Lokakarya", key), headers=JSON).status_code == 422
    assert cases(site) == 0


def test_wrong_fields_come_back_by_path_and_keep_the_key(applicant: Browser) -> None:
    answer = applicant.post(START, {"key": "k1", "data": "{}"}, headers=JSON)
    assert answer.status_code == 422
    assert set(told(answer)["fields"]) == {"judul", "surat"}
    page = applicant.post(START, {"key": "k1", "data": "{}"})
    assert page.status_code == 422
    assert 'name="key" value="k1"' in page.text


def test_a_file_that_is_not_what_its_name_says_is_refused_at_its_field(applicant: Browser) -> None:
    sent = {**request_for("Lokakarya", "k1"), "file:files::a": part("surat.pdf", b"bukan pdf")}
    answer = applicant.post(START, sent, headers=JSON)
    assert answer.status_code == 422
    assert list(told(answer)["fields"]) == ["surat"]
    assert "surat.pdf" in told(answer)["fields"]["surat"][0]


def test_a_file_named_in_the_answers_but_not_sent_is_asked_for(applicant: Browser) -> None:
    data = {"key": "k1", "data": json.dumps({"judul": "Lokakarya", "surat": "files::a"})}
    assert list(told(applicant.post(START, data, headers=JSON))["fields"]) == ["surat"]


def test_who_may_not_start_it_is_refused(reviewer: Browser) -> None:
    assert reviewer.get(START).status_code == 403
    assert reviewer.post(START, request_for("Lokakarya", "k1")).status_code == 403


def test_a_procedure_that_is_not_there_is_not_found(applicant: Browser) -> None:
    assert applicant.get("/start/permohonan/lain").status_code == 404
    assert applicant.post("/start/lain/mulai", {"key": "k1"}).status_code == 404
