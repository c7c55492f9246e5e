from __future__ import annotations

import pytest

from engine.errors import Invalid, Unrunnable
from engine.spiff import Program, TimerText
from engine.xml import MAX_BYTES
from tests.unit.spiff.builders import (
    end,
    exclusive,
    extensions,
    flows,
    node,
    parallel,
    process,
    program,
    start,
    user,
    xml,
)


def faults(*parts: str, others: tuple[str, ...] = ()) -> list[tuple[str | None, str]]:
    with pytest.raises(Unrunnable) as caught:
        program(*parts, others=others)
    return [(fault.element, fault.message) for fault in caught.value.faults]


def around(*parts: str, id: str = "x") -> tuple[str, ...]:
    """A process through one element."""
    return (start(), *parts, end(), flows(f"s {id}", f"{id} e"))


BOMB = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">&b;</bpmn:definitions>"""


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        BOMB.decode().encode("utf-16"),
        b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>',
        b"",
        b"\x00\xff",
        b"<a><b></a>",
        b"<a>" * 200 + b"</a>" * 200,
        b"<a>" + b" " * MAX_BYTES + b"</a>",
        b"<definitions/>",
    ],
)
def test_a_file_that_may_not_be_read_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"bad\.bpmn"):
        Program.parse({"bad.bpmn": content}, "p")


def test_a_main_process_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unrunnable, match="Proses utama"):
        Program.parse({"p.bpmn": xml(process(*around(user("x"))))}, "other")


def test_an_element_is_read_with_all_that_its_author_wrote() -> None:
    task = node(
        "userTask",
        "x",
        "<bpmn:documentation> Isi formulir. </bpmn:documentation>"
        + extensions(
            '<camunda:properties><camunda:property name="butir" value="10,11"/></camunda:properties>'
            '<camunda:inputOutput><camunda:inputParameter name="i">= a </camunda:inputParameter>'
            '<camunda:outputParameter name="o">b</camunda:outputParameter></camunda:inputOutput>'
        ),
        name="Memeriksa\n konsep",
        camunda__formRef="F01",
        camunda__candidateGroups="=groups",
    )
    element = program(*around(task)).element("p", "x")
    assert (element.id, element.name, element.type, element.process) == (
        "x",
        "Memeriksa konsep",
        "userTask",
        "p",
    )
    assert element.documentation == "Isi formulir."
    assert element.attributes == {"formRef": "F01", "candidateGroups": "=groups"}
    assert element.attributes["formRef"] == "F01"
    assert element.properties == {"butir": "10,11"}
    assert (list(element.inputs), list(element.outputs)) == ([("i", "a")], [("o", "b")])
    assert element.line > 0


def test_a_lane_is_known_although_its_references_are_indented() -> None:
    lanes = (
        '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="Sekretaris">'
        "<bpmn:flowNodeRef>\n   x\n  </bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
    )
    element = program(lanes, *around(user("x"))).element("p", "x")
    assert element.lane == "Sekretaris"


def test_a_process_is_read_with_its_flows_conditions_and_starts() -> None:
    main = program(
        *(start(), exclusive("x", "x_e"), user("a"), end()),
        flows("s x", "x a = n > 1".replace(">", "&gt;"), "x e", "a e"),
    ).main
    assert main.starts == ["s"]
    assert main.flows == {"s_x": ("s", "x"), "x_a": ("x", "a"), "x_e": ("x", "e"), "a_e": ("a", "e")}
    assert main.conditions == {"x_a": "n > 1"}


def test_a_condition_may_stand_behind_its_documentation() -> None:
    flow = (
        '<bpmn:sequenceFlow id="f" sourceRef="g" targetRef="e"><bpmn:conditionExpression>'
        "<bpmn:documentation>Kenapa</bpmn:documentation>n > 1</bpmn:conditionExpression></bpmn:sequenceFlow>"
    )
    written = program(start(), exclusive("g"), end(), flows("s g"), flow)
    assert written.main.conditions == {"f": "n > 1"}


def test_a_timer_is_a_literal_or_an_expression() -> None:
    def timer(text: str) -> TimerText | None:
        inside = (
            f"<bpmn:timerEventDefinition><bpmn:timeDate>{text}</bpmn:timeDate></bpmn:timerEventDefinition>"
        )
        return program(*around(node("intermediateCatchEvent", "x", inside))).element("p", "x").events[0].timer

    assert timer("2026-03-20") == TimerText("date", "2026-03-20", expression=False)
    assert timer("= due") == TimerText("date", "due", expression=True)


@pytest.mark.parametrize("tag", ["choreographyTask", "somethingNew"])
def test_an_element_that_is_not_known_to_run_right_is_refused_by_its_id(tag: str) -> None:
    assert ("x", f"“{tag}” tidak dapat dijalankan.") in faults(*around(node(tag, "x")))


@pytest.mark.parametrize(
    ("inside", "attributes"),
    [
        ("<bpmn:standardLoopCharacteristics/>", {}),
        ("<bpmn:multiInstanceLoopCharacteristics/>", {}),
        ("<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>nothing</bpmn:loopDataInputRef>"
         "</bpmn:multiInstanceLoopCharacteristics>", {}),
        ('<bpmn:multiInstanceLoopCharacteristics camunda:collection="a"><bpmn:loopDataOutputRef/>'
         "</bpmn:multiInstanceLoopCharacteristics>", {}),
        (extensions("<camunda:connector/>"), {}),
        (extensions('<camunda:inputOutput><camunda:outputParameter name="a"/></camunda:inputOutput>'), {}),
        ("", {"isForCompensation": "true"}),
        ("", {"startQuantity": "2"}),
        ("", {"completionQuantity": "0"}),
    ],
)  # fmt: skip
def test_what_would_be_ignored_on_a_task_is_refused(inside: str, attributes: dict[str, str]) -> None:
    assert any(element == "x" for element, _ in faults(*around(user("x", inside, **attributes))))


@pytest.mark.parametrize(
    ("parts", "element"),
    [
        ((start(), end(), flows("s e", "e s")), "e"),
        ((start(), user("x"), end(), flows("s e")), "x"),
        ((start(), user("x"), end(), flows("s x")), "e"),
        ((start(), end(), flows("s e yes")), "s_e"),
        ((start(), parallel("x"), end(), flows("s x", "x e yes")), "x_e"),
        ((start(), exclusive("x"), end(), end("e2"), flows("s x", "x e", "x e2 yes")), "x"),
        ((start(), exclusive("x", "other"), end(), flows("s x", "x e")), "x"),
        ((start(), user("x"), end(), flows("s x", "x nowhere")), "x_nowhere"),
        ((start(), node("boundaryEvent", "b", attachedToRef="s"), end(), flows("s e", "b e")), "b"),
        ((start(), node("callActivity", "x", calledElement="none"), end(), flows("s x", "x e")), "x"),
        ((start(), node("callActivity", "x", calledElement="p"), end(), flows("s x", "x e")), "x"),
        ((start(), node("scriptTask", "x", "<bpmn:script>1</bpmn:script>", scriptFormat="python"), end(),
          flows("s x", "x e")), "x"),
        ((start(), node("subProcess", "x", start("is") + end("ie") + flows("is ie"), triggeredByEvent="true"), end(),
          flows("s x", "x e")), "x"),
        ((start(), node("subProcess", "x", start("is") + end("ie") + flows("is ie", "is e")), end(),
          flows("s x", "x e")), "is_e"),
    ],
)  # fmt: skip
def test_a_shape_that_would_not_run_as_it_looks_is_refused(parts: tuple[str, ...], element: str) -> None:
    assert element in [fault for fault, _ in faults(*parts)]


def test_a_called_process_with_two_starts_is_refused() -> None:
    two = process(start("q1"), start("q2"), end("qe"), flows("q1 qe", "q2 qe"), id="q")
    assert faults(*around(node("callActivity", "x", calledElement="q")), others=(two,))[0][0] == "x"


def test_processes_that_call_each_other_are_refused() -> None:
    back = process(
        *(start("qs"), node("callActivity", "y", calledElement="p"), end("qe"), flows("qs y", "y qe")), id="q"
    )
    found = faults(*around(node("callActivity", "x", calledElement="q")), others=(back,))
    assert [element for element, _ in found] == ["x", "y"]


def test_all_faults_are_told_at_once_with_file_and_line() -> None:
    with pytest.raises(Unrunnable) as caught:
        program(
            start(),
            node("choreographyTask", "x"),
            node("receiveTask", "y"),
            end(),
            flows("s x", "x y", "y e"),
        )
    assert {"x", "y"} <= {fault.element for fault in caught.value.faults}
    assert str(caught.value).startswith("p.bpmn:1: x: ")


def test_a_chain_of_a_thousand_tasks_is_read() -> None:
    ids = [f"t{number}" for number in range(1000)]
    chain = zip(["s", *ids], [*ids, "e"], strict=True)
    long = program(start(), *(user(id) for id in ids), end(), flows(*(f"{a} {b}" for a, b in chain)))
    assert len(long.main.elements) == 1002


def test_what_only_shows_on_the_diagram_is_left_alone() -> None:
    drawn = (
        '<bpmn:textAnnotation id="ta"/><bpmn:association id="as" sourceRef="x" targetRef="ta"/>'
        '<bpmn:group id="g"/><bpmn:dataObject id="do"/><bpmn:dataObjectReference id="dr" dataObjectRef="do"/>'
    )
    assert set(program(drawn, *around(user("x"))).main.elements) == {"s", "x", "e"}
