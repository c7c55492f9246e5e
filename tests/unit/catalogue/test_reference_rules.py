"""PRF-3xx: people, forms, calls and settings."""

import pytest

from engine.catalogue import Bundle
from engine.model import Json
from tests.unit.catalogue.builder import (
    around,
    bare,
    bundle,
    chain,
    element,
    end,
    file,
    found,
    inputs_and_outputs,
    line_of,
    problems,
    process,
    properties,
    simple,
    start,
    task,
)

FORM: Json = {"id": "F01", "type": "default", "schemaVersion": 19, "components": []}


def calling(*mappings: str, called: str = "anak", child: str = "") -> Bundle:
    """Start with ``a`` set, a call with these mappings, end; and the called process, which sets ``b``."""
    call = element(
        "callActivity",
        "C",
        f"<bpmn:extensionElements>{''.join(mappings)}</bpmn:extensionElements>",
        calledElement=called,
    )
    main = process(start(outputs={"a": "1"}), call, end(), *chain("mulai", "C", "selesai"))
    sets_b = task("T", inputs_and_outputs(outputs={"b": "2"}))
    other = process(start("m2", starters=""), child or sets_b, end("e2"), *chain("m2", "T", "e2"), key="anak")
    return bundle(file(main), file(other, key="anak"))


def looping(*inside: str, **attributes: str) -> Bundle:
    loop = bare("multiInstanceLoopCharacteristics", *inside, **attributes)
    return simple(
        start(outputs={"unit": '["A"]'}), task("T", inside=loop), end(), *chain("mulai", "T", "selesai")
    )


def waiting(*inside: str) -> Bundle:
    return around(element("intermediateCatchEvent", "T", bare("timerEventDefinition", *inside)))


def test_a_task_that_asks_nothing_is_warned_of() -> None:
    silent = element("userTask", "T", camunda_candidateGroups="atasan")

    assert [(p.id, p.severity, p.element) for p in problems(around(silent))] == [("PRF-301", "warning", "T")]


def test_a_form_must_be_in_the_bundle() -> None:
    diagram = around(task("T", camunda_formRef="F01")).files["a.bpmn"]

    assert found(bundle(diagram, forms={"F01": FORM})) == []
    assert found(bundle(diagram)) == [("PRF-302", "T")]


def test_a_start_event_has_its_form_too() -> None:
    faulty = simple(start(camunda_formRef="F9"), task("T"), end(), *chain("mulai", "T", "selesai"))

    assert found(faulty) == [("PRF-302", "mulai")]


def test_a_called_process_must_be_in_the_bundle() -> None:
    assert found(calling()) == []
    assert ("PRF-303", "C") in found(calling(called="hilang"))
    assert ("PRF-303", "C") in found(calling(called="${nama}"))


def test_a_process_doesnt_call_itself() -> None:
    back = element("callActivity", "T", calledElement="cuti")

    assert ("PRF-304", "C") in found(calling(child=back))
    assert ("PRF-304", "T") in found(calling(child=back))
    assert ("PRF-304", "C") in found(calling(called="cuti"))


def test_only_mapped_data_crosses_a_call() -> None:
    sound = calling(
        bare("camunda:in", source="a", target="c"),
        bare("camunda:in", sourceExpression="=a + 1", target="d"),
        bare("camunda:out", source="b", target="e"),
    )

    assert found(sound) == []


def test_every_variable_may_cross_a_call() -> None:
    both_ways = (bare("camunda:in", variables="all"), bare("camunda:out", variables="all"))
    needs_a = task("T", inputs_and_outputs(outputs={"b": "a"}))

    assert found(calling(*both_ways, child=needs_a)) == []
    assert found(calling(child=needs_a)) == [("PRF-403", "T")]


@pytest.mark.parametrize(
    "attributes",
    [
        {"businessKey": "=a"},
        {"source": "a", "target": "c", "local": "true"},
        {"source": "a"},
        {"target": "c"},
        {"source": "a", "sourceExpression": "a", "target": "c"},
    ],
)
def test_a_mapping_that_doesnt_say_what_crosses_is_refused(attributes: dict[str, str]) -> None:
    faulty = calling(bare("camunda:in", **attributes))

    assert found(faulty) == [("PRF-305", "C")]
    assert problems(faulty)[0].line == line_of(faulty, "<camunda:in ")


def test_two_mappings_to_one_target_are_refused() -> None:
    twice = bare("camunda:in", source="a", target="c")

    assert found(calling(twice, twice)) == [("PRF-305", "C")]


def in_a_lane(name: str, **attributes: str) -> Bundle:
    lane = element("lane", "L", bare("flowNodeRef", "T"), name=name)
    parts = (
        start(),
        task("T", camunda_candidateGroups="", **attributes),
        end(),
        *chain("mulai", "T", "selesai"),
    )
    return simple(element("laneSet", "LS", lane), *parts)


def test_a_task_belongs_to_a_mapped_lane_or_names_somebody() -> None:
    assert found(in_a_lane("Atasan")) == []
    assert found(in_a_lane("Kepala Seksi")) == [("PRF-306", "T")]
    assert found(in_a_lane("Kepala Seksi", camunda_assignee="rina")) == []


def test_a_task_in_no_lane_that_names_nobody_is_refused() -> None:
    assert found(around(task("T", camunda_candidateGroups=""))) == [("PRF-306", "T")]


def test_a_group_must_be_in_the_organisation() -> None:
    assert found(around(task("T", camunda_candidateGroups="atasan, pegawai"))) == []
    assert found(around(task("T", camunda_candidateGroups="atasan, atsan"))) == [("PRF-307", "T")]
    assert found(around(task("T", properties(escalationGroups="atsan")))) == [("PRF-307", "T")]
    assert found(around(task("T"), settings=properties(withdrawGroups="atsan"))) == [("PRF-307", "cuti")]


def test_the_groups_of_an_expression_are_left_to_the_case() -> None:
    assert found(around(task("T", camunda_candidateGroups='="atsan"'))) == []


def test_somebody_must_be_able_to_start() -> None:
    parts = (task("T"), end(), *chain("mulai", "T", "selesai"))

    assert found(simple(start(starters=""), *parts)) == [("PRF-308", "mulai")]
    assert found(simple(start(starters="pegawi"), *parts)) == [("PRF-307", "mulai")]
    assert found(simple(start(starters="=actor.groups"), *parts)) == []


def test_a_clause_must_have_its_words() -> None:
    diagram = around(task("T", properties(butir="10, celah-7"))).files["a.bpmn"]

    assert found(bundle(diagram, clauses_json=b'{"10": "a", "celah-7": "b"}')) == []
    assert found(bundle(diagram, clauses_json=b'{"10": "a"}')) == [("PRF-309", "T")]
    assert found(bundle(diagram)) == [("PRF-309", "T")]


@pytest.mark.parametrize(
    "name", ["case__titel", "case__fact__a__b", "paraf__x", "note__x", "number__x", "starterGroups"]
)
def test_a_property_in_the_wrong_place_or_misspelt_is_an_error(name: str) -> None:
    faulty = around(task("T"), settings=properties(**{name: "=1"}))

    assert [(p.id, p.severity, p.element) for p in problems(faulty)] == [("PRF-310", "error", "cuti")]


def test_a_slip_of_the_pen_is_told_what_was_meant() -> None:
    problem = problems(around(task("T", properties(escalationGroup="atasan"))))[0]

    assert problem.severity == "error"
    assert "escalationGroups" in problem.message


def test_somebody_elses_property_is_only_warned_of() -> None:
    faulty = around(task("T", properties(warna="biru")))

    assert [(p.id, p.severity) for p in problems(faulty)] == [("PRF-310", "warning")]


def test_a_property_stands_once() -> None:
    assert found(around(task("T", properties(note__a="=1"), properties(note__a="=2")))) == [("PRF-310", "T")]


def test_the_properties_of_the_contract_are_read() -> None:
    settings = properties(
        case__title='="Cuti"',
        case__number="=nomor",
        case__column__Unit="=nomor",
        case__fact__Nomor="=nomor",
        case__paper__Surat="=null",
        case__partner="=[nomor]",
        register__cuti="={nomor: nomor}",
        withdrawGroups="atasan",
        withdrawUntil="T",
    )
    first = start(starters="pegawai", outputs={"a": "1"})
    own = properties(
        number__nomor='=string(number) + "/" + string(year)',
        paraf="=true",
        paraf__Konsep="=nomor",
        paraf__version="=1",
        note__Nomor="=nomor",
        escalationGroups='=["atasan"]',
    )

    assert (
        found(simple(first, task("T", own), end(), *chain("mulai", "T", "selesai"), settings=settings)) == []
    )


def test_a_multi_instance_task_says_for_what() -> None:
    assert found(looping(camunda_collection="=unit", camunda_elementVariable="satu")) == []
    assert found(looping(bare("loopCardinality", "3"))) == []


@pytest.mark.parametrize(
    "faulty",
    [
        looping(),
        looping(bare("loopCardinality", "3"), camunda_collection="=unit", camunda_elementVariable="satu"),
        looping(camunda_collection="unit", camunda_elementVariable="satu"),
        looping(camunda_collection="=unit"),
        looping(bare("loopCardinality", "-1")),
        looping(bare("loopCardinality", "3"), bare("completionCondition")),
    ],
)
def test_a_multi_instance_task_that_doesnt_say_how_many_is_refused(faulty: Bundle) -> None:
    assert found(faulty) == [("PRF-311", "T")]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("timeDuration", "P3D"),
        ("timeDuration", "PT2H"),
        ("timeDuration", '=duration("P1D")'),
        ("timeDate", "2026-11-22T09:00:00+07:00"),
        ("timeDate", "2026-11-22"),
    ],
)
def test_a_timer_is_a_date_or_a_duration(kind: str, text: str) -> None:
    assert found(waiting(bare(kind, text.replace('"', "&quot;")))) == []


@pytest.mark.parametrize(
    "inside",
    [
        (),
        (bare("timeDuration", "3 hari"),),
        (bare("timeDate", "besok"),),
        (bare("timeDuration"),),
        (bare("timeDuration", "P1D"), bare("timeDate", "2026-11-22")),
    ],
)
def test_a_timer_that_cant_be_read_is_refused(inside: tuple[str, ...]) -> None:
    assert found(waiting(*inside)) == [("PRF-312", "T")]


def test_withdrawing_ends_at_an_element_that_is_there() -> None:
    assert found(around(task("T"), settings=properties(withdrawUntil="T, U"))) == [("PRF-313", "cuti")]


def test_a_property_that_must_be_an_expression_is_marked_as_one() -> None:
    assert found(around(task("T"), settings=properties(case__title="Cuti"))) == [("PRF-314", "cuti")]
    assert found(around(task("T", properties(paraf="true")))) == [("PRF-314", "T")]


def test_a_script_task_has_a_script_and_a_result() -> None:
    def faults(*inside: str, **attributes: str) -> list[tuple[str, str]]:
        faulty = around(element("scriptTask", "T", *inside, **attributes))
        return [(problem.id, problem.severity) for problem in problems(faulty)]

    script, whole = bare("script", "1 + 1"), {"scriptFormat": "feel", "camunda_resultVariable": "n"}
    for missing in whole:
        rest = {name: value for name, value in whole.items() if name != missing}
        assert faults(script, **rest) == [("PRF-315", "warning")]
    assert faults(**whole) == [("PRF-315", "warning")]
    assert faults(script, **whole) == []


def test_a_constant_deadline_is_a_date_and_a_constant_priority_a_number() -> None:
    assert found(around(task("T", camunda_dueDate="besok"))) == [("PRF-316", "T")]
    assert found(around(task("T", camunda_dueDate="2026-11-22"))) == []
    assert found(around(task("T", camunda_priority="tinggi"))) == [("PRF-316", "T")]
