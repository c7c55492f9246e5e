"""The studio's pages: the list of procedures, and one procedure with its draft, files and problems."""

from __future__ import annotations

import json
import re

import pytest

from tests.web.conftest import Site
from tests.web.studio_desk import FORM, KEY, MAIN, PAGE, Desk


@pytest.fixture
def desk(site: Site) -> Desk:
    return Desk(site)


def section(page: str, title: str) -> str:
    """The part of a page under the heading with this id."""
    return page.partition(f'aria-labelledby="{title}"')[2].partition("</section>")[0]


# The list


def test_the_list_says_what_runs_who_drafts_who_edits_and_how_the_folder_is(desk: Desk, case: str) -> None:
    desk.rename_a_task()
    desk.change_the_folder()
    desk.studio.take_pen(desk.actor, KEY)
    row = desk.browser.get("/studio").text.split("<tbody")[1].split("</tr>")[0]
    assert f'href="{PAGE}">Permohonan</a>' in row
    assert "Versi 1" in row
    assert "13 Juli 2026 09." in row
    assert 'data-label="Kasus berjalan">1<' in row
    assert "Pemilik 1" in row
    assert 'data-label="Menyunting">Anda<' in row
    assert "Berkas di folder berubah" in row


def test_the_list_says_who_else_edits(desk: Desk) -> None:
    desk.studio.take_pen(desk.site.house.people["pemilik-2"], KEY)
    assert 'data-label="Menyunting">Pemilik 2<' in desk.browser.get("/studio").text


def test_a_new_procedure_begins_as_a_draft(desk: Desk) -> None:
    answer = desk.browser.post("/studio", {"key": "surat_tugas", "name": "Surat tugas"})
    assert (answer.status_code, answer.location) == (303, "/studio/surat_tugas")
    page = desk.browser.get(answer.location).text
    assert "Draf prosedur “Surat tugas” dibuat." in page
    assert "belum ada; kasus belum dapat dimulai" in page
    assert 'href="/studio/surat_tugas/diagrams/surat_tugas.bpmn"' in page


@pytest.mark.parametrize(
    ("key", "name", "status"), [("Surat Tugas", "Surat", 422), ("surat_tugas", " ", 422), (KEY, "Lagi", 409)]
)
def test_a_new_procedure_that_can_t_be_is_refused_in_place(
    desk: Desk, key: str, name: str, status: int
) -> None:
    answer = desk.browser.post("/studio", {"key": key, "name": name})
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert f'name="key" value="{key}"' in answer.text
    assert "<details open>" in answer.text


# The page


def test_without_a_draft_the_page_opens_what_is_published(desk: Desk) -> None:
    page = desk.page()
    assert "Diagram dan formulir versi 1" in page
    assert f'href="{PAGE}/diagrams/{MAIN}">Buka diagram' in page
    assert f'href="{PAGE}/forms/putus">Buka formulir' in page
    assert f'action="{PAGE}/publish"' not in page
    assert f'action="{PAGE}/discard"' not in page


def test_with_a_draft_the_page_says_who_saved_it_and_what_it_changes(desk: Desk) -> None:
    desk.rename_a_task()
    desk.post("files", {"kind": "form", "id": "baru"})
    desk.post("files/delete", {"path": FORM, f"was:{FORM}": desk.workspace.digests[FORM]})
    page = desk.page()
    assert re.search(r"disimpan 13 Juli 2026 09\.\d\d WIB oleh Pemilik 1", page)
    assert "Diagram dan formulir dalam draf" in page
    changes = re.findall(r"<li><code>(.+?)</code> (\w+)</li>", section(page, "publish-title"))
    assert changes == [("forms/baru.form", "ditambahkan"), (FORM, "dihapus"), (MAIN, "diubah")]


def test_each_problem_leads_to_its_editor_errors_first(desk: Desk) -> None:
    desk.plant_an_error()
    problems = section(desk.page(), "problems-title")
    assert "1 kesalahan dan 2 peringatan" in problems
    kinds = re.findall(r">(Kesalahan|Peringatan)</span>", problems)
    assert kinds == sorted(kinds)
    assert f'href="{PAGE}/diagrams/{MAIN}?element=setujui&amp;field=PRF-302"' in problems
    assert f'href="{PAGE}/forms/putus"' in problems
    assert f"PRF-302 · {MAIN} · setujui" in problems


def test_a_problem_of_a_field_leads_to_the_field(desk: Desk) -> None:
    desk.change(FORM, '"type": "textarea"', '"type": "button2"')
    assert f'href="{PAGE}/forms/putus?field=' in section(desk.page(), "problems-title")


def test_the_page_says_who_holds_the_pen(desk: Desk) -> None:
    desk.studio.take_pen(desk.site.house.people["pemilik-2"], KEY)
    assert "Pemilik 2 sedang menyunting." in desk.page()


def test_what_is_not_a_procedure_is_not_found(desk: Desk) -> None:
    for address in ("/studio/lain", "/studio/lain/clauses", "/studio/lain/diagrams/lain.bpmn", "/studio/%00"):
        assert desk.browser.get(address).status_code == 404


def test_no_form_of_the_studio_is_without_its_token(desk: Desk) -> None:
    desk.publish()
    desk.rename_a_task()
    for address in ("/studio", PAGE, f"{PAGE}/clauses"):
        page = desk.browser.get(address).text
        assert page.count('<form method="post"') == page.count('name="csrf_token"') > 1


def test_hostile_names_are_shown_as_text(desk: Desk) -> None:
    desk.change(MAIN, "Menyetujui", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
    page = desk.page()
    assert "<script>alert" not in page
    assert "alert(1)" in page


# The draft's files


def test_a_diagram_is_added_for_a_process_to_call(desk: Desk) -> None:
    answer = desk.post("files", {"kind": "diagram", "id": "periksa", "name": 'Periksa "A" & <B>'})
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert f'href="{PAGE}/diagrams/periksa.bpmn">Buka dan sunting</a>' in desk.page()
    assert desk.view.diagrams["periksa.bpmn"] == 'Periksa "A" & <B>'
    errors = [found.id for found in desk.studio.lint(desk.actor, KEY, {}) if found.severity == "error"]
    assert errors == ["PRF-306"]  # whose its task is, is for the owner to say


def test_a_form_is_added(desk: Desk) -> None:
    assert desk.post("files", {"kind": "form", "id": "baru"}).status_code == 303
    assert json.loads(desk.workspace.files["forms/baru.form"])["components"] == []
    assert f'href="{PAGE}/forms/baru">Buka dan sunting</a>' in desk.page()


@pytest.mark.parametrize(
    "sent", [{"kind": "form", "id": "../x"}, {"kind": "diagram", "id": "x", "name": " "}]
)
def test_a_file_that_can_t_be_is_refused_in_place(desk: Desk, sent: dict[str, str]) -> None:
    answer = desk.post("files", sent)
    assert answer.status_code == 422
    assert f'<a href="#add-{sent["kind"]}-id">' in answer.text
    assert f'name="id" value="{sent["id"]}"' in answer.text
    assert desk.view.saves == []


def test_a_file_that_is_there_is_not_overwritten(desk: Desk) -> None:
    answer = desk.post("files", {"kind": "form", "id": "putus"})
    assert answer.status_code == 409
    assert desk.view.saves == []


def test_a_file_is_deleted_from_the_draft_alone(desk: Desk) -> None:
    digest = desk.workspace.digests[FORM]
    assert desk.post("files/delete", {"path": FORM, f"was:{FORM}": digest}).status_code == 303
    assert FORM not in desk.workspace.files
    assert FORM in desk.studio.version_files(desk.actor, KEY, desk.current.digest)


def test_a_file_that_changed_since_the_page_was_drawn_is_not_deleted(desk: Desk) -> None:
    digest = desk.workspace.digests[FORM]
    desk.change(FORM, "Keputusan", "Putusan")
    answer = desk.post("files/delete", {"path": FORM, f"was:{FORM}": digest})
    assert answer.status_code == 409
    assert 'href="#delete-path"' in answer.text
    assert FORM in desk.workspace.files


def test_nothing_is_deleted_where_nothing_was_chosen(desk: Desk) -> None:
    assert desk.post("files/delete", {"path": ""}).status_code == 422


def test_the_only_diagram_is_not_offered_for_deletion(desk: Desk) -> None:
    assert f"<option>{MAIN}</option>" not in desk.page()
    desk.post("files", {"kind": "diagram", "id": "periksa", "name": "Periksa"})
    assert f"<option>{MAIN}</option>" in desk.page()


# The draft's saves


def test_an_earlier_save_is_restored_as_a_new_one(desk: Desk) -> None:
    desk.rename_a_task("Pertama")
    desk.rename_a_task("Kedua")
    assert ">Pulihkan<" in section(desk.page(), "saves-title")
    assert desk.post("restore", {"revision": "1"}).status_code == 303
    assert "Simpanan 1 dipulihkan sebagai simpanan 3." in desk.page()
    assert 'name="Pertama"' in desk.workspace.files[MAIN]


@pytest.mark.parametrize(("revision", "status"), [("", 422), ("x", 422), ("9" * 30, 422), ("7", 404)])
def test_a_save_that_is_not_there_is_not_restored(desk: Desk, revision: str, status: int) -> None:
    desk.rename_a_task()
    assert desk.post("restore", {"revision": revision}).status_code == status


def test_a_draft_is_discarded(desk: Desk) -> None:
    desk.rename_a_task()
    assert desk.post("discard", {"revision": str(desk.revision)}).status_code == 303
    assert "Draf dibuang." in desk.page()
    assert desk.view.row.draft is None


def test_what_somebody_else_is_editing_is_not_discarded(desk: Desk) -> None:
    desk.rename_a_task()
    desk.studio.take_pen(desk.site.house.people["pemilik-2"], KEY, over=True)
    answer = desk.post("discard", {"revision": str(desk.revision)})
    assert answer.status_code == 409
    assert "sedang disunting oleh Pemilik 2" in answer.text
    assert desk.view.row.draft is not None


def test_a_script_is_told_of_a_refusal_as_json(desk: Desk) -> None:
    answer = desk.ask("restore", {"revision": "x"})
    assert answer.status_code == 422
    assert answer.json == {"message": "Pilih simpanan yang hendak dipulihkan."}


# The clauses


def clauses(desk: Desk, *rows: tuple[str, str], **more: str) -> dict[str, object]:
    """What the page of the clauses sends."""
    ids, words = zip(*rows, strict=True) if rows else ((), ())
    return {"was": desk.workspace.digests["clauses.json"], "id": list(ids), "words": list(words), **more}


def test_the_clauses_stand_in_rows_with_some_to_spare(desk: Desk) -> None:
    page = desk.browser.get(f"{PAGE}/clauses").text
    assert 'name="id" value="1"' in page
    assert ">Butir satu.</textarea>" in page
    assert page.count('name="words"') == 4


def test_clauses_are_saved_in_their_order_and_empty_rows_left_out(desk: Desk) -> None:
    rows = [("2a", "Kedua “a”."), ("", ""), ("1", " Pertama. ")]
    assert desk.post("clauses", clauses(desk, *rows)).location == PAGE
    assert list(desk.workspace.clauses.items()) == [("2a", "Kedua “a”."), ("1", "Pertama.")]
    assert "2 butir disimpan dalam draf." in desk.page()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("", "Tanpa nomor")], "Tulis nomor butirnya."),
        ([("3", "")], "Tulis bunyi butir 3"),
        ([("3", "Satu"), ("3", "Dua")], "Nomor 3 sudah dipakai butir lain."),
    ],
)
def test_a_clause_that_is_not_whole_is_refused_at_its_row(
    desk: Desk, rows: list[tuple[str, str]], said: str
) -> None:
    answer = desk.post("clauses", clauses(desk, *rows))
    assert answer.status_code == 422
    assert f'<a href="#clause-{len(rows)}">{said}' in answer.text
    assert all(word in answer.text for row in rows for word in row)
    assert desk.view.saves == []


def test_more_rows_are_given_without_saving(desk: Desk) -> None:
    answer = desk.post("clauses", clauses(desk, ("1", "Diubah"), ("2", "Baru"), more="1"))
    assert answer.status_code == 200
    assert answer.text.count('name="words"') == 5
    assert ">Diubah</textarea>" in answer.text
    assert desk.view.saves == []


def test_clauses_that_somebody_else_changed_are_not_covered(desk: Desk) -> None:
    sent = clauses(desk, ("1", "Dari saya."))
    desk.change("clauses.json", "Butir satu.", "Dari orang lain.")
    answer = desk.post("clauses", sent)
    assert answer.status_code == 409
    assert ">Dari saya.</textarea>" in answer.text
    assert desk.workspace.clauses == {"1": "Dari orang lain."}
