from __future__ import annotations

import pytest

from engine.errors import ParafError, ProcessFault
from engine.model import Json
from engine.spiff import Program
from tests.unit.spiff.builders import (
    Player,
    Toy,
    end,
    exclusive,
    flows,
    inclusive,
    node,
    parallel,
    process,
    program,
    start,
    user,
    xml,
)

REWORK = (
    *(start(), exclusive("m"), parallel("f"), user("a"), user("b"), parallel("j"), user("u")),
    *(exclusive("x", "x_e"), end()),
    flows("s m", "m f", "f a", "f b", "a j", "b j", "j u", "u x", "x m lagi", "x e"),
)
CHOICE = (
    *(start(), exclusive("x", "x_c"), user("a"), user("b"), user("c"), end()),
    flows("s x", "x a first", "x b second", "x c", "a e", "b e", "c e"),
)


@pytest.mark.parametrize("order", ["ab", "ba"])
@pytest.mark.parametrize("restoring", [False, True])
def test_after_rework_both_approvals_are_needed_again(order: str, restoring: bool) -> None:
    case = Player(program(*REWORK), restoring=restoring)
    for again in (True, True, False):
        for task in order:
            assert case.open != ["u"]
            case.do(task)
        assert case.open == ["u"]
        case.do("u", lagi=again)
    assert case.run.ended == ("e",)


def test_a_second_token_on_one_flow_waits_for_the_second_on_the_other() -> None:
    """Two rounds of a before one of b: the parallel gateway consumes one token a flow (BPMN 2.0, 13.3.2)."""
    case = Player(
        program(
            *(
                start(),
                parallel("f"),
                parallel("g"),
                user("a"),
                user("b"),
                user("c"),
                parallel("j"),
                user("u"),
            ),
            *(exclusive("m"), end()),
            flows("s f", "f g", "f b", "g a", "g c", "a m", "c m", "m j", "b j", "j u", "u e"),
        ),
        restoring=True,
    )
    case.do("a")
    case.do("c")
    assert case.open == ["b"]
    case.do("b")
    assert case.open == ["u"]
    assert case.run.position()["tokens"] == {case.run.main_scope: {"j": 1, "u": 1}}  # type: ignore[index,call-overload]


def test_an_inclusive_join_waits_for_exactly_the_branches_that_were_taken_in_each_round() -> None:
    case = Player(
        program(
            *(
                start(),
                exclusive("m"),
                inclusive("f", "f_c"),
                user("a"),
                user("b"),
                user("c"),
                inclusive("j"),
            ),
            *(user("u"), exclusive("x", "x_e"), end()),
            flows(
                "s m", "m f", "f a A", "f b B", "f c", "a j", "b j", "c j", "j u", "u x", "x m lagi", "x e"
            ),
        ),
        restoring=True,
        assign={"A": True, "B": True},
    )
    for first, taken in ((True, ["a", "b"]), (False, ["c"]), (True, ["a", "b"])):
        assert case.open == taken
        for task in reversed(taken):
            assert "u" not in case.open
            case.do(task)
        assert case.open == ["u"]
        case.do("u", lagi=True, A=not first, B=not first)


def test_an_inclusive_join_waits_while_a_token_may_still_be_sent_to_it() -> None:
    """a's branch ends in a choice: only when that has gone elsewhere can no further token come."""
    case = Player(
        program(
            *(start(), parallel("f"), user("a"), exclusive("x", "x_j"), user("b"), inclusive("j"), user("u")),
            *(end("e1"), end("e2")),
            flows("s f", "f a", "a x", "x e1 away", "x j", "f b", "b j", "j u", "u e2"),
        ),
        restoring=True,
    )
    case.do("b")
    assert case.open == ["a"]
    case.do("a", away=True)
    assert case.open == ["u"]


def test_an_inclusive_join_sees_the_token_that_the_same_split_is_about_to_send_on_another_branch() -> None:
    case = Player(
        program(
            *(start(), parallel("f"), user("a"), inclusive("j"), user("u"), end()),
            flows("s f", "f j", "f a", "a j", "j u", "u e"),
        )
    )
    assert case.open == ["a"]
    case.do("a")
    assert case.open == ["u"]


def test_the_first_true_condition_in_the_order_of_the_file_decides() -> None:
    case = Player(program(*CHOICE), assign={"first": True, "second": True})
    assert case.open == ["a"]


def test_the_position_of_shapes_in_the_diagram_decides_nothing() -> None:
    shapes = "".join(
        f'<bpmndi:BPMNShape bpmnElement="{id}"><dc:Bounds x="0" y="{y}" width="1" height="1"/></bpmndi:BPMNShape>'
        for id, y in (("a", 900), ("b", 10), ("c", 0))
    )
    drawn = Program.parse({"p.bpmn": xml(process(*CHOICE), extra=f"<bpmndi:X>{shapes}</bpmndi:X>")}, "p")
    assert Player(drawn, assign={"first": True, "second": True}).open == ["a"]


def test_the_default_flow_is_taken_when_every_condition_is_false() -> None:
    assert Player(program(*CHOICE), assign={"first": False, "second": False}).open == ["c"]


@pytest.mark.parametrize("answer", [None, "ya", 1, 0, [], "true"])
def test_a_condition_that_is_not_boolean_is_a_fault_and_not_the_default_flow(answer: Json) -> None:
    with pytest.raises(ProcessFault) as caught:
        Player(program(*CHOICE), assign={"first": answer, "second": True})
    assert caught.value.element == "x"


@pytest.mark.parametrize("gateway", [exclusive("x"), inclusive("x")])
def test_a_gateway_of_which_no_flow_can_be_taken_is_a_fault(gateway: str) -> None:
    stuck = program(
        start(),
        user("t"),
        gateway,
        user("a"),
        user("b"),
        end(),
        flows("s t", "t x", "x a A", "x b B", "a e", "b e"),
    )
    case = Player(stuck)
    with pytest.raises(ProcessFault, match="tidak ada alur") as caught:
        case.do("t", A=False, B=False)
    assert caught.value.element == "x"


@pytest.mark.parametrize("answer", [None, False])
def test_a_condition_on_a_flow_out_of_a_task_is_a_fault_of_that_task(answer: Json) -> None:
    guarded = program(start(), node("task", "a", name="Menilai"), end(), flows("s a", "a e setuju"))
    with pytest.raises(ProcessFault, match="Menilai") as caught:
        Player(guarded, assign={"setuju": answer})
    assert caught.value.element == "a"


def test_an_error_of_the_language_names_the_element_it_happened_at() -> None:
    def fail(_: object) -> None:
        raise ParafError("Nama “x” tidak dikenal.")

    with pytest.raises(ProcessFault, match="tidak dikenal") as caught:
        Player(program(*CHOICE), Toy({"first": fail}))
    assert caught.value.element == "x"


def test_a_join_is_entered_once_when_it_fires_and_told_of_each_arrival_by_the_flow() -> None:
    case = Player(program(*REWORK))
    case.do("b")
    assert case.told() == ["completed b", "taken b_j"]
    case.do("a")
    assert case.told() == ["completed a", "taken a_j", "entered j", "completed j", "taken j_u", "entered u"]
