"""Doing a task: the page, what it sends, and what comes back."""

from __future__ import annotations

import re

import pytest

from engine.commands import Outcome
from tests.builders import PASSWORD
from tests.web.conftest import JSON, Browser, Site, decision, refusal, told


def test_the_page_says_what_is_asked_before_it_asks(reviewer: Browser, task: str) -> None:
    page = reviewer.get(task).text
    parts = ["Periksa permohonan.", "Butir satu.", "surat.pdf", "Pokok kasus", 'id="task-form"', "form-mount"]
    parts += ["form-schema", "paraf-block", "Selesaikan: Menyetujui permohonan"]
    positions = [page.index(part) for part in parts]
    assert positions == sorted(positions)


def test_the_page_shows_round_due_date_and_reason(
    site: Site, reviewer: Browser, applicant: Browser, task: str
) -> None:
    reviewer.post(task, decision("TIDAK_SETUJU"))
    applicant.post(site.task("staf-1", "perbaiki"), {"data": '{"judul": "Lokakarya II"}'})
    page = reviewer.get(site.task("kepala-1")).text
    assert "(putaran 2)" in page
    assert "16 Juli 2026" in page
    assert "Untuk Kepala" in page


def test_rounds_before_are_a_table_with_readable_heads(
    site: Site, reviewer: Browser, applicant: Browser, task: str
) -> None:
    reviewer.post(task, refusal("Kurang lengkap."))
    applicant.post(site.task("staf-1", "perbaiki"), {"data": '{"judul": "Lokakarya II"}'})
    page = reviewer.get(site.task("kepala-1")).text
    table = page[page.index('<caption class="visually-hidden">Catatan sebelumnya') :]
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', table) == ["Putaran", "Isi"]
    assert "Kurang lengkap." in table


def test_the_case_s_facts_stand_open_only_where_nothing_else_is_to_be_read(
    site: Site, reviewer: Browser, applicant: Browser, task: str
) -> None:
    assert '<details open><summary><h2 id="facts-title">' in reviewer.get(task).text
    reviewer.post(task, refusal("Kurang lengkap."))
    applicant.post(site.task("staf-1", "perbaiki"), {"data": '{"judul": "Lokakarya II"}'})
    page = reviewer.get(site.task("kepala-1")).text
    assert '<details><summary><h2 id="facts-title">' in page


def test_the_paraf_names_what_it_binds(reviewer: Browser, task: str) -> None:
    page = reviewer.get(task).text
    block = page[page.index("paraf-block") : page.index("</fieldset>")]
    assert 'data-condition="keputusan = &#34;SETUJU&#34;" hidden' in block
    assert re.search(
        r'<strong>Surat</strong>: <a href="/cases/[^"]+">surat.pdf</a>.*'
        r'<code class="digest" title="SHA-256 ([0-9a-f]{64})">[0-9a-f]{12}</code>.*'
        r'<dd><code class="digest">\1</code>',
        block,
        re.DOTALL,
    )
    assert 'data-submit="Paraf dan selesaikan: Menyetujui permohonan"' in block
    assert 'autocomplete="current-password"' in block


def test_a_completed_task_leads_a_plain_form_to_the_inbox_and_says_what_was_done(
    reviewer: Browser, task: str, case: str
) -> None:
    answer = reviewer.post(task, decision("TIDAK_SETUJU"))
    assert (answer.status_code, answer.location) == (303, "/inbox")
    page = reviewer.get("/inbox").text
    assert "“Menyetujui permohonan” untuk P/1 selesai." in page
    assert f'href="{case}">Lihat kasusnya' in page


def test_a_completed_task_tells_a_script_where_to_go(reviewer: Browser, task: str) -> None:
    answer = reviewer.post(task, decision("TIDAK_SETUJU"), headers=JSON)
    assert answer.status_code == 200
    assert answer.json == {"redirect": "/inbox"}


def test_the_next_task_of_the_case_is_offered_at_once(
    site: Site, reviewer: Browser, task: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.engine, "execute", lambda command: Outcome("k", 3, next_task="berikut"))
    assert reviewer.post(task, decision()).location == "/tasks/berikut"


def test_the_next_task_of_the_inbox_is_offered_too(applicant: Browser, reviewer: Browser, task: str) -> None:
    applicant.begin("Seminar")
    reviewer.post(task, decision("TIDAK_SETUJU"))
    assert re.search(
        r'href="/tasks/[^"]+">Tugas berikutnya: Menyetujui permohonan', reviewer.get("/inbox").text
    )


def test_wrong_fields_come_back_by_path(reviewer: Browser, task: str) -> None:
    answer = reviewer.post(task, {"data": "{}", "seen": "1"}, headers=JSON)
    assert answer.status_code == 422
    assert list(told(answer)["fields"]) == ["keputusan"]


def test_a_plain_form_is_shown_again_with_what_is_wrong(reviewer: Browser, task: str) -> None:
    answer = reviewer.post(task, decision())
    assert answer.status_code == 422
    assert "<title>Perlu diperbaiki:" in answer.text
    assert '<a href="#paraf-password">' in answer.text


def test_a_paraf_needs_the_person_s_own_password(reviewer: Browser, task: str) -> None:
    wrong = reviewer.post(task, decision(password="salah"), headers=JSON)
    assert wrong.status_code == 422
    assert list(told(wrong)["fields"]) == ["password"]
    assert reviewer.post(task, decision(password=PASSWORD)).status_code == 303


def test_a_task_without_a_form_is_only_confirmed(
    site: Site, reviewer: Browser, applicant: Browser, task: str, case: str
) -> None:
    reviewer.post(task, decision(password=PASSWORD))
    confirm = site.task("staf-1", "arsip")
    page = applicant.get(confirm).text
    assert 'id="task-form"' in page
    assert "form-mount" not in page
    assert applicant.post(confirm).status_code == 303
    assert '<p class="lead mb-1">Selesai</p>' in applicant.get(case).text


@pytest.mark.parametrize(
    "data", ["bukan json", "[]", '"teks"', "[" * 5000, '{"a":' * 100 + "1" + "}" * 100, "NaN"]
)
def test_answers_that_can_t_be_read_are_refused_in_a_sentence(
    reviewer: Browser, task: str, data: str
) -> None:
    answer = reviewer.post(task, {"data": data}, headers=JSON)
    assert answer.status_code == 422
    assert told(answer)["message"].startswith("Isian tidak dapat dibaca.")
    assert reviewer.get(task).status_code == 200


def test_a_task_that_somebody_did_meanwhile_says_who_and_when(
    site: Site, reviewer: Browser, task: str
) -> None:
    site.browser("kepala-2").post(task, decision("TIDAK_SETUJU"))
    answer = reviewer.post(task, decision("TIDAK_SETUJU"), headers=JSON)
    assert answer.status_code == 409
    assert re.search(r"oleh Kepala 2 pada 13 Juli 2026 09\.\d\d WIB", told(answer)["message"])
    assert reviewer.get(task).status_code == 409


def test_a_task_of_others_can_neither_be_seen_nor_done(applicant: Browser, task: str) -> None:
    assert applicant.get(task).status_code == 403
    assert applicant.post(task, decision()).status_code == 403


def test_a_task_of_a_case_that_one_may_not_see_is_not_found(site: Site, task: str) -> None:
    assert site.browser("mitra-1").get(task).status_code == 404


def test_a_task_that_is_not_there_is_not_found(reviewer: Browser) -> None:
    assert reviewer.get("/tasks/tidak-ada").status_code == 404
    assert reviewer.post("/tasks/tidak-ada", decision()).status_code == 404


def test_a_claimed_task_is_the_claimer_s_until_given_back(site: Site, reviewer: Browser, task: str) -> None:
    other = site.browser("kepala-2")
    assert reviewer.post(f"{task}/claim").location == task
    assert "sedang dipegang Kepala 1" in other.get(task).text
    assert 'id="task-form"' not in other.get(task).text
    assert reviewer.post(f"{task}/release").location == "/inbox"
    assert 'id="task-form"' in other.get(task).text


def test_a_draft_is_there_when_the_page_is_opened_again(reviewer: Browser, task: str) -> None:
    assert f'data-draft-url="{task}/draft"' in reviewer.get(task).text
    assert reviewer.post(f"{task}/draft", {"data": '{"alasan": "Separuh"}'}).status_code == 204
    page = reviewer.get(task).text
    assert "dipulihkan" in page
    assert '"alasan": "Separuh"' in page


def test_nobody_keeps_a_draft_of_a_task_of_others(applicant: Browser, task: str) -> None:
    assert applicant.post(f"{task}/draft", {"data": "{}"}).status_code in {403, 404}
