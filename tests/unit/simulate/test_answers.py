"""What is entered at tasks and given back by services, as the process sees it."""

from __future__ import annotations

import json

import pytest

from engine.errors import Invalid
from engine.model import Json
from tests.unit.simulate.builder import (
    ERROR,
    after,
    boundary,
    parameters,
    properties,
    settings,
    straight,
    tried,
)
from tests.unit.spiff.builders import end, exclusive, extensions, flows, node, outputs, process, start, user


def test_a_task_that_the_answers_do_not_name_is_done_with_nothing() -> None:
    trial = tried(straight(("a", user("a"))))
    assert trial.done == ["s", "a", "s_end"]
    assert (trial.status, trial.data) == ("completed", {})


def test_without_output_parameters_the_entries_become_variables() -> None:
    trial = tried(straight(("a", user("a"))), answers={"a": {"jumlah": 2, "unit": {"id": "x"}}})
    assert trial.data == {"jumlah": 2, "unit": {"id": "x"}}


def test_output_parameters_see_the_fields_and_nothing_else_becomes_a_variable() -> None:
    mapped = user("a", outputs(dua="jumlah * 2", semua="submission", siapa="actor.name"))
    trial = tried(straight(("a", mapped)), answers={"a": {"jumlah": 2}})
    assert trial.data == {"dua": 4, "semua": {"jumlah": 2}, "siapa": "Simulasi"}


def test_an_answer_may_say_who_gave_it() -> None:
    mapped = user("a", outputs(mitra='list contains(actor.groups, "mitra")'))
    trial = tried(straight(("a", mapped)), answers={"a": {"actor": {"groups": ["mitra"]}}})
    assert trial.data == {"mitra": True}


def test_a_field_that_is_not_entered_lets_no_old_value_through() -> None:
    schema = {
        "type": "default",
        "id": "F",
        "schemaVersion": 16,
        "components": [{"type": "textfield", "id": "c", "key": "catatan", "label": "Catatan"}],
    }
    shown = user("a", outputs(tersisa="catatan"), camunda__formRef="F")
    trial = tried(
        straight(("a", shown)), data={"catatan": "lama"}, files={"forms/F.form": json.dumps(schema).encode()}
    )
    assert trial.data == {"catatan": "lama", "tersisa": None}


def test_a_missing_or_broken_form_is_done_without() -> None:
    shown = straight(("a", user("a", camunda__formRef="F")))
    for content in (b"[]", b"{", b'{"components": 1}'):
        assert tried(shown, files={"F.form": content}, answers={"a": {"b": 1}}).data == {"b": 1}


def test_a_list_has_one_answer_for_each_visit() -> None:
    again = process(
        start(),
        user("a"),
        exclusive("g", default="g_e"),
        end(),
        flows("s a", "a g", "g a lagi = true", "g e"),
    )
    trial = tried(again, answers={"a": [{"lagi": True, "n": 1}, {"lagi": True}, {"lagi": False, "n": 3}]})
    assert trial.done.count("a") == 3
    assert trial.data == {"lagi": False, "n": 3}


def test_beyond_the_list_nothing_is_entered() -> None:
    twice = tried(straight(("a", user("a")), ("b", user("b"))), answers={"a": [], "b": [{"x": 1}]})
    assert (twice.status, twice.data) == ("completed", {"x": 1})


def test_each_instance_of_a_multi_instance_task_is_a_visit() -> None:
    loop = (
        '<bpmn:multiInstanceLoopCharacteristics camunda:collection="=[1, 2]" camunda:elementVariable="unit"/>'
    )
    gather = extensions(parameters(outputs={"total": "total + nilai * unit"})) + loop
    trial = tried(
        straight(("a", user("a", gather))), data={"total": 0}, answers={"a": [{"nilai": 10}, {"nilai": 100}]}
    )
    assert trial.data == {"total": 210}


def test_each_instance_is_told_of_by_its_number_and_not_their_element_as_a_whole() -> None:
    loop = (
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality>"
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
    lines = tried(straight(("a", node("task", "a", loop)))).of("completed")
    assert [line.get("data") for line in lines if line["element"] == "a"] == [
        {"instance": 1},
        {"instance": 2},
    ]


def test_a_business_rule_task_without_a_decision_takes_the_result_that_an_answer_gives() -> None:
    asked = node("businessRuleTask", "a", extensions(parameters(outputs={"x": "result + 1"})))
    assert tried(straight(("a", asked)), answers={"a": 41}).data == {"x": 42}


def test_null_leaves_a_task_undone_so_that_its_timer_fires() -> None:
    guarded = process(
        start(),
        user("a"),
        boundary("lewat", "a", after("P3D")),
        end(),
        end("telat"),
        flows("s a", "a e", "lewat telat"),
    )
    trial = tried(guarded, answers={"a": None})
    assert ("cancelled a" in trial.told, trial.done[-1]) == (True, "telat")
    assert trial.at("telat") == "2026-01-08T02:00:00Z"
    assert tried(guarded, answers={"a": {}}).done[-1] == "e"


def test_a_task_left_undone_for_ever_is_waited_for() -> None:
    assert tried(straight(("a", user("a"))), answers={"a": None}).status == "waiting"


def test_numbers_are_allocated_as_in_production() -> None:
    numbered = extensions(
        properties(number__nomor="=&quot;A-&quot; + string(year) + &quot;-&quot; + string(number)")
    )
    trial = tried(straight(("a", user("a", numbered))), answers={"a": {"x": 1}})
    assert trial.data == {"x": 1, "nomor": "A-2026-1"}


def test_initials_are_put_where_they_are_due() -> None:
    initialled = settings(
        properties(paraf="=setuju = true"), parameters(outputs={"oleh": "paraf.name", "kapan": "paraf.at"})
    )
    task = straight(("a", user("a", initialled)))
    assert tried(task, answers={"a": {"setuju": True}}).data == {
        "oleh": "Simulasi",
        "kapan": "2026-01-05T02:00:00.000000Z",
    }
    assert tried(task, answers={"a": {"setuju": False}}).data == {"oleh": None, "kapan": None}


@pytest.mark.parametrize("answer", [1, "ya", [3]])
def test_what_is_no_object_can_not_be_entered(answer: Json) -> None:
    with pytest.raises(Invalid, match="harus objek"):
        tried(straight(("a", user("a"))), answers={"a": answer})


def test_a_service_gives_back_what_the_answers_say() -> None:
    asked = settings(properties(connector="http"), parameters(outputs={"kurs": "result.body.kurs"}))
    trial = tried(
        straight(("a", node("serviceTask", "a", asked))), answers={"a": {"status": 200, "body": {"kurs": 16}}}
    )
    assert trial.data == {"kurs": 16}


def test_a_service_without_an_answer_gives_nothing_back() -> None:
    asked = settings(properties(connector="http"), parameters(outputs={"kurs": "result.body.kurs"}))
    assert tried(straight(("a", node("serviceTask", "a", asked)))).data == {"kurs": None}


def test_a_service_task_without_a_connector_is_passed_unless_the_answers_name_it() -> None:
    plain = straight(("a", node("serviceTask", "a", camunda__resultVariable="hasil")))
    assert tried(plain).status == "completed"
    assert tried(plain, answers={"a": {"nilai": 1}}).data == {"hasil": {"nilai": 1}}


def test_a_service_can_fail_with_an_error_that_the_process_handles() -> None:
    guarded = process(
        start(),
        node("serviceTask", "a"),
        boundary("ditolak", "a", ERROR),
        end(),
        end("tolak"),
        flows("s a", "a e", "ditolak tolak"),
    )
    trial = tried(guarded, answers={"a": {"error": "TOLAK"}})
    assert (trial.status, trial.done[-1]) == ("completed", "tolak")
    assert [(line["element"], line["data"]) for line in trial.of("error")] == [
        ("a", {"code": "TOLAK", "caught": True})
    ]


def test_an_error_that_nobody_handles_is_an_incident() -> None:
    trial = tried(straight(("a", node("serviceTask", "a"))), answers={"a": {"error": "TOLAK"}})
    assert (trial.status, [line["element"] for line in trial.of("incident")]) == ("incident", ["a"])


def test_a_service_left_undone_is_waited_for() -> None:
    assert tried(straight(("a", node("serviceTask", "a"))), answers={"a": None}).status == "waiting"


@pytest.mark.parametrize("kind", ["serviceTask", "sendTask"])
def test_what_another_engine_would_do_is_passed_or_takes_the_result_that_an_answer_gives(kind: str) -> None:
    done = node(kind, "a", extensions(parameters(outputs={"x": "result"})), camunda__type="external")
    assert tried(straight(("a", done))).done == ["s", "a", "s_end"]
    assert tried(straight(("a", done)), answers={"a": 7}).data == {"x": 7}
