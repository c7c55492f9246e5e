"""PRF-317, PRF-318 and PRF-6xx: business rule tasks and the decisions that they ask."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.catalogue import Bundle
from engine.catalogue.linter import open_bundle
from engine.catalogue.names import variables_of
from engine.catalogue.rules import prf_009_too_large as bounds
from engine.errors import Problem
from engine.spiff import Program
from tests.unit.catalogue.builder import (
    KEY,
    People,
    around,
    bare,
    chain,
    element,
    end,
    extension,
    file,
    found,
    inputs_and_outputs,
    problems,
    process,
    simple,
    start,
    task,
)
from tests.unit.dmn import builders as dmn

LEVEL = dmn.decision("jenjang", dmn.literal('if jumlah > 10 then "A" else "B"'), inputs=["jumlah"])


def asking(
    decision: str = "_jenjang",
    *,
    inputs: Mapping[str, str] | None = None,
    outputs: Mapping[str, str] | None = None,
    inside: str = "",
    **attributes: str,
) -> str:
    """A business rule task ``R`` that keeps its result in ``hasil``."""
    wanted = {"camunda_decisionRef": decision, "camunda_resultVariable": "hasil"} | attributes
    settings = extension(inputs_and_outputs(inputs, outputs)) if inputs or outputs else ""
    return element("businessRuleTask", "R", settings, inside, **{n: v for n, v in wanted.items() if v})


def deciding(
    rule_task: str, *parts: str, after: str = "", files: Mapping[str, bytes] | None = None
) -> Bundle:
    """A process that sets ``jumlah``, asks a decision and ends, with these parts in ``aturan.dmn``."""
    then = [task("T", camunda_assignee=after)] if after else []
    way = ["mulai", "R", "T", "selesai"] if after else ["mulai", "R", "selesai"]
    diagram = simple(start(outputs={"jumlah": "1"}), rule_task, *then, end(), *chain(*way)).files["a.bpmn"]
    content = dmn.file(*(parts or (dmn.data("jumlah"), LEVEL)))
    return Bundle(KEY, {"a.bpmn": diagram, "aturan.dmn": content, **(files or {})})


def table(*columns: str, policy: str = "UNIQUE", aggregation: str | None = None) -> str:
    """A decision table on ``jumlah`` with these output columns."""
    conclusions = [dmn.tag("outputEntry", dmn.text("1")) for _ in columns]
    logic = dmn.tag(
        "decisionTable",
        dmn.tag("input", dmn.tag("inputExpression", dmn.text("jumlah"))),
        *(dmn.tag("output", name=column) for column in columns),
        dmn.tag("rule", dmn.tag("inputEntry", dmn.text("> 1")), *conclusions),
        hitPolicy=policy,
        aggregation=aggregation,
    )
    return dmn.decision("jenjang", logic, inputs=["jumlah"])


def only(faulty: Bundle) -> Problem:
    """The one problem."""
    (problem,) = problems(faulty)
    return problem


@pytest.mark.parametrize(
    "sound",
    [
        asking(),
        asking(camunda_decisionRefBinding="deployment", camunda_mapDecisionResult="singleEntry"),
        asking(camunda_resultVariable="", outputs={"hasil": "decisionResult"}),
        asking(inputs={"jumlah": "jumlah + 1"}, outputs={"a": "jumlah", "b": "hasil"}),
        asking(
            camunda_resultVariable="",
            outputs={"hasil": "decisionResult"},
            inside=bare(
                "multiInstanceLoopCharacteristics", camunda_collection="=[1]", camunda_elementVariable="satu"
            ),
        ),
    ],
)
def test_a_business_rule_task_that_asks_a_decision_is_sound(sound: str) -> None:
    assert found(deciding(sound)) == []


def test_a_result_that_each_instance_overwrites_is_warned_of() -> None:
    loop = bare("multiInstanceLoopCharacteristics", camunda_collection="=[1]", camunda_elementVariable="satu")
    warning = only(deciding(asking(inside=loop)))
    assert (warning.id, warning.severity, warning.element) == ("PRF-318", "warning", "R")


def test_what_the_decision_gives_is_known_afterwards() -> None:
    sound = deciding(asking(), after="=hasil")
    context = open_bundle(sound, People())

    assert found(sound) == []
    known = variables_of(context, context.processes[KEY])
    assert known == Program.parse(sound.bpmn, KEY).known_names(KEY) == {"hasil", "jumlah"}


def test_the_result_and_the_inputs_are_seen_by_the_tasks_outputs_alone() -> None:
    inner = asking(inputs={"dalam": "1"}, outputs={"a": "decisionResult", "b": "dalam"})

    assert found(deciding(inner)) == []
    assert found(deciding(inner, after="=dalam")) == [("PRF-403", "T")]
    assert found(deciding(inner, after="=decisionResult")) == [("PRF-403", "T")]


def test_an_input_of_a_decision_sees_no_person() -> None:
    assert found(deciding(asking(inputs={"jumlah": "actor.id"}))) == [("PRF-403", "R")]


def test_a_task_that_asks_nothing_is_warned_of_unless_another_engine_is_to_decide() -> None:
    def told(**attributes: str) -> set[tuple[str, str]]:
        asks = element("businessRuleTask", "T", **attributes)
        return {(problem.id, problem.severity) for problem in problems(around(asks))}

    assert told() == told(implementation="##unspecified") == {("PRF-317", "warning")}
    assert ("PRF-317", "error") in told(implementation="##WebService")


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("=jumlah", "ungkapan"),
        ("${keputusan}", "ungkapan"),
        ("_jenjan", "“_jenjang”"),
        ("jenjang", "“_jenjang”"),
        ("lain", "Buat tabelnya"),
        ("_pajak", "fungsi"),
        ("_musyawarah", "kosong"),
    ],
)
def test_a_task_that_asks_what_cant_be_asked_is_refused(reference: str, said: str) -> None:
    more = [dmn.knowledge("pajak", dmn.literal("1")), dmn.decision("musyawarah", "")]
    faulty = deciding(asking(reference), dmn.data("jumlah"), LEVEL, *more)
    refused = next(problem for problem in problems(faulty) if problem.severity == "error")

    assert (refused.id, refused.element) == ("PRF-317", "R")
    assert said in refused.message


def test_a_decision_service_may_be_asked() -> None:
    service = dmn.service("layanan", outputs=["jenjang"], inputs=["jumlah"])

    assert found(deciding(asking("_layanan"), dmn.data("jumlah"), LEVEL, service)) == []


def test_two_decisions_of_one_id_are_told_apart_by_nobody() -> None:
    second = dmn.file(dmn.data("jumlah"), LEVEL, namespace="urn:lain")
    faulty = deciding(asking(), files={"kedua.dmn": second})

    assert [problem.id for problem in problems(faulty)] == ["PRF-317"]
    assert "aturan.dmn dan kedua.dmn" in problems(faulty)[0].message


def test_a_result_goes_somewhere() -> None:
    assert found(deciding(asking(camunda_resultVariable=""))) == [("PRF-318", "R")]


@pytest.mark.parametrize("name", ["decisionResult", "jumlah unit", "then"])
def test_a_result_has_a_name_that_expressions_can_use(name: str) -> None:
    assert found(deciding(asking(camunda_resultVariable=name))) == [("PRF-404", "R")]


def test_the_newest_decision_is_the_cases_own_and_that_is_told() -> None:
    told = only(deciding(asking(camunda_decisionRefBinding="latest")))

    assert (told.id, told.severity, told.element) == ("PRF-318", "warning", "R")


@pytest.mark.parametrize(
    "faulty",
    [
        asking(camunda_decisionRefBinding="version"),
        asking(camunda_decisionRefBinding="versionTag"),
        asking(camunda_mapDecisionResult="first"),
        asking(camunda_decisionRefVersion="2"),
        asking(camunda_class="id.go.Hitung"),
    ],
)
def test_a_setting_that_isnt_run_is_refused(faulty: str) -> None:
    assert found(deciding(faulty)) == [("PRF-105", "R")]


@pytest.mark.parametrize("mapping", ["singleEntry", "collectEntries"])
def test_one_value_of_a_table_with_two_conclusions_cant_be_had(mapping: str) -> None:
    refused = only(
        deciding(asking(camunda_mapDecisionResult=mapping), dmn.data("jumlah"), table("jenjang", "hari"))
    )

    assert (refused.id, refused.severity, refused.element) == ("PRF-318", "error", "R")


@pytest.mark.parametrize("mapping", ["singleEntry", "singleResult"])
def test_one_rule_of_a_table_of_which_many_may_apply_is_warned_of(mapping: str) -> None:
    many = deciding(
        asking(camunda_mapDecisionResult=mapping), dmn.data("jumlah"), table("jenjang", policy="RULE ORDER")
    )
    summed = deciding(
        asking(camunda_mapDecisionResult=mapping),
        dmn.data("jumlah"),
        table("jenjang", policy="COLLECT", aggregation="SUM"),
    )

    assert (only(many).id, only(many).severity) == ("PRF-318", "warning")
    assert found(summed) == []


@pytest.mark.parametrize(
    "content",
    [b"<!DOCTYPE a []><a/>", b"{}", dmn.file(version="http://www.omg.org/spec/DMN/20151101/dmn.xsd")],
)
def test_a_decisions_file_that_cant_be_read_is_refused(content: bytes) -> None:
    faulty = deciding(asking(), files={"lain.dmn": content})

    assert [(problem.id, problem.file) for problem in problems(faulty)] == [("PRF-601", "lain.dmn")]


def test_faults_inside_a_decisions_file_are_told_where_they_are() -> None:
    java = dmn.knowledge("pajak", dmn.context(("class", dmn.literal('"x"'))), kind="Java")
    text = dmn.decision("lain", dmn.literal("jumlah >"), inputs=["jumlah"])
    faulty = deciding(asking(), dmn.data("jumlah"), LEVEL, java, text)
    refused = [problem for problem in problems(faulty) if problem.severity == "error"]

    assert {(problem.id, problem.file, problem.line) for problem in refused} == {("PRF-602", "aturan.dmn", 1)}
    assert {problem.element for problem in refused} == {"_pajak", "_lain"}


def test_a_fault_of_an_imported_file_is_told_once() -> None:
    faulty_part = dmn.file(dmn.decision("dasar", dmn.literal("1 +")), namespace="urn:dasar")
    import_ = dmn.tag("import", name="dasar", namespace="urn:dasar", importType=dmn.DMN_15)
    faulty = deciding(asking(), import_, dmn.data("jumlah"), LEVEL, files={"dasar.dmn": faulty_part})

    assert [p.file for p in problems(faulty) if p.id == "PRF-602"] == ["dasar.dmn"]


def test_a_decision_may_call_the_engines_functions_but_no_register() -> None:
    today = dmn.decision("jenjang", dmn.literal("working days after(today(), jumlah)"), inputs=["jumlah"])
    rows = dmn.decision("jenjang", dmn.literal('count(register("a")) + jumlah'), inputs=["jumlah"])

    assert found(deciding(asking(), dmn.data("jumlah"), today)) == []
    assert [identifier for identifier, _ in found(deciding(asking(), dmn.data("jumlah"), rows))] == [
        "PRF-602"
    ]


def test_an_input_that_nothing_gives_is_refused_at_the_task() -> None:
    parts = dmn.data("Jumlah unit"), dmn.decision("jenjang", dmn.literal("1"), inputs=["Jumlah unit"])
    refused = only(deciding(asking(), *parts))

    assert (refused.id, refused.element) == ("PRF-603", "R")
    assert "“Jumlah unit”" in refused.message
    assert found(deciding(asking(inputs={"Jumlah unit": "jumlah"}), *parts)) == []


def test_an_input_may_be_the_item_that_the_task_is_for() -> None:
    parts = dmn.data("satu"), dmn.decision("jenjang", dmn.literal("satu"), inputs=["satu"])
    loop = bare("multiInstanceLoopCharacteristics", camunda_collection="=[1]", camunda_elementVariable="satu")

    each = asking(camunda_resultVariable="", outputs={"hasil": "decisionResult"}, inside=loop)
    assert found(deciding(each, *parts)) == []
    assert found(deciding(asking(), *parts)) == [("PRF-603", "R")]


def test_a_decision_that_nothing_asks_is_warned_of() -> None:
    needed = dmn.decision("dasar", dmn.literal("jumlah"), inputs=["jumlah"])
    top = dmn.decision("jenjang", dmn.literal("dasar"), decisions=["dasar"])
    idle = dmn.decision("nganggur", dmn.literal("1"))
    warned = only(deciding(asking(), dmn.data("jumlah"), needed, top, idle))

    assert (warned.id, warned.severity, warned.file, warned.element) == (
        *("PRF-604", "warning"),
        *("aturan.dmn", "_nganggur"),
    )


def test_a_bundle_of_too_many_decisions_files_isnt_looked_at_further() -> None:
    many = {f"d{number}.dmn": b"{" for number in range(bounds.MAX_MODELS)}

    assert [problem.id for problem in problems(deciding(asking(), files=many))] == ["PRF-009"]


def test_a_loop_of_decisions_waits_for_nobody() -> None:
    diagram = file(
        process(
            *(
                start(outputs={"jumlah": "1"}),
                element("exclusiveGateway", "G", default="G_selesai"),
                asking(),
            ),
            *(end(), *chain("mulai", "G"), *chain("R", "G")),
            element("sequenceFlow", "G_selesai", sourceRef="G", targetRef="selesai"),
            element("sequenceFlow", "F", bare("conditionExpression", "true"), sourceRef="G", targetRef="R"),
        )
    )

    looping = Bundle(KEY, {"a.bpmn": diagram, "aturan.dmn": dmn.file(dmn.data("jumlah"), LEVEL)})
    assert [identifier for identifier, _ in found(looping)] == ["PRF-211"]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("${jumlah &gt; 10}", "jumlah > 10"), ("jumlah == 10", "jumlah = 10"), ("'A'", '"A"')],
)
def test_another_language_in_a_table_is_answered_with_the_feel_that_was_probably_meant(
    cell: str, meant: str
) -> None:
    rows = dmn.rule(cell.replace("&gt;", ">"), '"A"')
    table = dmn.table("UNIQUE", dmn.column("jumlah"), dmn.output("jenjang"), rows)
    parts = dmn.data("jumlah"), dmn.decision("jenjang", table, inputs=["jumlah"])
    told = [problem for problem in problems(deciding(asking(), *parts)) if problem.id == "PRF-605"]
    assert [problem.message.partition("Mungkin maksudnya: ")[2] for problem in told] == [meant]
