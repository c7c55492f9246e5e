"""What an official has before them: earlier notes, both opinions, what changed, and forms that are filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from engine.commands import Start
from engine.errors import InvalidSubmission
from engine.forms import initial_data
from engine.model import Json
from tests.processes.conftest import SetUp, Stage
from tests.scenarios import filled

CHANGES = "Perubahan sejak versi yang Anda periksa"
EARLIER = "Catatan sebelumnya"
OPINIONS = "Hasil telaah"


def shown(case: Stage, who: str, element: str) -> dict[str, Any]:
    """What the form shows before anything is typed."""
    view = case.view(who, element)
    assert view.form is not None
    return {
        key: value
        for key, value in initial_data(view.form, view.form_data).items()
        if value not in (None, "")
    }


def words(rows: Any) -> list[str]:
    return [row["isi"] for row in rows]


@pytest.mark.parametrize(
    ("scenario", "element", "opinions"),
    [
        ("S15", "UT_MenyelaraskanHasil", 2),
        ("S15", "UT_MengarahkanKSB", 2),
        ("S02", "UT_MenyampaikanKeKapus", 2),
        ("S10", "UT_MengoordinasikanSinergi", 1),
        ("S11", "UT_MenjawabTidakDilanjutkan", 1),
    ],
)
def test_who_decides_on_opinions_reads_each_with_its_reason(
    stage: SetUp, scenario: str, element: str, opinions: int
) -> None:
    rows: Any = stage(scenario, before=element).notes("sekba", element)[OPINIONS]
    assert len(rows) == opinions
    assert all(row["rekomendasi"] and row["alasan"] and row["pejabat"] for row in rows)


def test_who_drafts_after_reconciling_reads_both_opinions(stage: SetUp) -> None:
    case = stage("S15", before="UT_MenyusunKSB")
    rows: Any = case.notes("kapus-pusjatan", "UT_MenyusunKSB")[OPINIONS]
    assert [row["pejabat"] for row in rows] == ["Sekretaris Badan Litbang", "Kepala Pusat Litbang"]


def test_who_follows_up_reads_the_heads_instruction(stage: SetUp) -> None:
    case = stage("S02", before="UT_MendataKebutuhanSekretaris")
    for who, element in (
        ("sekba", "UT_MendataKebutuhanSekretaris"),
        ("kapus-pusjatan", "UT_MendataKebutuhanKapus"),
    ):
        rows = _rows(case.notes(who, element)["Disposisi Kepala Badan"])
        assert rows[0]["catatan"] == "Telaah peluangnya dan sampaikan saran."


def test_an_opportunity_is_checked_against_the_needs_of_all_cases(stage: SetUp) -> None:
    case = stage("S01", before="UT_MemeriksaPeluangKapus")
    needs: Any = case.notes("kapus-pusjatan", "UT_MemeriksaPeluangKapus")["Data kebutuhan kerja sama"]
    assert [(need["nomor"], need["case"]) for need in needs] == [("DK-2026-001", "KS-2026-001")]


def test_who_mends_reads_who_refused_and_why_and_what_the_partner_said(stage: SetUp) -> None:
    notes = stage("S05", before="UT_MemperbaikiKonsep").notes("kapus-pusjatan", "UT_MemperbaikiKonsep")
    assert notes["Ditolak oleh"] == "Kepala Badan Litbang"
    assert words(notes[EARLIER])[-1].startswith("Sesuaikan penyebutan pejabat")
    assert notes["Tanggapan mitra"] == [{"tanggapan": "Setuju", "uraian": None}]
    other = stage("S04", before="UT_MemperbaikiKonsep").notes("kapus-pusair", "UT_MemperbaikiKonsep")
    assert other["Ditolak oleh"] == "Sekretaris Badan Litbang"


def test_who_initials_has_the_draft_the_work_plan_and_the_partners_answer(stage: SetUp) -> None:
    case = stage("S02", before="UT_MemeriksaSekretaris")
    view = case.view("sekba", "UT_MemeriksaSekretaris")
    notes = case.notes("sekba", "UT_MemeriksaSekretaris")
    draft = {row["bagian"]: row["isi"] for row in _rows(notes["Konsep"])}
    assert draft["Judul naskah"].startswith("Perjanjian Kerja Sama tentang")
    assert len(_rows(notes["Rencana kerja"])) == 2
    assert notes["Tanggapan mitra"] == [{"tanggapan": "Setuju", "uraian": None}]
    assert "konsep-versi-1.docx" in {paper.file.name for paper in view.papers}


def test_on_the_first_visit_nothing_is_said_to_have_changed(stage: SetUp) -> None:
    case = stage("S13", before="UT_MemeriksaSekretaris")
    assert case.variables()["versi"] == 2
    assert CHANGES not in case.notes("sekba", "UT_MemeriksaSekretaris")


def test_on_the_next_visit_each_reader_sees_what_changed_since_the_version_they_saw(stage: SetUp) -> None:
    secretary = stage("S06", before="UT_MemeriksaSekretaris", visit=2)
    [change] = _rows(secretary.notes("sekba", "UT_MemeriksaSekretaris")[CHANGES])
    assert (change["bagian"], change["padaVersi"]) == ("Ruang lingkup", 2)
    assert "empat ruas" in change["semula"] and "dua ruas" in change["menjadi"]
    head = stage("S20", before="UT_MemeriksaKepalaBadan", visit=3)
    assert [row["padaVersi"] for row in _rows(head.notes("kaban", "UT_MemeriksaKepalaBadan")[CHANGES])] == [3]
    unit = stage("S09", before="UT_ParafKoordinasiUnit", visit=4)
    changes = _rows(unit.notes("kapus-pkpt", "UT_ParafKoordinasiUnit")[CHANGES])
    assert [row["bagian"] for row in changes] == ["Rencana kerja"]
    partner = stage("S09", before="UT_MenanggapiKonsep", visit=2)
    changes = _rows(partner.notes("mitra-1", "UT_MenanggapiKonsep")[CHANGES])
    assert [row["bagian"] for row in changes] == ["Pembiayaan"]


def test_on_the_next_visit_the_earlier_notes_are_there_and_the_earlier_decision_is_not(stage: SetUp) -> None:
    case = stage("S07", before="UT_MemeriksaSekretaris", visit=2)
    notes = words(case.notes("sekba", "UT_MemeriksaSekretaris")[EARLIER])
    assert notes == [
        "Cantumkan kepemilikan hasil uji dan hak publikasi.",
        "Kepemilikan hasil uji dan hak publikasi dicantumkan.",
        "Pasal hak kekayaan intelektual ditambahkan.",
    ]
    assert shown(case, "sekba", "UT_MemeriksaSekretaris") == {}


def test_the_partner_begins_with_its_own_address_and_administration_with_none(stage: SetUp) -> None:
    house = stage("S01").house
    for who, address in (("mitra-1", "mitra-1@example.org"), ("tu", None)):
        view = house.engine.start_view(house.people[who], "kerja_sama_dalam_negeri", "SE_PermintaanMitra")
        assert view.form_data.get("surel") == address


def test_the_head_begins_with_the_centre_the_partner_chose(stage: SetUp) -> None:
    case = stage("S03", before="UT_MendisposisiPermintaan")
    assert case.view("kaban", "UT_MendisposisiPermintaan").form_data["pusatTerkait"] == "PUSJATAN"


def test_a_need_begins_with_the_requests_words_and_the_cases_number(stage: SetUp) -> None:
    form = shown(
        stage("S01", before="UT_MendataKebutuhanKapus"), "kapus-pusjatan", "UT_MendataKebutuhanKapus"
    )
    assert form["nomorKebutuhan"] == "DK-2026-001"
    assert "Pengujian agregat lokal" in form["uraianKebutuhan"]


def test_a_draft_begins_with_what_the_request_said(stage: SetUp) -> None:
    form = shown(stage("S01", before="UT_MenyusunPKS"), "kapus-pusjatan", "UT_MenyusunPKS")
    assert form["judul"] == "Perjanjian Kerja Sama tentang Lapis fondasi agregat lokal untuk jalan kabupaten"
    assert [party["instansi"] for party in form["paraPihak"]][1] == "Politeknik Rekayasa Wijaya Bandar"
    assert form["penghubung"][1]["surel"] == "mitra-1@example.org"
    assert form["penandatanganMitra"] == "Direktur Politeknik Rekayasa Wijaya Bandar"
    assert form["ruangLingkup"].startswith("Pengujian agregat lokal")
    assert "bersama" in form["pembiayaan"]
    assert form["mintaTanggapanMitra"] is True


@pytest.mark.parametrize(
    ("scenario", "element", "visit"),
    [("S13", "UT_MenyusunPKS", 2), ("S14", "UT_MenyusunPKS", 2), ("S05", "UT_MemperbaikiKonsep", 1)],
)
def test_a_draft_that_comes_back_is_filled_in_with_all_but_the_file(
    stage: SetUp, scenario: str, element: str, visit: int
) -> None:
    case = stage(scenario, before=element, visit=visit)
    draft: Any = case.variables()["konsep"] or {}
    form = shown(case, "kapus-pusjatan", element)
    expected = {
        key: value for key, value in draft.items() if key not in ("berkasKonsep", "mintaTanggapanMitra")
    }
    assert len(expected) == 11
    assert {key: form.get(key) for key in expected} == expected
    assert "berkasKonsep" not in form and "berkasKonsepBaru" not in form


def test_the_drafters_choice_not_to_ask_the_partner_is_kept_and_followed(stage: SetUp) -> None:
    case = stage("S09", before="UT_MenyusunKSB", visit=2)
    case.do("kapus-puskim", "UT_MenyusunKSB", mintaTanggapanMitra=False, berkasKonsep="file:konsep.docx")
    case.do("kapus-pusjatan", "UT_ParafKoordinasiUnit", keputusan="SETUJU")
    refusal = "Rencana kerja tahun kedua belum lengkap."
    case.do("kapus-pkpt", "UT_ParafKoordinasiUnit", keputusan="TIDAK_SETUJU", catatan=refusal)
    assert shown(case, "kapus-puskim", "UT_MenyusunKSB")["mintaTanggapanMitra"] is False
    case.do("kapus-puskim", "UT_MenyusunKSB", berkasKonsep="file:konsep.docx")
    for who in ("kapus-pusjatan", "kapus-pkpt"):
        case.do(who, "UT_ParafKoordinasiUnit", keputusan="SETUJU")
    assert case.open() == ["UT_MemprosesKonfirmasi"]


def test_a_mended_draft_reaches_the_final_text_and_only_the_new_file_remains_a_paper(stage: SetUp) -> None:
    case = stage("S05")
    draft: Any = case.variables()["konsep"]
    assert draft["judul"] == "Perjanjian Kerja Sama tentang Uji Kinerja Campuran Beraspal Asbuton Butir"
    papers = case.house.engine.case(case.house.people["auditor"], case.case).papers
    assert [paper.file.name for paper in papers if paper.label == "Konsep"] == ["konsep-versi-2.docx"]


def test_the_next_round_begins_with_a_summary_of_what_was_mended(stage: SetUp) -> None:
    case = stage("S05", before="UT_MemprosesKonfirmasi", visit=2)
    form = shown(case, "kapus-pusjatan", "UT_MemprosesKonfirmasi")
    assert form["ringkasanPerubahan"] == "Bagian yang berubah: Judul naskah, Berkas konsep"
    assert (form["nomorLembar"], form["versi"], form["lampiranRencanaKerja"]) == ("LK-2026-001", 2, True)


def test_the_partner_confirms_the_date_that_was_planned(stage: SetUp) -> None:
    case = stage("S02", before="UT_MengonfirmasiNaskahFinal")
    planned: Any = case.variables()["penandatanganan"]
    form = case.view("mitra-1", "UT_MengonfirmasiNaskahFinal").form_data
    assert form["tanggalTersedia"] == planned["rencanaTanggalTtd"]


def test_who_signs_is_named_and_the_agreement_bears_the_later_date(stage: SetUp) -> None:
    case = stage("S03", before="UT_TtdKepalaPusat")
    ours = shown(case, "kapus-pusjatan", "UT_TtdKepalaPusat")
    theirs = shown(case, "mitra-2", "UT_TtdMitra")
    assert ours["namaPenandatangan"] == "Kepala Pusat Litbang Jalan dan Jembatan"
    assert theirs == {
        "namaPenandatangan": "Direktur Utama PT Tol Lintas Samudra Raya",
        "jabatan": "Direktur Utama",
    }
    case = stage("S03", before="UT_MeregisterNaskah")
    signatures: Any = case.variables()["ttd"]
    draft: Any = case.variables()["konsep"]
    form = case.view("tu", "UT_MeregisterNaskah").form_data
    dates = {signatures[role]["tanggalTtd"] for role in ("mitra", "kepalaPusat")}
    assert len(dates) == 2
    assert form["tanggalNaskah"] == max(dates)
    assert form["masaBerlaku"] == {"mulai": draft["tanggalMulai"], "akhir": draft["tanggalAkhir"]}


def test_a_number_of_the_register_is_given_once(stage: SetUp) -> None:
    first = stage("S01")
    second = stage("S06", before="UT_MeregisterNaskah", house=first.house)
    with pytest.raises(InvalidSubmission) as refused:
        second.do(
            "tu",
            "UT_MeregisterNaskah",
            nomorNaskahKami=first.facts("tu")["Nomor naskah"],
            klasifikasiArsip="BIASA",
            lokasiArsip="Lemari arsip kerja sama",
            distribusi=["MITRA"],
            berkasFinal="file:naskah-lengkap.pdf",
        )
    assert refused.value.fields.keys() == {"nomorNaskahKami"}
    assert second.open() == ["UT_MeregisterNaskah"]


def _derived(case: Stage, parent: str) -> dict[str, Json]:
    house = case.house
    view = house.engine.start_view(
        house.people["kapus-pusjatan"], "kerja_sama_dalam_negeri", "SE_KebutuhanInternal"
    )
    data: dict[str, Json] = {
        "sumber": "TURUNAN_KSB",
        "nomorKsbInduk": parent,
        "topik": "Ruas uji badan jalan tahan rob",
        "usulanRuangLingkup": "Pembangunan ruas uji badan jalan tahan rob pada satu pulau percontohan.",
        "namaMitra": "Pemerintah Provinsi Kepulauan Arunika",
        "jenisMitra": "PEMDA",
        "mitraDalamNegeri": True,
        "pejabatMitra": "Gubernur Kepulauan Arunika",
        "jabatanPejabatMitra": "Gubernur",
        "narahubung": "Kepala Biro Kerja Sama",
        "surel": "mitra-1@example.org",
        "telepon": "081234500005",
    }
    return filled(house, house.people["kapus-pusjatan"], view.form, view.form_data, data)


def _start_derived(case: Stage, parent: str) -> str:
    command = Start(
        actor=case.house.people["kapus-pusjatan"],
        definition="kerja_sama_dalam_negeri",
        start_event="SE_KebutuhanInternal",
        key=case.house.clock.now.isoformat(),
        data=_derived(case, parent),
    )
    return case.house.engine.execute(command).case


def test_a_pks_is_derived_from_a_ksb_in_the_register_that_is_still_in_force(stage: SetUp) -> None:
    case = stage("S08")
    derived = _start_derived(case, "01/KSB/L/2026")
    assert case.house.variables(derived)["nomorKsbInduk"] == "01/KSB/L/2026"
    with pytest.raises(InvalidSubmission) as unknown:
        _start_derived(case, "99/KSB/L/2026")
    assert unknown.value.fields.keys() == {"nomorKsbInduk"}
    case.house.clock.now = datetime.fromisoformat("2031-01-06T09:00:00+07:00")
    with pytest.raises(InvalidSubmission) as expired:
        _start_derived(case, "01/KSB/L/2026")
    assert expired.value.fields.keys() == {"nomorKsbInduk"}


def _rows(note: Json) -> list[dict[str, Any]]:
    assert isinstance(note, list)
    return [row for row in note if isinstance(row, dict)]
