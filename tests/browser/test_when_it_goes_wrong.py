"""What an official meets on a bad day: it is said in plain words, where it is, and nothing entered is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import NARROW, Office
from tests.browser.person import Person
from tests.browser.tour import REQUEST, pks
from tests.builders import a_pdf

pytestmark = pytest.mark.browser

CHECK = "UT_MemeriksaSekretaris"
LETTER = "Surat permintaan (PDF, paling besar 10 MB)"
SCOPE = "Ruang lingkup yang diusulkan"
NOTE = "Sebutkan penanggung jawab tiap kegiatan."


def secretary(office: Office) -> Person:
    """Sekretaris, with the draft of S05 to be checked before them."""
    office.advance(pks(), CHECK)
    sekba = office.person("sekba")
    sekba.visit(office.task_address("sekba", CHECK))
    return sekba


def refuse(person: Person) -> None:
    person.form.fill({"keputusanSekretaris": "TIDAK_SETUJU", "catatanSekretaris": NOTE})


def still_says(person: Person, label: str, text: str) -> None:
    expect(person.page.get_by_role("textbox", name=label, exact=True)).to_have_value(text)


# What was entered is not right


def test_what_is_missing_is_summed_up_and_each_entry_leads_to_its_field(office: Office) -> None:
    partner = office.person("mitra-1")
    partner.visit(REQUEST)
    partner.form.fill({"namaMitra": "Universitas Contoh", "telepon": "telepon kantor"})
    partner.submit()
    expect(partner.summary).to_be_focused()
    entries = partner.summary.get_by_role("link")
    expect(partner.summary.get_by_role("heading")).to_have_text(
        f"Ada {entries.count()} isian yang perlu diperbaiki"
    )
    assert entries.count() > 10
    for entry in entries.all():
        entry.click()
        assert_focus_is_on_a_field_at_fault(partner.page, entry.inner_text())
    still_says(partner, "Nama instansi mitra", "Universitas Contoh")
    still_says(partner, "Nomor telepon/WhatsApp", "telepon kantor")


def assert_focus_is_on_a_field_at_fault(page: Page, entry: str) -> None:
    """The field is the one the entry names, and says to a screen reader what is wrong with it."""
    label, _, sentence = entry.partition(": ")
    focused = page.locator(":focus")
    expect(page.locator(".fjs-form-field").filter(has=focused).last).to_contain_text(label)
    described = focused.locator("xpath=ancestor-or-self::*[@aria-describedby][1]")
    expect(described).to_have_accessible_description(re.compile(re.escape(sentence)))


def test_what_only_the_server_can_check_stands_at_its_field_too(office: Office) -> None:
    office.at(pks().content["start"])
    partner = office.person("mitra-1")
    partner.visit(REQUEST)
    partner.form.fill({**pks().content["data"], "tanggalSurat": "2026-12-01"})
    partner.submit()
    expect(partner.summary).to_be_focused()
    expect(partner.summary.get_by_role("link")).to_have_text(
        "Tanggal surat: Tanggal tidak boleh setelah hari ini."
    )
    partner.form.fill({"tanggalSurat": "2026-01-09"})
    partner.submit()
    partner.is_told("terkirim")


def test_a_file_that_is_not_what_its_name_says_is_refused_at_its_field(office: Office) -> None:
    office.at(pks().content["start"])
    partner = office.person("mitra-1")
    partner.visit(REQUEST)
    partner.form.fill(pks().content["data"])
    partner.form.pick(LETTER, "surat.pdf", b"MZ this is a programme")
    partner.submit()
    expect(partner.summary).to_be_focused()
    expect(partner.summary.get_by_role("link")).to_contain_text([re.compile(r"^Surat permintaan .*PDF")])
    still_says(partner, SCOPE, pks().content["data"]["usulanRuangLingkup"])
    partner.form.pick(LETTER, "surat.pdf", a_pdf())
    partner.submit()
    partner.is_told("terkirim")


def test_a_wrong_password_gives_no_paraf_and_the_right_one_then_does(office: Office) -> None:
    sekba = secretary(office)
    sekba.form.fill({"keputusanSekretaris": "SETUJU"})
    sekba.give_initials("bukan ini")
    sekba.submit()
    expect(sekba.summary).to_be_focused()
    sekba.summary.get_by_role("link").click()
    password = sekba.page.get_by_label("Kata sandi Anda")
    expect(password).to_be_focused()
    expect(password).to_have_attribute("aria-invalid", "true")
    expect(sekba.page.get_by_role("radio", name="Setuju, bubuhkan paraf", exact=True)).to_be_checked()
    sekba.give_initials()
    sekba.submit()
    sekba.is_told("selesai")


def test_no_paraf_is_asked_of_who_refuses(office: Office) -> None:
    sekba = secretary(office)
    sekba.form.fill({"keputusanSekretaris": "SETUJU"})
    expect(sekba.page.get_by_role("group", name="Paraf", exact=True)).to_be_visible()
    refuse(sekba)
    expect(sekba.page.get_by_role("group", name="Paraf", exact=True)).to_be_hidden()
    sekba.submit()
    sekba.is_told("selesai")


# The world has moved on


def test_who_comes_second_is_told_who_did_the_task_and_when(small_office: Office) -> None:
    case = small_office.house.start(
        "staf-1", data={"judul": "Lokakarya", "surat": small_office.house.upload("staf-1")}
    ).case
    address = small_office.task_address("kepala-1", "setujui")
    first, second = small_office.person("kepala-1"), small_office.person("kepala-2")
    for person in (first, second):
        person.visit(address)
        person.form.fill({"keputusan": "TIDAK_SETUJU", "alasan": f"Kata {person.username}"})
    first.submit()
    first.is_told("selesai")
    second.submit()
    expect(second.summary).to_be_focused()
    expect(second.summary).to_contain_text(
        re.compile(r"dikerjakan oleh Kepala 1 pada 13 Juli 2026 09\.\d\d WIB")
    )
    still_says(second, "Alasan", "Kata kepala-2")
    assert len(small_office.house.entries(case)) == 2


def test_who_logs_in_again_after_the_session_ended_sends_what_they_had_entered(office: Office) -> None:
    sekba = secretary(office)
    refuse(sekba)
    sekba.page.context.clear_cookies()
    sekba.submit()
    expect(sekba.summary).to_contain_text("Sesi Anda sudah berakhir")
    still_says(sekba, "Catatan perbaikan", NOTE)
    with sekba.page.expect_popup() as opened:
        sekba.summary.get_by_role("link", name="Masuk lagi").click()
    Person(opened.value, "sekba").log_in()
    opened.value.close()
    sekba.submit()
    sekba.is_told("selesai")


def test_without_a_network_what_was_entered_stays_until_there_is_one(office: Office) -> None:
    sekba = secretary(office)
    refuse(sekba)
    sekba.page.context.set_offline(True)
    sekba.submit()
    expect(sekba.summary).to_contain_text("Tidak dapat menghubungi server.")
    still_says(sekba, "Catatan perbaikan", NOTE)
    sekba.page.context.set_offline(False)
    sekba.submit()
    sekba.is_told("selesai")


def test_a_draft_is_there_again_after_the_page_was_closed(office: Office) -> None:
    sekba = secretary(office)
    refuse(sekba)
    expect(sekba.page.get_by_role("status").filter(has_text="Draf tersimpan pukul")).to_be_visible()
    sekba.visit(office.task_address("sekba", CHECK))
    expect(sekba.page.get_by_text("Isian Anda yang belum dikirim dipulihkan")).to_be_visible()
    still_says(sekba, "Catatan perbaikan", NOTE)
    expect(sekba.page.get_by_role("radio", name="Tidak setuju, perlu diperbaiki")).to_be_checked()


def test_a_double_click_starts_one_case_and_does_one_step(office: Office) -> None:
    office.at(pks().content["start"])
    partner = office.person("mitra-1")
    partner.visit(REQUEST)
    partner.form.fill(pks().content["data"])
    partner.button.dblclick()
    partner.is_told("terkirim")
    cases = office.house.engine.cases(office.house.people["auditor"]).items
    assert len(cases) == 1
    kapus = office.person("kapus-pusjatan")
    kapus.turn_to(office.house.task("kapus-pusjatan", "UT_MendataKebutuhanKapus"))
    kapus.form.fill(pks().content["steps"][0]["data"])
    kapus.button.dblclick()
    kapus.is_told("selesai")
    assert len(office.house.entries(cases[0].id)) == 2


# What is not theirs


def test_a_partner_finds_only_their_own_cases(office: Office) -> None:
    case = office.advance(pks(), "UT_MenanggapiKonsep")
    other = office.person("mitra-2")
    other.visit("/cases")
    expect(other.page.get_by_text("Belum ada kasus yang dapat Anda lihat.")).to_be_visible()
    other.visit("/inbox")
    expect(other.page.get_by_text("Tidak ada tugas yang menunggu Anda.")).to_be_visible()
    for address in (f"/cases/{case}", office.task_address("mitra-1", "UT_MenanggapiKonsep")):
        other.visit(address)
        expect(other.heading).to_have_text(re.compile("Tidak ditemukan|Tidak diizinkan"))
        expect(other.page.get_by_role("main")).not_to_contain_text(pks().content["data"]["topik"])
    owner = office.person("mitra-1")
    owner.visit("/cases")
    expect(owner.page.get_by_role("main")).to_contain_text(pks().content["data"]["topik"])


def test_a_wrong_log_in_says_so_and_keeps_the_name(office: Office) -> None:
    stranger = office.stranger(NARROW)
    stranger.visit("/cases")
    stranger.enter("auditor", "bukan ini")
    expect(stranger.summary).to_be_focused()
    expect(stranger.page.get_by_label("Nama pengguna")).to_have_value("auditor")
    stranger.enter("auditor")
    expect(stranger.heading).to_have_text("Kasus")
