"""A process owner changes a procedure in the browser: draws, is refused, mends, publishes, goes back."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.drafting import NOTHING_TO_SAVE, Draftsman, draftsman
from tests.browser.office import JANUARY, Office, opened
from tests.browser.test_keyboard import tab_to
from tests.browser.test_scenarios import begin, take
from tests.browser.tour import SCENARIOS
from tests.builders import ROOT
from tests.scenarios import trace

pytestmark = pytest.mark.browser

SOP = "kerja_sama_dalam_negeri"
SMALL = "peminjaman_ruang"
SHORT = SCENARIOS["S10"]
"""Three steps, all of Sekretaris."""
FIRST, *OTHERS = SHORT.content["steps"]
DISPOSAL = {**SCENARIOS["S08"].content["steps"][0], "at": "2026-06-02T09:00:00+07:00"}
CHECK = "UT_MemeriksaAnggaran"
BUDGET = {
    "element": CHECK,
    "actor": "sekba",
    "at": "2026-06-03T09:00:00+07:00",
    "data": {"sumberAnggaran": "APBN"},
}
CONDITION = "Syarat, FEEL"
TO_HEAD = 'list contains(tujuan, "KEPALA_BADAN") or list contains(tujuan, "SEKRETARIS")'
TYPO = TO_HEAD.replace(" or ", " atau ")


def test_a_step_is_inserted_and_taken_by_new_cases_alone(office: Office) -> None:
    old = office.advance(SHORT, FIRST["element"])
    owner = draftsman(office)
    goes_to_the_diagram(owner)
    insert_a_budget_check(owner)
    send_to_the_head_what_is_for_the_secretary(owner)
    is_refused_at_the_condition(owner)
    mend_and_publish(owner)
    new = begin(office, SHORT)
    owner.visit(f"/studio/{SOP}")
    for number in (1, 2):
        expect(owner.version(number)).to_contain_text(f"1 kasus pada versi {number}")
    passes_the_new_steps(office, new)
    office.advance(SHORT)
    assert trace(office.house, old) == SHORT.content["trace"]
    for case, number in {old: 1, new: 2}.items():
        assert office.house.engine.replay(case).findings == []
        owner.visit(f"/cases/{case}")
        expect(owner.page.get_by_role("main")).to_contain_text(
            f"Penyusunan Perjanjian Kerja Sama Dalam Negeri versi {number}"
        )
        expect(owner.page.get_by_text("Tidak ada tugas yang terbuka.")).to_be_visible()
    assert office.house.engine.verify().findings == []


def goes_to_the_diagram(owner: Draftsman) -> None:
    """On the way that the pages offer."""
    owner.page.get_by_role("link", name="Studio", exact=True).click()
    owner.page.get_by_role("link", name="Penyusunan Perjanjian Kerja Sama Dalam Negeri", exact=True).click()
    owner.page.get_by_role("link", name=f"Buka diagram {SOP}.bpmn", exact=True).click()
    owner.settle()


def insert_a_budget_check(owner: Draftsman) -> None:
    """Between two steps of the Sekretaris, with a form of its own."""
    owner.insert("SF_09", "Memeriksa anggaran")
    expect(owner.problem("tanpa formulir dan tanpa petunjuk")).to_be_visible()
    owner.fill("ID", CHECK)
    owner.press("Formulir baru…")
    owner.page.get_by_label("Id formulir baru").fill("anggaran")
    owner.press("Buat")
    expect(owner.field("Formulir (formRef)")).to_have_value("anggaran")
    owner.saves()
    with owner.led_to(owner.page.get_by_role("link", name="Buka formulir (tab baru)")) as form:
        form.press("Isian teks")
        form.page.get_by_text("Umum", exact=True).click()
        form.fill("Label isian", "Sumber anggaran")
        form.fill("Kunci (key)", "sumberAnggaran")
        expect(form.page.get_by_role("textbox", name="Sumber anggaran", exact=True)).to_be_visible()
        form.saves()


def send_to_the_head_what_is_for_the_secretary(owner: Draftsman) -> None:
    """In other words, but with a slip of the pen."""
    owner.find("SF_02")
    owner.fill(CONDITION, TYPO)
    owner.saves()


def is_refused_at_the_condition(owner: Draftsman) -> None:
    owner.page.get_by_role("link", name="Ke halaman prosedur").click()
    owner.publish("Anggaran diperiksa")
    refused = owner.summary.get_by_role("link")
    expect(owner.summary).to_contain_text("Perbaiki dahulu masalah berikut.")
    expect(refused).to_have_count(1)
    refused.click()
    owner.settle()
    expect(owner.field("ID")).to_have_value("SF_02")
    expect(owner.field(CONDITION)).to_be_focused()
    expect(owner.field(CONDITION)).to_have_value(TYPO)
    expect(owner.panel).to_contain_text("bukan FEEL yang sah")
    expect(owner.page.get_by_title("1 masalah, yang terberat kesalahan")).to_be_visible()


def mend_and_publish(owner: Draftsman) -> None:
    owner.fill(CONDITION, TO_HEAD)
    expect(owner.problems).to_have_text("Masalah: tidak ada")
    owner.saves()
    owner.page.get_by_role("link", name="Ke halaman prosedur").click()
    owner.publish("Anggaran diperiksa")
    owner.is_told("Versi 2 terbit")
    expect(owner.current).to_contain_text("Versi 2")
    for words in ("Pemilik proses", "Anggaran diperiksa"):
        expect(owner.version(2)).to_contain_text(words)


def passes_the_new_steps(office: Office, case: str) -> None:
    steps = [DISPOSAL, FIRST, BUDGET, *OTHERS]
    for step in steps:
        take(office, case, step)
    start, *_, end = SHORT.content["trace"]
    assert trace(office.house, case) == [start, *(step["element"] for step in steps), end]


# What makes a version, and what doesn't


def test_an_unchanged_procedure_makes_no_version(office: Office) -> None:
    owner = draftsman(office)
    owner.open_diagram(SOP)
    owner.press("Simpan")
    expect(owner.status).to_have_text(NOTHING_TO_SAVE)
    # Another place on the drawing is no other meaning.
    owner.press_at("UT_MeregisterNaskah", "ArrowDown")
    owner.saves()
    owner.visit(f"/studio/{SOP}")
    owner.publish("Digeser")
    owner.is_told("Draf tidak mengubah makna prosedur, jadi tidak ada versi baru.")
    expect(owner.current).to_contain_text("Versi 1")
    expect(owner.version(2)).to_be_hidden()


def test_a_form_is_opened_from_its_task_and_a_field_of_it_mended(office: Office) -> None:
    owner = draftsman(office)
    owner.open_diagram(SOP)
    owner.find("UT_MendataKebutuhanSekretaris")
    with owner.led_to(owner.page.get_by_role("link", name="Buka formulir (tab baru)")) as form:
        adds_a_field_with_a_fault(form)
        is_led_to_the_fault(form)
        form.fill("Ekspresi reguler (pattern)", "[0-9]+")
        expect(form.problems).to_have_text("Masalah: tidak ada")
        form.saves()
        form.page.get_by_role("link", name="Ke halaman prosedur").click()
        form.publish("Kode anggaran ditanyakan")
        form.is_told("Versi 2 terbit")
        form.version(2).get_by_role("link", name="Lihat versi 2").click()
        form.unfold(r"F04 \(6 isian\)")
        expect(form.page.get_by_role("row", name="Kode anggaran teks – kodeAnggaran")).to_be_visible()


def adds_a_field_with_a_fault(form: Draftsman) -> None:
    form.press("Isian teks")
    for group in ("Umum", "Pemeriksaan"):
        form.page.locator(".bio-properties-panel").get_by_text(group, exact=True).click()
    form.fill("Label isian", "Kode anggaran")
    form.fill("Kunci (key)", "kodeAnggaran")
    form.fill("Ekspresi reguler (pattern)", "[0-9")
    expect(form.problem("kodeAnggaran")).to_be_visible()
    form.saves()


def is_led_to_the_fault(form: Draftsman) -> None:
    """From the procedure's page, and from the editor's own list."""
    form.page.get_by_role("link", name="Ke halaman prosedur").click()
    form.section("Masalah").get_by_role("link").click()
    form.settle()
    expect(form.field("Kunci (key)")).to_have_value("kodeAnggaran")
    form.page.get_by_role("textbox", name="Uraian kebutuhan").click(force=True)
    expect(form.field("Kunci (key)")).to_have_value("uraianKebutuhan")
    form.problem("kodeAnggaran").click()
    expect(form.field("Kunci (key)")).to_have_value("kodeAnggaran")
    expect(form.field("Label isian")).to_be_focused()


def test_an_old_version_is_published_again(office: Office) -> None:
    owner = draftsman(office)
    owner.open_diagram(SMALL)
    owner.find("UT_MenyiapkanRuang")
    owner.fill("Nama", "Menyiapkan dan membersihkan ruang")
    owner.saves()
    owner.visit(f"/studio/{SMALL}")
    owner.publish("Ruang juga dibersihkan")
    owner.is_told("Versi 2 terbit")
    owner.unfold("Terbitkan lagi versi 1")
    owner.version(1).get_by_label("Catatan").fill("Dibersihkan oleh orang lain")
    owner.press("Terbitkan lagi versi 1")
    owner.is_told("Versi 1 berlaku lagi")
    expect(owner.current).to_contain_text("Versi 1")


def test_a_draft_that_is_discarded_is_begun_from_the_version_again(office: Office) -> None:
    owner = draftsman(office)
    owner.open_diagram(SMALL)
    owner.insert("UT_MenyiapkanRuang", "Membersihkan ruang")
    owner.saves()
    owner.visit(f"/studio/{SMALL}")
    owner.unfold("Buang draf")
    owner.press("Ya, buang draf ini")
    expect(owner.section("Diagram dan formulir versi 1")).to_contain_text("Belum ada draf.")
    owner.open_diagram(SMALL)
    expect(owner.step("Membersihkan ruang")).to_be_hidden()


# The files in the folder


@pytest.fixture
def own_folders(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    """The ministry with folders that may be written to."""
    for part in ("processes", "forms"):
        shutil.copytree(ROOT / part, tmp_path / part)
    with opened(browser, tmp_path, JANUARY) as office:
        yield office


def test_what_was_changed_in_the_folder_is_offered_and_published(own_folders: Office) -> None:
    file = own_folders.house.settings.processes / SMALL / f"{SMALL}.bpmn"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Siapkan ruang", "Bersihkan dan siapkan ruang"), encoding="utf-8")
    owner = draftsman(own_folders)
    owner.visit(f"/studio/{SMALL}")
    expect(owner.section("Berkas di folder berubah")).to_be_visible()
    owner.press("Tinjau sebagai draf")
    owner.publish("Dari folder")
    owner.is_told("Versi 2 terbit")
    expect(owner.section("Berkas di folder berubah")).to_be_hidden()


def test_what_is_published_is_taken_to_the_folder(own_folders: Office) -> None:
    owner = draftsman(own_folders)
    owner.open_diagram(SMALL)
    owner.insert("UT_MenyiapkanRuang", "Membersihkan ruang")
    owner.saves()
    owner.visit(f"/studio/{SMALL}")
    owner.publish("Ruang juga dibersihkan")
    owner.is_told("Versi 2 terbit")
    behind = owner.section("Folder tertinggal")
    files = unpacked(owner, behind.get_by_role("link", name="Unduh berkas untuk folder"))
    assert sorted(files) == [
        f"forms/{SMALL}/permintaan.form",
        f"processes/{SMALL}/clauses.json",
        f"processes/{SMALL}/{SMALL}.bpmn",
    ]
    assert b"Membersihkan ruang" in files[f"processes/{SMALL}/{SMALL}.bpmn"]
    for path, content in files.items():
        (own_folders.house.settings.processes.parent / path).write_bytes(content)
    owner.page.reload()
    expect(behind).to_be_hidden()
    expect(owner.section("Berkas di folder berubah")).to_be_hidden()


def unpacked(owner: Draftsman, link: Locator) -> dict[str, bytes]:
    with owner.page.expect_download() as download:
        link.click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# Without a mouse


def test_the_keyboard_alone_inserts_a_step_and_saves_it(office: Office) -> None:
    owner = draftsman(office)
    owner.open_diagram(SOP)
    page, keys = owner.page, owner.page.keyboard
    tab_to(owner, page.get_by_role("button", name="Cari", exact=True))
    keys.press("Enter")
    keys.type("UT_MendataKebutuhanSekretaris")
    keys.press("Enter")
    tab_to(owner, page.get_by_role("button", name="Sisipkan tugas", exact=True), "Shift+Tab")
    keys.press("Enter")
    keys.type("Memeriksa anggaran")
    keys.press("Enter")
    expect(owner.step("Memeriksa anggaran")).to_be_visible()
    expect(owner.field("Nama")).to_have_value("Memeriksa anggaran")
    tab_to(owner, owner.field("ID"))
    keys.press("Control+a")
    keys.type(CHECK)
    keys.press("Control+s")
    owner.is_told_that_it_is_saved()
    page.reload()
    owner.settle()
    expect(owner.step("Memeriksa anggaran")).to_have_attribute("data-element-id", CHECK)
