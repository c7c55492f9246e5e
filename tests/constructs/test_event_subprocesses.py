"""Event subprocesses"""

from __future__ import annotations

from tests.constructs.case import Case, steps


def test_event_subprocess_message_interrupting(case: Case) -> None:
    """A message ends all else in the scope and begins the event subprocess (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m", {"text": "x"}) == steps(
        "cancelled a, entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.over


def test_event_subprocess_message_non_interrupting(case: Case) -> None:
    """A message begins the event subprocess beside all else in the scope (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m", {"text": "x"}) == steps(
        "entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert not case.over
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.ended == ["e", "xe"]


def test_event_subprocess_timer_date_interrupting(case: Case) -> None:
    """A moment ends all else in the scope and begins the event subprocess (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("xs") == steps("cancelled a, entered x, entered xs, completed xs, taken xs_b, entered b")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.over


def test_event_subprocess_timer_date_non_interrupting(case: Case) -> None:
    """A moment begins the event subprocess beside all else in the scope (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("xs") == steps("entered x, entered xs, completed xs, taken xs_b, entered b")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert not case.over
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.ended == ["e", "xe"]


def test_event_subprocess_timer_duration_interrupting(case: Case) -> None:
    """A time after its scope began ends all else in the scope and begins the event subprocess (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("xs") == steps("cancelled a, entered x, entered xs, completed xs, taken xs_b, entered b")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.over


def test_event_subprocess_timer_duration_non_interrupting(case: Case) -> None:
    """A time after its scope began begins the event subprocess beside all else in the scope (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("xs") == steps("entered x, entered xs, completed xs, taken xs_b, entered b")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert not case.over
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.ended == ["e", "xe"]


def test_event_subprocess_signal_interrupting(case: Case) -> None:
    """A signal ends all else in the scope and begins the event subprocess (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps(
        "cancelled a, entered x, entered xs, caught xs signal go, completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.over


def test_event_subprocess_signal_non_interrupting(case: Case) -> None:
    """A signal begins the event subprocess beside all else in the scope (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps(
        "entered x, entered xs, caught xs signal go, completed xs, taken xs_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert not case.over
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.ended == ["e", "xe"]


def test_event_subprocess_timer_cycle_interrupting(case: Case) -> None:
    """The first time that a cycle is due begins the event subprocess, and ends the cycle (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("xs") == steps("cancelled a, entered x, entered xs, completed xs, taken xs_b, entered b")
    assert case.due == {}
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_timer_cycle_non_interrupting(case: Case) -> None:
    """A cycle begins an event subprocess each time that it is due, as often as it says (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("xs") == steps("entered x, entered xs, completed xs, taken xs_b, entered b")
    assert case.due == {"xs": "2026-03-16T11:00"}
    assert case.fire("xs") == steps("entered x, entered xs, completed xs, taken xs_b, entered b")
    assert case.due == {}
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.ended == ["e", "xe"]


def test_event_subprocess_conditional_interrupting(case: Case) -> None:
    """A condition that becomes true ends all else in the scope (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_c, "
        "entered c"
    )
    assert case.complete("a", amount=20) == steps(
        "completed a, taken a_e, entered e, cancelled c, cancelled e, entered x, entered xs, "
        "completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_conditional_non_interrupting(case: Case) -> None:
    """A condition that becomes true begins the event subprocess beside all else (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_c, "
        "entered c"
    )
    assert case.complete("a", amount=20) == steps(
        "completed a, taken a_e, entered e, entered x, completed e, entered xs, completed xs, taken xs_b, "
        "entered b"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_escalation_interrupting(case: Case) -> None:
    """An escalation of its scope ends all else in it, where the event says so (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps(
        "completed a, taken a_t, entered t, completed t, thrown t escalation LATE, entered x, entered xs, "
        "caught xs escalation LATE, completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_escalation_non_interrupting(case: Case) -> None:
    """An escalation of its scope begins the event subprocess, and the thrower goes on (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps(
        "completed a, taken a_t, entered t, completed t, thrown t escalation LATE, entered x, taken t_c, "
        "entered c, entered xs, caught xs escalation LATE, completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_event_subprocess_multiple_interrupting(case: Case) -> None:
    """Any of several events begins the event subprocess (10.5.2)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps(
        "cancelled a, entered x, entered xs, caught xs signal go, completed xs, taken xs_b, entered b"
    )
    assert case.waits == []
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_multiple_non_interrupting(case: Case) -> None:
    """Any of several events begins the event subprocess, each time that it happens (10.5.2)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps(
        "entered x, entered xs, caught xs signal go, completed xs, taken xs_b, entered b"
    )
    assert case.receive("m") == steps(
        "entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_parallel_multiple(case: Case) -> None:
    """All of several events together begin the event subprocess (10.5.2)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == []
    assert case.receive("m") == steps(
        "cancelled a, entered x, entered xs, caught xs signal go, caught xs message m, completed xs, "
        "taken xs_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_error(case: Case) -> None:
    """An error ends all else in its scope, and is handled inside it (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_c, "
        "entered c"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_f, entered f, completed f, thrown f error WRONG, cancelled c, entered x, "
        "entered xs, caught xs error WRONG, completed xs, taken xs_b, entered b"
    )
    assert case.variables == {"handled": True}
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert (case.ended, case.run.failed) == (["f", "xe"], None)


def test_event_subprocess_compensation(case: Case) -> None:
    """A compensation event subprocess compensates the completed subprocess around it (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_y, entered y, entered ys, completed ys, taken ys_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_ye, entered ye, completed ye, completed y, taken y_t, entered t, entered x, "
        "entered xs, completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, completed x, completed t, taken t_e, "
        "entered e, completed e"
    )
    assert case.ended == ["e"]


def test_event_subprocess_with_an_empty_subprocess(case: Case) -> None:
    """What stands empty in an event subprocess is completed at once (13.3.4)."""
    case.start()
    case.receive("order")
    assert case.over


def test_event_subprocess_signal_of_two_tokens(case: Case) -> None:
    """The event subprocess begins for each of several signals at once (13.5.4)."""
    case.start()
    assert case.complete("a") == steps(
        "completed a, taken a_k, entered k, completed k, taken k_t, entered t, taken k_u, entered u, "
        "completed t, thrown t signal go, entered x, taken t_c, entered c, completed u, thrown u signal go, "
        "entered x, taken u_e, entered e, completed e, entered xs, entered xs, caught xs signal go, "
        "completed xs, taken xs_b, entered b, caught xs signal go, completed xs, taken xs_b, entered b"
    )


def test_event_subprocess_multiple_with_a_duration(case: Case) -> None:
    """A time after its scope began happens once, the message beside it each time (10.5.5)."""
    case.start()
    message = steps("entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b")
    case.later(hours=0.5)
    assert case.receive("m") == message
    assert case.due == {"xs": "2026-03-16T10:00"}
    assert case.fire("xs") == steps("entered x, entered xs, completed xs, taken xs_b, entered b")
    assert case.due == {}
    assert case.receive("m") == message


def test_event_subprocess_two_conditions(case: Case) -> None:
    """The event subprocess begins as each of several conditions becomes true, and only then (13.5.4)."""
    assert case.start(n=1) == steps(
        "entered s, completed s, taken s_a, entered a, entered x, entered xs, completed xs, taken xs_b, "
        "entered b"
    )
    assert case.complete("a", m=1) == steps(
        "completed a, taken a_c, entered c, entered x, entered xs, completed xs, taken xs_b, entered b"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")
