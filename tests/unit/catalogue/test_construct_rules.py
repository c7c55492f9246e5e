"""PRF-10x: what of BPMN and of its extensions is run."""

import pytest

from engine.catalogue import Bundle
from tests.unit.catalogue.builder import (
    KEY,
    around,
    bare,
    bundle,
    chain,
    element,
    end,
    file,
    flow,
    found,
    line_of,
    problems,
    process,
    properties,
    simple,
    start,
    task,
    told,
)

TIMER = bare("timerEventDefinition", bare("timeDuration", "P1D"))
ROOTS = element("message", "surat", name="surat") + element("signal", "libur", name="libur")
MESSAGE = bare("messageEventDefinition", messageRef="surat")
SIGNAL = bare("signalEventDefinition", signalRef="libur")


def errors(faulty: Bundle) -> list[tuple[str, str | None]]:
    return [(id, element) for id, severity, element in told(faulty) if severity == "error"]


def with_roots(*elements: str) -> Bundle:
    """A bundle of one process of these elements, with a message “surat” and a signal “libur”."""
    return bundle(file(process(*elements), more=ROOTS))


@pytest.mark.parametrize(
    ("tag", "known_as"),
    [
        *(("choreographyTask", "X"), ("messageFlow", "X"), ("participant", "X")),
        *(("correlationSubscription", KEY), ("neverHeardOf", KEY)),
    ],
)
def test_an_element_that_isnt_run_is_refused_by_name(tag: str, known_as: str) -> None:
    faulty = simple(start(), element(tag, "X"), task("T"), end(), *chain("mulai", "T", "selesai"))

    assert ("PRF-101", known_as) in errors(faulty)
    assert line_of(faulty, 'id="X"') in [p.line for p in problems(faulty) if p.id == "PRF-101"]


@pytest.mark.parametrize("inside", ["potentialOwner", "humanPerformer", "performer", "resourceRole"])
def test_who_does_a_task_in_the_standards_own_words_is_warned_of(inside: str) -> None:
    said = element(inside, "R", bare("resourceAssignmentExpression", bare("formalExpression", "siapa()")))

    assert told(around(task("T", inside=said))) == [("PRF-101", "warning", "T")]


def test_a_conversation_is_warned_of() -> None:
    body = process(start(), task("T"), end(), *chain("mulai", "T", "selesai"))
    talks = element("collaboration", "K", element("participant", "P"), element("conversation", "C"))

    assert told(bundle(file(body, more=talks))) == [("PRF-101", "warning", "C")]


@pytest.mark.parametrize("inside", ["loopCardinality", "conditionExpression", "flowNodeRef"])
def test_a_part_of_a_task_that_isnt_run_is_refused(inside: str) -> None:
    assert found(around(task("T", inside=bare(inside)))) == [("PRF-101", "T")]


@pytest.mark.parametrize(
    "tag", ["task", "manualTask", "serviceTask", "userTask", "subProcess", "transaction"]
)
def test_every_kind_of_activity_is_run(tag: str) -> None:
    inside = "" if tag.endswith("ask") else "".join([start("m2"), end("e2"), *chain("m2", "e2")])

    assert errors(around(element(tag, "T", inside, camunda_assignee="a" if tag == "userTask" else ""))) in (
        [],
        [("PRF-105", "T")],
    )


def test_pools_and_message_flows_between_them_are_drawn() -> None:
    body = process(start(), task("T"), end(), *chain("mulai", "T", "selesai"))
    ours, theirs = element("participant", "P", processRef="cuti"), element("participant", "Q")
    flow = element("messageFlow", "M", sourceRef="T", targetRef="Q")

    assert found(bundle(file(body, more=element("collaboration", "K", ours, theirs, flow)))) == []


def test_what_is_only_drawn_is_no_problem() -> None:
    drawn = element("textAnnotation", "A", bare("text", "Catatan"))
    line = element("association", "L", sourceRef="T", targetRef="A")

    assert found(simple(start(), task("T"), end(), *chain("mulai", "T", "selesai"), drawn, line)) == []


@pytest.mark.parametrize(
    ("event", "definition"),
    [
        ("startEvent", "errorEventDefinition"),
        ("startEvent", "cancelEventDefinition"),
        ("startEvent", "compensateEventDefinition"),
        ("endEvent", "timerEventDefinition"),
        ("endEvent", "linkEventDefinition"),
        ("intermediateThrowEvent", "timerEventDefinition"),
        ("intermediateThrowEvent", "errorEventDefinition"),
        ("intermediateThrowEvent", "terminateEventDefinition"),
        ("intermediateCatchEvent", "escalationEventDefinition"),
        ("boundaryEvent", "linkEventDefinition"),
        ("boundaryEvent", "terminateEventDefinition"),
    ],
)
def test_an_event_definition_that_bpmn_doesnt_have_there_is_refused(event: str, definition: str) -> None:
    more = {"attachedToRef": "T"} if event == "boundaryEvent" else {}
    event_element = element(event, "X", bare(definition), **more)
    faulty = simple(start(), task("T"), end(), event_element, *chain("mulai", "T", "selesai"))

    assert ("PRF-102", "X") in found(faulty)


def test_what_a_definition_at_the_root_says_counts_where_it_is_referred_to() -> None:
    roots = element("errorEventDefinition", "salah") + element("timerEventDefinition", "waktu")

    def waiting_for(reference: str) -> Bundle:
        event = element("intermediateCatchEvent", "T", bare("eventDefinitionRef", reference))
        return bundle(file(process(start(), event, end(), *chain("mulai", "T", "selesai")), more=roots))

    assert ("PRF-102", "T") in found(waiting_for("salah"))
    assert ("PRF-102", "T") not in found(waiting_for("waktu"))


def test_an_event_that_waits_for_nothing_is_refused() -> None:
    assert found(around(element("intermediateCatchEvent", "T"))) == [("PRF-102", "T")]


def test_an_event_may_wait_for_several_things() -> None:
    event = element("intermediateCatchEvent", "T", TIMER, MESSAGE)

    assert errors(with_roots(start(), event, end(), *chain("mulai", "T", "selesai"))) == []


def test_a_terminate_end_and_a_timer_are_run() -> None:
    waits = element("intermediateCatchEvent", "T", TIMER)
    terminate = end("selesai", bare("terminateEventDefinition"))

    assert found(simple(start(), waits, terminate, *chain("mulai", "T", "selesai"))) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("startQuantity", "2"), ("completionQuantity", "2"), ("isForCompensation", "maybe"), ("unknown", "x")],
)
def test_an_attribute_that_changes_the_meaning_is_refused(name: str, value: str) -> None:
    faulty = around(task("T", **{name: value}))

    assert found(faulty) == [("PRF-103", "T")]
    assert problems(faulty)[0].line == line_of(faulty, 'id="T"')


@pytest.mark.parametrize("no", ["false", "0", " 0 "])
def test_a_boolean_is_read_as_xml_schema_writes_it(no: str) -> None:
    one, other = (bare("timerEventDefinition", bare("timeDuration", each)) for each in ("P1D", "P2D"))
    goes_on = element("boundaryEvent", "B", one, other, attachedToRef="T", cancelActivity=no)
    handler = element(
        "subProcess",
        "P",
        *(element("startEvent", "m2", one, isInterrupting=no), end("e2"), *chain("m2", "e2")),
        triggeredByEvent="1",
    )
    parts = (start(), task("T", isForCompensation=no), goes_on, handler, end(), end("lain"))

    assert found(simple(*parts, *chain("mulai", "T", "selesai"), *chain("B", "lain"))) == []


def test_what_an_executable_process_may_not_say_of_a_flow_is_warned_of() -> None:
    loose = flow("mulai", "T", isImmediate="false")

    assert told(simple(start(), task("T"), end(), loose, flow("T", "selesai"))) == [
        ("PRF-103", "warning", "mulai_T")
    ]


def test_an_attribute_at_its_standard_value_is_fine() -> None:
    assert found(around(task("T", startQuantity="1", isForCompensation="false"))) == []


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


@pytest.mark.parametrize("inside", ["executionListener", "taskListener", "formData", "in", "connector"])
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


@pytest.mark.parametrize("kind", ["error", "cancel"])
def test_an_error_and_a_cancellation_always_interrupt(kind: str) -> None:
    def on_its_border(**attributes: str) -> list[tuple[str, str | None]]:
        event = element("boundaryEvent", "X", bare(f"{kind}EventDefinition"), attachedToRef="S", **attributes)
        inside = "".join([start("m2", starters=""), end("e2"), *chain("m2", "e2")])
        flows = [*chain("mulai", "S", "selesai"), *chain("X", "e3")]
        return errors(simple(start(), element("transaction", "S", inside), event, end(), end("e3"), *flows))

    assert on_its_border(cancelActivity="false") == [("PRF-106", "X")]
    assert on_its_border() == []


def test_waiting_for_all_of_one_thing_is_warned_of() -> None:
    def waiting(*definitions: str) -> Bundle:
        event = element("intermediateCatchEvent", "T", *definitions, parallelMultiple="true")
        return with_roots(start(), event, end(), *chain("mulai", "T", "selesai"))

    assert ("PRF-107", "warning", "T") in told(waiting(TIMER))
    assert "PRF-107" not in [id for id, _ in found(waiting(TIMER, MESSAGE))]


def test_a_process_isnt_begun_by_several_things_together() -> None:
    def beginning(**attributes: str) -> Bundle:
        event = element("startEvent", "X", MESSAGE, SIGNAL, **attributes)
        return with_roots(start(), event, task("T"), end(), *chain("mulai", "T", "selesai"), *chain("X", "T"))

    assert errors(beginning(parallelMultiple="true")) == [("PRF-109", "X")]
    assert errors(beginning()) == []


def test_a_condition_has_nothing_to_look_at_before_there_is_a_case() -> None:
    condition = bare("conditionalEventDefinition", bare("condition", "true"))
    flows = [*chain("mulai", "T", "selesai"), *chain("X", "T")]

    assert errors(simple(start(), element("startEvent", "X", condition), task("T"), end(), *flows)) == [
        ("PRF-109", "X")
    ]


def test_what_no_rule_names_and_still_cant_be_run_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.catalogue.linter.RULES", ())

    assert ("PRF-100", "T") in found(around(element("userTask", "T", completionQuantity="2")))
