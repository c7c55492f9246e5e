"""End events"""

from __future__ import annotations

from tests.constructs.case import Case, steps


def test_message_end_event(case: Case) -> None:
    """A message is sent as the token ends (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_e, entered e, completed e, thrown e message order"
    )


def test_signal_end_event(case: Case) -> None:
    """A signal is sent as the token ends (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_e, entered e, completed e, thrown e signal go"
    )


def test_error_end_event(case: Case) -> None:
    """An error ends the subprocess and goes on where it is caught (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_xe, entered xe, "
        "completed xe, thrown xe error WRONG, cancelled x, entered b, caught b error WRONG, completed b, "
        "taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_escalation_end_event(case: Case) -> None:
    """An escalation goes to who catches it, and may end the subprocess (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_xe, entered xe, "
        "completed xe, thrown xe escalation LATE, cancelled x, entered b, caught b escalation LATE, "
        "completed b, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_terminate_end_event(case: Case) -> None:
    """Terminate ends the whole process, whatever is still going on (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_a, entered a, taken f_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_t, entered t, completed t, cancelled a")
    assert case.ended == ["t"]


def test_terminate_end_event_of_a_subprocess(case: Case) -> None:
    """Terminate inside a subprocess ends that subprocess only, which goes on normally (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_x, entered x, taken f_c, "
        "entered c, entered g, completed g, taken g_a, entered a, taken g_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xt, entered xt, completed xt, cancelled a, completed x, taken x_e, "
        "entered e, completed e"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_terminate_end_event_of_a_called_process(case: Case) -> None:
    """Terminate inside a called process ends that one only, and the call goes on (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered qs, completed qs, taken qs_g, entered g, "
        "completed g, taken g_a, entered a, taken g_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_qt, entered qt, completed qt, cancelled a, completed x, taken x_c, entered c"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_terminate_end_event_of_an_instance(case: Case) -> None:
    """Terminate inside one instance leaves the other instances alone (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered x, entered g, entered g, "
        "completed g, taken g_a, entered a, taken g_b, entered b, completed g, taken g_a, entered a, "
        "taken g_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xt, entered xt, completed xt, cancelled a, completed x"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xt, entered xt, completed xt, cancelled a, completed x, completed x, "
        "taken x_e, entered e, completed e"
    )
    assert case.ended == ["e"]


def test_compensation_end_event(case: Case) -> None:
    """The token ends when the compensation is done (13.5.6)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, entered u")
    assert case.complete("u") == steps("completed u, completed e")


def test_cancel_end_event(case: Case) -> None:
    """Cancel ends its transaction, and the cancel event on it goes on (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_xe, entered xe, "
        "completed xe, cancelled x, entered b, completed b, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_multiple_end_event(case: Case) -> None:
    """A multiple end event throws all of its events (10.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_e, entered e, completed e, thrown e message order, "
        "thrown e signal go"
    )


def test_terminate_end_event_of_an_event_subprocess(case: Case) -> None:
    """Terminate inside an event subprocess ends that one only (13.5.6)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m") == steps(
        "entered x, entered xs, caught xs message m, completed xs, taken xs_g, entered g, completed g, "
        "taken g_b, entered b, taken g_c, entered c"
    )
    assert case.complete("c") == steps(
        "completed c, taken c_xe, entered xe, completed xe, cancelled b, completed x"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
