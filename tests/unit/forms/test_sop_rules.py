"""The SOP's forms answered in real FEEL: what their conditions show and their own rules refuse."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.expressions import Expressions, Moment, Vocabulary
from engine.forms import LOCAL_NAMES, Submission, check_submission, fields_of, initial_data
from engine.model import Json
from tests.unit.forms.builders import pdf

SOP = Path(__file__).resolve().parents[3] / "forms" / "kerja_sama_dalam_negeri"
FRIDAY = datetime(2026, 11, 20, 3, tzinfo=UTC)

LONG = "Uraian yang cukup panjang untuk memenuhi batas karakter terkecil."
MITRA = {
    "namaMitra": "Universitas Contoh",
    "jenisMitra": "PERGURUAN_TINGGI",
    "mitraDalamNegeri": True,
    "pejabatMitra": "Rektor Contoh",
    "jabatanPejabatMitra": "Rektor",
    "narahubung": "Narahubung Contoh",
    "surel": "mitra@contoh.ac.id",
    "telepon": "081234567890",
}
REQUEST = MITRA | {
    "nomorSurat": "1/UC/2026",
    "tanggalSurat": "2026-11-20",
    "perihal": "Permintaan kerja sama",
    "tujuan": ["SEKRETARIS", "KEPALA_PUSAT"],
    "pusatTujuan": "PUSJATAN",
    "topik": "Aspal karet",
    "usulanRuangLingkup": LONG,
    "usulanPembiayaan": "BERSAMA",
    "suratPermintaan": "u1",
    "persetujuanData": True,
}
OPINION = {
    "rekomendasi": "KERJA_SAMA",
    "unitTerlibat": ["SEKBA", "PUSAIR"],
    "pusatPengampu": "PUSAIR",
    "kesesuaianTugas": True,
    "alasan": LONG,
}
PARTIES = [
    {"nama": "Kepala Contoh", "jabatan": "Kepala Pusat", "instansi": "Pusjatan", "alamat": "Bandung"},
    {"nama": "Rektor Contoh", "jabatan": "Rektor", "instansi": "Universitas Contoh", "alamat": "Jakarta"},
]
CONTACTS = [
    {"pihak": party["instansi"], "nama": "Kontak", "surel": "a@contoh.id", "telepon": "+62812345678"}
    for party in PARTIES
]
WORK = {
    "kegiatan": "Uji lapangan",
    "luaran": "Laporan",
    "penanggungJawab": "Pusjatan",
    "mulai": "2027-01-04",
    "selesai": "2027-06-30",
    "biaya": 1000,
    "sumberDana": "DIPA 2027",
}
DRAFT = {
    "judul": "Perjanjian kerja sama aspal karet",
    "paraPihak": PARTIES,
    "penandatanganMitra": "Rektor Contoh",
    "ruangLingkup": LONG,
    "pembiayaan": "Ditanggung bersama",
    "adaKomitmenAnggaran": False,
    "tanggalMulai": "2026-12-01",
    "tanggalAkhir": "2028-12-01",
    "penghubung": CONTACTS,
    "rencanaKerja": [WORK],
}
MENDED = DRAFT | {
    "tindakPerbaikan": "PERBAIKI",
    "tanggapanCatatan": LONG,
    "perubahanSubstansi": False,
    "berkasKonsepBaru": "u1",
}
PLAN = {"caraTtd": "TATAP_MUKA", "rencanaTanggalTtd": "2026-11-23", "tempat": "Bandung", "naskahFinal": "u1"}
REGISTER = {
    "nomorNaskahKami": "2/PKS/2026",
    "klasifikasiArsip": "BIASA",
    "lokasiArsip": "Rak 3",
    "distribusi": ["MITRA"],
    "berkasFinal": "u1",
}


class Used:
    """Registers in which these numbers are taken."""

    def __init__(self, numbers: Collection[str]) -> None:
        self.numbers = numbers

    def rows(self, today: date) -> dict[str, list[Json]]:
        return {}

    def has(self, name: str, key: str, value: str) -> bool:
        return key == "nomor" and value in self.numbers


def fill_in(form: str, data: Mapping[str, Any], **context: Any) -> Submission:
    schema = json.loads((SOP / f"{form}.form").read_text(encoding="utf-8"))
    taken = Used(context.pop("taken", ()))
    known = LOCAL_NAMES | {field.path[0] for field in fields_of(schema)} | context.keys()
    language = Expressions(Vocabulary(known), Moment(FRIDAY, registers=taken))
    sent = initial_data(schema, context) | dict(data)
    return check_submission(schema, sent, context, {"u1": pdf()}, language)


@pytest.mark.parametrize(
    ("form", "data", "context"),
    [
        ("F01", REQUEST, {}),
        ("F01", REQUEST | {"tujuan": ["SEKRETARIS"], "pusatTujuan": None}, {}),
        (
            "F02",
            MITRA
            | {"sumber": "TURUNAN_KSB", "nomorKsbInduk": "K-1", "topik": "Topik", "usulanRuangLingkup": LONG},
            {"daftarKsb": [{"label": "KSB jalan", "value": "K-1"}], "peranPemrakarsa": "SEKRETARIS"},
        ),
        ("F04", {"uraianKebutuhan": LONG, "bidang": "LAIN"}, {"daftarBidang": [], "daftarKerjaSama": []}),
        ("F04", {"uraianKebutuhan": LONG, "bidang": "JLN"}, {"daftarBidang": ["JLN"], "daftarKerjaSama": []}),
        ("F05", OPINION, {}),
        ("F05", {"rekomendasi": "KOORDINASI", "kesesuaianTugas": False, "alasan": LONG}, {}),
        ("F08", {}, {"jenisNaskah": "PKS", "pusatPengampu": "PUSAIR"}),
        ("F09", DRAFT | {"berkasKonsep": "u1"}, {}),
        ("F10", {"tanggapanMitra": "SETUJU"}, {}),
        ("F12", {"lampiranRencanaKerja": True}, {"putaranIni": 1, "versi": 1}),
        ("F13", {"keputusanSekretaris": "SETUJU"}, {}),
        ("F16", MENDED, {}),
        ("F16", {"tindakPerbaikan": "HENTIKAN", "tanggapanCatatan": LONG, "alasanHenti": LONG}, {}),
        ("F17", PLAN | {"jumlahRangkap": 2}, {"paraPihak": PARTIES}),
        ("F17", PLAN | {"caraTtd": "TTE", "tempat": None}, {"paraPihak": PARTIES}),
        ("F18", {"konfirmasiMitra": "SETUJU", "tanggalTersedia": "2026-12-01"}, {}),
        ("F21", REGISTER, {"taken": ["1/PKS/2026"], "masaBerlaku": {"mulai": "2026-12-01"}}),
    ],
)
def test_a_form_filled_in_well_has_no_errors(
    form: str, data: dict[str, Any], context: dict[str, Any]
) -> None:
    assert fill_in(form, data, **context).errors == {}


def work(**changes: Any) -> dict[str, Any]:
    return DRAFT | {"berkasKonsep": "u1", "rencanaKerja": [WORK | changes]}


@pytest.mark.parametrize(
    ("form", "data", "context", "path"),
    [
        ("F01", REQUEST | {"tanggalSurat": "2026-11-21"}, {}, "tanggalSurat"),
        ("F01", REQUEST | {"pusatTujuan": None}, {}, "pusatTujuan"),
        ("F01", REQUEST | {"mitraDalamNegeri": False}, {}, "mitraDalamNegeri"),
        ("F01", REQUEST | {"telepon": "0812-3456-7890"}, {}, "telepon"),
        ("F05", OPINION | {"unitTerlibat": ["SEKBA"]}, {}, "unitTerlibat"),
        ("F05", OPINION | {"unitTerlibat": ["PUSJATAN"]}, {}, "pusatPengampu"),
        ("F07", {"tanggalSuratJawaban": "2026-11-22"}, {}, "tanggalSuratJawaban"),
        ("F08", {}, {"jenisNaskah": "KSB"}, "arahan"),
        ("F09", DRAFT | {"paraPihak": PARTIES[:1]}, {}, "paraPihak"),
        ("F09", DRAFT | {"penghubung": CONTACTS[:1]}, {}, "penghubung"),
        ("F09", DRAFT | {"tanggalAkhir": "2026-12-01"}, {}, "tanggalAkhir"),
        ("F09", DRAFT | {"tanggalAkhir": "2031-12-02"}, {}, "tanggalAkhir"),
        ("F09", DRAFT | {"rencanaKerja": []}, {}, "rencanaKerja"),
        ("F09", work(mulai="2026-11-30"), {}, "rencanaKerja.0.mulai"),
        ("F09", work(selesai="2027-01-03"), {}, "rencanaKerja.0.selesai"),
        ("F09", work(selesai="2028-12-02"), {}, "rencanaKerja.0.selesai"),
        ("F09", work(biaya=-1), {}, "rencanaKerja.0.biaya"),
        ("F09", work(sumberDana=""), {}, "rencanaKerja.0.sumberDana"),
        ("F10", {"tanggapanMitra": "MUNDUR"}, {}, "uraianTanggapan"),
        ("F12", {"lampiranRencanaKerja": True}, {"putaranIni": 2}, "ringkasanPerubahan"),
        ("F15", {"keputusanKepalaBadan": "TIDAK_SETUJU"}, {}, "catatanKepalaBadan"),
        ("F16", MENDED | {"berkasKonsepBaru": None}, {}, "berkasKonsepBaru"),
        ("F17", PLAN | {"rencanaTanggalTtd": "2026-11-22"}, {"paraPihak": PARTIES}, "rencanaTanggalTtd"),
        ("F17", PLAN | {"rencanaTanggalTtd": "2026-11-19"}, {"paraPihak": PARTIES}, "rencanaTanggalTtd"),
        ("F17", PLAN | {"jumlahRangkap": 1}, {"paraPihak": PARTIES}, "jumlahRangkap"),
        ("F19", {"tanggalTtd": "2026-11-21"}, {}, "tanggalTtd"),
        ("F21", REGISTER, {"taken": ["2/PKS/2026"]}, "nomorNaskahKami"),
    ],
)
def test_a_field_filled_in_badly_is_named(
    form: str, data: dict[str, Any], context: dict[str, Any], path: str
) -> None:
    assert path in fill_in(form, data, **context).errors


def test_a_drafting_that_is_stopped_leaves_the_draft_alone() -> None:
    stopped = MENDED | {"tindakPerbaikan": "HENTIKAN", "alasanHenti": LONG}
    checked = fill_in("F16", stopped)
    assert set(checked.clean) == {"tindakPerbaikan", "tanggapanCatatan", "alasanHenti"}
    assert checked.names["judul"] is None
