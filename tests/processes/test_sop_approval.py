"""Initials on one version of the draft, and the rounds of approval (clauses 9 to 13, gaps 3, 7, 13, 18)."""

from __future__ import annotations

from typing import Any

import pytest

from engine.commands import Complete
from engine.errors import Forbidden, InvalidSubmission
from engine.model import Json
from tests.processes.conftest import SetUp, Stage

SHEET = "Paraf pada lembar konfirmasi"
COORDINATING = "Paraf koordinasi"


def initialled(notes: Any, label: str) -> list[tuple[str, int]]:
    """Who initialled which version, as a note beside a task says."""
    return [(row.get("unit") or row["oleh"], row["versi"]) for row in notes.get(label, [])]


def sheet(case: Stage) -> dict[str, Any]:
    """The approval sheet as the case keeps it."""
    kept = case.variables()["lembarKonfirmasi"]
    assert isinstance(kept, dict)
    return kept


def test_a_draft_whose_substance_changed_has_lost_the_initials_before_it(stage: SetUp) -> None:
    case = stage("S06", before="UT_MemeriksaKepalaBadan", visit=2)
    assert initialled(case.notes("kaban", "UT_MemeriksaKepalaBadan"), SHEET) == [
        ("Sekretaris Badan Litbang", 2)
    ]
    case.do("kaban", "UT_MemeriksaKepalaBadan", keputusanKepalaBadan="SETUJU")
    kept = sheet(case)
    assert (kept["sekretaris"]["version"], kept["kepalaBadan"]["version"]) == (2, 2)
    assert [void["version"] for void in kept["gugur"]] == [1]


def test_the_direct_way_keeps_the_secretarys_initials_with_the_version_they_were_given_for(
    stage: SetUp,
) -> None:
    case = stage("S05", before="UT_MemeriksaKepalaBadan", visit=2)
    assert initialled(case.notes("kaban", "UT_MemeriksaKepalaBadan"), SHEET) == [
        ("Sekretaris Badan Litbang", 1)
    ]
    case.do("kaban", "UT_MemeriksaKepalaBadan", keputusanKepalaBadan="SETUJU")
    kept = sheet(case)
    assert (kept["sekretaris"]["version"], kept["kepalaBadan"]["version"], kept["gugur"]) == (1, 2, [])


def test_a_draft_written_anew_after_its_approval_has_lost_all_initials(stage: SetUp) -> None:
    approved = stage("S14", before="UT_MenyusunPKS", visit=2)
    assert sheet(approved)["kepalaBadan"]["version"] == 1
    drafted = stage("S14", before="UT_MenanggapiKonsep", visit=2)
    assert drafted.variables()["lembarKonfirmasi"] is None


def test_coordinating_initials_stay_after_a_mend(stage: SetUp) -> None:
    case = stage("S09", before="UT_MemeriksaKepalaBadan", visit=2)
    assert initialled(case.notes("kaban", "UT_MemeriksaKepalaBadan"), COORDINATING) == [
        ("Pusat Litbang Jalan dan Jembatan", 3),
        ("Pusat Litbang Kebijakan dan Penerapan Teknologi", 3),
    ]


def test_coordinating_initials_are_void_when_the_draft_is_written_anew(stage: SetUp) -> None:
    case = stage("S09", before="UT_ParafKoordinasiUnit", visit=5)
    assert (case.variables()["versi"], case.variables()["parafKoordinasi"]) == (3, [])


@pytest.mark.parametrize(
    ("scenario", "who", "element", "field"),
    [
        ("S08", "kapus-pusair", "UT_ParafKoordinasiUnit", "keputusan"),
        ("S08", "sekba", "UT_MemeriksaSekretaris", "keputusanSekretaris"),
        ("S08", "kaban", "UT_MemeriksaKepalaBadan", "keputusanKepalaBadan"),
    ],
)
def test_an_approval_needs_the_password_and_binds_draft_work_plan_and_version(
    stage: SetUp, scenario: str, who: str, element: str, field: str
) -> None:
    case = stage(scenario, before=element)
    view = case.view(who, element)
    request = view.paraf
    assert request is not None
    assert request.subjects.keys() == {"Konsep", "Rencana kerja"}
    assert request.version == 1
    draft: Any = case.variables()["konsep"]
    assert request.subjects["Konsep"] == draft["berkasKonsep"]["sha256"]
    command = Complete(actor=case.house.people[who], task=view.row.id, data={field: "SETUJU"}, seen=view.seen)
    with pytest.raises(InvalidSubmission) as refused:
        case.house.engine.execute(command)
    assert refused.value.fields.keys() == {"password"}


def test_a_refusal_needs_no_initials(stage: SetUp) -> None:
    case = stage("S01", before="UT_MemeriksaSekretaris")
    data: dict[str, Json] = {
        "keputusanSekretaris": "TIDAK_SETUJU",
        "catatanSekretaris": "Rencana kerja belum lengkap.",
    }
    view = case.view("sekba", "UT_MemeriksaSekretaris")
    case.house.engine.execute(
        Complete(actor=case.house.people["sekba"], task=view.row.id, data=data, seen=view.seen)
    )
    assert case.open() == ["UT_MemperbaikiKonsep"]
    history = case.house.engine.case(case.house.people["auditor"], case.case).history
    assert (history[-1].element, history[-1].paraf) == ("UT_MemeriksaSekretaris", {})


@pytest.mark.parametrize(
    ("asked", "substance", "reader"),
    [
        (False, False, "UT_MemeriksaKepalaBadan"),
        (True, False, "UT_MemeriksaSekretaris"),
        (False, True, "UT_MemeriksaSekretaris"),
        (True, True, "UT_MemeriksaSekretaris"),
    ],
)
def test_after_the_heads_refusal_the_secretary_reads_again_if_asked_for_or_if_the_substance_changed(
    stage: SetUp, asked: bool, substance: bool, reader: str
) -> None:
    case = stage("S05", before="UT_MemeriksaKepalaBadan")
    refuse(case, mintaPeriksaUlangSekretaris=asked)
    mend(case, perubahanSubstansi=substance)
    case.do("kapus-pusjatan", "UT_MemprosesKonfirmasi")
    assert case.open() == [reader]


def test_what_the_head_asked_once_does_not_send_the_next_mend_through_the_secretary(stage: SetUp) -> None:
    case = stage("S05", before="UT_MemeriksaKepalaBadan")
    refuse(case, mintaPeriksaUlangSekretaris=True)
    mend(case)
    case.do("kapus-pusjatan", "UT_MemprosesKonfirmasi")
    case.do("sekba", "UT_MemeriksaSekretaris", keputusanSekretaris="SETUJU")
    case.do("kapus-pusjatan", "UT_MeneruskanKeKepalaBadan")
    refuse(case)
    mend(case)
    case.do("kapus-pusjatan", "UT_MemprosesKonfirmasi")
    assert case.open() == ["UT_MemeriksaKepalaBadan"]
    assert initialled(case.notes("kaban", "UT_MemeriksaKepalaBadan"), SHEET) == [
        ("Sekretaris Badan Litbang", 2)
    ]


def test_after_the_secretarys_refusal_the_secretary_reads_again_even_where_the_head_refused_before(
    stage: SetUp,
) -> None:
    case = stage("S06", before="UT_MemeriksaSekretaris", visit=2)
    case.do(
        "sekba",
        "UT_MemeriksaSekretaris",
        keputusanSekretaris="TIDAK_SETUJU",
        catatanSekretaris="Lingkup baru belum tercermin dalam rencana kerja.",
    )
    mend(case)
    case.do("kapus-pusjatan", "UT_MemprosesKonfirmasi")
    assert case.open() == ["UT_MemeriksaSekretaris"]


def test_nothing_leaks_from_one_approval_to_the_next(stage: SetUp) -> None:
    first = stage("S20", before="UT_MemprosesKonfirmasi", visit=2)
    assert first.view("kapus-pusjatan", "UT_MemprosesKonfirmasi").form_data["putaranIni"] == 2
    second = stage("S20", before="UT_MemprosesKonfirmasi", visit=3)
    form = second.view("kapus-pusjatan", "UT_MemprosesKonfirmasi").form_data
    assert (form["putaranIni"], form.get("ringkasanPerubahan")) == (1, None)
    second.do("kapus-pusjatan", "UT_MemprosesKonfirmasi")
    assert second.open() == ["UT_MemeriksaSekretaris"]
    view = second.view("sekba", "UT_MemeriksaSekretaris")
    assert "keputusanSekretaris" not in view.form_data
    second.do("sekba", "UT_MemeriksaSekretaris", keputusanSekretaris="SETUJU")
    second.do("kapus-pusjatan", "UT_MeneruskanKeKepalaBadan")
    assert initialled(second.notes("kaban", "UT_MemeriksaKepalaBadan"), SHEET) == [
        ("Sekretaris Badan Litbang", 3)
    ]
    second.do("kaban", "UT_MemeriksaKepalaBadan", keputusanKepalaBadan="SETUJU")
    assert (sheet(second)["gugur"], second.variables()["putaran"]) == ([], 1)


@pytest.mark.parametrize(("visit", "told"), [(1, False), (2, False), (3, True)])
def test_the_process_owner_is_told_of_the_third_round_and_not_before(
    stage: SetUp, visit: int, told: bool
) -> None:
    case = stage("S07", before="UT_MemeriksaSekretaris", visit=visit)
    assert ("UT_MemeriksaSekretaris" in seen_by(case, "pemilik")) is told


def test_the_process_owner_is_told_of_a_fourth_round_that_goes_straight_to_the_head(stage: SetUp) -> None:
    case = stage("S07", before="UT_MemeriksaKepalaBadan", visit=2)
    assert "UT_MemeriksaKepalaBadan" in seen_by(case, "pemilik")


def test_the_units_that_initialled_are_told_of_a_mend(stage: SetUp) -> None:
    first = stage("S09", before="UT_MemeriksaKepalaBadan")
    assert seen_by(first, "kapus-pkpt") == []
    mended = stage("S09", before="UT_MemeriksaKepalaBadan", visit=2)
    assert seen_by(mended, "kapus-pkpt") == seen_by(mended, "kapus-pusjatan") == ["UT_MemeriksaKepalaBadan"]
    assert seen_by(mended, "kapus-pusair") == []


def test_the_secretary_is_told_of_the_direct_way_and_only_then(stage: SetUp) -> None:
    direct = stage("S05", before="UT_MemeriksaKepalaBadan", visit=2)
    assert seen_by(direct, "sekba") == ["UT_MemeriksaKepalaBadan"]
    through = stage("S06", before="UT_MemeriksaKepalaBadan", visit=2)
    assert seen_by(through, "sekba") == []


def test_who_is_told_may_not_decide(stage: SetUp) -> None:
    case = stage("S05", before="UT_MemeriksaKepalaBadan", visit=2)
    task = case.row("sekba", "UT_MemeriksaKepalaBadan")
    assert not task.can_complete
    with pytest.raises(Forbidden):
        case.do("sekba", "UT_MemeriksaKepalaBadan", keputusanKepalaBadan="SETUJU")


def seen_by(case: Stage, who: str) -> list[str]:
    return [row.element for row in case.house.tasks(who, case.case)]


def refuse(case: Stage, **more: Json) -> None:
    case.do(
        "kaban",
        "UT_MemeriksaKepalaBadan",
        keputusanKepalaBadan="TIDAK_SETUJU",
        catatanKepalaBadan="Perjelas pembagian tanggung jawab.",
        **more,
    )


def mend(case: Stage, **more: Json) -> None:
    case.do(
        "kapus-pusjatan",
        "UT_MemperbaikiKonsep",
        tindakPerbaikan="PERBAIKI",
        tanggapanCatatan="Sudah diperbaiki menurut catatan.",
        berkasKonsepBaru="file:konsep-baru.docx",
        **({"perubahanSubstansi": False} | more),
    )
