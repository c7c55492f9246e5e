"""Business rule tasks: what a decision table says steers the case, and an auditor sees which row it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.errors import ProcessFault, Refused
from engine.model import Json
from engine.shapes import items, mapping
from tests.builders import House, a_folder, properties
from tests.unit.dmn import builders as dmn
from tests.unit.spiff import builders as bpmn

KEY = "tanda_tangan"
RESULTS: Mapping[str, Json] = {
    "singleEntry": "DEPUTI",
    "singleResult": {"pejabat": "DEPUTI"},
    "collectEntries": ["DEPUTI"],
    "resultList": [{"pejabat": "DEPUTI"}],
    "": [{"pejabat": "DEPUTI"}],
}


def levels(*rules: str, policy: str = "UNIQUE") -> bytes:
    """Who signs, by the amount: a table of one condition and one conclusion."""
    table = dmn.table(policy, dmn.column("nilai", "number"), dmn.output("pejabat", "string"), *rules)
    return dmn.file(dmn.data("nilai", "number"), dmn.decision("pejabat", table, inputs=["nilai"]))


SIGNED_BY = levels(dmn.rule("< 1000", '"KEPALA"'), dmn.rule(">= 1000", '"DEPUTI"'))


def a_signing_process(
    folder: Path, task: str, model: bytes = SIGNED_BY, nilai: str = "1500", then: str = "pejabat != null"
) -> Path:
    """Staff fill in, a decision is asked, and where it says something staff go on."""
    set_first = f'<camunda:outputParameter name="nilai">{nilai}</camunda:outputParameter>'
    begun = properties(starterGroups="staf") + f"<camunda:inputOutput>{set_first}</camunda:inputOutput>"
    inner = (
        bpmn.extensions(properties(case__title="=&quot;Tanda tangan&quot;"))
        + bpmn.start("mulai", bpmn.extensions(begun))
        + "".join(
            f'<bpmn:userTask id="{id}" name="{id}" camunda:candidateGroups="staf">'
            "<bpmn:documentation>Kerjakan.</bpmn:documentation></bpmn:userTask>"
            for id in ("isi", "lanjut")
        )
        + task
        + bpmn.exclusive("pilih", "pilih_lain")
        + bpmn.end("selesai")
        + bpmn.end("lain")
        + bpmn.flows("mulai isi", "isi tanya", "tanya pilih")
        + bpmn.flows(f"pilih lanjut {then}", "pilih lain", "lanjut selesai")
    )
    a_folder(folder, {KEY: inner}, key=KEY)
    (folder / "processes" / KEY / "tingkat.dmn").write_bytes(model)
    return folder


def decided(house: House) -> str:
    """A case that has just asked its decision."""
    case = house.start("staf-1", KEY).case
    house.complete("staf-1", "isi", case=case)
    return case


def a_ruling(inner: str = "", **attributes: str) -> str:
    named = {"decisionRef": "_pejabat", "resultVariable": "pejabat"} | attributes
    given = {f"camunda__{name}": value for name, value in named.items() if value}
    return bpmn.node("businessRuleTask", "tanya", inner, **given)


@pytest.mark.parametrize("asked", RESULTS)
def test_the_result_comes_as_it_is_asked_for(tmp_path: Path, asked: str) -> None:
    with House(a_signing_process(tmp_path, a_ruling(mapDecisionResult=asked))) as house:
        case = decided(house)
        assert house.variables(case)["pejabat"] == RESULTS[asked]
        assert house.engine.replay(case).ok


def test_the_journal_keeps_which_rows_applied_and_the_auditor_reads_them(tmp_path: Path) -> None:
    with House(a_signing_process(tmp_path, a_ruling(mapDecisionResult="singleEntry"))) as house:
        case = decided(house)
        outcome = mapping(house.entries(case)[1].content["outcome"])
        asked = [items(step) for step in items(outcome["steps"]) if items(step)[0] == "decided"]
        assert [step[1] for step in asked] == ["tanya"]
        assert mapping(asked[0][5])["tables"] == [
            {
                "file": "tingkat.dmn",
                "decision": "_pejabat",
                "name": "pejabat",
                "table": "t",
                "policy": "U",
                "rules": [{"number": 2, "id": None}],
            }
        ]
        [ruling] = house.engine.moment(house.people["auditor-1"], case, 2).rulings
        assert (ruling.element, ruling.inputs, ruling.result) == ("tanya", {"nilai": 1500}, "DEPUTI")
        [rule] = ruling.tables[0].rules
        assert (rule.number, rule.conditions, rule.conclusions) == (
            2,
            [("nilai", ">= 1000")],
            [("pejabat", '"DEPUTI"')],
        )
        assert house.engine.verify().ok


def test_input_parameters_are_seen_by_the_decision_alone_and_output_parameters_see_its_result(
    tmp_path: Path,
) -> None:
    inner = bpmn.extensions(
        '<camunda:inputOutput><camunda:inputParameter name="nilai">= 10</camunda:inputParameter>'
        '<camunda:outputParameter name="pejabat">= decisionResult[1].pejabat</camunda:outputParameter>'
        "</camunda:inputOutput>"
    )
    with House(a_signing_process(tmp_path, a_ruling(inner, resultVariable=""))) as house:
        case = decided(house)
        assert house.variables(case) == {"nilai": 1500, "pejabat": "KEPALA"}


def test_no_rule_that_applies_is_null_and_the_reasons_are_kept(tmp_path: Path) -> None:
    nothing = a_signing_process(
        tmp_path, a_ruling(mapDecisionResult="singleEntry"), levels(dmn.rule("< 1", '"KEPALA"'))
    )
    with House(nothing) as house:
        case = decided(house)
        assert house.engine.case(house.people["staf-1"], case).row.outcome == "lain"
        [ruling] = house.engine.moment(house.people["auditor-1"], case, 2).rulings
        assert [table.rules for table in ruling.tables] == [[]]


def test_contradicting_rules_say_why_there_is_no_result(tmp_path: Path) -> None:
    both = levels(dmn.rule("> 1", '"KEPALA"'), dmn.rule("> 2", '"DEPUTI"'))
    with House(a_signing_process(tmp_path, a_ruling(mapDecisionResult="singleEntry"), both)) as house:
        case = decided(house)
        [ruling] = house.engine.moment(house.people["auditor-1"], case, 2).rulings
        assert ruling.result is None
        assert "lebih dari satu aturan cocok" in "".join(ruling.reasons)


def test_a_case_keeps_the_table_of_the_version_it_began_on(tmp_path: Path) -> None:
    with House(a_signing_process(tmp_path, a_ruling(mapDecisionResult="singleEntry"))) as house:
        old = house.start("staf-1", KEY).case
        always = levels(dmn.rule("-", '"MENTERI"'))
        (tmp_path / "processes" / KEY / "tingkat.dmn").write_bytes(always)
        assert house.publish_folder("pemilik-1", KEY) is not None
        new = decided(house)
        house.complete("staf-1", "isi", case=old)
        assert [house.variables(case)["pejabat"] for case in (old, new)] == ["DEPUTI", "MENTERI"]
        assert house.engine.replay(old).ok
        assert house.engine.replay(new).ok


def test_a_decision_in_a_subprocess_is_asked_for_each_item_and_each_row_is_kept(tmp_path: Path) -> None:
    each = '<bpmn:multiInstanceLoopCharacteristics isSequential="true" camunda:collection="=[10, 2000]" camunda:elementVariable="satu"/>'
    one = bpmn.extensions(
        '<camunda:inputOutput><camunda:inputParameter name="nilai">= satu</camunda:inputParameter>'
        '<camunda:outputParameter name="pejabat">= append(if pejabat = null then [] else pejabat, decisionResult)'
        "</camunda:outputParameter></camunda:inputOutput>"
    )
    asked = a_ruling(one, resultVariable="", mapDecisionResult="singleEntry").replace('"tanya"', '"satuan"')
    inside = bpmn.start("awal") + asked + bpmn.end("akhir") + bpmn.flows("awal satuan", "satuan akhir")
    subprocess = bpmn.node("subProcess", "tanya", inside + each)
    with House(a_signing_process(tmp_path, subprocess)) as house:
        case = decided(house)
        assert house.variables(case)["pejabat"] == ["KEPALA", "DEPUTI"]
        rulings = house.engine.moment(house.people["auditor-1"], case, 2).rulings
        assert [rule.number for ruling in rulings for rule in ruling.tables[0].rules] == [1, 2]
        assert house.engine.replay(case).ok


def test_a_decision_that_takes_too_much_is_an_incident_at_its_task(tmp_path: Path) -> None:
    endless = levels(dmn.rule("-", "string(sum(for i in 1..100000 return sum(for j in 1..100000 return j)))"))
    with House(a_signing_process(tmp_path, a_ruling(), endless)) as house:
        with pytest.raises(ProcessFault, match="tanya"):
            decided(house)
        assert [incident.attempts for incident in house.engine.incidents()] == [1]


@pytest.mark.parametrize(
    "attributes",
    [
        {"decisionRef": "tidakAda"},
        {"decisionRef": "${x}"},
        {"decisionRefBinding": "version", "decisionRefVersion": "2"},
        {"mapDecisionResult": "semua"},
        {"resultVariable": ""},
    ],
    ids=lambda attributes: next(iter(attributes)),
)
def test_a_ruling_that_cannot_be_run_is_refused_at_its_element(
    tmp_path: Path, attributes: dict[str, str]
) -> None:
    with House(a_signing_process(tmp_path, a_ruling(**attributes))) as house:
        refused = house.engine.refused[KEY]
        assert isinstance(refused, Refused)
        assert "tanya" in {problem.element for problem in refused.problems}
