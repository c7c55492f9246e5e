"""Intermediate events in normal flow"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps


def test_none_intermediate_event(case: Case) -> None:
    """An intermediate event without definition is passed (13.5.2)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_m, entered m, completed m, taken m_e, entered e, completed e"
    )


def test_message_catch_event(case: Case) -> None:
    """A message event waits for its message and takes what it carries (13.5.2)."""
    assert case.start() == steps("entered s, completed s, taken s_m, entered m")
    assert case.waits == ["message answer"]
    assert case.receive("answer", {"ok": True}) == steps(
        "caught m message answer, completed m, taken m_e, entered e, completed e"
    )
    assert case.variables == {"ok": True}


def test_message_catch_event_with_correlation(case: Case) -> None:
    """A message event waits for the message of its own correlation key (8.4.2)."""
    assert case.start(number=7) == steps("entered s, completed s, taken s_m, entered m")
    assert [wait.key for wait in case.run.waits()] == ["7"]
    assert case.receive("answer") == steps(
        "caught m message answer, completed m, taken m_e, entered e, completed e"
    )


def test_timer_date_catch_event(case: Case) -> None:
    """A timer event waits for its moment (10.5.5)."""
    assert case.start() == steps("entered s, completed s, taken s_t, entered t")
    assert case.due == {"t": "2026-03-20T08:00"}
    assert case.fire("t") == steps("completed t, taken t_e, entered e, completed e")


def test_timer_date_catch_event_expression(case: Case) -> None:
    """A timer's moment may be computed when it is reached (10.5.5)."""
    assert case.start(deadline="2026-05-01T12:00:00") == steps("entered s, completed s, taken s_t, entered t")
    assert case.due == {"t": "2026-05-01T12:00"}
    assert case.fire("t") == steps("completed t, taken t_e, entered e, completed e")


def test_timer_duration_catch_event(case: Case) -> None:
    """A duration counts from when the event is reached (10.5.5)."""
    assert case.start() == steps("entered s, completed s, taken s_t, entered t")
    assert case.due == {"t": "2026-03-16T10:30"}
    assert case.fire("t") == steps("completed t, taken t_e, entered e, completed e")


def test_timer_cycle_catch_event(case: Case) -> None:
    """In normal flow a cycle is waited for once, since the token goes on then (13.5.2)."""
    assert case.start() == steps("entered s, completed s, taken s_t, entered t")
    assert case.due == {"t": "2026-03-16T10:00"}
    assert case.fire("t") == steps("completed t, taken t_e, entered e, completed e")
    assert case.due == {}


def test_conditional_catch_event(case: Case) -> None:
    """A conditional event waits until its condition becomes true (13.5.2)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_c, "
        "entered c"
    )
    assert case.complete("a", amount=20) == steps(
        "completed a, taken a_j, completed c, taken c_j, entered j, completed j, taken j_e, entered e, "
        "completed e"
    )


def test_conditional_catch_event_true_at_once(case: Case) -> None:
    """A condition that is true already lets the token go on at once (13.5.2)."""
    assert case.start(amount=20) == steps(
        "entered s, completed s, taken s_c, entered c, completed c, taken c_e, entered e, completed e"
    )


def test_signal_catch_event(case: Case) -> None:
    """A signal event waits for its signal (13.5.2)."""
    assert case.start() == steps("entered s, completed s, taken s_g, entered g")
    assert case.hear("go", {"who": "budi"}) == steps(
        "caught g signal go, completed g, taken g_e, entered e, completed e"
    )
    assert case.variables == {"who": "budi"}


def test_signal_reaches_all_who_wait(case: Case) -> None:
    """A signal reaches all who wait for it at that moment, in its own case too (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_g, entered g, taken f_h, "
        "entered h, taken f_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_t, entered t, completed t, thrown t signal go, caught g signal go, "
        "completed g, taken g_e, entered e, caught h signal go, completed h, taken h_e, entered e, "
        "taken t_e, entered e, completed e, completed e, completed e"
    )
    assert case.ended == ["e"]


def test_signal_is_not_kept(case: Case) -> None:
    """A signal is gone when nobody waits for it (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_t, entered t, completed t, thrown t signal go, taken t_g, entered g"
    )
    assert case.hear("go") == steps("caught g signal go, completed g, taken g_e, entered e, completed e")


def test_link_event(case: Case) -> None:
    """A token goes on from a link's source to its target (10.5.5)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps(
        "completed a, taken a_x, entered x, completed x, entered y, completed y, taken y_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_link_event_with_two_sources(case: Case) -> None:
    """Several sources may lead to the same target (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_x, entered x, taken f_z, "
        "entered z, completed x, entered y, completed z, entered y, completed y, taken y_b, entered b, "
        "completed y, taken y_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_link_event_in_a_loop(case: Case) -> None:
    """A link may lead back (10.5.5)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a", again=True) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_x, entered x, completed x, entered y, "
        "completed y, taken y_a, entered a"
    )
    assert case.complete("a", again=False) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_e, entered e, completed e"
    )


def test_multiple_catch_event(case: Case) -> None:
    """A multiple event waits for any of its events (10.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_m, entered m")
    assert (case.waits, case.due) == (["message answer", "signal go"], {"m": "2026-03-16T10:00"})
    assert case.hear("go") == steps("caught m signal go, completed m, taken m_e, entered e, completed e")


def test_parallel_multiple_catch_event(case: Case) -> None:
    """A parallel multiple event waits for all of its events, in any order (10.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_m, entered m")
    assert case.hear("go") == []
    assert case.fire("m") == []
    assert case.waits == ["message answer"]
    assert case.receive("answer", {"ok": True}) == steps(
        "caught m signal go, caught m message answer, completed m, taken m_e, entered e, completed e"
    )


def test_message_throw_event(case: Case) -> None:
    """A message event sends its message with what it carries and its correlation key (13.5.2)."""
    assert case.start(price=5, number="7") == steps(
        "entered s, completed s, taken s_m, entered m, completed m, thrown m message order, taken m_e, "
        "entered e, completed e"
    )
    assert case.sent == [("message", "order", {"amount": 10}, "7")]


def test_signal_throw_event(case: Case) -> None:
    """A signal event sends its signal to everybody (13.5.2)."""
    assert case.start(price=5) == steps(
        "entered s, completed s, taken s_g, entered g, completed g, thrown g signal go, taken g_e, "
        "entered e, completed e"
    )
    assert case.sent == [("signal", "go", {"amount": 5}, None)]


def test_escalation_throw_event(case: Case) -> None:
    """An escalation is thrown to the scope around it, and its token goes on (13.5.2)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_t, entered t, "
        "completed t, thrown t escalation LATE, entered b, caught b escalation LATE, "
        "completed b, taken b_c, entered c, taken t_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, taken x_e, entered e, completed e"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_compensation_throw_event(case: Case) -> None:
    """Compensation is begun, and the token goes on when it is done (13.5.5)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_t, entered t, entered u")
    assert case.complete("u") == steps("completed u, completed t, taken t_e, entered e, completed e")


def test_multiple_throw_event(case: Case) -> None:
    """A multiple event throws all of its events (10.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_t, entered t, completed t, thrown t message order, "
        "thrown t signal go, taken t_e, entered e, completed e"
    )
    assert [sent[:2] for sent in case.sent] == [("message", "order"), ("signal", "go")]


def test_signal_that_interrupts_its_own_scope(case: Case) -> None:
    """A signal may end the very scope that throws it (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_t, entered t, "
        "completed t, thrown t signal go, entered b, caught b signal go, completed b, "
        "cancelled x, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_message_for_several_who_wait(case: Case) -> None:
    """A message reaches one of those who wait for it (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_m, entered m, taken f_n, "
        "entered n"
    )
    assert case.receive("go") == steps("caught m message go, completed m, taken m_e, entered e, completed e")
    assert case.receive("go") == steps("caught n message go, completed n, taken n_e, entered e, completed e")


def test_message_event_of_an_operation(case: Case) -> None:
    """A message event that names an operation waits for the message that the operation takes (10.5.5)."""
    case.start()
    assert case.waits == ["message order"]
    case.receive("order")
    assert case.ended == ["e"]


def test_link_event_by_reference(case: Case) -> None:
    """A link that refers to its target goes on there, whatever their names (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_l, entered l, completed l, entered t, completed t, taken t_e, "
        "entered e, completed e"
    )


def test_link_to_nothing(refusals: Refusals) -> None:
    """A link that refers to no link leads nowhere (10.5.5)."""
    assert refusals == [("x", "target “nothing” tidak menunjuk ke tautan yang ada.")]


def test_parallel_multiple_catch_event_of_conditions(case: Case) -> None:
    """Several conditions are waited for together, though they become true at once (10.5.5)."""
    assert case.start(n=1, m=1) == steps(
        "entered s, completed s, taken s_c, entered c, completed c, taken c_e, entered e, completed e"
    )


def test_parallel_multiple_catch_event_of_messages(case: Case) -> None:
    """Output parameters see the last of several messages that are waited for together (10.5.5)."""
    case.start()
    assert case.receive("m", {"text": "first"}) == []
    assert case.receive("n", {"text": "last"}) == steps(
        "caught c message m, caught c message n, completed c, taken c_e, entered e, completed e"
    )
    assert case.variables == {"last": {"text": "last"}}


def test_message_catch_event_with_names_of_the_engine(case: Case) -> None:
    """What a message brings hides no name that the engine gives to expressions (10.5.5)."""
    case.start()
    assert case.receive("m", {"case": {"id": "other"}, "text": "x"}) == steps(
        "caught c message m, completed c, taken c_t, entered t, completed t, taken t_e, entered e, completed e"
    )
    assert case.variables == {"text": "x", "own": "case"}
