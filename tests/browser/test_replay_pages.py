"""What stands beside the replayed diagram and leads on from it: facts, forms, links, paper, table and proofs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.office import JANUARY, Office, opened
from tests.browser.paper import pages
from tests.browser.replaying import Auditor, auditor
from tests.browser.test_keyboard import tab_to
from tests.browser.tour import REFUSED, pks
from tests.builders import ROOT
from tests.builders import opened as opened_database

pytestmark = pytest.mark.browser

REQUESTED, DRAFTED, CONFIRMED, RESUBMITTED, LAST = 1, 5, 7, 12, 18
"""Entries of S05."""
REPLAY, VERIFY = "Jalankan ulang kasus ini", "Periksa keutuhan rantai"
ENTRY = ("entry", "payload", f"n = {REFUSED} AND stream LIKE 'case:%'")
APPROVAL = ROOT / "processes" / "kerja_sama_dalam_negeri" / "persetujuan_konsep.bpmn"
DIAGRAM = f"sha256 = '{sha256(APPROVAL.read_bytes()).hexdigest()}'"
PAPER = "sha256 IN (SELECT sha256 FROM upload WHERE name = 'konsep-versi-1.docx')"
MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")


@pytest.fixture(scope="module")
def finished(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office in which S05 has come to its end."""
    with opened(browser, tmp_path_factory.mktemp("finished"), JANUARY) as office:
        office.advance(pks())
        yield office


def at(office: Office, entry: int) -> Auditor:
    reader = auditor(office.person("auditor"))
    reader.open(office.advance(pks()), entry)
    return reader


# Beside the diagram


def test_the_condition_that_decided_is_shown_with_the_values_it_saw(finished: Office) -> None:
    reader = at(finished, REFUSED)
    decided = reader.part("Syarat yang memutuskan")
    expect(decided).to_contain_text("“Kepala Badan menyetujui?”: “Tidak”, menuju “Memperbaiki konsep”.")
    expect(decided).to_contain_text('Karena keputusanKepalaBadan = "TIDAK_SETUJU"')
    expect(decided.get_by_role("definition")).to_have_text("TIDAK_SETUJU")
    reader.drag(CONFIRMED)
    expect(decided).to_contain_text("Tidak ada syarat lain yang terpenuhi.")
    expect(decided).to_contain_text("perluUlangSekretaris")


def test_what_changed_is_shown_before_and_after(finished: Office) -> None:
    changed = at(finished, RESUBMITTED).part("Yang berubah sejak entri sebelumnya")
    row = changed.get_by_role("row").filter(has_text="keputusanKepalaBadan")
    expect(row.get_by_role("cell")).to_have_text(["TIDAK_SETUJU", re.compile("^–")])


def test_a_value_that_is_unfolded_gets_the_whole_width(finished: Office) -> None:
    changed = at(finished, REFUSED).part("Yang berubah sejak entri sebelumnya")
    row = changed.get_by_role("row").filter(has_text="riwayatCatatan").first
    row.get_by_text("2 baris").click()
    assert width(row.get_by_role("table", name="riwayatCatatan")) > 0.9 * width(changed)


def width(shown: Locator) -> float:
    box = shown.bounding_box()
    assert box is not None
    return float(box["width"])


@pytest.mark.parametrize(
    ("entry", "label", "entered"),
    [
        (REQUESTED, "Nama instansi mitra", "Universitas Teknologi Cakrawala Nusantara"),
        (DRAFTED, "Pembiayaan", "Ditanggung bersama menurut rencana kerja."),
        (
            REFUSED,
            "Catatan perbaikan",
            "Sesuaikan penyebutan pejabat penanda tangan dengan tata naskah dinas.",
        ),
    ],
)
def test_the_form_is_shown_as_it_was_filled_in_and_cannot_be_changed(
    finished: Office, entry: int, label: str, entered: str
) -> None:
    reader = at(finished, entry)
    reader.details.get_by_role("link", name="Lihat formulir sebagaimana diisi").click()
    reader.settle()
    expect(reader.page.get_by_role("textbox", name=label, exact=True)).to_have_value(entered)
    assert reader.editable() == []
    reader.page.get_by_role("link", name=f"Entri {entry}", exact=True).first.click()
    reader.sees()
    assert reader.entry == entry


# Links to a moment


def test_the_link_to_a_moment_shows_it_to_another_auditor(finished: Office) -> None:
    reader = at(finished, REQUESTED)
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.drag(REFUSED)
    shown, marks, title = reader.details.inner_html(), reader.drawn, reader.page.title()
    reader.page.get_by_role("button", name="Salin tautan", exact=True).click()
    expect(reader.page.get_by_text(f"Tautan ke entri {REFUSED} disalin.")).to_be_visible()
    link = reader.page.evaluate("navigator.clipboard.readText()")
    assert link == reader.page.url
    other = auditor(finished.stranger())
    other.come("pemilik", link)
    assert other.page.url == link
    assert (other.entry, other.page.title()) == (REFUSED, title)
    assert other.details.inner_html() == shown
    assert other.drawn == {run: marks[run] for run in other.drawn}
    assert other.drawn


def test_without_scripts_the_link_shows_the_same_moment_and_leads_on(
    browser: Browser, finished: Office
) -> None:
    reader = at(finished, REFUSED)
    shown, headline = reader.details.inner_text(), reader.headline.inner_text()
    context = browser.new_context(
        java_script_enabled=False,
        storage_state=reader.page.context.storage_state(),
        viewport=reader.page.viewport_size,
    )
    finished.watch.over(context)
    plain = Auditor(context.new_page())
    plain.page.goto(reader.page.url)
    assert (plain.details.inner_text(), plain.headline.inner_text()) == (shown, headline)
    for step, entry in {
        "Berikutnya": REFUSED + 1,
        "Sebelumnya": REFUSED,
        "Terakhir": LAST,
        "Pertama": 1,
    }.items():
        plain.page.get_by_role("link", name=step, exact=True).click()
        assert plain.entry == entry
        expect(plain.headline).to_contain_text(f"Entri {entry} dari {LAST}:")
    context.close()


def test_nothing_of_today_is_told_of_a_moment(office: Office) -> None:
    case = office.advance(pks(), "UT_MenanggapiKonsep")
    then = auditor(office.person("auditor"))
    then.open(case)
    told = retold(then, DRAFTED)
    office.advance(pks())
    office.house.clock.move(days=4000)
    later = auditor(office.stranger())
    later.come("auditor", f"/audit/cases/{case}")
    expect(later.headline).to_contain_text(f"Entri 1 dari {LAST}:")
    assert retold(later, DRAFTED) == told


def retold(reader: Auditor, last: int) -> list[tuple[str, str]]:
    """What is told of each moment up to one: the sentence, and the details to the byte."""
    told = []
    for n in range(1, last + 1):
        assert reader.entry == n
        told.append((reader.headline.inner_text().partition(": ")[2], reader.details.inner_html()))
        reader.key("ArrowRight")
    return told


# On paper, and as a table


def test_a_moment_is_printed_with_its_diagram_and_all_that_is_folded(finished: Office) -> None:
    reader = at(finished, REFUSED)
    [first, *others] = pages(reader.page.pdf(format="A4", margin=MARGINS))
    assert f"Entri {REFUSED} dari {LAST}: Kepala Badan Litbang menyelesaikan" in first
    said = " ".join([first, *others])
    for words in ("Memperbaiki konsep", "Konsep telah diparaf Sekretaris", "Semua variabel sesudahnya"):
        assert words in said
    for control in ("Putar ", "Kecepatan", "Salin tautan", "Tampilkan semua", "Cara membaca"):
        assert control not in said.replace("Putar ulang kasus", "")
    reader.page.emulate_media(media="print")
    expect(reader.front).to_be_visible()
    expect(reader.slider).to_be_hidden()
    reader.page.emulate_media(media="null")


def test_all_entries_are_printed_with_what_is_folded_on_the_screen(finished: Office) -> None:
    reader, case = auditor(finished.person("auditor")), finished.advance(pks())
    reader.visit(f"/audit/cases/{case}/table")
    said = " ".join(pages(reader.page.pdf(format="A4", margin=MARGINS)))
    house = finished.house
    views = house.engine.moments(house.people["auditor"], case)
    places = [said.index(f"Hash entri {view.item.digest}") for view in views]
    assert places == sorted(places)
    for view, (start, end) in zip(views, pairwise([0, *places]), strict=True):
        row = said[start:end]
        assert f"Entri {view.item.n} Siapa {view.item.actor_name} ({view.username})" in row
        assert view.item.element_name in row
        for change in view.changes:
            assert change.name in row
        for decision in view.decisions:
            assert (decision.condition or "Tidak ada syarat lain yang terpenuhi.") in row
    assert "Uji kinerja campuran beraspal asbuton butir untuk lalu lintas berat" in said


def test_the_keyboard_leads_to_the_table_of_all_entries_and_back_to_a_moment(finished: Office) -> None:
    reader = at(finished, REFUSED)
    shown = facts(reader.details)
    tab_to(reader, reader.page.get_by_role("link", name="Semua entri sebagai tabel"))
    reader.key("Enter")
    table = reader.page.get_by_role("table", name="Semua entri jurnal kasus ini, menurut urutannya")
    rows = table.locator("> tbody > tr")
    expect(rows).to_have_count(LAST)
    assert facts(rows.nth(REFUSED - 1)) == shown
    link = rows.nth(1).get_by_role("link", name=re.compile("^2 ?: tunjukkan pada diagram$"))
    folded = rows.first.locator("summary").first
    tab_to(reader, folded)
    reader.key("Enter")
    expect(rows.first.locator("details").first).to_have_attribute("open", "")
    tab_to(reader, link)
    reader.key("Enter")
    reader.sees()
    assert reader.entry == 2


def facts(shown: Locator) -> str:
    """All that is said of an entry after who, when and where."""
    _, clauses, said = shown.inner_text().partition("Dasar: ")
    assert clauses
    return " ".join(said.split())


# Who may, and what can be proved


@pytest.mark.parametrize("who", ["mitra-1", "sekba", "kaban", "admin"])
def test_who_does_not_audit_is_refused_in_plain_words(finished: Office, who: str) -> None:
    person, case = finished.person(who), finished.advance(pks())
    for place in ("", "/table", "/entries/1", "/entries/1/form", "/trail.json", "/proof"):
        answer = person.page.goto(f"/audit/cases/{case}{place}")
        assert answer.status == 403
        expect(person.heading).to_have_text("Tidak diizinkan")
        assert "Cakrawala" not in person.page.content()
    expect(person.page.get_by_text("Hanya auditor yang dapat memutar ulang")).to_be_visible()


def test_the_buttons_answer_in_place_that_a_case_is_as_it_should_be(finished: Office) -> None:
    reader = at(finished, REFUSED)
    assert "Sama: jurnal menjelaskan seluruh keadaan kasus ini." in reader.proof(REPLAY)
    assert "Utuh: tidak ada entri atau berkas yang diubah" in reader.proof(VERIFY)
    assert reader.entry == REFUSED


@pytest.mark.parametrize(
    ("place", "part", "button", "found"),
    [
        (ENTRY, b"TIDAK_SETUJU", REPLAY, f"Entri {REFUSED}: Entri tidak dapat diulang"),
        (ENTRY, b"TIDAK_SETUJU", VERIFY, f"Entri {REFUSED}: Isi entri diubah"),
        (("instance", "state", "1"), b"", REPLAY, f"Entri {LAST}: Keadaan tersimpan tidak terbaca"),
        (
            ("blob", "content", DIAGRAM),
            b"",
            VERIFY,
            "Isi berkas persetujuan_konsep.bpmn diubah",
        ),
        (("blob", "content", PAPER), b"", VERIFY, "Isi berkas konsep-versi-1.docx diubah"),
    ],
    ids=["an entry, by replay", "an entry, by its hash", "the position", "a file of the version", "a paper"],
)
def test_a_changed_byte_is_found_by_a_button_that_leads_to_its_entry(
    office: Office, place: tuple[str, str, str], part: bytes, button: str, found: str
) -> None:
    case = office.advance(pks())
    change_a_byte(office, place, part)
    reader = auditor(office.person("auditor"))
    reader.open(case)
    said = reader.proof(button)
    assert "Tidak sama: ada 1 perbedaan." in said or "Tidak utuh: ada" in said
    assert found in said
    if found.startswith("Entri"):
        reader.answer.get_by_role("link", name=found.partition(":")[0], exact=True).click()
        reader.sees()
        expect(reader.headline).to_contain_text(f"{found.partition(':')[0]} dari {LAST}:")


def change_a_byte(office: Office, place: tuple[str, str, str], part: bytes) -> None:
    """Behind Paraf's back, as somebody with the database's file could: in ``part``, else at the end."""
    table, column, where = place
    with opened_database(office.house.settings.database) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (trigger,) in triggers:
            connection.execute(f"DROP TRIGGER {trigger}")
        content = bytearray(connection.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchone()[0])
        content[content.index(part) if part else -1] ^= 1
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (bytes(content),))
