"""Deadlines in working days, and what happens when one passes."""

from __future__ import annotations

from datetime import datetime

import pytest

from engine.calendar import working_days_after
from engine.clock import WIB
from engine.errors import Forbidden
from tests.builders import House
from tests.processes.conftest import CASES, SetUp
from tests.scenarios import begin, scenarios, take

WORKING_DAYS = {
    "UT_MendisposisiPermintaan": 2,
    "UT_MendataKebutuhanSekretaris": 2,
    "UT_MendataKebutuhanKapus": 2,
    "UT_MemeriksaPeluangSekretaris": 5,
    "UT_MemeriksaPeluangKapus": 5,
    "UT_MenyelaraskanHasil": 2,
    "UT_MengoordinasikanSinergi": 10,
    "UT_MenjawabTidakDilanjutkan": 3,
    "UT_MengarahkanKSB": 2,
    "UT_MenyusunKSB": 10,
    "UT_ParafKoordinasiUnit": 3,
    "UT_MenyampaikanKeKapus": 1,
    "UT_MenyusunPKS": 10,
    "UT_MenanggapiKonsep": 10,
    "UT_MemprosesKonfirmasi": 1,
    "UT_MemeriksaSekretaris": 3,
    "UT_MeneruskanKeKepalaBadan": 1,
    "UT_MemeriksaKepalaBadan": 3,
    "UT_MemperbaikiKonsep": 5,
    "UT_MenyiapkanPenandatanganan": 3,
    "UT_MengonfirmasiNaskahFinal": 5,
    "UT_TtdMitra": 10,
    "UT_TtdKepalaPusat": 10,
    "UT_TtdKepalaBadan": 10,
    "UT_MeregisterNaskah": 3,
}
"""What the SOP's reading gives each task."""


def test_every_task_is_due_at_the_end_of_its_last_working_day(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    met = set()
    for scenario in scenarios(CASES.parent.parent):
        if scenario.path.stem not in {"S02", "S06", "S10", "S11", "S15"}:
            continue
        opens = datetime.fromisoformat(scenario.content["start"]["at"])
        with House(tmp_path_factory.mktemp("due"), now=opens) as house:
            case = begin(house, scenario)
            for step in scenario.content["steps"]:
                for row in house.engine.case(house.people["auditor"], case).tasks:
                    assert row.due_at is not None
                    opened = row.opened_at.astimezone(WIB).date()
                    last_day = working_days_after(opened, WORKING_DAYS[row.element])
                    assert row.due_at.astimezone(WIB).date() == last_day, (scenario, row.element)
                    met.add(row.element)
                take(house, case, step)
    assert met == WORKING_DAYS.keys()


def test_three_working_days_from_16_march_2026_end_on_26_march_after_the_shared_leave(stage: SetUp) -> None:
    case = stage("cuti_bersama", before="UT_MemeriksaSekretaris")
    row = case.row("sekba", "UT_MemeriksaSekretaris")
    assert row.opened_at.astimezone(WIB).date().isoformat() == "2026-03-16"
    assert row.due_at is not None
    assert row.due_at.astimezone(WIB).isoformat(timespec="seconds") == "2026-03-26T23:59:59+07:00"


def test_who_hears_of_an_overdue_task_sees_it_and_may_not_do_it(stage: SetUp) -> None:
    case = stage("cuti_bersama", before="UT_MemeriksaSekretaris")
    house = case.house
    house.clock.now = datetime.fromisoformat("2026-03-26T23:00:00+07:00")
    assert (house.engine.dispatcher.run_due(), house.tasks("kaban")) == (0, [])
    house.clock.move(hours=2)
    assert house.engine.dispatcher.run_due() == 1
    row = case.row("kaban", "UT_MemeriksaSekretaris")
    assert (row.overdue, row.escalated, row.can_complete) == (True, True, False)
    with pytest.raises(Forbidden):
        case.do("kaban", "UT_MemeriksaSekretaris", keputusanSekretaris="SETUJU")
    case.do("sekba", "UT_MemeriksaSekretaris", keputusanSekretaris="SETUJU")
    assert house.engine.replay(case.case).findings == []


@pytest.mark.parametrize(
    ("scenario", "element", "told"),
    [
        ("S02", "UT_MendisposisiPermintaan", {"tu", "sekba"}),
        ("S02", "UT_MenanggapiKonsep", {"kapus-pusjatan"}),
        ("S04", "UT_MenyusunPKS", {"sekba"}),
        ("S02", "UT_MemeriksaKepalaBadan", {"tu", "pemilik"}),
    ],
)
def test_an_overdue_task_is_told_to_whom_the_sop_names(
    stage: SetUp, scenario: str, element: str, told: set[str]
) -> None:
    case = stage(scenario, before=element)
    case.house.clock.move(days=40)
    assert case.house.engine.dispatcher.run_due() == 1
    seeing = {who for who in case.house.people if element in [row.element for row in case.house.tasks(who)]}
    assert {who for who in seeing if not case.row(who, element).can_complete} == told
