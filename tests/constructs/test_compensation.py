"""Compensation"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps


def test_compensation_order(case: Case) -> None:
    """What was completed last is compensated first (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_b, entered b, completed b, "
        "taken b_t, entered t, entered ub, completed ub, entered ua, completed ua, completed t, "
        "taken t_e, entered e, completed e"
    )


def test_compensation_activity_ref(case: Case) -> None:
    """Compensation may be for one activity only (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_b, entered b, completed b, "
        "taken b_t, entered t, entered ua, completed ua, completed t, taken t_v, entered v, entered ub, "
        "completed ub, completed v, taken v_e, entered e, completed e"
    )


def test_compensation_of_what_is_not_completed(case: Case) -> None:
    """An activity that is still active can't be compensated (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_g, entered g, completed g, taken g_a, entered a, taken g_b, "
        "entered b"
    )
    assert case.complete("b") == steps(
        "completed b, taken b_t, entered t, completed t, taken t_e, entered e, completed e"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_compensation_once(case: Case) -> None:
    """What has been compensated isn't compensated again (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_t, entered t, entered ua, "
        "completed ua, completed t, taken t_v, entered v, completed v, taken v_e, entered e, completed e"
    )


def test_compensation_of_each_time(case: Case) -> None:
    """An activity that was completed several times is compensated as often (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_m, entered m, completed m, taken m_a, entered a"
    )
    assert case.complete("a", again=True) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_m, entered m, completed m, taken m_a, "
        "entered a"
    )
    assert case.compensable == [[["a", []]]]
    assert case.complete("a", again=False) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_t, entered t, entered ua, completed ua, "
        "entered ua, completed ua, completed t, taken t_e, entered e, completed e"
    )


def test_compensation_of_each_instance(case: Case) -> None:
    """Each instance of a multi-instance activity is compensated (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered a, completed a, entered a, completed a, "
        "completed a, taken a_t, entered t, entered ua, completed ua, entered ua, completed ua, "
        "completed t, taken t_e, entered e, completed e"
    )


def test_compensation_in_a_subprocess(case: Case) -> None:
    """Compensating a subprocess without a handler compensates what was completed in it (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, taken a_b, entered b, "
        "completed b, completed x, taken x_t, entered t, entered ub, completed ub, entered ua, "
        "completed ua, completed t, taken t_e, entered e, completed e"
    )


def test_compensation_by_a_subprocess(case: Case) -> None:
    """What compensates may be a subprocess (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_t, entered t, entered ua, "
        "entered us, completed us, taken us_u, entered u"
    )
    assert case.complete("u") == steps(
        "completed u, taken u_ue, entered ue, completed ue, completed ua, completed t, taken t_e, "
        "entered e, completed e"
    )


def test_compensation_by_an_event_subprocess(case: Case) -> None:
    """A subprocess with a compensation event subprocess is compensated by that alone (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_a, entered a, "
        "completed a, taken a_xe, entered xe, completed xe, completed x, taken x_t, entered t, entered h, "
        "entered hs, completed hs, taken hs_d, entered d, completed d, taken d_he, entered he, "
        "completed he, completed h, completed t, taken t_e, entered e, completed e"
    )


def test_compensation_by_an_event_subprocess_that_compensates(case: Case) -> None:
    """A compensation event subprocess may compensate what was completed around it (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_a, entered a, "
        "completed a, taken a_xe, entered xe, completed xe, completed x, taken x_t, entered t, entered h, "
        "entered hs, completed hs, taken hs_d, entered d, completed d, taken d_hc, entered hc, "
        "entered ua, completed ua, completed hc, taken hc_he, entered he, completed he, completed h, "
        "completed t, taken t_e, entered e, completed e"
    )


def test_compensation_of_a_call_activity(case: Case) -> None:
    """A completed call is compensated as any activity is (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered c, completed c, completed a, taken a_t, "
        "entered t, entered ua, completed ua, completed t, taken t_e, entered e, completed e"
    )


def test_compensation_from_an_event_subprocess(case: Case) -> None:
    """An event subprocess compensates what was completed in the scope around it (10.7)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_b, entered b")
    assert case.receive("stop") == steps(
        "cancelled b, entered h, entered hs, caught hs message stop, completed hs, taken hs_hc, "
        "entered hc, entered ua, completed ua, completed hc, taken hc_he, entered he, completed he, "
        "completed h"
    )


def test_compensation_handler_waits(case: Case) -> None:
    """The next handler begins when the one before is completed (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_b, entered b, completed b, "
        "taken b_e, entered e, entered ub"
    )
    assert case.complete("ub") == steps("completed ub, entered ua")
    assert case.complete("ua") == steps("completed ua, completed e")
    assert case.ended == ["e"]


def test_compensation_inside_its_subprocess_only(case: Case) -> None:
    """Compensation that names no activity is for those of its own subprocess (10.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_x, entered x, entered b, "
        "completed b, taken b_t, entered t, entered ub, completed ub, completed t, completed x, "
        "taken x_e, entered e, completed e"
    )


def test_compensation_of_an_instance_of_a_subprocess(case: Case) -> None:
    """What was completed in each instance of a subprocess is compensated (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered xs, completed xs, taken xs_a, "
        "entered a, completed a, taken a_xe, entered xe, completed xe, completed x, entered x, "
        "entered xs, completed xs, taken xs_a, entered a, completed a, taken a_xe, entered xe, "
        "completed xe, completed x, completed x, taken x_t, entered t, entered ua, completed ua, "
        "entered ua, completed ua, completed t, taken t_e, entered e, completed e"
    )


def test_compensation_event_subprocess_of_a_process(refusals: Refusals) -> None:
    """A process that has been completed is compensated by nobody (13.5.5)."""
    assert refusals == [
        ("xs", "Kompensasi hanya dapat memulai subproses event yang ada di dalam subproses."),
    ]


def test_compensation_of_a_subprocess_by_its_handler(case: Case) -> None:
    """A subprocess that has a handler is compensated by that alone (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, completed x, taken x_t, "
        "entered t, entered ux, completed ux, completed t, taken t_e, entered e, completed e"
    )


def test_compensation_end_event_with_a_message(case: Case) -> None:
    """An end event that compensates and sends a message does both (10.5.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, entered ua"
    )
    assert case.complete("ua") == steps("completed ua, completed e, thrown e message undone")


def test_compensation_not_waited_for(refusals: Refusals) -> None:
    """What compensates is waited for (10.5.5)."""
    assert refusals == [("x", "Kompensasi yang tidak ditunggu (waitForCompletion) tidak dapat dijalankan.")]


def test_compensation_sees_the_data_of_its_subprocess(case: Case) -> None:
    """What compensates in a completed subprocess sees the data that this had for itself (13.5.5)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, completed x, taken x_e, "
        "entered e, entered h, completed h, completed e"
    )
    assert case.variables == {"undone": "paid"}
