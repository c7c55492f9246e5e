"""Events on the boundary of activities"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps


def test_boundary_message_interrupting(case: Case) -> None:
    """A message ends the activity and goes on along the event's flow (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m", {"text": "x"}) == steps(
        "entered b, caught b message m, completed b, cancelled a, taken b_h, entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.ended == ["f"]


def test_boundary_message_non_interrupting(case: Case) -> None:
    """A message goes on along the event's flow beside the activity (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m", {"text": "x"}) == steps(
        "entered b, caught b message m, completed b, taken b_h, entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.ended == ["f", "e"]


def test_boundary_timer_date_interrupting(case: Case) -> None:
    """A moment ends the activity and goes on along the event's flow (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("b") == steps("entered b, completed b, cancelled a, taken b_h, entered h")
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.ended == ["f"]


def test_boundary_timer_date_non_interrupting(case: Case) -> None:
    """A moment goes on along the event's flow beside the activity (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("b") == steps("entered b, completed b, taken b_h, entered h")
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.ended == ["f", "e"]


def test_boundary_timer_duration_interrupting(case: Case) -> None:
    """A time after the activity began ends the activity and goes on along the event's flow (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("b") == steps("entered b, completed b, cancelled a, taken b_h, entered h")
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.ended == ["f"]


def test_boundary_timer_duration_non_interrupting(case: Case) -> None:
    """A time after the activity began goes on along the event's flow beside the activity (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("b") == steps("entered b, completed b, taken b_h, entered h")
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.ended == ["f", "e"]


def test_boundary_signal_interrupting(case: Case) -> None:
    """A signal ends the activity and goes on along the event's flow (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps(
        "entered b, caught b signal go, completed b, cancelled a, taken b_h, entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.ended == ["f"]


def test_boundary_signal_non_interrupting(case: Case) -> None:
    """A signal goes on along the event's flow beside the activity (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps("entered b, caught b signal go, completed b, taken b_h, entered h")
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.ended == ["f", "e"]


def test_boundary_timer_cycle_interrupting(case: Case) -> None:
    """The first time that a cycle is due ends the activity, and so the cycle (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("b") == steps("entered b, completed b, cancelled a, taken b_h, entered h")
    assert case.due == {}
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")


def test_boundary_timer_cycle_non_interrupting(case: Case) -> None:
    """A cycle goes on along the event's flow each time that it is due, as often as it says (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.due == {"b": "2026-03-16T10:00"}
    assert case.fire("b") == steps("entered b, completed b, taken b_h, entered h")
    assert case.due == {"b": "2026-03-16T11:00"}
    assert case.fire("b") == steps("entered b, completed b, taken b_h, entered h")
    assert case.due == {}
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.complete("h") == steps("completed h, taken h_f, entered f, completed f")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_boundary_conditional_interrupting(case: Case) -> None:
    """A condition that becomes true ends the activity (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_x, entered x, taken f_a, "
        "entered a"
    )
    assert case.complete("x", amount=20) == steps(
        "completed x, taken x_e, entered e, entered b, completed b, cancelled a, taken b_h, entered h, "
        "completed e"
    )
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")


def test_boundary_conditional_non_interrupting(case: Case) -> None:
    """A condition that becomes true goes on beside the activity, once for each time (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_f, entered f, completed f, taken f_x, entered x, taken f_a, "
        "entered a"
    )
    assert case.complete("x", amount=20) == steps(
        "completed x, taken x_e, entered e, entered b, completed b, taken b_h, entered h, completed e"
    )
    assert case.complete("h", amount=5) == steps("completed h, taken h_e, entered e, completed e")
    assert case.complete("a", amount=30) == steps("completed a, taken a_e, entered e, completed e")


def test_boundary_escalation_interrupting(case: Case) -> None:
    """An escalation ends the activity it is thrown in, where the event says so (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered xs, completed xs, taken xs_t, entered t, "
        "completed t, thrown t escalation LATE, cancelled a, entered b, caught b escalation LATE, "
        "completed b, taken b_h, entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")
    assert case.ended == ["e"]


def test_boundary_escalation_non_interrupting(case: Case) -> None:
    """An escalation goes on beside the activity it is thrown in (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered xs, completed xs, taken xs_t, entered t, "
        "completed t, thrown t escalation LATE, entered b, caught b escalation LATE, "
        "completed b, taken b_h, entered h, taken t_x, entered x"
    )
    assert case.complete("x") == steps(
        "completed x, taken x_xe, entered xe, completed xe, completed a, taken a_e, entered e, completed e"
    )
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")


def test_boundary_error(case: Case) -> None:
    """An error ends all that goes on in the activity, and goes on along the event's flow (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered g, completed g, taken g_x, entered x, "
        "taken g_y, entered y"
    )
    assert case.complete("y") == steps(
        "completed y, taken y_xe, entered xe, completed xe, thrown xe error WRONG, cancelled a, "
        "cancelled x, entered b, caught b error WRONG, completed b, taken b_h, entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")
    assert case.ended == ["e"]


def test_boundary_error_code_variable(case: Case) -> None:
    """An error event without a code catches any, and tells which it was (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered x, completed x, taken x_xe, entered xe, "
        "completed xe, thrown xe error WRONG, cancelled a, entered b, caught b error WRONG, completed b, "
        "taken b_e, entered e, completed e"
    )
    assert case.variables == {"code": "WRONG"}


def test_boundary_cancel(case: Case) -> None:
    """A transaction that is cancelled goes on along the cancel event's flow (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered x")
    assert case.complete("x") == steps(
        "completed x, taken x_xe, entered xe, completed xe, cancelled a, entered b, completed b, "
        "taken b_h, entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")
    assert case.ended == ["e"]


def test_boundary_compensation(case: Case) -> None:
    """A compensation event on an activity shows what compensates it, and never ends it (13.5.5)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps(
        "completed a, taken a_t, entered t, entered u, completed u, completed t, taken t_e, entered e, "
        "completed e"
    )
    assert case.ended == ["e"]


def test_boundary_multiple_interrupting(case: Case) -> None:
    """Any of several events ends the activity (10.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps(
        "entered b, caught b signal go, completed b, cancelled a, taken b_h, entered h"
    )
    assert case.waits == []
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")


def test_boundary_multiple_non_interrupting(case: Case) -> None:
    """Any of several events goes on beside the activity, each time that it happens (10.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == steps("entered b, caught b signal go, completed b, taken b_h, entered h")
    assert case.receive("m") == steps("entered b, caught b message m, completed b, taken b_h, entered h")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")


def test_boundary_parallel_multiple_interrupting(case: Case) -> None:
    """All of several events together end the activity (10.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.hear("go") == []
    assert case.receive("m") == steps(
        "entered b, caught b signal go, caught b message m, completed b, cancelled a, taken b_h, entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")


def test_boundary_parallel_multiple_non_interrupting(case: Case) -> None:
    """All of several events together go on beside the activity, and are then waited for anew (10.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m") == []
    assert case.hear("go") == steps(
        "entered b, caught b message m, caught b signal go, completed b, taken b_h, entered h"
    )
    assert case.waits == ["message m", "signal go"]
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")


def test_boundary_event_on_subprocess(case: Case) -> None:
    """All that goes on in a subprocess ends with it, on every level (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered y, entered x")
    assert case.receive("m") == steps(
        "entered b, caught b message m, completed b, cancelled a, cancelled y, cancelled x, taken b_h, "
        "entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")
    assert case.ended == ["e"]


def test_boundary_event_on_call_activity(case: Case) -> None:
    """A called process ends with its call (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered x")
    assert case.receive("m") == steps(
        "entered b, caught b message m, completed b, cancelled a, cancelled x, taken b_h, entered h"
    )
    assert case.complete("h") == steps("completed h, taken h_e, entered e, completed e")
    assert case.ended == ["e"]


def test_boundary_event_on_receive_task(case: Case) -> None:
    """A time limit on a receive task ends its waiting (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("b") == steps("entered b, completed b, cancelled a, taken b_f, entered f, completed f")
    assert (case.waits, case.ended) == ([], ["f"])


def test_boundary_event_on_multi_instance(case: Case) -> None:
    """An event on a multi-instance activity ends all of its instances (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered a, entered a, entered a"
    )
    assert case.complete("a", item=1) == steps("completed a")
    assert case.receive("m") == steps(
        "entered b, caught b message m, completed b, cancelled a, cancelled a, cancelled a, taken b_f, "
        "entered f, completed f"
    )
    assert case.ended == ["f"]


def test_boundary_event_on_loop(case: Case) -> None:
    """An event on a looping activity ends it in whatever round it is (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered a")
    assert case.complete("a", again=True) == steps("completed a, entered a")
    assert case.receive("m") == steps(
        "entered b, caught b message m, completed b, cancelled a, cancelled a, taken b_f, entered f, "
        "completed f"
    )
    assert case.ended == ["f"]


def test_boundary_events_race(case: Case) -> None:
    """Several events on an activity wait at once; what interrupts ends them all (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.due == {"b": "2026-03-16T11:00", "c": "2026-03-16T10:00"}
    assert case.fire("c") == steps("entered c, completed c, taken c_g, entered g, completed g")
    assert case.fire("b") == steps("entered b, completed b, cancelled a, taken b_f, entered f, completed f")
    assert case.ended == ["g", "f"]


def test_boundary_event_back_to_its_activity(case: Case) -> None:
    """An event may lead back to its own activity, which begins anew (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m") == steps(
        "entered b, caught b message m, completed b, cancelled a, taken b_a, entered a"
    )
    assert case.receive("m") == steps(
        "entered b, caught b message m, completed b, cancelled a, taken b_a, entered a"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_boundary_event_timer_starts_anew_in_a_loop(case: Case) -> None:
    """Each time that its activity begins, a timer begins anew (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_m, entered m, completed m, taken m_a, entered a"
    )
    case.later(0.5)
    assert case.complete("a", again=True) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_m, entered m, completed m, taken m_a, "
        "entered a"
    )
    assert case.due == {"b": "2026-03-16T10:30"}
    assert case.fire("b") == steps("entered b, completed b, cancelled a, taken b_f, entered f, completed f")


def test_boundary_event_without_flow(case: Case) -> None:
    """A boundary event without a flow ends its activity, and its token there (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("m") == steps("entered b, caught b message m, completed b, cancelled a")
    assert case.over


def test_boundary_timer_on_a_sequential_multi_instance(case: Case) -> None:
    """A timer on a multi-instance activity is for all of its instances together (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered a")
    assert case.complete("a") == steps("completed a, entered a")
    assert case.fire("b") == steps("entered b, completed b, taken b_f, entered f, completed f")
    assert case.complete("a") == steps("completed a, completed a, taken a_e, entered e, completed e")


def test_boundary_conditional_true_at_once(case: Case) -> None:
    """A condition that is true already as its activity begins happens at once (13.5.3)."""
    assert case.start(amount=20) == steps(
        "entered s, completed s, taken s_a, entered a, entered b, completed b, cancelled a, taken b_f, "
        "entered f, completed f"
    )


def test_timer_cycle_with_a_beginning(case: Case) -> None:
    """A cycle may begin at a moment (10.5.5)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.due == {"b": "2026-03-20T08:00"}
    assert case.fire("b") == steps("entered b, completed b, taken b_f, entered f, completed f")
    assert case.due == {"b": "2026-03-21T08:00"}
    assert case.fire("b") == steps("entered b, completed b, taken b_f, entered f, completed f")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_boundary_event_inside_a_subprocess(case: Case) -> None:
    """What a boundary event begins stays on the level of its activity (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_a, entered a"
    )
    assert case.fire("b") == steps("entered b, completed b, cancelled a, taken b_h, entered h")
    assert case.complete("h") == steps(
        "completed h, taken h_xe, entered xe, completed xe, completed x, taken x_e, entered e, completed e"
    )


def test_join_of_a_boundary_event_and_its_activity(case: Case) -> None:
    """An event's way and its activity's may be joined (13.5.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fire("b") == steps("entered b, completed b, taken b_h, entered h")
    assert case.complete("a") == steps("completed a, taken a_j")
    assert case.complete("h") == steps(
        "completed h, taken h_j, entered j, completed j, taken j_e, entered e, completed e"
    )


def test_boundary_error_twice(refusals: Refusals) -> None:
    """An error is caught once, so a second event for it on the same activity never happens (10.5.6)."""
    assert refusals == [("c", "Tidak pernah terjadi: “b” sudah menangkapnya.")]


def test_boundary_cancel_twice(refusals: Refusals) -> None:
    """A transaction is cancelled once, so a second event for it never happens (10.5.6)."""
    assert refusals == [("c", "Tidak pernah terjadi: “b” sudah menangkapnya.")]


def test_boundary_events_of_one_signal(case: Case) -> None:
    """Of several events that happen by one signal the first ends the activity, and the others (13.5.3)."""
    case.start()
    assert case.hear("go") == steps(
        "entered b, caught b signal go, completed b, cancelled a, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_boundary_events_of_two_signals(case: Case) -> None:
    """Of the signals that several tokens throw at once the first ends the activity (13.5.3)."""
    case.start()
    assert case.complete("u") == steps(
        "completed u, taken u_l, entered l, completed l, taken l_t, entered t, taken l_v, entered v, "
        "completed t, thrown t signal stop, entered c, caught c signal stop, completed c, cancelled a, "
        "taken c_g, entered g, taken t_h, entered h, completed v, thrown v signal go, taken v_h, entered h, "
        "completed h, completed g, completed h"
    )
    assert case.ended == ["h", "g"]


def test_boundary_events_of_two_conditions(case: Case) -> None:
    """Of several conditions that become true at once the first ends the activity (13.5.3)."""
    assert case.start(ready=True) == steps(
        "entered s, completed s, taken s_a, entered a, entered b, completed b, cancelled a, taken b_f, "
        "entered f, completed f"
    )
    assert case.ended == ["f"]


def test_boundary_event_as_its_activity_begins(case: Case) -> None:
    """An activity that was ended doesn't run, however soon after its beginning that was (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_k, entered k, completed k, taken k_m, entered m, completed m, "
        "taken m_t, entered t, taken k_a, entered a, completed t, thrown t signal go, entered b, "
        "caught b signal go, completed b, cancelled a, taken b_f, entered f, taken t_e, entered e, "
        "completed e, completed f"
    )


def test_boundary_multiple_with_a_date(case: Case) -> None:
    """A moment happens once, the message beside it each time (10.5.5)."""
    case.start()
    message = steps("entered b, caught b message m, completed b, taken b_h, entered h")
    assert case.receive("m") == message
    assert case.due == {"b": "2026-03-16T10:00"}
    assert case.fire("b") == steps("entered b, completed b, taken b_h, entered h")
    assert case.due == {}
    assert case.receive("m") == message


def test_boundary_multiple_with_a_cycle(case: Case) -> None:
    """A message takes no turn of the cycle beside it, and doesn't put it off (10.5.5)."""
    case.start()
    message = steps("entered b, caught b message m, completed b, taken b_h, entered h")
    turn = steps("entered b, completed b, taken b_h, entered h")
    case.later(hours=0.5)
    assert case.receive("m") == message
    assert case.due == {"b": "2026-03-16T10:00"}
    assert case.fire("b") == turn
    assert case.due == {"b": "2026-03-16T11:00"}
    assert case.receive("m") == message
    assert case.fire("b") == turn
    assert case.due == {}
    assert case.receive("m") == message


def test_boundary_parallel_multiple_with_a_cycle(case: Case) -> None:
    """All of several events happen as often as each of them can (10.5.5)."""
    case.start()
    happened = steps("entered b, caught b message m, completed b, taken b_h, entered h")
    assert case.fire("b") == []
    assert case.receive("m") == happened
    assert case.receive("m") == []
    assert case.due == {"b": "2026-03-16T11:00"}
    assert case.fire("b") == happened
    assert (case.due, case.waits) == ({}, [])


def test_boundary_escalation_of_two_tokens(case: Case) -> None:
    """What interrupts nothing happens for each of several escalations at once (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered xs, completed xs, taken xs_k, entered k, "
        "completed k, taken k_t, entered t, taken k_u, entered u, completed t, thrown t escalation LATE, "
        "entered b, caught b escalation LATE, completed b, taken b_h, entered h, completed u, "
        "thrown u escalation LATE, entered b, caught b escalation LATE, completed b, taken b_h, entered h, "
        "completed a, taken a_e, entered e, completed e"
    )


def test_boundary_escalation_of_each_instance(case: Case) -> None:
    """What interrupts nothing happens for the escalation of each instance (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered a, entered a, entered xs, entered xs, "
        "completed xs, taken xs_t, entered t, completed xs, taken xs_t, entered t, completed t, "
        "thrown t escalation LATE, entered b, caught b escalation LATE, completed b, taken b_h, entered h, "
        "completed t, thrown t escalation LATE, entered b, caught b escalation LATE, completed b, "
        "taken b_h, entered h, completed a, completed a, completed a, taken a_e, entered e, completed e"
    )
