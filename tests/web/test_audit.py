"""The auditor's pages: each moment of a case as a page, a fragment and a row, and the forms as filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from engine.commands import Withdraw
from engine.model import StoredFile, VariableChange
from tests.builders import PASSWORD
from tests.web.conftest import JSON, Browser, Site, told
from tests.web.prose import words
from web.audit.changes import Change, changed_parts

REFUSED = {"keputusan": "TIDAK_SETUJU", "alasan": "Kurang lengkap."}
LATER = "Judul kemudian"


@pytest.fixture
def auditor(site: Site) -> Browser:
    return site.browser("auditor-1")


@pytest.fixture
def audit(site: Site, case: str) -> str:
    """The address of a case that was sent back once, approved and filed: entries 1 to 5."""
    house = site.house
    house.complete("kepala-1", "setujui", REFUSED)
    house.complete("staf-1", "perbaiki", {"judul": LATER})
    house.complete("kepala-1", "setujui", {"keputusan": "SETUJU"}, password=PASSWORD)
    house.complete("staf-2", "arsip")
    return f"/audit{case}"


def at(browser: Browser, address: str, n: int) -> str:
    """What stands beside the diagram at an entry."""
    return words(browser.get(f"{address}/entries/{n}").text)


def test_the_page_begins_with_the_first_entry(auditor: Browser, audit: str) -> None:
    page = words(auditor.get(audit).text)
    assert "Entri 1 dari 5: Staf 1 memulai kasus melalui “Permohonan masuk”." in page


def test_a_moment_has_an_address_of_its_own_and_says_all_without_a_script(
    auditor: Browser, audit: str
) -> None:
    page = auditor.get(f"{audit}?entri=2").text
    said = words(page)
    assert "Entri 2 dari 5: Kepala 1 menyelesaikan “Menyetujui permohonan”." in said
    assert "Keputusan Tidak setuju" in said
    for n in (1, 3, 5):
        assert f'href="{audit}?entri={n}"' in page


@pytest.mark.parametrize("asked", ["0", "6", "-1", "x", "1.5", "99999999999999999999", ""])
def test_an_entry_that_is_not_there_is_not_found(auditor: Browser, audit: str, asked: str) -> None:
    assert auditor.get(f"{audit}?entri={asked}").status_code == 404


def test_the_slider_gets_every_moment_with_its_sentence(auditor: Browser, audit: str) -> None:
    trail = told(auditor.get(f"{audit}/trail.json", headers=JSON))
    [scope] = trail["scopes"]
    second, last = trail["moments"][1], trail["moments"][-1]
    assert (scope["process"], scope["name"], scope["first"]) == ("permohonan", "Permohonan", 1)
    assert second["said"] == "Kepala 1 menyelesaikan “Menyetujui permohonan”."
    assert (second["scope"], second["element"], second["round"]) == (scope["id"], "setujui", 1)
    assert second["tokens"] == {scope["id"]: {"perbaiki": 1}}
    assert second["done"] == {scope["id"]: {"setujui": 1, "putusan": 1}}
    assert second["flows"] == {scope["id"]: ["setujui_putusan", "putusan_perbaiki"]}
    assert (last["tokens"], last["status"]) == ({}, "completed")


def test_it_says_who_did_what_when_in_which_capacity_and_in_which_round(auditor: Browser, audit: str) -> None:
    said = at(auditor, audit, 4)
    assert "Siapa Kepala 1 (kepala-1), kelompok Kepala" in said
    assert "Kapasitas Definitif" in said
    assert re.search(r"Kapan 13 Juli 2026 09\.\d\d WIB", said)
    assert "Langkah Menyetujui permohonan" in said
    assert "Putaran 2" in said
    assert "Dasar: butir 1" in said


def test_it_shows_papers_and_initials_with_their_digests(auditor: Browser, site: Site, audit: str) -> None:
    first, fourth = (auditor.get(f"{audit}/entries/{n}").text for n in (1, 4))
    [sha256] = set(
        re.findall(
            r'<code class="digest">([0-9a-f]{64})</code>', first.split("<h3>Berkas")[1].split("</section>")[0]
        )
    )
    assert f'href="{audit.removeprefix("/audit")}/files/' in first
    assert sha256 in fourth.split("<h3>Paraf")[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (
            2,
            "Percabangan: menuju “Memperbaiki permohonan”. Tidak ada syarat lain yang terpenuhi. keputusan TIDAK_SETUJU",
        ),
        (4, 'Percabangan: menuju “Mengarsipkan”. Karena keputusan = "SETUJU" keputusan SETUJU'),
    ],
)
def test_it_says_which_condition_decided_on_which_values(
    auditor: Browser, audit: str, n: int, said: str
) -> None:
    assert said in at(auditor, audit, n)


def test_it_says_what_changed_from_what_to_what(auditor: Browser, audit: str) -> None:
    assert "judul Lokakarya Judul kemudian" in at(auditor, audit, 3)
    assert "keputusan TIDAK_SETUJU SETUJU" in at(auditor, audit, 4)


def test_it_says_which_tasks_became_due_for_whom_until_when(auditor: Browser, audit: str) -> None:
    said = at(auditor, audit, 1)
    assert "Menyetujui permohonan, untuk Kepala, tenggat 16 Juli 2026" in said
    assert "Memperbaiki permohonan, untuk Staf, tanpa tenggat" in at(auditor, audit, 2)


def test_it_says_where_tokens_stand_and_that_none_do_at_the_end(auditor: Browser, audit: str) -> None:
    assert "Posisi sesudahnya Memperbaiki permohonan" in at(auditor, audit, 2)
    last = at(auditor, audit, 5)
    assert "Tidak ada yang menunggu lagi." in last
    assert "Kasus sesudahnya Selesai: Selesai" in last


def test_the_hashes_are_those_of_the_journal(auditor: Browser, site: Site, audit: str) -> None:
    first, second, *_ = site.house.entries(audit.rpartition("/")[2])
    assert f"Hash entri {second.hash} Hash sebelumnya {first.hash}" in at(auditor, audit, 2)
    assert "Hash sebelumnya tidak ada: ini entri pertama" in at(auditor, audit, 1)


def test_nothing_of_later_is_told_earlier(auditor: Browser, audit: str) -> None:
    for n in (1, 2):
        page = auditor.get(f"{audit}?entri={n}").text
        assert LATER not in page
        assert "Selesai:" not in words(page)
        assert "<title>Entri" in page
        assert "Lokakarya – Paraf</title>" in page


def test_nothing_of_today_is_told(auditor: Browser, site: Site, audit: str) -> None:
    before = auditor.get(f"{audit}?entri=1").text
    site.house.clock.move(days=400)
    after = auditor.get(f"{audit}?entri=1").text
    token = r'name="csrf_token" value="[^"]+"'
    assert re.sub(token, "", after) == re.sub(token, "", before)


def test_a_withdrawal_is_told_with_its_reason(site: Site, auditor: Browser, case: str) -> None:
    house = site.house
    house.engine.execute(
        Withdraw(actor=house.people["kepala-1"], case=case.rpartition("/")[2], reason="Acara batal.")
    )
    said = at(auditor, f"/audit{case}", 2)
    assert "Alasan Acara batal." in said
    assert "Kasus sesudahnya Ditarik kembali" in said


def test_the_table_has_every_entry_with_the_same_facts_and_leads_to_its_moment(
    auditor: Browser, audit: str
) -> None:
    page = auditor.get(f"{audit}/table").text
    rows = page.split('<tr role="row" id="entri-')[1:]
    assert len(rows) == 5
    for n, row in enumerate(rows, 1):
        assert f'href="{audit}?entri={n}"' in row
        facts = at(auditor, audit, n).split("Dalam jurnal")[1]
        assert facts in words(row), n
    assert "Kepala 1 membubuhkan paraf dan menyelesaikan “Menyetujui permohonan” (putaran 2)." in words(
        rows[3]
    )


def test_the_table_says_of_which_version_it_is_and_when_it_was_made(
    auditor: Browser, site: Site, audit: str
) -> None:
    said = words(auditor.get(f"{audit}/table").text)
    assert f"versi 1, sidik {site.house.current()}" in said
    assert f"P/1 {LATER}: semua entri" in said
    assert re.search(r"Dibuat pada 13 Juli 2026 09\.\d\d WIB; 5 entri\.", said)


def test_the_form_is_shown_as_it_was_filled_in(auditor: Browser, audit: str) -> None:
    page = auditor.get(f"{audit}/entries/1/form").text
    assert 'data-mode="view"' in page
    assert _json(page, "form-schema")["id"] == "minta"
    data = _json(page, "form-data")
    assert (data["judul"], data["surat"]["name"]) == ("Lokakarya", "surat.pdf")
    assert "oleh Staf 1 pada 13 Juli 2026" in words(page)


def test_where_nothing_was_filled_in_there_is_no_form(auditor: Browser, audit: str) -> None:
    assert auditor.get(f"{audit}/entries/5/form").status_code == 404
    assert "/entries/5/form" not in auditor.get(f"{audit}/entries/5").text
    assert f'href="{audit}/entries/3/form"' in auditor.get(f"{audit}/entries/3").text


def test_no_page_can_send_anything_but_the_log_out(auditor: Browser, audit: str) -> None:
    for place in ("", "/table", "/entries/1", "/entries/1/form", "/proof"):
        page = auditor.get(f"{audit}{place}").text
        forms = re.findall(r'<form[^>]*method="post"[^>]*action="([^"]+)"', page)
        assert set(forms) <= {"/account/logout"}, place


@pytest.mark.parametrize(("who", "offered"), [("auditor-1", True), ("staf-1", False), ("kepala-1", False)])
def test_the_case_page_leads_to_the_replay_for_who_may_see_it(
    site: Site, case: str, who: str, offered: bool
) -> None:
    assert (f'href="/audit{case}">Putar ulang</a>' in site.browser(who).get(case).text) is offered


def test_a_script_is_told_that_the_session_is_over(site: Site, audit: str) -> None:
    answer = site.browser().get(f"{audit}/entries/1", headers=JSON)
    assert answer.status_code == 401
    assert told(answer)["message"] == "Sesi Anda sudah berakhir."


def test_of_a_value_with_several_parts_only_those_that_differ_are_told() -> None:
    before: dict[str, Any] = {"judul": "A", "isi": {"a": 1, "b": 2}, "lama": 1}
    after: dict[str, Any] = {"judul": "A", "isi": {"a": 1, "b": 3}, "baru": 2}
    assert changed_parts(_change(before, after)) == [
        Change("konsep.isi.b", 2, 3, new=False),
        Change("konsep.lama", 1, None, new=False),
        Change("konsep.baru", None, 2, new=True),
    ]


def test_a_file_is_one_value() -> None:
    one, other = (StoredFile(id_, "surat.pdf", "application/pdf", 1, id_).as_json() for id_ in "ab")
    assert changed_parts(_change(one, other)) == [Change("konsep", one, other, new=False)]


def _change(before: Any, after: Any) -> VariableChange:
    return VariableChange("s", "P", "konsep", before, after, new=False)


def _json(page: str, id_: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(page.split(f'id="{id_}">')[1].partition("</script>")[0])
    return content
