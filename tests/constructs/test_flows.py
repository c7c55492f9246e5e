"""Sequence flows"""

from __future__ import annotations

import pytest

from engine.errors import ProcessFault
from tests.constructs.case import Case, Refusals, steps


def test_implicit_start(case: Case) -> None:
    """Without a start event all that no flow leads to begins at once (10.5.2)."""
    assert case.start() == steps("entered a, entered b")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")
    assert case.ended == []
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.ended == ["e"]


def test_implicit_end(case: Case) -> None:
    """A path without an end event ends where no flow leads on (10.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a")
    assert case.over


def test_implicit_split(case: Case) -> None:
    """Several flows out of an activity carry a token each (13.3.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_b, entered b, taken a_c, entered c")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_implicit_split_of_start_event(case: Case) -> None:
    """Several flows out of a start event carry a token each (10.5.2)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, taken s_b, entered b")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_implicit_split_of_intermediate_event(case: Case) -> None:
    """Several flows out of an intermediate event carry a token each (10.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_m, entered m, completed m, taken m_a, entered a, taken m_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_implicit_split_of_boundary_event(case: Case) -> None:
    """Several flows out of a boundary event carry a token each (10.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_x, entered x")
    assert case.fire("t") == steps(
        "entered t, completed t, cancelled x, taken t_a, entered a, taken t_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_implicit_merge(case: Case) -> None:
    """Flows that meet at an activity aren't joined: it runs once for each token (13.3.1)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_c, entered c")
    assert case.complete("b") == steps("completed b, taken b_c, entered c")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.ended == []
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.ended == ["e"]


def test_conditional_flow(case: Case) -> None:
    """Each conditional flow out of an activity whose condition is true carries a token (13.3.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a", amount=30) == steps("completed a, taken a_b, entered b, taken a_c, entered c")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_conditional_flow_with_default(case: Case) -> None:
    """The default flow of an activity is taken when no condition is true (13.3.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a", amount=5) == steps("completed a, taken a_c, entered c")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_conditional_flow_beside_an_unconditional_one(case: Case) -> None:
    """A flow without condition is taken beside those whose condition is true (13.3.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a", amount=5) == steps("completed a, taken a_c, entered c")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_conditional_flow_without_way(case: Case) -> None:
    """An activity of which no flow can be taken is at fault (13.3.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    with pytest.raises(ProcessFault, match="a: tidak ada alur"):
        case.complete("a", amount=5)


def test_conditional_flow_out_of_subprocess(case: Case) -> None:
    """Conditional flows leave a subprocess as they leave any activity (13.3.1)."""
    assert case.start(amount=30) == steps(
        "entered s, completed s, taken s_a, entered a, entered x, completed x, completed a, taken a_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_two_flows_between_the_same_elements(case: Case) -> None:
    """Each of two flows between the same elements carries a token (13.3.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_b, entered b, taken twin, entered b")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_two_conditional_flows_to_the_same_element(case: Case) -> None:
    """Of two flows of an exclusive gateway to the same element one is taken (13.4.2)."""
    assert case.start(amount=5) == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken other, entered a"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_start_events_are_alternatives(case: Case) -> None:
    """A case begins at one of several start events, and waits for no other (13.2)."""
    assert case.start(at="z") == steps("entered z, completed z, taken z_b, entered b")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")
    assert case.ended == ["e"]


def test_several_end_events(case: Case) -> None:
    """A process ends when every token has reached an end event (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.ended == []
    assert case.complete("b") == steps("completed b, taken b_f, entered f, completed f")
    assert case.ended == ["e", "f"]


def test_self_loop(case: Case) -> None:
    """A flow may lead from an activity to itself (10.3.8)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a", again=True) == steps("completed a, taken a_a, entered a")
    assert case.complete("a", again=False) == steps("completed a, taken a_e, entered e, completed e")


def test_condition_out_of_an_event(refusals: Refusals) -> None:
    """The source of a conditional flow is no event (8.4.13)."""
    assert refusals == [("s_a", "Alur yang keluar dari event atau gateway ini tidak boleh bersyarat.")]


def test_condition_on_a_default_flow(case: Case) -> None:
    """The condition of a default flow is ignored (8.4.13)."""
    assert case.start(amount=4) == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a"
    )


def test_default_flow_of_another_element(refusals: Refusals) -> None:
    """A default flow leaves the element whose default it is (10.6.2)."""
    assert refusals == [
        ("g", "Alur bawaan harus keluar dari elemen ini sendiri, yang memilih di antara alurnya."),
        ("g", "Alur “g_e” bukan bawaan dan tidak punya syarat."),
    ]


def test_flow_into_a_start_event(refusals: Refusals) -> None:
    """A start event has no incoming flow (10.5.2)."""
    assert refusals == [("s", "Tidak boleh ada alur yang masuk.")]


def test_flow_out_of_an_end_event(refusals: Refusals) -> None:
    """An end event has no outgoing flow (10.5.4)."""
    assert refusals == [("e", "Tidak boleh ada alur yang keluar.")]


def test_flow_into_a_boundary_event(refusals: Refusals) -> None:
    """A boundary event has no incoming flow (10.5.3)."""
    assert refusals == [("t", "Tidak boleh ada alur yang masuk.")]


def test_flow_across_a_subprocess(refusals: Refusals) -> None:
    """A flow doesn't cross the border of a subprocess (7.6.1)."""
    assert refusals == [("s_a", "Alur tidak boleh melintasi batas subproses.")]


def test_flow_across_pools(refusals: Refusals) -> None:
    """A sequence flow doesn't cross the border of a pool (7.6.1)."""
    assert refusals == [("a_qe", "Alur harus menghubungkan dua elemen proses yang sama.")]


def test_flow_to_nothing(refusals: Refusals) -> None:
    """A flow has a source and a target (8.4.13)."""
    assert refusals == [("a_nowhere", "Alur harus menghubungkan dua elemen proses yang sama.")]


def test_unreachable_element(refusals: Refusals) -> None:
    """Where there is a start event, a flow leads to every other element (10.5.2)."""
    assert refusals == [("b", "Tidak pernah tercapai: tidak ada alur yang masuk.")]


def test_boolean_as_a_number(case: Case) -> None:
    """A boolean of XML Schema may be written as 1 or 0 (8.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered a")
    assert case.hear("called") == steps(
        "entered b, caught b signal called, completed b, taken b_f, entered f, completed f"
    )
    assert case.complete("a") == steps("completed a, entered a")
    assert case.complete("a") == steps(
        "completed a, completed a, taken a_c, entered c, completed c, taken c_e, entered e, completed e"
    )


def test_default_flow_beside_unconditional_ones(case: Case) -> None:
    """A default flow is taken only where no other one is (13.3.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_b, entered b, completed b")
    assert case.over


def test_default_flow_alone(case: Case) -> None:
    """A default flow without any other is taken (13.3.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_boolean_that_is_none(refusals: Refusals) -> None:
    """An attribute of type boolean is true, false, 1 or 0 (8.1)."""
    assert refusals == [("x", "“isSequential” harus true atau false.")]
