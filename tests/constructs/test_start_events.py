"""Start events"""

from __future__ import annotations

from engine.spiff import TimerText
from tests.constructs.case import Case, Refusals, steps


def test_none_start_event(case: Case) -> None:
    """A process begins at its start event, and ends when its token has reached an end event (13.2)."""
    assert case.start() == steps("entered s, completed s, taken s_e, entered e, completed e")
    assert case.over


def test_message_start_event(case: Case) -> None:
    """A message begins a new case, and hands over what it carries (13.5.1)."""
    assert case.start(payload={"amount": 3, "other": 4}) == steps(
        "entered s, caught s message order, completed s, taken s_a, entered a"
    )
    assert case.variables == {"amount": 3}
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_message_start_event_without_output(case: Case) -> None:
    """What a message carries becomes variables where nothing says what is taken of it (13.5.1)."""
    assert case.start(payload={"amount": 3}) == steps(
        "entered s, caught s message order, completed s, taken s_a, entered a"
    )
    assert case.variables == {"amount": 3}
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_signal_start_event(case: Case) -> None:
    """A signal begins a new case (13.5.1)."""
    assert case.start(payload={"where": "here"}) == steps(
        "entered s, caught s signal alarm, completed s, taken s_a, entered a"
    )
    assert case.variables == {"where": "here"}
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_timer_date_start_event(case: Case) -> None:
    """A moment begins a new case (13.5.1)."""
    assert [event.timer for event in case.triggers()] == [
        TimerText("date", "2026-04-01T08:00:00", expression=False)
    ]
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_timer_duration_start_event(case: Case) -> None:
    """A time after the process was put into force begins a case (13.5.1)."""
    assert [event.timer for event in case.triggers()] == [TimerText("duration", "P1D", expression=False)]
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_timer_cycle_start_event(case: Case) -> None:
    """A cycle begins a case each time that it is due (13.5.1)."""
    assert [event.timer for event in case.triggers()] == [TimerText("cycle", "R/P1D", expression=False)]
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_multiple_start_event(case: Case) -> None:
    """One of several events begins a case (10.5.2)."""
    assert [(event.kind, event.name) for event in case.triggers()] == [
        ("message", "order"),
        ("signal", "alarm"),
    ]
    assert case.start(payload={"amount": 3}, cause=("signal", "alarm")) == steps(
        "entered s, caught s signal alarm, completed s, taken s_a, entered a"
    )
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_start_events_of_several_kinds(case: Case) -> None:
    """A case begins at the start event whose event has happened, and at no other (13.2)."""
    assert case.start(at="m", payload={"amount": 3}) == steps(
        "entered m, caught m message order, completed m, taken m_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")
    assert case.ended == ["e"]


def test_parallel_multiple_start_event(refusals: Refusals) -> None:
    """A process that would begin when several events have all happened is refused (13.2)."""
    assert refusals == [
        ("s", "Event mulai yang menunggu semua pemicunya (parallelMultiple) tidak dapat dijalankan."),
    ]


def test_implicit_start_at_events(case: Case) -> None:
    """Without a start event all begins that no flow leads to, events too (10.5.2)."""
    assert case.start() == steps("entered a, entered m, entered e, completed e, thrown e signal called")
    assert case.receive("asked") == steps("caught m message asked, completed m")
    assert case.complete("a") == steps("completed a")
    assert case.over
