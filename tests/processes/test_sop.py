"""Who takes part in the SOP's cases, and where each finding leads: what the scenarios alone don't show."""

from __future__ import annotations

import pytest

from engine.commands import Withdraw
from engine.errors import Forbidden, InvalidSubmission, NotFound
from engine.model import Json
from tests.processes.conftest import SetUp, Stage

OPINION: dict[str, Json] = {
    "rekomendasi": "KERJA_SAMA",
    "unitTerlibat": ["PUSJATAN"],
    "pusatPengampu": "PUSJATAN",
    "kesesuaianTugas": True,
    "alasan": "Sesuai tugas dan fungsi Pusat Litbang.",
}
ENOUGH: dict[str, Json] = {
    "rekomendasi": "KOORDINASI",
    "kesesuaianTugas": False,
    "alasan": "Cukup koordinasi berkala antarinstansi.",
}


@pytest.mark.parametrize(
    ("addressed", "disposed", "followers"),
    [
        (["KEPALA_BADAN"], ["SEKRETARIS"], {"Sekretaris"}),
        (["KEPALA_BADAN"], ["KEPALA_PUSAT"], {"Kapus"}),
        (["KEPALA_BADAN", "SEKRETARIS"], ["KEPALA_PUSAT"], {"Sekretaris", "Kapus"}),
        (["KEPALA_BADAN", "KEPALA_PUSAT"], ["SEKRETARIS"], {"Sekretaris", "Kapus"}),
        (["KEPALA_BADAN", "KEPALA_PUSAT"], ["KEPALA_PUSAT"], {"Kapus"}),
        (["KEPALA_BADAN", "SEKRETARIS", "KEPALA_PUSAT"], ["SEKRETARIS"], {"Sekretaris", "Kapus"}),
    ],
)
def test_whom_the_partner_addressed_and_whom_the_head_names_follow_up_together(
    stage: SetUp, addressed: list[Json], disposed: list[Json], followers: set[str]
) -> None:
    start: dict[str, Json] = {"tujuan": addressed}
    if "KEPALA_PUSAT" in addressed:
        start["pusatTujuan"] = "PUSJATAN"
    case = stage("S02", before="UT_MendisposisiPermintaan", start=start)
    assert case.open() == ["UT_MendisposisiPermintaan"]
    pusat: dict[str, Json] = {"pusatTerkait": "PUSJATAN"} if "KEPALA_PUSAT" in disposed else {}
    case.do(
        "kaban",
        "UT_MendisposisiPermintaan",
        disposisiKepada=disposed,
        instruksi=["TELAAH_DAN_SARAN"],
        **pusat,
    )
    assert set(case.open()) == {f"UT_MendataKebutuhan{follower}" for follower in followers}


def test_the_centre_that_the_head_names_goes_before_the_one_the_partner_chose(stage: SetUp) -> None:
    start: dict[str, Json] = {"tujuan": ["KEPALA_BADAN", "KEPALA_PUSAT"], "pusatTujuan": "PUSJATAN"}
    case = stage("S02", before="UT_MendisposisiPermintaan", start=start)
    case.do(
        "kaban",
        "UT_MendisposisiPermintaan",
        disposisiKepada=["KEPALA_PUSAT"],
        pusatTerkait="PUSAIR",
        instruksi=["TELAAH_DAN_SARAN"],
    )
    assert (case.before("kapus-pusair"), case.before("kapus-pusjatan")) == (["UT_MendataKebutuhanKapus"], [])


def test_the_centre_that_leads_drafts_even_where_the_partner_chose_another(stage: SetUp) -> None:
    case = stage("S01", before="UT_MemeriksaPeluangKapus")
    leading: dict[str, Json] = {**OPINION, "unitTerlibat": ["PUSKIM"], "pusatPengampu": "PUSKIM"}
    case.do("kapus-pusjatan", "UT_MemeriksaPeluangKapus", **leading)
    case.do("sekba", "UT_MenyampaikanKeKapus")
    assert (case.before("kapus-puskim"), case.before("kapus-pusjatan")) == (["UT_MenyusunPKS"], [])


@pytest.mark.parametrize(
    ("secretary", "centre", "agree"),
    [
        (OPINION, OPINION, True),
        (ENOUGH, ENOUGH, True),
        (OPINION, ENOUGH, False),
        (
            OPINION | {"unitTerlibat": ["PUSAIR", "PUSJATAN"]},
            OPINION | {"unitTerlibat": ["PUSJATAN", "PUSAIR"]},
            True,
        ),
        (OPINION | {"unitTerlibat": ["PUSJATAN", "PUSAIR"]}, OPINION, False),
        (OPINION, OPINION | {"unitTerlibat": ["PUSJATAN", "SEKBA"]}, False),
        (
            OPINION | {"unitTerlibat": ["PUSJATAN", "PUSAIR"]},
            OPINION | {"unitTerlibat": ["PUSJATAN", "PUSAIR"], "pusatPengampu": "PUSAIR"},
            False,
        ),
    ],
)
def test_two_opinions_agree_when_they_say_the_same_of_the_same_set_of_units_and_the_same_lead(
    stage: SetUp, secretary: dict[str, Json], centre: dict[str, Json], agree: bool
) -> None:
    case = stage("S15", before="UT_MemeriksaPeluangSekretaris")
    case.do("sekba", "UT_MemeriksaPeluangSekretaris", **secretary)
    assert case.open() == ["UT_MemeriksaPeluangKapus"]
    case.do("kapus-pusjatan", "UT_MemeriksaPeluangKapus", **centre)
    assert (case.open() != ["UT_MenyelaraskanHasil"]) is agree


NO_CENTRE: dict[str, Json] = {"unitTerlibat": ["SEKBA"], "pusatPengampu": None}


@pytest.mark.parametrize(
    ("who", "element", "data"),
    [
        ("sekba", "UT_MemeriksaPeluangSekretaris", OPINION | NO_CENTRE),
        ("kapus-pusjatan", "UT_MemeriksaPeluangKapus", OPINION | NO_CENTRE),
        (
            "sekba",
            "UT_MenyelaraskanHasil",
            {"hasilPeluang": "KERJA_SAMA", "pertimbangan": "Cukup Sekretariat yang melaksanakan."}
            | NO_CENTRE,
        ),
    ],
)
def test_a_finding_that_names_no_centre_is_refused_at_the_form(
    stage: SetUp, who: str, element: str, data: dict[str, Json]
) -> None:
    case = stage("S15", before=element)
    waiting = case.open()
    with pytest.raises(InvalidSubmission) as refused:
        case.do(who, element, **data)
    assert set(refused.value.fields) == {"unitTerlibat", "pusatPengampu"}
    assert case.open() == waiting


def test_each_other_centre_initials_but_neither_the_lead_nor_the_secretariat(stage: SetUp) -> None:
    case = stage("S09", before="UT_ParafKoordinasiUnit")
    asked = {who for who in case.house.people if "UT_ParafKoordinasiUnit" in case.before(who)}
    assert asked == {"kapus-pusjatan", "kapus-pkpt"}
    assert case.row("kapus-pkpt", "UT_ParafKoordinasiUnit").item == "PKPT"


def test_a_ksb_of_one_centre_and_the_secretariat_needs_no_coordinating_initials(stage: SetUp) -> None:
    case = stage("S09", before="UT_MemeriksaPeluangSekretaris")
    units: dict[str, Json] = {"unitTerlibat": ["SEKBA", "PUSKIM"], "pusatPengampu": "PUSKIM"}
    case.do("sekba", "UT_MemeriksaPeluangSekretaris", **(OPINION | units))
    case.do("sekba", "UT_MengarahkanKSB", arahan="Susun konsep KSB dengan Sekretariat.")
    drafted = stage("S09", before="UT_ParafKoordinasiUnit").variables()["konsep"]
    assert isinstance(drafted, dict)
    case.do("kapus-puskim", "UT_MenyusunKSB", **_as_typed(drafted))
    assert case.open() == ["UT_MenanggapiKonsep"]
    assert case.house.engine.replay(case.case).findings == []


def test_a_partners_tasks_belong_to_the_partner_when_the_letter_was_entered_by_administration(
    stage: SetUp,
) -> None:
    case = stage("S03", before="UT_MenanggapiKonsep", start={"surel": "Mitra-2@Example.org"})
    assert [who for who in case.house.people if case.before(who)] == ["mitra-2"]
    assert case.facts("mitra-2")["Mitra"] == "PT Tol Lintas Samudra Raya"
    with pytest.raises(NotFound):
        case.facts("mitra-1")


def test_a_partners_tasks_belong_to_its_account_whatever_contact_address_it_gives(stage: SetUp) -> None:
    case = stage("S02", before="UT_MenanggapiKonsep", start={"surel": "kantor@dinas.example.org"})
    assert [who for who in case.house.people if case.before(who)] == ["mitra-1"]


def test_an_internal_need_binds_the_partner_it_names(stage: SetUp) -> None:
    case = stage("S16", before="UT_MenanggapiKonsep")
    assert [who for who in case.house.people if case.before(who)] == ["mitra-2"]


def _withdraw(case: Stage, who: str) -> None:
    command = Withdraw(actor=case.house.people[who], case=case.case, reason="Rencana kerja sama berubah.")
    case.house.engine.execute(command)


MAY_WITHDRAW = ["mitra-2", "kapus-pusjatan", "kaban"]


@pytest.mark.parametrize("who", MAY_WITHDRAW)
def test_the_partner_the_lead_and_the_head_may_withdraw_until_the_last_signature(
    stage: SetUp, who: str
) -> None:
    case = stage("S03", before="UT_TtdMitra")
    assert case.open() == ["UT_TtdMitra"]
    _withdraw(case, who)
    assert case.house.engine.case(case.house.people["auditor"], case.case).row.status == "withdrawn"
    assert case.house.engine.replay(case.case).findings == []


@pytest.mark.parametrize("who", ["tu", "sekba", "kapus-pusair", "pemilik"])
def test_nobody_else_may_withdraw(stage: SetUp, who: str) -> None:
    case = stage("S03", before="UT_TtdMitra")
    with pytest.raises(Forbidden):
        _withdraw(case, who)


@pytest.mark.parametrize("who", MAY_WITHDRAW)
def test_nobody_withdraws_after_the_last_signature(stage: SetUp, who: str) -> None:
    case = stage("S03", before="UT_MeregisterNaskah")
    with pytest.raises(Forbidden):
        _withdraw(case, who)
    assert not case.house.engine.case(case.house.people[who], case.case).can_withdraw
    assert case.open() == ["UT_MeregisterNaskah"]


@pytest.mark.parametrize(
    ("scenario", "label"),
    [
        ("S10", "Hasil koordinasi"),
        ("S11", "Alasan tidak dilanjutkan"),
        ("S17", "Alasan dihentikan"),
    ],
)
def test_the_partner_reads_why_its_request_ended(stage: SetUp, scenario: str, label: str) -> None:
    assert stage(scenario).facts("mitra-1")[label]


def test_a_request_that_stops_keeps_the_draft_as_it_was(stage: SetUp) -> None:
    before = stage("S17", before="UT_MemprosesKonfirmasi").variables()["konsep"]
    after = stage("S17").variables()["konsep"]
    assert isinstance(before, dict) and isinstance(after, dict)
    assert _as_typed(before) == _as_typed(after)


def _as_typed(draft: dict[str, Json]) -> dict[str, Json]:
    """What somebody types to hand in the same draft: all that isn't read-only, with a new file."""
    return {key: value for key, value in draft.items() if key != "penandatanganKami"} | {
        "berkasKonsep": "file:konsep.docx"
    }
