"""Event-based gateways"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps


def test_event_based_gateway(case: Case) -> None:
    """The first event after an event-based gateway decides; the others are waited for no more (13.4.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_m, entered m, taken g_t, "
        "entered t"
    )
    assert case.receive("answer") == steps(
        "caught m message answer, cancelled t, completed m, taken m_a, entered a"
    )
    assert case.due == {}
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_event_based_gateway_two_timers(case: Case) -> None:
    """Each of several timers after an event-based gateway is due at its own time (13.4.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_t, entered t, taken g_u, "
        "entered u"
    )
    assert case.due == {"t": "2026-03-16T11:00", "u": "2026-03-16T10:00"}
    assert case.fire("u") == steps("cancelled t, completed u, taken u_b, entered b")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_event_based_gateway_receive_task(case: Case) -> None:
    """Receive tasks may stand after an event-based gateway (13.4.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_m, entered m, taken g_n, "
        "entered n"
    )
    assert case.receive("refusal") == steps(
        "caught n message refusal, cancelled m, completed n, taken n_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_event_based_gateway_signal(case: Case) -> None:
    """Signals may stand after an event-based gateway (13.4.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_m, entered m, taken g_n, "
        "entered n"
    )
    assert case.hear("stop") == steps(
        "caught n signal stop, cancelled m, completed n, taken n_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_event_based_gateway_conditional(case: Case) -> None:
    """A condition that becomes true may decide after an event-based gateway (13.4.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_x, entered x, taken f_g, "
        "entered g, completed g, taken g_c, entered c, taken g_t, entered t"
    )
    assert case.complete("x", amount=15) == steps(
        "completed x, taken x_e, entered e, completed e, cancelled t, completed c, taken c_e, entered e, "
        "completed e"
    )


def test_event_based_gateway_in_a_loop(case: Case) -> None:
    """Each visit of an event-based gateway waits anew (13.4.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_m, entered m, taken g_t, "
        "entered t"
    )
    assert case.fire("t") == steps(
        "cancelled m, completed t, taken t_g, entered g, completed g, taken g_m, entered m, taken g_t, "
        "entered t"
    )
    assert case.due == {"t": "2026-03-16T11:00"}
    assert case.receive("answer", {"again": False}) == steps(
        "caught m message answer, cancelled t, completed m, taken m_x, entered x, completed x, taken x_e, "
        "entered e, completed e"
    )


def test_event_based_gateway_instantiate(refusals: Refusals) -> None:
    """An event-based gateway that begins the process is refused (10.6.6)."""
    assert refusals == [("g", "Gerbang peristiwa yang memulai proses (instantiate) tidak dapat dijalankan.")]


def test_event_based_gateway_parallel(refusals: Refusals) -> None:
    """A parallel event-based gateway is refused (10.6.6)."""
    assert refusals == [
        ("g", "Gerbang peristiwa paralel (eventGatewayType) tidak dapat dijalankan."),
        ("g", "Gerbang peristiwa yang memulai proses (instantiate) tidak dapat dijalankan."),
    ]


def test_event_based_gateway_to_a_task(refusals: Refusals) -> None:
    """Only what waits for an event stands after an event-based gateway (10.6.6)."""
    assert refusals == [
        ("g", "Gerbang peristiwa hanya boleh menuju peristiwa yang menunggu atau tugas terima."),
    ]


def test_event_based_gateway_target_with_another_flow(refusals: Refusals) -> None:
    """What stands after an event-based gateway has no other incoming flow (10.6.6)."""
    assert refusals == [("g", "“m” hanya boleh dicapai dari gerbang ini, tanpa peristiwa batas.")]


def test_event_based_gateway_condition(refusals: Refusals) -> None:
    """The flows out of an event-based gateway have no condition (10.6.6)."""
    assert refusals == [("g_m", "Alur yang keluar dari peristiwa atau gerbang ini tidak boleh bersyarat.")]
