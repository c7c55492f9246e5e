"""Gateways"""

from __future__ import annotations

import pytest

from engine.errors import ProcessFault
from tests.constructs.case import Case, Refusals, steps


def test_exclusive_gateway(case: Case) -> None:
    """An exclusive gateway takes the flow whose condition is true (13.4.2)."""
    assert case.start(amount=5) == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_exclusive_gateway_default(case: Case) -> None:
    """The default flow is taken when no condition is true, wherever it stands (13.4.2)."""
    assert case.start(amount=5) == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_exclusive_gateway_order(case: Case) -> None:
    """Of several true conditions the first one of the file decides (13.4.2)."""
    assert case.start(amount=5) == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_exclusive_gateway_without_way(case: Case) -> None:
    """An exclusive gateway of which no flow can be taken throws an exception (13.4.2)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    with pytest.raises(ProcessFault, match="g: tidak ada alur"):
        case.complete("a", amount=5)


def test_exclusive_gateway_condition_of_null(case: Case) -> None:
    """A condition that is neither true nor false is a fault, not the default flow (8.4.13)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    with pytest.raises(ProcessFault, match="tidak menghasilkan ya atau tidak"):
        case.complete("a")


def test_exclusive_merge(case: Case) -> None:
    """An exclusive gateway lets each token through that arrives (13.4.2)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_m, entered m, completed m, taken m_c, entered c")
    assert case.complete("b") == steps("completed b, taken b_m, entered m, completed m, taken m_c, entered c")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_exclusive_gateway_mixed(case: Case) -> None:
    """An exclusive gateway that merges and splits decides for each token (13.4.2)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("a", amount=5) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_d, entered d"
    )
    assert case.complete("b", amount=15) == steps(
        "completed b, taken b_g, entered g, completed g, taken g_c, entered c"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.complete("d") == steps("completed d, taken d_e, entered e, completed e")


def test_exclusive_gateway_missing_condition(refusals: Refusals) -> None:
    """Each flow that an exclusive gateway chooses among has a condition or is its default (10.6.2)."""
    assert refusals == [("g", "Alur “g_b” bukan bawaan dan tidak punya syarat.")]


def test_parallel_gateway(case: Case) -> None:
    """A parallel gateway takes every flow, and waits for a token from every one (13.4.1)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_j")
    assert case.complete("a") == steps(
        "completed a, taken a_j, entered j, completed j, taken j_e, entered e, completed e"
    )


def test_parallel_gateway_mixed(case: Case) -> None:
    """A parallel gateway may join and split at once (13.4.1)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_g")
    assert case.complete("b") == steps(
        "completed b, taken b_g, entered g, completed g, taken g_c, entered c, taken g_d, entered d"
    )
    assert case.complete("d") == steps("completed d, taken d_e, entered e, completed e")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_parallel_gateway_tokens_in_excess(case: Case) -> None:
    """A join consumes one token of each flow; what is in excess stays, and blocks the case (13.4.1)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b, taken f_c, entered c"
    )
    assert case.complete("a") == steps("completed a, taken a_m, entered m, completed m, taken m_j")
    assert case.complete("b") == steps("completed b, taken b_m, entered m, completed m, taken m_j")
    with pytest.raises(ProcessFault, match="j: proses tidak dapat berlanjut"):
        case.complete("c")


def test_parallel_gateway_in_a_loop(case: Case) -> None:
    """In each round a join waits for all tokens anew (13.4.1)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_m, entered m, completed m, taken m_f, entered f, completed f, "
        "taken f_a, entered a, taken f_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_j")
    assert case.complete("b", again=True) == steps(
        "completed b, taken b_j, entered j, completed j, taken j_g, entered g, completed g, taken g_m, "
        "entered m, completed m, taken m_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_j")
    assert case.complete("a", again=False) == steps(
        "completed a, taken a_j, entered j, completed j, taken j_g, entered g, completed g, taken g_e, "
        "entered e, completed e"
    )


def test_parallel_gateway_never_joined(case: Case) -> None:
    """A join waits for ever for a token that doesn't come: the case says so (13.4.1)."""
    assert case.start(amount=5) == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_b, entered b"
    )
    with pytest.raises(ProcessFault, match="j: proses tidak dapat berlanjut"):
        case.complete("b")


def test_parallel_gateway_condition(refusals: Refusals) -> None:
    """The flows out of a parallel gateway have no condition (10.6.4)."""
    assert refusals == [("f_a", "Alur yang keluar dari event atau gateway ini tidak boleh bersyarat.")]


def test_inclusive_gateway(case: Case) -> None:
    """An inclusive gateway takes each flow whose condition is true, and waits for as many (13.4.3)."""
    assert case.start(amount=25) == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_j")
    assert case.complete("a") == steps(
        "completed a, taken a_j, entered j, completed j, taken j_e, entered e, completed e"
    )


def test_inclusive_gateway_default(case: Case) -> None:
    """The default flow is taken when no condition is true (13.4.3)."""
    assert case.start(amount=5) == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_j, entered j, completed j, taken j_e, entered e, completed e"
    )


def test_inclusive_gateway_without_way(case: Case) -> None:
    """An inclusive gateway of which no flow can be taken throws an exception (13.4.3)."""
    assert case.start(amount=5) == steps("entered s, completed s, taken s_x, entered x")
    with pytest.raises(ProcessFault, match="f: tidak ada alur"):
        case.complete("x")


def test_inclusive_gateway_nested(case: Case) -> None:
    """An inner and an outer inclusive join wait for their own tokens (13.4.3)."""
    assert case.start(amount=25) == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_g, "
        "entered g, completed g, taken g_b, entered b, taken g_c, entered c"
    )
    assert case.complete("c") == steps("completed c, taken c_h")
    assert case.complete("b") == steps("completed b, taken b_h, entered h, completed h, taken h_j")
    assert case.complete("a") == steps(
        "completed a, taken a_j, entered j, completed j, taken j_e, entered e, completed e"
    )


def test_inclusive_gateway_in_a_loop(case: Case) -> None:
    """In a loop an inclusive join waits for the tokens of this round (13.4.3)."""
    assert case.start(amount=5) == steps(
        "entered s, completed s, taken s_m, entered m, completed m, taken m_f, entered f, completed f, "
        "taken f_a, entered a"
    )
    assert case.complete("a", again=True, amount=15) == steps(
        "completed a, taken a_j, entered j, completed j, taken j_g, entered g, completed g, taken g_m, "
        "entered m, completed m, taken m_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_j")
    assert case.complete("a", again=False) == steps(
        "completed a, taken a_j, entered j, completed j, taken j_g, entered g, completed g, taken g_e, "
        "entered e, completed e"
    )


def test_inclusive_gateway_after_parallel(case: Case) -> None:
    """An inclusive join waits for every token that can still come (13.4.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_j")
    assert case.complete("b") == steps("completed b, taken b_j, entered j, completed j, taken j_c, entered c")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_inclusive_gateway_waits_for_a_detour(case: Case) -> None:
    """A token that can still reach an empty flow of the join is waited for, wherever it is (13.4.3)."""
    assert case.start(detour=True) == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_j")
    assert case.complete("a") == steps("completed a, taken a_x, entered x, completed x, taken x_c, entered c")
    assert case.complete("c") == steps(
        "completed c, taken c_j, entered j, completed j, taken j_e, entered e, completed e"
    )


def test_inclusive_gateway_mixed(case: Case) -> None:
    """An inclusive gateway may join and split at once (13.4.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_g")
    assert case.complete("a", amount=5) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_d, entered d"
    )
    assert case.complete("d") == steps("completed d, taken d_e, entered e, completed e")


def test_inclusive_gateway_around_a_token_that_ends(case: Case) -> None:
    """A token that ends elsewhere lets the join go on (13.4.3)."""
    assert case.start(joins=False) == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_j")
    assert case.complete("b") == steps(
        "completed b, taken b_x, entered x, completed x, taken x_z, entered z, entered j, completed j, "
        "taken j_e, entered e, completed z, completed e"
    )


def test_complex_gateway(case: Case) -> None:
    """A complex gateway goes on when its activation condition is true, and takes in the late tokens (13.4.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b, taken f_c, entered c"
    )
    assert case.complete("a") == steps("completed a, taken a_j")
    assert case.complete("b") == steps("completed b, taken b_j, entered j, completed j, taken j_d, entered d")
    assert case.complete("d") == steps("completed d, taken d_e, entered e, completed e")
    assert case.ended == []
    assert case.complete("c") == steps("completed c, taken c_j, entered j, completed j")
    assert case.ended == ["e"]


def test_complex_gateway_reset(case: Case) -> None:
    """When no more token can come it asks its conditions once more, and begins anew (13.4.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_j, entered j, completed j, taken j_c, entered c")
    assert case.complete("b") == steps("completed b, taken b_j, entered j, completed j, taken j_d, entered d")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.complete("d") == steps("completed d, taken d_e, entered e, completed e")


def test_complex_gateway_in_a_loop(case: Case) -> None:
    """After its reset a complex gateway waits for its tokens as before (13.4.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_m, entered m, completed m, taken m_f, entered f, completed f, "
        "taken f_a, entered a, taken f_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_j, entered j, completed j, taken j_d, entered d")
    assert case.complete("d", again=True) == steps(
        "completed d, taken d_m, entered m, completed m, taken m_f, entered f, completed f, taken f_a, "
        "entered a, taken f_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_j")
    assert case.complete("b") == steps(
        "completed b, taken b_j, entered j, entered j, completed j, taken j_d, entered d, completed j"
    )
    assert case.complete("d", again=False) == steps("completed d, taken d_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_j, entered j, completed j")
    assert case.ended == ["e"]


def test_complex_gateway_split(case: Case) -> None:
    """A complex gateway takes each flow whose condition is true, as an inclusive one does (13.4.5)."""
    assert case.start(amount=30) == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_complex_gateway_without_conditions(case: Case) -> None:
    """Where no flow has a condition the late tokens are taken in, and none goes on with them (13.4.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_j, entered j, completed j, taken j_d, entered d")
    assert case.complete("d") == steps("completed d, taken d_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_j")
    assert case.ended == ["e"]


def test_inclusive_gateway_waits_for_a_subprocess(case: Case) -> None:
    """A token inside a subprocess is waited for (13.4.3)."""
    assert case.start(amount=20) == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_x, entered x, taken f_b, "
        "entered b, entered a"
    )
    assert case.complete("b") == steps("completed b, taken b_j")
    assert case.complete("a") == steps("completed a, taken a_c, entered c")
    assert case.complete("c") == steps(
        "completed c, completed x, taken x_j, entered j, completed j, taken j_e, entered e, completed e"
    )


def test_inclusive_gateways_in_parallel_loops(case: Case) -> None:
    """A token that still goes round is waited for (13.4.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_j")
    assert case.complete("a", again=True) == steps(
        "completed a, taken a_x, entered x, completed x, taken x_a, entered a"
    )
    assert case.complete("a", again=False) == steps(
        "completed a, taken a_x, entered x, completed x, taken x_j, entered j, completed j, taken j_c, "
        "entered c"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_parallel_gateway_with_one_flow(case: Case) -> None:
    """A parallel gateway with one flow in and out is passed (13.4.1)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_exclusive_gateway_with_one_conditional_flow(case: Case) -> None:
    """The only flow of an exclusive gateway is taken only if its condition is true (13.4.2)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    with pytest.raises(ProcessFault, match="g: tidak ada alur"):
        case.complete("a", amount=5)
