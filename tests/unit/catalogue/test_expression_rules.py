"""PRF-4xx: expressions."""

import pytest

from engine.catalogue import Bundle
from engine.catalogue.linter import open_bundle
from engine.catalogue.names import variables_of
from engine.spiff import Program
from tests.unit.catalogue.builder import (
    People,
    around,
    bare,
    bundle,
    chain,
    element,
    end,
    escaped,
    file,
    flow,
    found,
    gateway,
    inputs_and_outputs,
    line_of,
    problems,
    process,
    properties,
    simple,
    start,
    task,
)
from tests.unit.catalogue.forms import filled_in, hidden, text_field


def condition(text: str, **attributes: str) -> Bundle:
    """A choice by this condition, after a task that sets ``setuju``, ``jumlah`` and ``unit``."""
    outputs = {"setuju": "true", "jumlah": "1", "unit": '["A"]'}
    diagram = simple(
        *(start(), task("T", inputs_and_outputs(outputs=outputs)), gateway("exclusive", "G", default="G_B")),
        *(task("A"), task("B"), end(), *chain("mulai", "T", "G"), flow("G", "A", text), flow("G", "B")),
        *(flow("A", "selesai"), flow("B", "selesai")),
    ).files["a.bpmn"]
    language = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return bundle(
        diagram.replace(b"<bpmn:conditionExpression", f"<bpmn:conditionExpression{language}".encode())
    )


@pytest.mark.parametrize(
    "text",
    [
        "setuju",
        "=setuju",
        "jumlah > 1 and setuju = true",
        'list contains(unit, "A")',
        'case.id = "${x}"',
        'case.id = "https://contoh.id/"',
    ],
)
def test_feel_over_known_names_is_sound(text: str) -> None:
    assert found(condition(text)) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("${setuju}", "setuju"),
        ("#{jumlah > 1 && setuju == true}", "jumlah > 1 and setuju = true"),
        ("setuju == True", "setuju = true"),
        ("jumlah > 1 || !setuju", "jumlah > 1 or not(setuju)"),
        ("len(unit) > 1", "count(unit) > 1"),
        ("jumlah is None", "jumlah = null"),
        ("${execution.getVariable('setuju') == true}", "setuju = true"),
        ("${unit.contains('A')}", 'list contains(unit, "A")'),
        ("setuju ? true : jumlah > 1", "if setuju then true else jumlah > 1"),
        ("jumlah % 2 == 0", "modulo(jumlah, 2) = 0"),
        ("jumlah // 2 == 1", "floor(jumlah / 2) = 1"),
        ("unit = 'A'", 'unit = "A"'),
    ],
)
def test_another_language_is_refused_with_the_feel_that_was_meant(text: str, meant: str) -> None:
    faulty = condition(text)

    assert found(faulty) == [("PRF-401", "G_A")]
    assert problems(faulty)[0].message.endswith(meant)
    assert problems(faulty)[0].line == line_of(faulty, 'id="G_A"')


@pytest.mark.parametrize("text", ["__import__('os').system('id')", "lambda: 1", "unit.simpan('a')", "a; b"])
def test_python_is_refused_and_no_wrong_hint_given(text: str) -> None:
    faulty = condition(text)

    assert found(faulty) == [("PRF-401", "G_A")]
    assert "Mungkin" not in problems(faulty)[0].message


def test_a_constant_that_is_an_expression_of_another_language_is_refused() -> None:
    assert found(around(task("T", camunda_assignee="${actor.id}"))) == [("PRF-401", "T")]
    assert found(around(task("T", camunda_dueDate="#{now()}"))) == [("PRF-401", "T")]


def test_naming_another_language_is_refused() -> None:
    assert found(condition("setuju", language="groovy")) == [("PRF-401", "G_A")]
    assert found(condition("setuju", language="https://www.omg.org/spec/DMN/20191111/FEEL/")) == []
    assert found(around(scripted("1", "python"))) == [("PRF-401", "T")]


def scripted(text: str, language: str) -> str:
    return element(
        "scriptTask", "T", bare("script", escaped(text)), camunda_resultVariable="n", scriptFormat=language
    )


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("python", "n = len([1, 2])", "“n”: count([1, 2])"),
        ("groovy", 'def n = "a".toUpperCase();', '“n”: upper case("a")'),
        ("javascript", "execution.setVariable('n', 1 === 2)", "“n”: 1 = 2"),
        ("python", "1 if True else 2", "maksudnya: if true then 1 else 2"),
    ],
)
def test_a_script_of_one_statement_is_refused_once_with_the_feel_that_was_meant(
    language: str, text: str, meant: str
) -> None:
    faulty = around(scripted(text, language))

    assert found(faulty) == [("PRF-401", "T")]
    assert problems(faulty)[0].message.endswith(meant)


@pytest.mark.parametrize("text", ["import os\nn = os.getpid()", "var a = 1; var b = a", "n = sahabat(1)"])
def test_a_script_of_more_than_one_statement_is_just_refused(text: str) -> None:
    faulty = around(scripted(text, "python"))

    assert found(faulty) == [("PRF-401", "T")]
    assert "Mungkin" not in problems(faulty)[0].message


def test_a_condition_in_a_vendors_language_is_refused_with_the_feel_that_was_meant() -> None:
    xsi = {"xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    vendors = condition("${setuju}", **xsi, **{"xsi:type": "activiti:tJuel"})

    assert found(vendors) == [("PRF-401", "G_A")]
    assert problems(vendors)[0].message.endswith("setuju")
    assert found(condition("setuju", **xsi, **{"xsi:type": "bpmn:tFormalExpression"})) == []


def test_a_service_tasks_expression_is_told_as_feel() -> None:
    faulty = around(element("serviceTask", "T", camunda_expression="${actor == null ? 1 : 2}"))
    telling = {problem.id: problem.message for problem in problems(faulty)}

    assert set(telling) == {"PRF-105", "PRF-325", "PRF-401"}
    assert "“actor” tidak dikenal" in telling["PRF-401"]


def test_a_timer_in_another_language_is_told_once() -> None:
    timer = bare("timerEventDefinition", bare("timeDuration", "${'P3D'}"))
    faulty = around(element("intermediateCatchEvent", "T", timer))

    assert found(faulty) == [("PRF-401", "T")]
    assert problems(faulty)[0].message.endswith('Mungkin maksudnya: ="P3D"')


@pytest.mark.parametrize("text", ["jumlah >", "if setuju then 1", '"a', "("])
def test_what_isnt_feel_is_refused(text: str) -> None:
    assert found(condition(text)) == [("PRF-402", "G_A")]


@pytest.mark.parametrize(
    "text", ["string length(unit, 2) > 1", 'jumlah > 1 and "a" > 1', 'date("31 Juli") < today()', "-true"]
)
def test_what_certainly_gives_nothing_is_refused(text: str) -> None:
    assert found(condition(text)) == [("PRF-402", "G_A")]


def test_a_fault_is_told_on_its_line() -> None:
    faulty = condition("\n  setuju and\n  jumlah >")
    told = problems(faulty)[0]

    assert told.line == (line_of(faulty, 'id="G_A"') or 0) + 2
    assert "Baris 2, kolom 11" in told.message


@pytest.mark.parametrize(
    "text", ["1 + 1", "jumlah + 1", '"setuju"', "count(unit)", "[1, 2]", "null", "-jumlah"]
)
def test_a_condition_that_is_certainly_none_is_refused(text: str) -> None:
    assert found(condition(text)) == [("PRF-405", "G_A")]


@pytest.mark.parametrize(
    "text", ["setuju", "if setuju then true else unit", "unit[1]", "some u in unit satisfies u"]
)
def test_a_condition_that_may_be_one_is_let_through(text: str) -> None:
    assert found(condition(text)) == []


def test_other_places_than_flows_have_conditions_too() -> None:
    loop = bare(
        "multiInstanceLoopCharacteristics", bare("loopCardinality", "3"), bare("completionCondition", "1")
    )

    assert found(around(task("T", inside=loop))) == [("PRF-405", "T")]
    assert found(around(task("T", properties(paraf='="ya"')))) == [("PRF-405", "T")]
    node = task("T", camunda_formRef="F01")
    assert [identifier for identifier, _ in found(filled_in(node, hidden('"ya"')))] == ["PRF-405"]


@pytest.mark.parametrize(
    "attributes",
    [
        {"camunda_dueDate": "working days after(today(), 3)"},
        {"camunda_assignee": "pemohon"},
        {"camunda_candidateGroups": '["atasan"]'},
        {"camunda_candidateUsers": "pemohon.email"},
        {"camunda_priority": "if pemohon = null then 1 else 2"},
    ],
)
def test_a_forgotten_equals_sign_is_warned_of(attributes: dict[str, str]) -> None:
    faulty = simple(
        *(start(outputs={"pemohon": "1"}), task("T", **attributes), end(), *chain("mulai", "T", "selesai"))
    )

    assert [(p.id, p.severity) for p in problems(faulty) if p.id == "PRF-406"] == [("PRF-406", "warning")]


@pytest.mark.parametrize(
    "attributes",
    [
        {"camunda_dueDate": "2026-11-22"},
        {"camunda_assignee": "siti@contoh.go.id"},
        {"camunda_candidateGroups": "atasan, pegawai"},
        {"camunda_candidateUsers": "budi, siti-nur"},
        {"camunda_priority": "50"},
    ],
)
def test_a_plain_constant_needs_no_equals_sign(attributes: dict[str, str]) -> None:
    first = start(outputs={"atasan": "1"})

    assert found(simple(first, task("T", **attributes), end(), *chain("mulai", "T", "selesai"))) == []


def test_each_unknown_name_is_told_with_the_nearest_that_is_known() -> None:
    told = [problem.message for problem in problems(condition("setju or jmlah > 1 or setju"))]

    assert len(told) == 2
    assert "kolom 1:" in told[1] or "kolom 1:" in told[0]
    assert any("Mungkin maksudnya: setuju." in message for message in told)
    assert any("Mungkin maksudnya: jumlah." in message for message in told)


@pytest.mark.parametrize("text", ["setju", "actor.id", "submission.a", 'register("a")', "year"])
def test_a_name_that_isnt_visible_is_refused(text: str) -> None:
    assert found(condition(text)) == [("PRF-403", "G_A")]


def test_outputs_of_a_task_see_its_fields_and_who_did_it() -> None:
    outputs = {
        "a": "nama",
        "b": "actor.id",
        "c": "paraf.at",
        "d": "submission.nama",
        "e": "round + 1",
        "f": "a",
    }
    sound = filled_in(
        task("T", inputs_and_outputs(outputs=outputs), camunda_formRef="F01"), text_field("nama")
    )
    faulty = filled_in(
        task("T", inputs_and_outputs(outputs={"a": "nama"}), camunda_formRef="F01"), text_field("alamat")
    )

    assert found(sound) == []
    assert found(faulty) == [("PRF-403", "T")]


def test_outputs_of_a_gateway_see_no_person() -> None:
    settings = (
        f"<bpmn:extensionElements>{inputs_and_outputs(outputs={'a': 'actor.id'})}</bpmn:extensionElements>"
    )

    assert ("PRF-403", "T") in found(around(element("exclusiveGateway", "T", settings)))


def test_an_element_variable_is_seen_by_its_own_task_only() -> None:
    loop = bare(
        "multiInstanceLoopCharacteristics", camunda_collection="=unit", camunda_elementVariable="satu"
    )
    many = task("T", inside=loop, camunda_candidateGroups="=[satu]")
    first = start(outputs={"unit": '["A"]'})
    sound = simple(first, many, task("U"), end(), *chain("mulai", "T", "U", "selesai"))
    other = task("U", camunda_candidateGroups="=[satu]")

    assert found(sound) == []
    assert found(simple(first, many, other, end(), *chain("mulai", "T", "U", "selesai"))) == [
        ("PRF-403", "U")
    ]


def test_nothing_of_the_caller_is_seen_by_the_called_but_what_is_mapped() -> None:
    def calling(seen: str) -> Bundle:
        crossing = bare("camunda:in", source="a", target="b")
        call = element(
            "callActivity",
            "C",
            f"<bpmn:extensionElements>{crossing}</bpmn:extensionElements>",
            calledElement="anak",
        )
        main = process(start(outputs={"a": "1"}), call, end(), *chain("mulai", "C", "selesai"))
        inside = task("T", camunda_assignee=f"={seen}")
        child = process(start("m2", starters=""), inside, end("e2"), *chain("m2", "T", "e2"), key="anak")
        return bundle(file(main), file(child, key="anak"))

    assert found(calling("b")) == []
    assert found(calling("a")) == [("PRF-403", "T")]


def test_the_register_is_read_only_where_a_form_is_shown() -> None:
    rows = 'count(register("cuti"))'

    assert found(around(task("T", inputs_and_outputs(inputs={"a": rows})))) == []
    assert found(around(task("T", properties(note__Lain=f"={rows}")))) == []
    faulty = around(task("T", inputs_and_outputs(outputs={"a": rows})))
    assert found(faulty) == [("PRF-403", "T")]
    assert "register" in problems(faulty)[0].message


def test_deadlines_count_working_days() -> None:
    assert found(around(task("T", camunda_dueDate="=working days after(today(), 3)"))) == []
    assert found(around(task("T", camunda_dueDate="=working days after(3)")))[0][0] == "PRF-402"


@pytest.mark.parametrize(
    "name", ["case", "actor", "round", "jumlah-unit", "jumlah unit", "1a", "then", "", "null"]
)
def test_a_variable_has_a_name_that_expressions_can_use(name: str) -> None:
    assert ("PRF-404", "T") in found(around(task("T", inputs_and_outputs(outputs={name: "1"}))))
    assert ("PRF-404", "T") in found(around(task("T", inputs_and_outputs(inputs={name: "1"}))))


def test_the_known_variables_are_those_that_the_programme_knows() -> None:
    inner = task("T", properties(number__nomor="=number"), inputs_and_outputs(outputs={"a": "1"}))
    script = element(
        "scriptTask", "H", bare("script", "1"), scriptFormat="feel", camunda_resultVariable="hasil"
    )
    sub = element("subProcess", "S", start("m2", starters=""), inner, end("e2"), *chain("m2", "T", "e2"))
    sound = simple(start(outputs={"awal": "1"}), sub, script, end(), *chain("mulai", "S", "H", "selesai"))
    context = open_bundle(sound, People())

    assert found(sound) == []
    known = variables_of(context, context.processes["cuti"])
    assert known == Program.parse(sound.bpmn, "cuti").known_names("cuti") == {"a", "awal", "hasil", "nomor"}
