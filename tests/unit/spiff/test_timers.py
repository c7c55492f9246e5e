from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from engine.errors import Conflict, ProcessFault
from engine.spiff import Program, Run
from tests.unit.spiff.builders import (
    BUDGET,
    NOW,
    Player,
    Toy,
    end,
    exclusive,
    flows,
    node,
    process,
    program,
    start,
    user,
)


def timer(text: str, kind: str = "timeDuration") -> str:
    return f"<bpmn:timerEventDefinition><bpmn:{kind}>{text}</bpmn:{kind}></bpmn:timerEventDefinition>"


def waiting(text: str, kind: str = "timeDuration") -> Program:
    event = node("intermediateCatchEvent", "w", timer(text, kind))
    return program(start(), event, user("a"), end(), flows("s w", "w a", "a e"))


def boundary(host: str, *others: str, cancel: str = "true", on: str = "a") -> Program:
    """A rework loop around a host with a timer of a day, whose way leads to the task ``late``."""
    event = node("boundaryEvent", "b", timer("P1D"), attachedToRef=on, cancelActivity=cancel)
    return program(
        *(start(), exclusive("m"), host, event, user("late"), user("u"), exclusive("x", "x_e"), end("e")),
        end("e2"),
        flows("s m", f"m {on}", f"{on} u", "b late", "late e2", "u x", "x m lagi", "x e"),
        others=others,
    )


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("PT1H30M", "timeDuration", NOW + timedelta(minutes=90)),
        ("P2W", "timeDuration", NOW + 14 * DAY),
        ("P1M", "timeDuration", NOW + 31 * DAY),
        ("PT0.5S", "timeDuration", NOW + timedelta(seconds=0.5)),
        ("2026-03-20", "timeDate", datetime(2026, 3, 19, 17, tzinfo=UTC)),
        ("2026-03-20T08:00:00", "timeDate", datetime(2026, 3, 20, 1, tzinfo=UTC)),
        ("2026-03-20T08:00:00Z", "timeDate", datetime(2026, 3, 20, 8, tzinfo=UTC)),
        ("= deadline", "timeDate", datetime(2026, 4, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_timer_is_due_when_its_text_says(text: str, kind: str, due: datetime) -> None:
    case = Player(waiting(text, kind), assign={"deadline": "2026-04-01T08:00:00+07:00"})
    assert [(timer.element, timer.due_at) for timer in case.run.timers()] == [("w", due)]


def test_a_month_after_the_31st_is_the_last_day_of_the_next() -> None:
    now = datetime(2026, 1, 31, 3, tzinfo=UTC)
    run, _ = Run.start(waiting("P1M"), "c", "s", Toy(), now, assign={}, names={}, budget=BUDGET)
    assert run.timers()[0].due_at == datetime(2026, 2, 28, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("besok", "timeDate"),
        ("P", "timeDuration"),
        ("1D", "timeDuration"),
        ("= none", "timeDate"),
        ("PT", "timeDuration"),
    ],
)
def test_a_text_that_is_no_time_is_a_fault(text: str, kind: str) -> None:
    with pytest.raises(ProcessFault) as caught:
        Player(waiting(text, kind))
    assert caught.value.element == "w"


def test_a_due_timer_fires_and_the_case_goes_on() -> None:
    case = Player(waiting("P1D"), restoring=True)
    assert case.open == []
    case.fire("w", NOW + DAY)
    assert case.open == ["a"]
    assert case.run.timers() == []
    assert case.told() == ["completed w", "taken w_a", "entered a"]


def test_a_timer_does_not_fire_before_it_is_due_nor_twice() -> None:
    case = Player(waiting("P1D"))
    id = case.run.timers()[0].id
    with pytest.raises(Conflict):
        case.run.fire(id, Toy(), NOW, budget=BUDGET)
    case.fire("w", NOW + DAY)
    with pytest.raises(Conflict):
        case.run.fire(id, Toy(), NOW + DAY, budget=BUDGET)


def test_no_other_command_fires_a_timer_that_is_due() -> None:
    case = Player(boundary(user("a")))
    case.do("a", now=NOW + 2 * DAY)
    assert case.open == ["u"]
    assert case.run.timers() == []


@pytest.mark.parametrize("restoring", [False, True])
def test_an_interrupting_timer_ends_its_task_and_takes_its_own_way(restoring: bool) -> None:
    case = Player(boundary(user("a")), restoring=restoring)
    case.fire("b", NOW + DAY)
    assert case.open == ["late"]
    assert case.told() == ["entered b", "completed b", "cancelled a", "taken b_late", "entered late"]
    case.do("late")
    assert case.run.ended == ("e2",)


@pytest.mark.parametrize("restoring", [False, True])
def test_a_timer_that_does_not_interrupt_leaves_its_task_open(restoring: bool) -> None:
    case = Player(boundary(user("a"), cancel="false"), restoring=restoring)
    case.fire("b", NOW + DAY)
    assert case.open == ["a", "late"]
    case.do("a")
    assert case.open == ["late", "u"]
    case.do("u", lagi=False)
    assert not case.run.ended
    case.do("late")
    assert case.run.ended == ("e", "e2")


def test_a_timer_ends_with_its_task_and_is_set_anew_in_the_next_round() -> None:
    case = Player(boundary(user("a")), restoring=True)
    first = case.run.timers()[0]
    case.do("a")
    assert case.run.timers() == []
    case.do("u", now=NOW + 5 * DAY, lagi=True)
    second = case.run.timers()[0]
    assert second.due_at == NOW + 6 * DAY
    assert second.id != first.id
    case.fire("b", NOW + 6 * DAY)
    assert case.open == ["late"]


def test_a_timer_on_a_call_ends_the_called_process() -> None:
    inner = process(start("qs"), user("in"), end("qe"), flows("qs in", "in qe"), id="q")
    case = Player(boundary(node("callActivity", "a", calledElement="q"), inner), restoring=True)
    assert case.open == ["in"]
    case.fire("b", NOW + DAY)
    assert case.open == ["late"]
    assert list(case.run.scopes()) == [case.run.main_scope]
    assert {"cancelled in", "cancelled a"} <= set(case.told())


def test_a_timer_on_a_multi_instance_task_ends_all_its_instances() -> None:
    each = node("multiInstanceLoopCharacteristics", "l", camunda__collection="units")
    host = user("a", each)
    case = Player(boundary(host), restoring=True, assign={"units": [1, 2, 3]})
    case.do("a")
    case.fire("b", NOW + DAY)
    assert case.open == ["late"]
    assert [told for told in case.told() if told == "cancelled a"] == ["cancelled a"] * 3


def test_a_timer_on_an_embedded_subprocess_ends_what_is_open_in_it() -> None:
    inner = start("is") + user("in") + end("ie") + flows("is in", "in ie")
    case = Player(boundary(node("subProcess", "a", inner)), restoring=True)
    case.fire("b", NOW + DAY)
    assert case.open == ["late"]
    assert [told for told in case.told() if told.startswith("cancelled")] == ["cancelled a", "cancelled in"]


def test_two_timers_on_one_task_are_due_each_at_its_own_time() -> None:
    events = node("boundaryEvent", "b1", timer("P1D"), attachedToRef="a", cancelActivity="false") + node(
        "boundaryEvent", "b2", timer("P2D"), attachedToRef="a"
    )
    case = Player(
        program(
            *(start(), user("a"), events, user("warn"), user("late"), end()),
            flows("s a", "a e", "b1 warn", "b2 late", "warn e", "late e"),
        ),
        restoring=True,
    )
    assert [timer.due_at for timer in case.run.timers()] == [NOW + DAY, NOW + 2 * DAY]
    case.fire("b1", NOW + DAY)
    assert case.open == ["a", "warn"]
    case.fire("b2", NOW + 2 * DAY)
    assert case.open == ["late", "warn"]
