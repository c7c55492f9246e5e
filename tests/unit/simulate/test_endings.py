"""How a simulation ends, and what of its files may be missing."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from engine.errors import Unrunnable
from engine.simulate import Scenario, simulate
from tests.unit.simulate.builder import BUDGET, ERROR, straight, tried
from tests.unit.spiff.builders import (
    end,
    exclusive,
    flows,
    node,
    outputs,
    process,
    start,
    user,
    xml,
)

ROOT = Path(__file__).resolve().parents[3]
CHOICE = process(
    start(),
    user("a"),
    exclusive("g", default="g_lain"),
    end(),
    end("lain"),
    flows("s a", "a g", "g e setuju", "g lain"),
)


def test_an_error_that_nobody_handles_fails_the_process() -> None:
    trial = tried(process(start(), end("e", ERROR), flows("s e")))
    assert (trial.status, [line["data"] for line in trial.of("error")]) == (
        "failed",
        [{"code": "TOLAK", "caught": False}],
    )


def test_an_error_that_is_handled_is_told_and_passed() -> None:
    inner = node("subProcess", "sub", start("si") + end("ei", ERROR) + flows("si ei"))
    guarded = process(
        start(),
        inner,
        node("boundaryEvent", "b", ERROR, attachedToRef="sub"),
        end(),
        end("tolak"),
        flows("s sub", "sub e", "b tolak"),
    )
    trial = tried(guarded)
    assert (trial.status, trial.done[-1]) == ("completed", "tolak")
    assert [(line["element"], line["data"]) for line in trial.of("error")] == [
        ("ei", {"code": "TOLAK", "caught": True})
    ]


def test_a_condition_that_is_null_is_an_incident_and_never_the_default() -> None:
    trial = tried(CHOICE)
    assert (trial.status, "lain" in trial.done) == ("incident", False)
    assert [line["element"] for line in trial.of("incident")] == ["g"]
    assert trial.lines[-2]["kind"] == "incident"


def test_an_answer_decides_a_condition() -> None:
    assert tried(CHOICE, answers={"a": {"setuju": True}}).done[-1] == "e"
    assert tried(CHOICE, answers={"a": {"setuju": False}}).done[-1] == "lain"


def test_unknown_names_are_null_wherever_they_stand() -> None:
    trial = tried(
        straight(("a", user("a", outputs(y="hilang.jauh", z="[hilang, lain]", n="hilang(1) = null"))))
    )
    assert (trial.status, trial.data) == ("completed", {"y": None, "z": [None, None], "n": True})


def test_names_are_learned_as_they_come_also_those_with_blanks() -> None:
    doubled = straight(("a", user("a", outputs(x="nilai perjanjian * 2", y="isi"))))
    trial = tried(doubled, data={"nilai perjanjian": 2, "": 0, "if": 1, "1": 1}, answers={"a": {"isi": 3}})
    assert trial.data == {"nilai perjanjian": 2, "": 0, "if": 1, "1": 1, "x": 4, "y": 3}


def test_lanes_groups_and_people_that_are_missing_stop_nothing() -> None:
    lane = (
        '<bpmn:laneSet id="l"><bpmn:lane id="l1" name="Tidak ada"><bpmn:flowNodeRef>a</bpmn:flowNodeRef>'
        "</bpmn:lane></bpmn:laneSet>"
    )
    task = user("a", camunda__candidateGroups="siapa", camunda__assignee="=entah", camunda__dueDate="=kapan")
    assert tried(process(lane, start(), task, end(), flows("s a", "a e"))).status == "completed"


def test_a_decision_that_is_missing_is_an_incident_where_it_is_asked() -> None:
    asks = node("businessRuleTask", "d", camunda__decisionRef="tidakAda", camunda__resultVariable="x")
    trial = tried(straight(("d", asks)))
    assert (trial.status, [line["element"] for line in trial.of("incident")]) == ("incident", ["d"])


def test_a_process_without_start_and_end_events_is_over_when_nothing_is_left() -> None:
    assert tried(process(user("a"), user("b"), flows("a b"))).status == "completed"


def test_a_process_that_can_not_go_on_is_an_incident() -> None:
    endless = process(
        start(), exclusive("g"), exclusive("h"), end(), flows("s g", "g h", "h g true", "h e false")
    )
    trial = tried(endless)
    assert trial.status == "incident"


@pytest.mark.parametrize("wanted", ["tidakAda", ""])
def test_a_process_that_is_not_there_is_refused(wanted: str) -> None:
    with pytest.raises(Unrunnable):
        simulate({"p.bpmn": xml(straight(("a", user("a"))))}, Scenario(wanted), BUDGET)


def test_what_can_not_be_run_is_refused_by_name() -> None:
    with pytest.raises(Unrunnable, match="x"):
        tried(process(start(), node("choreographyTask", "x"), end(), flows("s x", "x e")))


def test_a_line_has_these_keys_and_no_other() -> None:
    lines = tried(straight(("a", user("a", name="Memeriksa")))).lines
    assert lines[2] == {"at": "2026-01-05T02:00:00Z", "kind": "entered", "element": "a", "name": "Memeriksa"}
    assert lines[0] == {"at": "2026-01-05T02:00:00Z", "kind": "entered", "element": "s", "name": None}
    assert lines[-1] == {"at": "2026-01-05T02:00:00Z", "kind": "end", "status": "completed", "data": {}}


def test_the_shipped_procedure_is_tried_out_the_same_way_every_time() -> None:
    key = "peminjaman_ruang"
    folders = (ROOT / "processes" / key, ROOT / "forms" / key)
    files = {
        str(path): path.read_bytes()
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.is_file()
    }
    printed = [
        orjson.dumps([*simulate(files, Scenario(key, {"keperluan": "Rapat"}), BUDGET).as_json()])
        for _ in range(2)
    ]
    assert printed[0] == printed[1]
    assert len(orjson.loads(printed[0])) > 3
