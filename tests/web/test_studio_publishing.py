"""Publishing from the studio: the draft, the folder, an earlier version; and what keeps one from it."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import JSON, Site
from tests.web.studio_desk import KEY, MAIN, NOTE, PAGE, Desk
from tests.web.test_studio import section


@pytest.fixture
def desk(site: Site) -> Desk:
    return Desk(site)


def test_a_draft_becomes_the_version_new_cases_run_on(desk: Desk) -> None:
    desk.rename_a_task()
    assert desk.post("publish", desk.publication()).location == PAGE
    page = desk.page()
    assert "Versi 2 terbit" in page
    assert f'href="{PAGE}/versions/{desk.current.digest}.zip">Unduh berkas untuk folder</a>' in page
    assert (desk.current.number, desk.current.note, desk.current.published_by) == (2, NOTE, "Pemilik 1")
    assert desk.view.row.draft is None


def test_the_versions_are_listed_with_their_cases(desk: Desk, case: str) -> None:
    first = desk.current.digest
    second = desk.publish().digest
    newest, oldest = section(desk.page(), "versions-title").split("<tbody")[1].split("</tr>")[:2]
    assert ">berlaku<" in newest
    assert f'title="SHA-256 {second}">{second[:12]}<' in newest
    assert NOTE in newest
    assert "Terbitkan lagi" not in newest
    assert ">berlaku<" not in oldest
    assert f'href="/cases?definition={KEY}&amp;version={first}&amp;status=active">1<' in oldest
    assert "Sistem" in oldest
    for words in ("Lihat", "Unduh", "Terbitkan lagi", "Jadikan draf"):
        assert words in oldest


def test_a_case_count_leads_to_the_cases_of_that_version(desk: Desk, case: str) -> None:
    desk.publish()
    old = section(desk.page(), "versions-title")
    address = re.search(r'href="(/cases\?[^"]+version=[^"]+)"', old)
    assert address
    assert f'href="{case}"' in desk.browser.get(address[1].replace("&amp;", "&")).text


def test_without_a_note_nothing_is_published(desk: Desk) -> None:
    desk.rename_a_task()
    answer = desk.post("publish", desk.publication(note=" ", layout="1"))
    assert answer.status_code == 422
    assert '<a href="#publish-note">Tulis catatan' in answer.text
    assert 'name="layout" value="1" checked' in answer.text
    assert desk.current.number == 1


def test_a_draft_with_an_error_is_refused_at_its_element_and_keeps_the_note(desk: Desk) -> None:
    desk.plant_an_error()
    answer = desk.post("publish", desk.publication())
    assert answer.status_code == 422
    summary = answer.text.split('role="alert"')[1].split("<label")[0]
    assert f'href="{PAGE}/diagrams/{MAIN}?element=setujui&amp;field=PRF-302"' in summary
    assert f">{NOTE}</textarea>" in answer.text
    assert "<title>Perlu diperbaiki" in answer.text
    assert desk.current.number == 1


def test_a_draft_that_means_the_same_makes_no_version(desk: Desk) -> None:
    desk.redraw()
    assert desk.post("publish", desk.publication()).location == PAGE
    assert "tidak mengubah makna prosedur, jadi tidak ada versi baru" in desk.page()
    assert desk.current.number == 1
    assert desk.view.row.draft is not None


def test_a_new_drawing_alone_is_published_where_that_is_asked_for(desk: Desk) -> None:
    desk.redraw()
    desk.post("publish", desk.publication(layout="1"))
    assert desk.current.number == 2


def test_a_version_that_came_between_is_not_published_over_unseen(desk: Desk) -> None:
    desk.rename_a_task()
    sent = desk.publication()
    old = desk.current.digest
    desk.change_the_folder()
    desk.studio.publish_folder(desk.actor, KEY, "Dari folder", old)
    answer = desk.post("publish", sent | {"over": "1"})
    assert answer.status_code == 409
    assert f">{NOTE}</textarea>" in answer.text
    assert f'name="replaces" value="{desk.current.digest}"' in answer.text
    assert desk.current.number == 2


def test_an_outdated_draft_is_published_only_by_who_says_so(desk: Desk) -> None:
    desk.rename_a_task()
    desk.change_the_folder()
    desk.studio.publish_folder(desk.actor, KEY, "Dari folder", desk.current.digest)
    page = desk.page()
    assert "Draf ini dimulai dari versi 1, sedangkan yang berlaku sekarang versi 2" in page
    assert 'name="over"' in page
    assert desk.post("publish", desk.publication()).status_code == 409
    assert desk.post("publish", desk.publication(over="1")).status_code == 303
    assert desk.current.number == 3


def test_what_somebody_else_is_editing_is_not_published(desk: Desk) -> None:
    desk.rename_a_task()
    desk.studio.take_pen(desk.site.house.people["pemilik-2"], KEY, over=True)
    answer = desk.post("publish", desk.publication())
    assert answer.status_code == 409
    assert "sedang disunting oleh Pemilik 2" in answer.text


def test_a_script_is_told_why_it_can_t_publish(desk: Desk) -> None:
    desk.plant_an_error()
    answer = desk.browser.post(f"{PAGE}/publish", desk.publication(), headers=JSON)
    assert answer.status_code == 422
    assert "PRF-302" in answer.text


# Earlier versions


def test_an_earlier_version_is_published_again(desk: Desk) -> None:
    first = desk.current.digest
    desk.publish()
    assert desk.post("publish-again", desk.publication(digest=first)).location == PAGE
    assert "berlaku lagi" in desk.page()
    assert (desk.current.number, desk.current.digest) == (1, first)


def test_an_earlier_version_needs_a_note_at_its_own_form(desk: Desk) -> None:
    first = desk.current.digest
    desk.publish()
    answer = desk.post("publish-again", desk.publication(digest=first, note=""))
    assert answer.status_code == 422
    assert f'<a href="#again-{first}">' in answer.text
    assert desk.current.number == 2


def test_a_version_that_is_not_there_is_not_published_again(desk: Desk) -> None:
    assert desk.post("publish-again", desk.publication(digest="f" * 64)).status_code == 404


def test_an_earlier_version_becomes_the_draft(desk: Desk) -> None:
    first = desk.current.digest
    desk.publish()
    assert desk.post("draft-from", {"digest": first}).location == PAGE
    assert "Berkas versi itu sekarang menjadi draf." in desk.page()
    assert 'name="Menyetujui permohonan"' in desk.workspace.files[MAIN]


# The folder


def test_a_changed_folder_is_offered(desk: Desk) -> None:
    desk.change_the_folder()
    notice = section(desk.page(), "folder-title")
    assert "berubah sejak versi 1" in notice
    assert "Tinjau sebagai draf" in notice
    assert "Terbitkan isi folder" in notice
    assert desk.post("draft-from").location == PAGE
    assert "Mengarsipkan berkas" in desk.workspace.files[MAIN]


def test_a_changed_folder_is_published(desk: Desk) -> None:
    desk.change_the_folder()
    assert desk.post("publish-folder", desk.publication()).location == PAGE
    assert "Versi 2 terbit" in desk.page()
    assert "folder-title" not in desk.page()


def test_a_folder_that_would_not_run_is_refused_and_keeps_the_note(desk: Desk) -> None:
    diagram = desk.site.house.settings.processes / KEY / MAIN
    diagram.write_text(diagram.read_text().replace('formRef="putus"', 'formRef="tiada"'))
    answer = desk.post("publish-folder", desk.publication())
    assert answer.status_code == 422
    notice = section(answer.text, "folder-title")
    assert "PRF-302" in notice
    assert f">{NOTE}</textarea>" in notice
    assert "/diagrams/" not in notice


def test_a_folder_that_is_behind_is_never_published(desk: Desk) -> None:
    desk.publish()
    desk.change_the_folder()
    notice = section(desk.page(), "folder-title")
    assert "berasal dari versi yang tidak berlaku lagi" in notice
    assert f"{PAGE}/versions/{desk.current.digest}.zip" in notice
    assert "publish-folder" not in notice
    assert desk.post("publish-folder", desk.publication()).status_code == 409
    assert desk.current.number == 2
    assert desk.post("draft-from").location == PAGE


def test_a_folder_with_nothing_new_is_not_mentioned(desk: Desk) -> None:
    assert "folder-title" not in desk.page()
