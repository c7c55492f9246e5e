"""The dispatcher: idle cases cost it nothing, it does what is due in order, and it wakes in time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from engine.commands import Command, FireTimer, Receive
from engine.errors import Conflict, Unavailable
from tests.between import STARTED, a_procedure, an_order, deliver, event, send, staff, timer
from tests.builders import House, opened
from tests.engine.conftest import Opening
from tests.engine.test_cost import counting
from tests.unit.spiff import builders as bpmn

STORM = 300
SOON = 30.0
"""Seconds after which something that should happen at once counts as never happening."""


def a_wait(folder: Path, duration: str = "PT2H") -> Path:
    waiting = event("intermediateCatchEvent", "tunggu", timer("timeDuration", duration))
    return a_procedure(folder, "menunggu", STARTED, waiting, staff("lanjut"), bpmn.end("selesai"))


def test_a_look_at_what_is_due_takes_as_many_statements_for_many_idle_cases_as_for_none(
    opened_house: Opening,
) -> None:
    house = opened_house(a_wait, an_order)
    with counting() as none:
        house.engine.dispatcher.run_due()
    for _ in range(20):
        house.start("staf-1", "menunggu")
        house.start("staf-1", "pembeli")
    deliver(house)
    with counting() as many:
        assert house.engine.dispatcher.run_due() == 0
    assert many.statements == none.statements


def test_a_storm_of_timers_fires_each_once_and_in_the_order_of_their_moments(opened_house: Opening) -> None:
    house = opened_house(a_wait)
    for number in range(STORM):
        house.start("staf-1", "menunggu", key=str(number))
    with opened(house.settings.database) as connection:  # as many at the same moment as at others
        connection.execute("UPDATE job SET due_at = due_at - due_at % 60000000 - (rowid % 7) * 60000000")
        due = [case for (case,) in connection.execute("SELECT instance FROM job ORDER BY due_at, id")]
    house.clock.move(hours=20)
    assert house.engine.dispatcher.run_due() == STORM
    assert house.engine.dispatcher.run_due() == 0
    with opened(house.settings.database) as connection:
        fired = connection.execute(
            "SELECT substr(stream, 6) FROM entry WHERE stream LIKE 'case:%' AND n > 1 ORDER BY seq"
        ).fetchall()
    assert [case for (case,) in fired] == due


def test_what_cannot_be_done_now_holds_nobody_up_and_is_tried_again(
    opened_house: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = opened_house(a_wait)
    first, second = (house.start("staf-1", "menunggu").case for _ in range(2))
    execute, failing = house.engine.execute, {first}

    def sometimes(command: Command) -> object:
        if isinstance(command, FireTimer) and command.case in failing:
            raise Unavailable("Basis data sedang dipakai proses lain; coba lagi sebentar.")
        return execute(command)

    monkeypatch.setattr(house.engine.dispatcher, "_execute", sometimes)
    house.clock.move(hours=3)
    assert [house.engine.dispatcher.run_due() for _ in range(2)] == [1, 0]
    assert [row.case_id for row in house.tasks("staf-1")] == [second]
    assert house.engine.replay_all().findings == []
    failing.clear()
    house.clock.move(minutes=1)
    assert house.engine.dispatcher.run_due() == 1


def test_a_message_whose_receiver_is_lost_on_the_way_goes_to_the_next(
    opened_house: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = opened_house(an_order)
    order = house.start("staf-1", "pembeli").case
    execute, lost = house.engine.execute, [True]

    def lost_once(command: Command) -> object:
        if isinstance(command, Receive) and lost.pop():
            raise Conflict("Pesan ini sudah tidak ditunggu.")
        return execute(command)

    monkeypatch.setattr(house.engine.dispatcher, "_execute", lost_once)
    deliver(house)
    send(house, "Jawaban", "PO-1", {"harga": 1})
    deliver(house)
    lost.append(False)
    house.clock.move(minutes=1)
    deliver(house)
    assert house.variables(order)["harga"] == 1


def test_the_thread_wakes_when_something_is_thrown_or_sent(opened_house: Opening) -> None:
    house = opened_house(an_order)
    arrived = awaited(house, 2)
    house.engine.dispatcher.start()
    house.start("staf-1", "pembeli")
    send(house, "Jawaban", "PO-1", {"harga": 1})
    assert arrived.wait(SOON)


def awaited(house: House, commands: int) -> threading.Event:
    """Set when the dispatcher has looked after so many messages and timers."""
    seen, arrived = [], threading.Event()
    command_for = house.engine.dispatcher._routing.command_for

    def noted(mail_id: str) -> Command | None:
        command = command_for(mail_id)
        seen.append(command)
        if len(seen) >= commands:
            arrived.set()
        return command

    house.engine.dispatcher._routing.command_for = noted  # type: ignore[method-assign]
    return arrived
