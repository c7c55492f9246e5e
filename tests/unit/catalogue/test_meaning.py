"""What of a diagram is meaning, and what only says how somebody drew it."""

from __future__ import annotations

import re

import pytest

from engine.catalogue import meaning_of
from tests.builders import ROOT
from tests.unit.dmn import builders as dmn

FILE = "kerja_sama_dalam_negeri.bpmn"
SOP = (ROOT / "processes" / "kerja_sama_dalam_negeri" / FILE).read_text(encoding="utf-8")
MITRA = '<bpmn:lane id="L_Mitra" name="Mitra">'
TASK = "<bpmn:flowNodeRef>UT_MeregisterNaskah</bpmn:flowNodeRef>"


def meaning(text: str) -> str:
    return meaning_of({FILE: text.encode()})[FILE]


def swapped(one: str, other: str) -> str:
    """The SOP with one element in the place of another that follows it."""
    return re.sub(f"({one})(.*?)({other})", r"\3\2\1", SOP, count=1, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "<bpmn:flowNodeRef>XM_TtdKami</bpmn:flowNodeRef>",
            "<bpmn:flowNodeRef>AM_Penandatanganan</bpmn:flowNodeRef>",
        ),
        ("<bpmn:incoming>SF_03</bpmn:incoming>", "<bpmn:incoming>SF_04</bpmn:incoming>"),
        ("<bpmn:outgoing>SF_02</bpmn:outgoing>", "<bpmn:outgoing>SF_03</bpmn:outgoing>"),
        (
            '<bpmn:userTask id="UT_MenyusunKSB".*?</bpmn:userTask>',
            '<bpmn:userTask id="UT_MenyusunPKS".*?</bpmn:userTask>',
        ),
        ('<bpmn:sequenceFlow id="SF_01".*?/>', '<bpmn:sequenceFlow id="SF_76".*?/>'),
    ],
)
def test_in_which_order_an_editor_wrote_them_is_no_meaning(one: str, other: str) -> None:
    assert swapped(one, other) != SOP
    assert meaning(swapped(one, other)) == meaning(SOP)


def test_the_order_in_which_a_gateway_s_conditions_are_read_is_meaning() -> None:
    one, other = (f'<bpmn:sequenceFlow id="SF_{number}".*?</bpmn:sequenceFlow>' for number in (17, 18))
    assert meaning(swapped(one, other)) != meaning(SOP)


def test_the_order_of_properties_is_meaning_for_pages_show_them_in_it() -> None:
    one, other = (f'<camunda:property name="case:fact:{name}".*?/>' for name in ("Asal", "Narahubung mitra"))
    assert meaning(swapped(one, other)) != meaning(SOP)


def test_in_which_lane_a_task_stands_is_meaning() -> None:
    moved = SOP.replace(TASK, "").replace(MITRA, MITRA + TASK)
    assert meaning(moved) != meaning(SOP)


def test_a_decisions_drawing_means_nothing_and_its_logic_does() -> None:
    def of(logic: str, *drawing: str) -> str:
        content = dmn.file(dmn.decision("a", dmn.literal(logic)), *drawing)
        return meaning_of({"a.dmn": content})["a.dmn"]

    drawn = dmn.tag("DMNDI", xmlns="https://www.omg.org/spec/DMN/20230324/DMNDI/")
    assert of("1") == of("1", drawn)
    assert of("1") != of("2")
