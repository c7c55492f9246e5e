"""Business rule tasks: what a decision table says steers the case, and an auditor sees which row it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.errors import Refused
from engine.model import Json
from engine.shapes import items, mapping
from tests.builders import House, a_folder, properties
from tests.unit.dmn import builders as dmn
from tests.unit.spiff import builders as bpmn

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
    set_first = f'<camunda:outputParameter name="nilai">{nilai}</camunda:outputParameter>'
    begun = properties(starterGroups="staf") + f"<camunda:inputOutput>{set_first}</camunda:inputOutput>"
    inner = (
        bpmn.extensions(properties(case__title="=&quot;Tanda tangan&quot;"))
        + bpmn.start("mulai", bpmn.extensions(begun))
        + task
        + bpmn.exclusive("pilih", "pilih_lain")
        + '<bpmn:userTask id="lanjut" name="Lanjut" camunda:candidateGroups="staf">'
        + "<bpmn:documentation>Lanjutkan.</bpmn:documentation></bpmn:userTask>"
        + bpmn.end("selesai")
        + bpmn.end("lain")
        + bpmn.flows("mulai tanya", "tanya pilih", f"pilih lanjut {then}", "pilih lain", "lanjut selesai")
    )
    a_folder(folder, {"tanda_tangan": inner}, key="tanda_tangan")
    (folder / "processes" / "tanda_tangan" / "tingkat.dmn").write_bytes(model)
    return folder


def a_ruling(inner: str = "", **attributes: str) -> str:
    named = {"decisionRef": "_pejabat", "resultVariable": "pejabat"} | attributes
    given = {f"camunda__{name}": value for name, value in named.items() if value}
    return bpmn.node("businessRuleTask", "tanya", inner, **given)


@pytest.mark.parametrize("asked", RESULTS)
def test_the_result_comes_as_it_is_asked_for(tmp_path: Path, asked: str) -> None:
    with House(a_signing_process(tmp_path, a_ruling(mapDecisionResult=asked))) as house:
        case = house.start("staf-1", "tanda_tangan").case
        assert house.variables(case)["pejabat"] == RESULTS[asked]
        assert house.engine.replay(case).ok


def test_the_journal_keeps_which_rows_applied_and_the_auditor_reads_them(tmp_path: Path) -> None:
    with House(a_signing_process(tmp_path, a_ruling(mapDecisionResult="singleEntry"))) as house:
        case = house.start("staf-1", "tanda_tangan").case
        outcome = mapping(house.entries(case)[0].content["outcome"])
        decided = [items(step) for step in items(outcome["steps"]) if items(step)[0] == "decided"]
        assert [step[1] for step in decided] == ["tanya"]
        assert mapping(decided[0][5])["tables"] == [
            {
                "file": "tingkat.dmn",
                "decision": "_pejabat",
                "name": "pejabat",
                "table": "t",
                "policy": "U",
                "rules": [{"number": 2, "id": None}],
            }
        ]
        [ruling] = house.engine.moment(house.people["auditor-1"], case, 1).rulings
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
        case = house.start("staf-1", "tanda_tangan").case
        assert house.variables(case) == {"nilai": 1500, "pejabat": "KEPALA"}


def test_no_rule_that_applies_is_null_and_the_reasons_are_kept(tmp_path: Path) -> None:
    nothing = a_signing_process(
        tmp_path, a_ruling(mapDecisionResult="singleEntry"), levels(dmn.rule("< 1", '"KEPALA"'))
    )
    with House(nothing) as house:
        case = house.start("staf-1", "tanda_tangan").case
        assert house.engine.case(house.people["staf-1"], case).row.outcome == "lain"
        [ruling] = house.engine.moment(house.people["auditor-1"], case, 1).rulings
        assert [table.rules for table in ruling.tables] == [[]]


def test_contradicting_rules_say_why_there_is_no_result(tmp_path: Path) -> None:
    both = levels(dmn.rule("> 1", '"KEPALA"'), dmn.rule("> 2", '"DEPUTI"'))
    with House(a_signing_process(tmp_path, a_ruling(mapDecisionResult="singleEntry"), both)) as house:
        case = house.start("staf-1", "tanda_tangan").case
        [ruling] = house.engine.moment(house.people["auditor-1"], case, 1).rulings
        assert ruling.result is None
        assert "lebih dari satu aturan cocok" in "".join(ruling.reasons)


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
        refused = house.engine.refused["tanda_tangan"]
        assert isinstance(refused, Refused)
        assert "tanya" in {problem.element for problem in refused.problems}
