"""PRF-10x: what of BPMN and of its extensions is run."""

import pytest

from tests.unit.catalogue.builder import (
    around,
    bare,
    bundle,
    chain,
    element,
    end,
    file,
    found,
    line_of,
    problems,
    process,
    properties,
    simple,
    start,
    task,
)


@pytest.mark.parametrize(
    "tag",
    (
        *("task", "manualTask", "serviceTask", "sendTask", "receiveTask"),
        *("adHocSubProcess", "transaction", "eventBasedGateway", "complexGateway", "neverHeardOf"),
    ),
)
def test_an_element_that_isnt_run_is_refused_by_name(tag: str) -> None:
    faulty = simple(start(), element(tag, "X"), task("T"), end(), *chain("mulai", "T", "selesai"))

    assert ("PRF-101", "X") in found(faulty)
    assert line_of(faulty, 'id="X"') in [p.line for p in problems(faulty) if p.id == "PRF-101"]


@pytest.mark.parametrize(
    "inside",
    ["standardLoopCharacteristics", "ioSpecification", "potentialOwner", "dataInputAssociation", "property"],
)
def test_a_part_of_a_task_that_isnt_run_is_refused(inside: str) -> None:
    assert found(around(task("T", inside=bare(inside)))) == [("PRF-101", "T")]


def test_a_message_flow_is_refused_and_a_pool_isnt() -> None:
    body = process(start(), task("T"), end(), *chain("mulai", "T", "selesai"))
    pool = element("participant", "P", processRef="cuti")
    flow = element("messageFlow", "M", sourceRef="P", targetRef="T")

    assert found(bundle(file(body, more=element("collaboration", "K", pool)))) == []
    assert found(bundle(file(body, more=element("collaboration", "K", pool, flow)))) == [("PRF-101", "M")]


def test_what_is_only_drawn_is_no_problem() -> None:
    drawn = bare("textAnnotation", bare("text", "Catatan"), id="A")

    assert found(simple(start(), task("T"), end(), *chain("mulai", "T", "selesai"), drawn)) == []


@pytest.mark.parametrize(
    ("event", "definition"),
    [
        ("startEvent", "messageEventDefinition"),
        ("startEvent", "timerEventDefinition"),
        ("startEvent", "signalEventDefinition"),
        ("endEvent", "errorEventDefinition"),
        ("endEvent", "compensateEventDefinition"),
        ("endEvent", "timerEventDefinition"),
        ("intermediateThrowEvent", "linkEventDefinition"),
        ("intermediateCatchEvent", "messageEventDefinition"),
        ("intermediateCatchEvent", "eventDefinitionRef"),
        ("boundaryEvent", "escalationEventDefinition"),
    ],
)
def test_an_event_definition_that_isnt_run_there_is_refused(event: str, definition: str) -> None:
    more = {"attachedToRef": "T"} if event == "boundaryEvent" else {}
    event_element = element(event, "X", bare(definition), **more)
    faulty = simple(start(), task("T"), end(), event_element, *chain("mulai", "T", "selesai"))

    assert ("PRF-102", "X") in found(faulty)


def test_an_event_that_waits_for_nothing_is_refused() -> None:
    assert found(around(element("intermediateCatchEvent", "T"))) == [("PRF-102", "T")]


def test_an_event_that_waits_for_two_things_is_refused() -> None:
    timer = bare("timerEventDefinition", bare("timeDuration", "P1D"))

    assert found(around(element("intermediateCatchEvent", "T", timer, timer))) == [("PRF-102", "T")]


def test_a_terminate_end_and_a_timer_are_run() -> None:
    timer = bare("timerEventDefinition", bare("timeDuration", "P1D"))
    waits = element("intermediateCatchEvent", "T", timer)
    terminate = end("selesai", bare("terminateEventDefinition"))

    assert found(simple(start(), waits, terminate, *chain("mulai", "T", "selesai"))) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("startQuantity", "2"), ("completionQuantity", "2"), ("isForCompensation", "true"), ("unknown", "x")],
)
def test_an_attribute_that_changes_the_meaning_is_refused(name: str, value: str) -> None:
    faulty = around(task("T", **{name: value}))

    assert found(faulty) == [("PRF-103", "T")]
    assert problems(faulty)[0].line == line_of(faulty, 'id="T"')


def test_an_attribute_at_its_standard_value_is_fine() -> None:
    assert found(around(task("T", startQuantity="1", isForCompensation="false"))) == []


def test_an_event_subprocess_is_refused() -> None:
    inside = [start("m2", starters=""), end("e2"), *chain("m2", "e2")]
    sub = element("subProcess", "T", *inside, triggeredByEvent="true")

    assert found(around(sub)) == [("PRF-103", "T")]


def test_settings_of_another_engine_are_refused_with_what_is_read_instead() -> None:
    faulty = around(task("T", bare("zeebe:formDefinition", formId="F01")))

    assert found(faulty) == [("PRF-104", "T")]
    assert "camunda:formRef" in problems(faulty)[0].message
    assert found(around(task("T", zeebe_modelerTemplate="x"))) == [("PRF-104", "T")]


def test_other_name_spaces_are_left_alone() -> None:
    diagram = around(task("T")).files["a.bpmn"]
    coloured = diagram.replace(
        b'BPMNShape bpmnElement="T"', b'BPMNShape color:border-color="#ff0000" bpmnElement="T"'
    )

    assert found(bundle(coloured)) == []


@pytest.mark.parametrize(
    "name", ["asyncBefore", "formKey", "class", "delegateExpression", "followUpDate", "calledElementBinding"]
)
def test_an_unread_camunda_attribute_is_refused(name: str) -> None:
    assert found(around(task("T", **{f"camunda_{name}": "x"}))) == [("PRF-105", "T")]


def test_what_the_modeler_writes_by_itself_is_fine() -> None:
    diagram = (
        around(task("T"))
        .files["a.bpmn"]
        .replace(b"<bpmn:process ", b'<bpmn:process camunda:historyTimeToLive="180" ')
    )

    assert found(bundle(diagram)) == []


@pytest.mark.parametrize("inside", ["executionListener", "taskListener", "formData", "in"])
def test_an_unread_camunda_element_is_refused(inside: str) -> None:
    assert found(around(task("T", bare(f"camunda:{inside}")))) == [("PRF-105", "T")]


def test_a_list_inside_a_parameter_is_refused() -> None:
    parameter = bare("camunda:outputParameter", bare("camunda:list"), name="a")

    assert "PRF-105" in [
        identifier for identifier, _ in found(around(task("T", bare("camunda:inputOutput", parameter))))
    ]


def test_extensions_of_a_process_are_read_too() -> None:
    sound = around(task("T"), settings=properties(case__title='="Cuti"'))
    faulty = around(task("T"), settings=bare("camunda:executionListener"))

    assert found(sound) == []
    assert found(faulty) == [("PRF-105", "cuti")]


def test_what_no_rule_names_and_still_cant_be_run_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.catalogue.linter.RULES", ())

    assert ("PRF-100", "T") in found(around(element("userTask", "T", completionQuantity="2")))
