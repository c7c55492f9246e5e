"""The clock: it stands while anything can happen, and then jumps to what is due next."""

from __future__ import annotations

import pytest

from engine.model import Json
from engine.simulate import world
from tests.unit.simulate.builder import after, boundary, catch, every, on, straight, tried
from tests.unit.spiff.builders import end, flows, node, parallel, process, start, user


def test_it_begins_on_a_monday_morning_and_stands_without_timers() -> None:
    trial = tried(straight(("a", user("a"))))
    assert {line["at"] for line in trial.lines} == {"2026-01-05T02:00:00Z"}


def test_it_jumps_to_a_timer() -> None:
    trial = tried(straight(("t", catch("t", after("P2DT3H")))))
    assert (trial.at("t", "entered"), trial.at("t")) == ("2026-01-05T02:00:00Z", "2026-01-07T05:00:00Z")
    assert (trial.status, trial.lines[-1]["at"]) == ("completed", "2026-01-07T05:00:00Z")


def test_timers_fire_in_the_order_in_which_they_are_due() -> None:
    split = process(
        start(),
        parallel("g"),
        catch("lama", after("PT3H")),
        catch("sebentar", after("PT1H")),
        catch("sejam", after("PT60M")),
        end("e"),
        flows("s g", "g lama", "g sebentar", "g sejam", "lama e", "sebentar e", "sejam e"),
    )
    done = [element for element in tried(split).done if element in {"lama", "sebentar", "sejam"}]
    assert done == ["sebentar", "sejam", "lama"]


def test_a_date_that_is_past_fires_at_once() -> None:
    trial = tried(straight(("t", catch("t", on("2020-01-01T00:00:00Z")))))
    assert trial.at("t") == "2026-01-05T02:00:00Z"


def test_expressions_see_its_time() -> None:
    dated = node(
        "scriptTask", "k", "<bpmn:script>string(today())</bpmn:script>", camunda__resultVariable="tanggal"
    )
    due = catch("t", on("=string(working days after(today(), 1)) + &quot;T00:00:00Z&quot;"))
    trial = tried(straight(("u", catch("u", after("P4D"))), ("k", dated), ("t", due)))
    assert trial.data == {"tanggal": "2026-01-09"}
    assert trial.at("t") == "2026-01-12T00:00:00Z"


def test_it_goes_no_further_than_it_is_told() -> None:
    timed = straight(("t", catch("t", after("PT3H"))))
    trial = tried(timed, until="PT2H")
    assert (trial.status, trial.lines[-1]["at"]) == ("waiting", "2026-01-05T04:00:00Z")
    assert tried(timed, until="PT3H").status == "completed"


def test_it_goes_ten_years_at_most() -> None:
    assert tried(straight(("t", catch("t", on("2035-12-31T00:00:00Z"))))).status == "completed"
    assert tried(straight(("t", catch("t", on("2036-12-31T00:00:00Z"))))).status == "waiting"


def test_it_jumps_to_a_timer_that_begins_the_process() -> None:
    trial = tried(straight(start=on("2026-02-01T08:00:00Z")))
    assert (trial.status, trial.at("s")) == ("completed", "2026-02-01T08:00:00Z")


def begun(cycle: str, until: str = "P10Y") -> list[Json]:
    """When instances begin."""
    trial = tried(straight(start=every(cycle)), until=until)
    return [line["at"] for line in trial.of("entered") if line["element"] == "s"]


def test_a_cycle_begins_an_instance_each_time_that_it_is_due() -> None:
    assert begun("R3/PT1H") == [f"2026-01-05T0{hour}:00:00Z" for hour in (3, 4, 5)]


def test_an_endless_cycle_goes_on_only_where_the_clock_has_an_end() -> None:
    assert begun("R/PT1H") == ["2026-01-05T03:00:00Z"]
    assert begun("R/PT1H", until="PT2H") == ["2026-01-05T03:00:00Z", "2026-01-05T04:00:00Z"]


def test_each_timer_that_begins_the_process_goes_on_by_itself() -> None:
    timed = process(
        start("siklus", every("R2/PT1H")),
        start("sekali", after("PT90M")),
        end(),
        flows("siklus e", "sekali e"),
    )
    begun = [(line["at"], line["element"]) for line in tried(timed).of("entered") if line["element"] != "e"]
    assert begun == [
        ("2026-01-05T03:00:00Z", "siklus"),
        ("2026-01-05T03:30:00Z", "sekali"),
        ("2026-01-05T04:00:00Z", "siklus"),
    ]


def test_a_cycle_on_a_task_fires_as_often_as_it_says() -> None:
    reminded = process(
        start(),
        user("a"),
        node("boundaryEvent", "ingatkan", every("R3/P1D"), attachedToRef="a", cancelActivity="false"),
        end(),
        end("diingatkan"),
        flows("s a", "a e", "ingatkan diingatkan"),
    )
    trial = tried(reminded, answers={"a": None})
    ends = [line["at"] for line in trial.of("completed") if line["element"] == "diingatkan"]
    assert ends == ["2026-01-06T02:00:00Z", "2026-01-07T02:00:00Z", "2026-01-08T02:00:00Z"]
    assert trial.status == "waiting"


def test_a_process_that_never_comes_to_rest_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "MOST_COMMANDS", 20)
    endless = process(
        start(),
        user("a"),
        boundary("terus", "a", after("PT1H")),
        flows("s a", "a a", "terus a"),
    )
    trial = tried(endless)
    assert (trial.status, trial.done.count("a")) == ("incident", 19)
    [incident] = trial.of("incident")
    assert incident["data"] == {
        "message": "Percobaan dihentikan setelah 20 perintah, sebelum semuanya selesai."
    }
