"""Subprocesses, calls and transactions"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps


def test_subprocess(case: Case) -> None:
    """A subprocess begins at its start event, and goes on when its tokens have ended (13.3.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, taken x_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_subprocess_shares_variables(case: Case) -> None:
    """An embedded subprocess works on the data around it (10.5.7)."""
    assert case.start(price=3) == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, completed x, taken x_b, "
        "entered b, completed b, taken b_e, entered e, completed e"
    )
    assert case.variables == {"price": 3, "total": 7}


def test_subprocess_without_start_event(case: Case) -> None:
    """In a subprocess without a start event all that no flow leads to begins at once (13.3.4)."""
    assert case.start() == steps("entered s, completed s, taken s_x, entered x, entered a, entered b")
    assert case.complete("b") == steps("completed b")
    assert case.complete("a") == steps("completed a, completed x, taken x_e, entered e, completed e")


def test_subprocess_nested(case: Case) -> None:
    """A subprocess may have another one in it (13.3.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_y, entered y, "
        "entered ys, completed ys, taken ys_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_ye, entered ye, completed ye, completed y, taken y_b, entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, completed x, taken x_e, entered e, completed e"
    )


def test_subprocess_waits_for_all_its_tokens(case: Case) -> None:
    """A subprocess goes on when the last of its tokens has ended (13.3.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_f, entered f, "
        "completed f, taken f_a, entered a, taken f_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_xf, entered xf, completed xf")
    assert case.complete("a") == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, taken x_e, entered e, completed e"
    )


def test_call_activity(case: Case) -> None:
    """A call runs a process of its own, to which and from which only what is mapped crosses (13.3.4)."""
    assert case.start(price=5) == steps(
        "entered s, completed s, taken s_x, entered x, entered qs, completed qs, taken qs_a, entered a"
    )
    [scope] = [id for id in case.run.scopes() if id != case.run.main_scope]
    assert case.run.variables(scope) == {"amount": 10}
    assert case.complete("a", approved=True) == steps(
        "completed a, taken a_qe, entered qe, completed qe, completed x, taken x_e, entered e, completed e"
    )
    assert case.variables == {"price": 5, "verdict": True}


def test_call_activity_shares_nothing(case: Case) -> None:
    """A called process doesn't see its caller's data, nor the caller the called one's (10.5.7)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_x, entered x, entered qs, "
        "completed qs, taken qs_c, entered c, completed c, taken c_qe, entered qe, completed qe, "
        "completed x, taken x_b, entered b, completed b, taken b_e, entered e, completed e"
    )
    assert case.variables == {"secret": 1, "seen": None}


def test_call_activity_twice(case: Case) -> None:
    """Each call begins with data of its own (10.3.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered qs, completed qs, taken qs_a, entered a, "
        "completed a, taken a_qe, entered qe, completed qe, completed x, taken x_y, entered y, "
        "entered qs, completed qs, taken qs_a, entered a, completed a, taken a_qe, entered qe, "
        "completed qe, completed y, taken y_e, entered e, completed e"
    )
    assert case.variables == {"one": 1, "two": 0}


def test_call_activity_nested(case: Case) -> None:
    """A called process may call another (13.3.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered qs, completed qs, taken qs_y, entered y, "
        "entered rs, completed rs, taken rs_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_re, entered re, completed re, completed y, taken y_qe, entered qe, "
        "completed qe, completed x, taken x_e, entered e, completed e"
    )


def test_transaction(case: Case) -> None:
    """A transaction that isn't cancelled goes on as a subprocess does (10.3.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_a, entered a"
    )
    assert case.complete("a") == steps("completed a, taken a_d, entered d")
    assert case.complete("d") == steps(
        "completed d, taken d_xe, entered xe, completed xe, completed x, taken x_e, entered e, completed e"
    )
    assert case.ended == ["e"]


def test_transaction_cancelled(case: Case) -> None:
    """A cancelled transaction ends what runs, compensates, and goes on at its cancel event (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_g, entered g, completed g, taken g_d, entered d, taken g_w, entered w"
    )
    assert case.complete("d") == steps("completed d, taken d_xc, entered xc, cancelled w, entered u")
    assert case.complete("u") == steps(
        "completed u, completed xc, cancelled x, entered b, completed b, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_transaction_hazard(case: Case) -> None:
    """An error ends a transaction without compensation (10.3.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_xe, entered xe, completed xe, thrown xe error WRONG, cancelled x, "
        "entered h, caught h error WRONG, completed h, taken h_g, entered g, completed g"
    )
    assert case.ended == ["g"]


def test_transaction_cancelled_with_a_subprocess_in_it(case: Case) -> None:
    """A cancelled transaction compensates on every level of it, the last one first (13.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_y, entered y, "
        "entered a, completed a, completed y, taken y_c, entered c, completed c, taken c_g, entered g, "
        "completed g, taken g_z, entered z, taken g_d, entered d, entered w"
    )
    assert case.complete("d") == steps(
        "completed d, taken d_xc, entered xc, cancelled z, cancelled w, entered uc, completed uc, "
        "entered ua, completed ua, completed xc, cancelled x, entered b, completed b, taken b_f, "
        "entered f, completed f"
    )
    assert case.ended == ["f"]


def test_subprocess_empty(case: Case) -> None:
    """A subprocess in which nothing stands is completed at once (13.3.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_transaction_empty(case: Case) -> None:
    """So is a transaction in which nothing stands (13.3.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_process_empty(case: Case) -> None:
    """A process in which nothing stands is completed at once (13.2)."""
    assert (case.start(), case.over) == ([], True)


def test_subprocess_of_an_event_subprocess_alone(case: Case) -> None:
    """An event subprocess keeps nothing open in which no token is (13.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_subprocess_that_nothing_begins(refusals: Refusals) -> None:
    """In a subprocess without a start event a token begins where no flow leads to (10.3.5)."""
    assert refusals == [
        ("a", "Tidak ada yang memulai subproses ini: setiap langkahnya menunggu langkah lain.")
    ]


def test_call_activity_shares_all(case: Case) -> None:
    """Where all variables cross, the called process has copies, and gives its own back (10.3.6)."""
    assert case.start(amount=4) == steps(
        "entered s, completed s, taken s_a, entered a, entered qs, completed qs, taken qs_b, entered b, "
        "completed b, completed a, taken a_e, entered e, completed e"
    )
    assert case.variables == {"amount": 4, "more": 5, "sum": 9}


def test_call_activity_of_a_process_that_a_message_begins(refusals: Refusals) -> None:
    """A called process begins without an event (10.5.2)."""
    assert refusals == [("x", "Proses “q” yang dipanggil harus punya tepat satu event mulai.")]
