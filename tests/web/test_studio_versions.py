"""A published version, to look at and to take away."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.web.conftest import Site
from tests.web.studio_desk import FORM, KEY, MAIN, PAGE, Desk


@pytest.fixture
def desk(site: Site) -> Desk:
    return Desk(site)


def test_a_version_shows_its_diagrams_forms_and_clauses_whatever_came_later(desk: Desk) -> None:
    old = desk.current.digest
    desk.change(FORM, "Keputusan", "Putusan akhir")
    desk.change("clauses.json", "Butir satu.", "Butir lain.")
    desk.publish()
    page = desk.browser.get(f"{PAGE}/versions/{old}").text
    assert "Versi 1" in page
    assert ">berlaku<" not in page
    assert f'data-xml-url="{PAGE}/versions/{old}/files/{MAIN}"' in page
    assert '<th scope="row">Keputusan</th><td>satu pilihan</td><td>ya</td>' in page
    assert '<dt>Butir 1</dt><dd class="pre-line">Butir satu.</dd>' in page
    assert "Putusan akhir" not in page
    assert "Butir lain." not in page


def test_a_file_of_a_version_is_given_byte_for_byte_to_be_saved(desk: Desk) -> None:
    answer = desk.browser.get(f"{PAGE}/versions/{desk.current.digest}/files/{FORM}")
    assert answer.data == (desk.site.house.settings.forms / KEY / "putus.form").read_bytes()
    assert answer.headers["Content-Disposition"] == "attachment; filename=putus.form"


def test_a_version_is_taken_away_as_the_files_that_belong_into_the_folders(desk: Desk) -> None:
    version = desk.publish()
    answer = desk.browser.get(f"{PAGE}/versions/{version.digest}.zip")
    assert answer.headers["Content-Disposition"] == f"attachment; filename={KEY}-versi-2.zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert set(archive.namelist()) == {
            f"processes/{KEY}/{MAIN}",
            f"processes/{KEY}/clauses.json",
            *(f"forms/{KEY}/{form}.form" for form in ("minta", "perbaikan", "putus")),
        }
        archive.extractall(desk.site.house.settings.processes.parent)
    assert desk.view.row.folder == "current"


def test_a_draft_is_taken_away(desk: Desk) -> None:
    desk.rename_a_task("Memutus")
    answer = desk.browser.get(f"{PAGE}/draft.zip")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert b'name="Memutus"' in archive.read(f"processes/{KEY}/{MAIN}")


@pytest.mark.parametrize(
    "address", ["versions/lain", "versions/lain.zip", f"versions/lain/files/{MAIN}", f"versions/{'f' * 64}"]
)
def test_a_version_that_is_not_there_is_not_found(desk: Desk, address: str) -> None:
    assert desk.browser.get(f"{PAGE}/{address}").status_code == 404


def test_a_file_that_a_version_has_not_is_not_found(desk: Desk) -> None:
    for path in ("lain.bpmn", "../../organisation.json", "forms/lain.form"):
        assert desk.browser.get(f"{PAGE}/versions/{desk.current.digest}/files/{path}").status_code == 404


def test_a_version_is_found_under_its_own_procedure_alone(desk: Desk) -> None:
    desk.studio.create(desk.actor, "surat_tugas", "Surat tugas")
    digest = desk.current.digest
    for address in (f"versions/{digest}", f"versions/{digest}.zip", f"versions/{digest}/files/{MAIN}"):
        assert desk.browser.get(f"/studio/surat_tugas/{address}").status_code == 404
