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
        "completed x, taken x_e, entered e, cancelled t, completed c, taken c_e, entered e, completed e, "
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


def test_event_based_gateway_instantiate(case: Case) -> None:
    """The first event behind a gateway begins the process; the others aren't waited for (13.2)."""
    assert [event.name for event in case.triggers()] == ["order", "alarm"]
    assert case.start(at="n", cause=("signal", "alarm")) == steps(
        "entered g, completed g, taken g_n, entered n, caught n signal alarm, completed n, taken n_f, "
        "entered f, completed f"
    )
    assert case.ended == ["f"]


def test_event_based_gateway_instantiate_receive_tasks(case: Case) -> None:
    """The first message behind a gateway may be a receive task's, and sets its variables (13.2)."""
    assert case.start(at="m", payload={"amount": 3}) == steps(
        "entered g, completed g, taken g_m, entered m, caught m message order, completed m, taken m_e, "
        "entered e, completed e"
    )
    assert case.variables == {"amount": 3}


def test_event_based_gateway_instantiate_timer(case: Case) -> None:
    """A timer behind a gateway may begin the process (13.2)."""
    assert [event.kind for event in case.triggers()] == ["message", "timer"]
    assert case.start(at="n") == steps(
        "entered g, completed g, taken g_n, entered n, completed n, taken n_f, entered f, completed f"
    )


def test_event_based_gateway_instantiate_with_an_event_subprocess(case: Case) -> None:
    """What a gateway has begun waits for the process's event subprocesses, not for the others (13.2)."""
    assert case.start(at="m") == steps(
        "entered g, completed g, taken g_m, entered m, caught m message order, completed m, taken m_a, "
        "entered a"
    )
    assert case.waits == ["message question"]
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_event_based_gateway_instantiate_beside_a_start_event(case: Case) -> None:
    """A start event and a gateway that begins the process are alternatives (13.2)."""
    assert [event.name for event in case.triggers()] == ["order", "alarm"]
    assert case.start(at="m") == steps(
        "entered g, completed g, taken g_m, entered m, caught m message order, completed m, taken m_e, "
        "entered e, completed e"
    )


def test_event_based_gateway_instantiate_condition(refusals: Refusals) -> None:
    """A condition would begin a case before there is any data that it could be about (13.5.1)."""
    [(element, message)] = refusals
    assert element == "n"
    assert message.startswith("Syarat tidak dapat memulai proses")


def test_event_based_gateway_instantiate_after_an_event(refusals: Refusals) -> None:
    """Nothing precedes an event-based gateway that begins the process (10.6.6)."""
    assert refusals == [("g", "Gateway berbasis event yang memulai proses tidak boleh didahului apa pun.")]


def test_event_based_gateway_to_a_loop(refusals: Refusals) -> None:
    """What stands after an event-based gateway happens once (10.6.6)."""
    assert refusals == [("g", "“m” ditunggu oleh gateway ini, jadi tidak boleh berulang.")]


def test_event_based_gateway_instantiate_parallel(case: Case) -> None:
    """The first of several events begins the process, which waits for the others of its own (13.2)."""
    assert case.start(at="m", payload={"order": 7}) == steps(
        "entered g, completed g, taken g_m, entered m, taken g_n, entered n, caught m message order, "
        "completed m, taken m_e, entered e, completed e"
    )
    assert [(wait.element, wait.key) for wait in case.run.waits()] == [("n", "7")]
    assert not case.run.completed
    assert case.receive("question") == steps(
        "caught n message question, completed n, taken n_f, entered f, completed f"
    )
    assert case.ended == ["e", "f"]


def test_event_based_gateway_parallel(refusals: Refusals) -> None:
    """A parallel event-based gateway only ever begins its process (10.6.6)."""
    assert refusals == [("g", "Gateway berbasis event yang paralel harus memulai proses (instantiate).")]


def test_event_based_gateway_to_a_task(refusals: Refusals) -> None:
    """Only what waits for an event stands after an event-based gateway (10.6.6)."""
    assert refusals == [
        ("g", "Gateway berbasis event hanya boleh menuju event yang menunggu atau tugas terima."),
    ]


def test_event_based_gateway_target_with_another_flow(refusals: Refusals) -> None:
    """What stands after an event-based gateway has no other incoming flow (10.6.6)."""
    assert refusals == [("g", "“m” hanya boleh dicapai dari gateway ini, tanpa event batas.")]


def test_event_based_gateway_condition(refusals: Refusals) -> None:
    """The flows out of an event-based gateway have no condition (10.6.6)."""
    assert refusals == [("g_m", "Alur yang keluar dari event atau gateway ini tidak boleh bersyarat.")]


def test_event_based_gateway_with_messages_and_receive_tasks(refusals: Refusals) -> None:
    """An event-based gateway leads to message events or to receive tasks, not to both (10.6.6)."""
    assert refusals == [
        ("x", "Gateway berbasis event tidak boleh menuju event pesan dan tugas terima sekaligus.")
    ]


def test_event_based_gateway_of_one_signal(case: Case) -> None:
    """Of several events that happen by one signal only the first decides (13.4.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_b, entered b"
    )
    assert case.hear("go") == steps(
        "caught a signal go, cancelled b, completed a, taken a_e, entered e, completed e"
    )
    assert case.ended == ["e"]


def test_event_based_gateway_of_two_signals(case: Case) -> None:
    """Of the signals that several tokens throw at once only the first decides (13.4.4)."""
    case.start()
    assert case.complete("u") == steps(
        "completed u, taken u_l, entered l, completed l, taken l_t, entered t, taken l_v, entered v, "
        "completed t, thrown t signal stop, caught b signal stop, cancelled a, completed b, taken b_f, "
        "entered f, taken t_h, entered h, completed v, thrown v signal go, taken v_h, entered h, completed h, "
        "completed f, completed h"
    )
    assert case.ended == ["h", "f"]


def test_event_based_gateway_of_two_conditions(case: Case) -> None:
    """Of several conditions that become true at once only the first decides (13.4.4)."""
    assert case.start(ready=True) == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_b, "
        "entered b, cancelled b, completed a, taken a_e, entered e, completed e"
    )
    assert case.ended == ["e"]
