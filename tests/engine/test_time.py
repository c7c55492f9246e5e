"""What happens because time passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.commands import Cancel, Complete, FireTimer
from engine.errors import CaseEnded, Forbidden, ProcessFault
from tests.builders import House, a_folder, opened, properties
from tests.unit.spiff import builders as bpmn


def test_an_overdue_task_is_made_known_to_the_named_group_once_and_gives_it_no_rights(
    house: House, case: str
) -> None:
    house.clock.move(days=3)
    assert house.engine.dispatcher.run_due() == 0
    house.clock.move(days=1)
    assert house.engine.dispatcher.run_due() == 1
    assert house.engine.dispatcher.run_due() == 0
    row = house.task("staf-1", "setujui")
    assert (row.overdue, row.escalated, row.can_complete) == (True, True, False)
    with pytest.raises(Forbidden):
        house.engine.execute(
            Complete(actor=house.people["staf-1"], task=row.id, data={"keputusan": "SETUJU"})
        )
    history = house.engine.case(house.people["staf-1"], case).history
    assert (history[-1].kind, history[-1].groups) == ("escalated", ["Staf"])
    assert house.engine.replay(case).ok


def a_waiting_process(folder: Path, duration: str = "PT2H") -> Path:
    timer = f'<bpmn:timerEventDefinition id="t"><bpmn:timeDuration>{duration}</bpmn:timeDuration></bpmn:timerEventDefinition>'
    inner = (
        bpmn.extensions(properties(case__title="=&quot;Tunggu&quot;"))
        + bpmn.start("mulai", bpmn.extensions(properties(starterGroups="staf")))
        + bpmn.node("intermediateCatchEvent", "tunggu", timer)
        + '<bpmn:userTask id="lanjut" name="Lanjut" camunda:candidateGroups="staf">'
        + "<bpmn:documentation>Lanjutkan.</bpmn:documentation></bpmn:userTask>"
        + bpmn.end("selesai")
        + bpmn.flows("mulai tunggu", "tunggu lanjut", "lanjut selesai")
    )
    return a_folder(folder, {"menunggu": inner}, key="menunggu")


def test_a_timer_fires_when_its_moment_has_come_and_not_before(tmp_path: Path) -> None:
    with House(a_waiting_process(tmp_path)) as house:
        case = house.start("staf-1", "menunggu").case
        assert house.tasks("staf-1") == []
        house.clock.move(hours=1)
        assert house.engine.dispatcher.run_due() == 0
        house.clock.move(hours=1)
        assert house.engine.dispatcher.run_due() == 1
        house.complete("staf-2", "lanjut")
        assert house.engine.case(house.people["staf-1"], case).row.status == "completed"
        assert house.engine.replay(case).ok


def test_a_timer_survives_a_restart(tmp_path: Path) -> None:
    folder = a_waiting_process(tmp_path)
    with House(folder) as house:
        house.start("staf-1", "menunggu")
        later = house.clock.now
    with House(folder, now=later) as house:
        house.clock.move(hours=3)
        assert house.engine.dispatcher.run_due() == 1
        assert [row.element for row in house.tasks("staf-1")] == ["lanjut"]


def a_faulty_process(folder: Path) -> Path:
    inner = (
        bpmn.extensions(properties(case__title="=&quot;Cacat&quot;"))
        + bpmn.start("mulai", bpmn.extensions(properties(starterGroups="staf")))
        + '<bpmn:userTask id="isi" name="Mengisi" camunda:candidateGroups="staf">'
        + "<bpmn:documentation>Isi.</bpmn:documentation>"
        + bpmn.outputs(nilai="null")
        + "</bpmn:userTask>"
        + bpmn.exclusive("pilih", "pilih_lain")
        + bpmn.end("satu")
        + bpmn.end("lain")
        + bpmn.flows("mulai isi", "isi pilih", "pilih satu nilai &gt; 1", "pilih lain")
    )
    return a_folder(folder, {"cacat": inner}, key="cacat")


def test_a_null_condition_refuses_the_command_records_an_incident_and_keeps_the_task(tmp_path: Path) -> None:
    with House(a_faulty_process(tmp_path)) as house:
        case = house.start("staf-1", "cacat").case
        for _ in range(2):
            with pytest.raises(ProcessFault) as fault:
                house.complete("staf-1", "isi")
            assert fault.value.element == "pilih"
        assert house.task("staf-1", "isi").can_complete
        assert len(house.engine.case(house.people["staf-1"], case).history) == 1
        assert len(house.engine.incidents()) == 1
        assert house.engine.verify().ok


def test_a_timer_does_not_bring_a_cancelled_case_back(tmp_path: Path) -> None:
    with House(a_waiting_process(tmp_path)) as house:
        case = house.start("staf-1", "menunggu").case
        house.clock.move(hours=3)
        timer = house.timers(case)[0]
        house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=case, reason="Tidak diperlukan."))
        with pytest.raises(CaseEnded):
            house.engine.execute(FireTimer(case=case, timer=timer))
        assert house.engine.dispatcher.run_due() == 0
        assert house.engine.case(house.people["staf-1"], case).row.status == "cancelled"


def test_a_timer_whose_firing_fails_rests_and_holds_nobody_up(tmp_path: Path) -> None:
    faulty = (
        bpmn.extensions(properties(case__title="=&quot;Cacat&quot;"))
        + bpmn.start("mulai", bpmn.extensions(properties(starterGroups="staf")))
        + bpmn.node(
            "intermediateCatchEvent",
            "tunggu",
            '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
        )
        + bpmn.exclusive("pilih", "pilih_lain", bpmn.outputs(nilai="null"))
        + bpmn.end("satu")
        + bpmn.end("lain")
        + bpmn.flows("mulai tunggu", "tunggu pilih", "pilih satu nilai &gt; 1", "pilih lain")
    )
    with House(a_folder(tmp_path, {"cacat": faulty}, key="cacat")) as house:
        case = house.start("staf-1", "cacat").case
        house.clock.move(hours=2)
        assert [house.engine.dispatcher.run_due() for _ in range(3)] == [0, 0, 0]
        assert [(incident.case_id, incident.attempts) for incident in house.engine.incidents()] == [(case, 1)]
        house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=case, reason="Prosesnya cacat."))
        assert house.engine.incidents() == []


@pytest.mark.parametrize(
    "attributes",
    [
        'camunda:candidateGroups="staf" camunda:dueDate="=5"',
        'camunda:candidateGroups="staf" camunda:dueDate="=date(&quot;9999-12-31&quot;)"',
        'camunda:candidateGroups="staf" camunda:dueDate="=working days after(date(&quot;9999-12-30&quot;), 5)"',
        'camunda:candidateGroups="staf" camunda:priority="=&quot;tinggi&quot;"',
        'camunda:candidateGroups="=[&quot;tidak-ada&quot;]"',
        'camunda:assignee="=null"',
    ],
)
def test_a_task_that_nobody_could_find_or_whose_deadline_is_none_is_a_fault_of_the_process(
    tmp_path: Path, attributes: str
) -> None:
    inner = (
        bpmn.extensions(properties(case__title="=&quot;Cacat&quot;"))
        + bpmn.start("mulai", bpmn.extensions(properties(starterGroups="staf")))
        + f'<bpmn:userTask id="isi" name="Mengisi" {attributes}>'
        + "<bpmn:documentation>Isi.</bpmn:documentation></bpmn:userTask>"
        + bpmn.end("selesai")
        + bpmn.flows("mulai isi", "isi selesai")
    )
    with House(a_folder(tmp_path, {"cacat": inner}, key="cacat")) as house:
        if "9999-12-30" in attributes:
            assert house.start("staf-1", "cacat").entry == 1
            return
        with pytest.raises(ProcessFault) as fault:
            house.start("staf-1", "cacat")
        assert fault.value.element == "isi"
        assert house.engine.cases(house.people["staf-1"]).total == 0


def test_a_deadline_in_hours_from_now_is_kept(tmp_path: Path) -> None:
    inner = (
        bpmn.extensions(properties(case__title="=&quot;Cepat&quot;"))
        + bpmn.start("mulai", bpmn.extensions(properties(starterGroups="staf")))
        + '<bpmn:userTask id="isi" name="Mengisi" camunda:candidateGroups="staf"'
        + ' camunda:dueDate="=now() + duration(&quot;PT4H&quot;)">'
        + "<bpmn:documentation>Isi.</bpmn:documentation></bpmn:userTask>"
        + bpmn.end("selesai")
        + bpmn.flows("mulai isi", "isi selesai")
    )
    with House(a_folder(tmp_path, {"cepat": inner}, key="cepat")) as house:
        house.start("staf-1", "cepat")
        row = house.tasks("staf-1")[0]
        assert row.due_at is not None
        assert round((row.due_at - row.opened_at).total_seconds()) == 4 * 3600


@pytest.mark.parametrize("cancelled", [False, True])
def test_what_stood_in_a_task_s_way_is_kept_as_long_as_the_task_is_open(
    tmp_path: Path, cancelled: bool
) -> None:
    with House(a_faulty_process(tmp_path)) as house:
        case = house.start("staf-1", "cacat").case
        with pytest.raises(ProcessFault):
            house.complete("staf-1", "isi")
        if cancelled:
            house.engine.execute(
                Cancel(actor=house.people["pemilik-1"], case=case, reason="Prosesnya cacat.")
            )
        house.engine.dispatcher.tidy()
        with opened(house.settings.database) as connection:
            (kept,) = connection.execute("SELECT count(*) FROM job WHERE kind = 'incident'").fetchone()
        assert (kept, len(house.engine.incidents())) == ((0, 0) if cancelled else (1, 1))
