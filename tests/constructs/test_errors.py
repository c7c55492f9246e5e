"""Errors and escalations"""

from __future__ import annotations

from tests.constructs.case import Case, steps


def test_error_specific_before_any(case: Case) -> None:
    """Who catches this very error comes before who catches any (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, taken a_xe, entered xe, "
        "completed xe, thrown xe error WRONG, cancelled x, entered c, caught c error WRONG, completed c, "
        "taken c_g, entered g, completed g"
    )
    assert case.ended == ["g"]


def test_error_of_another_code(case: Case) -> None:
    """Who catches another error doesn't catch this one (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, taken a_xe, entered xe, "
        "completed xe, thrown xe error WRONG, cancelled x, entered c, caught c error WRONG, completed c, "
        "taken c_g, entered g, completed g"
    )
    assert case.ended == ["g"]


def test_error_of_the_outer_scope(case: Case) -> None:
    """An error that the innermost scope doesn't catch goes to the one around it (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered y, entered a, completed a, taken a_ye, "
        "entered ye, completed ye, thrown ye error WRONG, cancelled x, cancelled y, entered b, "
        "caught b error WRONG, completed b, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_error_out_of_a_called_process(case: Case) -> None:
    """An error of a called process goes to the call, and ends all else in that process (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered qs, completed qs, taken qs_g, entered g, "
        "completed g, taken g_a, entered a, taken g_c, entered c"
    )
    assert case.complete("c") == steps(
        "completed c, taken c_qe, entered qe, completed qe, thrown qe error WRONG, cancelled x, "
        "cancelled a, entered b, caught b error WRONG, completed b, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_error_not_caught(case: Case) -> None:
    """An error that nobody catches ends the whole process (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_b, "
        "entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_f, entered f, completed f, thrown f error WRONG uncaught, cancelled a"
    )
    assert (case.ended, case.run.failed) == (["f"], "WRONG")


def test_error_not_caught_in_a_called_process(case: Case) -> None:
    """An error of a called process that nobody catches ends its callers too (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_x, entered x, taken g_b, "
        "entered b, entered qs, completed qs, taken qs_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_qe, entered qe, completed qe, thrown qe error WRONG uncaught, cancelled b, "
        "cancelled x"
    )
    assert (case.over, case.run.failed) == (True, "WRONG")


def test_error_without_code(case: Case) -> None:
    """An error without a code is caught by who catches any (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, taken a_xe, entered xe, "
        "completed xe, thrown xe error, cancelled x, entered b, caught b error, completed b, taken b_f, "
        "entered f, completed f"
    )
    assert case.ended == ["f"]


def test_escalation_not_caught(case: Case) -> None:
    """An escalation that nobody catches changes nothing (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_t, entered t, completed t, thrown t escalation LATE uncaught, "
        "taken t_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_e, entered e, completed e, thrown e escalation LATER uncaught"
    )
    assert (case.ended, case.run.failed) == (["e"], None)


def test_escalation_out_of_a_called_process(case: Case) -> None:
    """An escalation of a called process goes to the call (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered qs, completed qs, taken qs_t, entered t, "
        "completed t, thrown t escalation LATE, entered b, caught b escalation LATE, "
        "completed b, taken b_c, entered c, taken t_a, entered a"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.complete("a") == steps(
        "completed a, taken a_qe, entered qe, completed qe, completed x, taken x_e, entered e, completed e"
    )


def test_escalation_specific_before_any(case: Case) -> None:
    """Who catches this very escalation comes before who catches any (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered t, completed t, thrown t escalation LATE, "
        "entered c, caught c escalation LATE, completed c, taken c_g, entered g, taken t_a, entered a, "
        "completed g"
    )
    assert case.complete("a") == steps("completed a, completed x, taken x_e, entered e, completed e")
    assert case.ended == ["g", "e"]


def test_escalation_of_the_outer_scope(case: Case) -> None:
    """An escalation that the innermost scope doesn't catch goes to the one around it (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered y, entered t, completed t, "
        "thrown t escalation LATE, entered b, caught b escalation LATE, completed b, "
        "taken b_f, entered f, taken t_a, entered a, completed f"
    )
    assert case.complete("a") == steps(
        "completed a, completed y, completed x, taken x_e, entered e, completed e"
    )


def test_escalation_several_times(case: Case) -> None:
    """What an escalation doesn't interrupt may throw it again (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered t, completed t, thrown t escalation LATE, "
        "entered b, caught b escalation LATE, completed b, taken b_c, entered c, taken t_u, entered u, "
        "completed u, thrown u escalation LATE, entered b, caught b escalation LATE, completed b, "
        "taken b_c, entered c, taken u_a, entered a"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.complete("a") == steps("completed a, completed x, taken x_e, entered e, completed e")


def test_escalation_that_interrupts_between_siblings(case: Case) -> None:
    """An escalation that is caught by what interrupts ends all that goes on in its scope (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered g, completed g, taken g_a, entered a, "
        "taken g_t, entered t, completed t, thrown t escalation LATE, cancelled x, cancelled a, "
        "entered b, caught b escalation LATE, completed b, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_error_end_events_at_once_in_nested_subprocesses(case: Case) -> None:
    """The first of several errors at once is caught, and ends all else (10.5.6)."""
    assert case.start() == steps(
        "entered a, entered b, entered x2, completed x2, thrown x2 error wrong, cancelled a, cancelled b, "
        "entered c, caught c error wrong, completed c, taken c_f, entered f, completed f"
    )
