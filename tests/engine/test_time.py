"""What happens because time passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.commands import Complete
from engine.errors import Forbidden, ProcessFault
from tests.builders import House, a_folder, properties
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
