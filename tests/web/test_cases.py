"""The case page: where a case stands, what happened, and ending it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from engine.model import HistoryItem
from tests.builders import PASSWORD
from tests.web.conftest import Browser, Site, decision
from web.cases.history import sentence


def test_the_page_says_where_the_case_stands_in_words_and_on_the_diagram(
    reviewer: Browser, case: str
) -> None:
    page = reviewer.get(case).text
    assert f'data-xml-url="{case}/diagrams/permohonan.bpmn"' in page
    state = json.loads(page.split('class="diagram-state">')[1].split("</script>")[0])
    assert state["active"] == {"setujui": 1}
    assert state["done"] == {"mulai": 1}
    assert len(state["flows"]) == 1
    assert '<th scope="row" data-element="mulai">Permohonan masuk</th><td>1×</td><td>–</td>' in page
    assert (
        '<th scope="row" data-element="setujui">Menyetujui permohonan</th><td>0×</td><td>menunggu</td>'
        in page
    )


def test_the_page_says_what_is_waited_for_of_whom_since_when_and_until_when(site: Site, case: str) -> None:
    auditor = site.browser("auditor-1")
    page = auditor.get(case).text
    row = page[page.index('aria-labelledby="tasks-title"') : page.index("</table>")]
    for words in ("Menyetujui permohonan", "Untuk Kepala", "13 Juli 2026 09.", "16 Juli 2026"):
        assert words in row


def test_the_page_tells_what_happened_and_what_was_entered(applicant: Browser, case: str) -> None:
    page = applicant.get(case).text
    assert "Staf 1 memulai kasus melalui “Permohonan masuk”." in page
    assert "Berikutnya: Menyetujui permohonan." in page
    assert '<dt>Judul</dt><dd><span class="pre-line">Lokakarya</span></dd>' in page
    assert "13 Juli 2026 09." in page


def test_the_page_shows_initials_with_what_they_bind(reviewer: Browser, task: str, case: str) -> None:
    reviewer.post(task, decision(password=PASSWORD))
    page = reviewer.get(case).text
    assert "Kepala 1 membubuhkan paraf dan menyelesaikan “Menyetujui permohonan”." in page
    assert '<p class="mb-0 fw-semibold">Keputusan: Setuju</p>' in page
    assert "Paraf atas Surat <code" in page
    assert '<li id="entri-2">' in page


def test_a_link_to_a_task_is_only_for_who_can_do_it(
    applicant: Browser, reviewer: Browser, case: str, task: str
) -> None:
    assert f'href="{task}"' in reviewer.get(case).text
    assert f'href="{task}"' not in applicant.get(case).text


def test_a_withdrawn_case_says_so(reviewer: Browser, case: str) -> None:
    assert reviewer.post(f"{case}/withdraw", {"reason": "Acara dibatalkan."}).location == case
    page = reviewer.get(case).text
    assert "Kasus ditarik kembali." in page
    assert "Ditarik kembali oleh Kepala 1. Alasan: Acara dibatalkan." in page
    assert "Mengakhiri kasus" not in page


def test_a_cancelled_case_says_so(site: Site, case: str) -> None:
    owner = site.browser("pemilik-1")
    assert owner.post(f"{case}/cancel", {"reason": "Salah prosedur."}).location == case
    assert "Pemilik 1 membatalkan kasus ini." in owner.get(case).text


def test_ending_a_case_without_a_reason_shows_the_page_again(reviewer: Browser, case: str) -> None:
    answer = reviewer.post(f"{case}/withdraw", {"reason": "  "})
    assert answer.status_code == 422
    assert '<a href="#reason-Withdraw">Alasan harus' in answer.text
    assert "Berjalan" in reviewer.get(case).text


def test_only_what_may_be_done_is_offered_and_accepted(
    applicant: Browser, reviewer: Browser, case: str
) -> None:
    page = reviewer.get(case).text
    assert f'action="{case}/withdraw"' in page
    assert f'action="{case}/cancel"' not in page
    assert reviewer.post(f"{case}/cancel", {"reason": "Tidak perlu lagi."}).status_code == 403
    assert applicant.post(f"{case}/withdraw", {"reason": "Tidak perlu lagi."}).status_code == 403


def test_a_case_that_has_ended_can_t_be_ended_again(reviewer: Browser, case: str) -> None:
    reviewer.post(f"{case}/withdraw", {"reason": "Acara dibatalkan."})
    assert reviewer.post(f"{case}/withdraw", {"reason": "Acara dibatalkan."}).status_code == 409


def test_the_diagram_is_given_as_the_version_has_it(site: Site, reviewer: Browser, case: str) -> None:
    answer = reviewer.get(f"{case}/diagrams/permohonan.bpmn")
    assert answer.mimetype == "application/xml"
    assert answer.data == (site.house.settings.processes / "permohonan/permohonan.bpmn").read_bytes()
    assert reviewer.get(f"{case}/diagrams/lain.bpmn").status_code == 404


def test_the_files_of_a_case_are_for_who_may_see_the_case(site: Site, applicant: Browser, case: str) -> None:
    url = applicant.get(case).text.split(f'href="{case}/files/')[1].split('"')[0]
    assert applicant.get(f"{case}/files/{url}").status_code == 200
    assert site.browser("mitra-1").get(f"{case}/files/{url}").status_code == 404
    assert applicant.get(f"{case}/files/lain").status_code == 404


def test_a_file_of_another_case_is_not_found(applicant: Browser, case: str) -> None:
    url = applicant.get(case).text.split(f'href="{case}/files/')[1].split('"')[0]
    assert applicant.get(f"{applicant.begin('Seminar')}/files/{url}").status_code == 404


@pytest.mark.parametrize("address", ["/cases/lain", "/cases/lain/files/f0", "/cases/lain/diagrams/x.bpmn"])
def test_what_is_not_there_is_not_found(applicant: Browser, address: str) -> None:
    assert applicant.get(address).status_code == 404


def test_a_partner_sees_no_case_but_its_own(site: Site, case: str) -> None:
    partner = site.browser("mitra-1")
    assert partner.get(case).status_code == 404
    assert "Belum ada kasus" in partner.get("/cases").text


def entry(kind: str, **more: Any) -> HistoryItem:
    values: dict[str, Any] = {
        "actor_name": "Kepala Pusat",
        "capacity": "definitif",
        "element_name": "Menyusun PKS",
    }
    at = datetime(2026, 11, 20, 3, 5, tzinfo=UTC)
    return HistoryItem(n=1, at=at, kind=kind, element="UT", item=None, **{"round": 1, **values, **more})


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (entry("claimed"), "Kepala Pusat mengambil tugas “Menyusun PKS”."),
        (entry("completed", round=3), "Kepala Pusat menyelesaikan “Menyusun PKS” (putaran 3)."),
        (entry("completed", capacity="plt"), "Kepala Pusat (Plt) menyelesaikan “Menyusun PKS”."),
        (entry("escalated", groups=["TU"]), "“Menyusun PKS” melewati tenggat; diberitahukan kepada TU."),
        (entry("withdrawn"), "Kepala Pusat menarik kembali kasus ini."),
        (entry("migrated"), "Kepala Pusat mencatat “migrated”."),
    ],
    ids=lambda value: value.kind if isinstance(value, HistoryItem) else "",
)
def test_an_entry_is_one_plain_sentence(item: HistoryItem, said: str) -> None:
    assert sentence(item) == said
