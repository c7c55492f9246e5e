"""Event subprocesses and their scopes"""

from __future__ import annotations

from tests.constructs.case import Case, steps


def test_event_subprocess_in_a_subprocess(case: Case) -> None:
    """An interrupted subprocess is completed with its event subprocess, and goes on normally (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_y, entered y, entered ys, completed ys, taken ys_a, entered a"
    )
    assert case.receive("m") == steps(
        "cancelled a, entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, completed x, completed y, taken y_c, entered c"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_event_subprocess_ends_with_its_scope(case: Case) -> None:
    """What began still ends before the scope does; after that no event begins it any more (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_y, entered y, entered ys, completed ys, taken ys_a, entered a"
    )
    assert case.receive("m") == steps(
        "entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_ye, entered ye, completed ye")
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, completed x, completed y, taken y_c, entered c"
    )
    assert case.waits == []
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_event_subprocess_twice_at_once(case: Case) -> None:
    """An event subprocess that interrupts nothing may run several times at once (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m") == steps(
        "entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.receive("m") == steps(
        "entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.variables == {"times": 2}
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_event_subprocess_in_an_event_subprocess(case: Case) -> None:
    """An event subprocess may have one of its own, which waits while it runs (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.waits == ["message m"]
    assert case.receive("m") == steps(
        "cancelled a, entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.waits == ["message n"]
    assert case.receive("n") == steps(
        "cancelled b, entered y, entered ys, caught ys message n, completed ys, taken ys_c, entered c"
    )
    assert case.complete("c") == steps(
        "completed c, taken c_ye, entered ye, completed ye, completed y, completed x"
    )
    assert case.over


def test_event_subprocess_rethrows_an_error(case: Case) -> None:
    """What an event subprocess throws itself goes to the scope around it (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_y, entered y, entered ys, completed ys, taken ys_ye, entered ye, "
        "completed ye, thrown ye error WRONG, entered x, entered xs, caught xs error WRONG, completed xs, "
        "taken xs_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, thrown xe error WRONG, cancelled y, "
        "cancelled x, entered h, caught h error WRONG, completed h, taken h_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_event_subprocess_before_boundary_event(case: Case) -> None:
    """An event subprocess handles what the boundary event around it would catch too (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_y, entered y, entered ys, completed ys, taken ys_ye, entered ye, "
        "completed ye, thrown ye error WRONG, entered x, entered xs, caught xs error WRONG, completed xs, "
        "taken xs_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, completed x, completed y, taken y_e, "
        "entered e, completed e"
    )
    assert case.ended == ["e"]


def test_event_subprocess_in_a_called_process(case: Case) -> None:
    """An event subprocess of a called process ends that one only (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_y, entered y, entered qs, completed qs, taken qs_a, entered a"
    )
    assert case.receive("m") == steps(
        "cancelled a, entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, completed x, completed y, taken y_e, "
        "entered e, completed e"
    )
    assert case.ended == ["e"]


def test_event_subprocess_in_each_instance(case: Case) -> None:
    """Each instance of a subprocess waits for its own event (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_y, entered y, entered y, entered y, entered ys, entered ys, "
        "completed ys, taken ys_a, entered a, completed ys, taken ys_a, entered a"
    )
    assert case.waits == ["message m", "message m"]
    assert case.receive("m") == steps(
        "cancelled a, entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_ye, entered ye, completed ye, completed y")
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, completed x, completed y, completed y, "
        "taken y_e, entered e, completed e"
    )


def test_event_subprocess_interrupts_another(case: Case) -> None:
    """An event subprocess that interrupts ends another that runs in the same scope (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m") == steps(
        "entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.receive("n") == steps(
        "cancelled a, cancelled x, cancelled b, entered y, entered ys, caught ys message n, completed ys, "
        "taken ys_c, entered c"
    )
    assert case.complete("c") == steps("completed c, taken c_ye, entered ye, completed ye, completed y")
    assert case.over


def test_event_subprocess_not_after_an_interrupting_one(case: Case) -> None:
    """Once an interrupting one has begun, no other event subprocess of the scope begins (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m") == steps(
        "cancelled a, entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.waits == []
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_escalation_as_its_scope_ends(case: Case) -> None:
    """What the last token of a scope throws still begins an event subprocess (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_e, entered e, completed e, thrown e escalation LATE, entered x, "
        "entered xs, caught xs escalation LATE, completed xs, taken xs_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.ended == ["e", "xe"]


def test_event_subprocess_not_while_its_scope_completes(case: Case) -> None:
    """As soon as only event subprocesses still run, no other one begins (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m") == steps(
        "entered x, entered xs, caught xs message m, completed xs, taken xs_b, entered b"
    )
    assert case.waits == ["message n", "message m"]
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.waits == []
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocess_in_each_round(case: Case) -> None:
    """In each round of a loop a subprocess waits for its events anew (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered xs, completed xs, taken xs_a, "
        "entered a"
    )
    assert case.receive("m") == steps(
        "entered y, entered ys, caught ys message m, completed ys, taken ys_b, entered b, completed b, "
        "taken b_ye, entered ye, completed ye, completed y"
    )
    assert case.complete("a", again=True) == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, entered x, entered xs, "
        "completed xs, taken xs_a, entered a"
    )
    assert case.receive("m") == steps(
        "entered y, entered ys, caught ys message m, completed ys, taken ys_b, entered b, completed b, "
        "taken b_ye, entered ye, completed ye, completed y"
    )
    assert case.complete("a", again=False) == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, completed x, taken x_e, "
        "entered e, completed e"
    )


def test_event_subprocess_conditional_true_at_once(case: Case) -> None:
    """A condition that is true already as its scope begins happens at once (13.5.4)."""
    assert case.start(amount=20) == steps(
        "entered s, completed s, taken s_a, entered a, entered x, entered xs, completed xs, taken xs_b, "
        "entered b"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")


def test_event_subprocesses_that_one_signal_begins(case: Case) -> None:
    """One signal begins each event subprocess that waits for it (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps(
        "entered x, entered y, entered xs, entered ys, caught xs signal go, completed xs, taken xs_b, "
        "entered b, caught ys signal go, completed ys, taken ys_c, entered c"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.complete("c") == steps("completed c, taken c_ye, entered ye, completed ye, completed y")


def test_event_subprocess_error_of_a_called_process(case: Case) -> None:
    """An error of a called process goes to the event subprocess of its caller's scope (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered qs, completed qs, taken qs_qe, entered qe, "
        "completed qe, thrown qe error WRONG, cancelled x, entered y, entered ys, caught ys error WRONG, "
        "completed ys, taken ys_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_ye, entered ye, completed ye, completed y")


def test_event_subprocess_condition_at_the_last_step(case: Case) -> None:
    """A condition is looked at as soon as data changes, not when nothing else is left to do (13.5.4)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a", amount=20) == steps(
        "completed a, taken a_e, entered e, entered x, completed e, entered xs, completed xs, taken xs_b, "
        "entered b"
    )
    assert case.complete("b") == steps("completed b, completed x")
    assert case.over
