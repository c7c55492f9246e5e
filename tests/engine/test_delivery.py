"""What may not happen to a message on its way: running in circles, standing in the way, being lost unseen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from engine.arrivals import LONGEST_CHAIN
from engine.commands import Command
from engine.execute import ATTEMPTS
from engine.jobs.dispatcher import MOST_ATTEMPTS
from engine.projections import CaseRecord
from engine.store.cases import Cases
from tests.between import (
    ANSWER,
    HOLIDAY,
    ORDER,
    a_listener,
    a_procedure,
    an_order,
    deliver,
    event,
    given,
    send,
    staff,
    timer,
)
from tests.builders import House, opened
from tests.engine.conftest import Opening
from tests.unit.spiff import builders as bpmn


def states(house: House, kind: str = "message") -> list[str]:
    with opened(house.settings.database) as connection:
        found = connection.execute("SELECT state FROM job WHERE kind = ? ORDER BY id", (kind,))
        return [state for (state,) in found]


def operator(folder: Path) -> Path:
    """Let the administrator of a folder's organisation operate."""
    path = folder / "processes" / "organisation.json"
    organisation = orjson.loads(path.read_bytes())
    organisation["roles"]["operate"] = ["admin"]
    path.write_bytes(orjson.dumps(organisation))
    return folder


def contended(monkeypatch: pytest.MonkeyPatch, commands: int = 1) -> None:
    """Let others have written first whenever one of the next commands would write a case."""
    replace, left = Cases.replace, [commands * ATTEMPTS]

    def lost(cases: Cases, row: CaseRecord, state: bytes) -> bool:
        left[0] -= 1
        return left[0] < 0 and replace(cases, row, state)

    monkeypatch.setattr(Cases, "replace", lost)


def a_faulty_supplier(folder: Path, key: str = "penjual") -> Path:
    """Write a procedure whose cases come to grief as a message begins them, unless it brings a duration."""
    waits = event("intermediateCatchEvent", "jeda", timer("timeDuration", "=m"))
    begins = event("startEvent", "terima", ORDER, given("out:m=message.lama"))
    return operator(a_procedure(folder, key, begins, waits, staff("jawab"), bpmn.end("e")))


def begun(house: House, definition: str) -> int:
    return len(house.engine.cases(house.people["auditor-1"], definition=definition, size=100).items)


def test_messages_that_call_each_other_for_ever_become_an_incident(opened_house: Opening) -> None:
    def echo(folder: Path) -> Path:
        return a_procedure(
            folder, "gema", event("startEvent", "terima", ORDER), event("endEvent", "kirim", ORDER)
        )

    house = opened_house(echo)
    send(house, "Pesanan")
    for _ in range(LONGEST_CHAIN * 2):
        house.engine.dispatcher.run_due()
    assert begun(house, "gema") == LONGEST_CHAIN + 1
    (incident,) = house.engine.incidents()
    assert "saling memicu" in incident.error
    assert house.engine.replay_all().findings == []


def test_a_new_case_has_only_those_kept_messages_looked_at_that_fit_it(opened_house: Opening) -> None:
    house = opened_house(an_order)
    for number in range(20, 40):
        send(house, "Jawaban", f"PO-{number}", {"harga": 1}, id=str(number))
    send(house, "Jawaban", "PO-1", {"harga": 1}, id="1")
    deliver(house)
    case = house.start("staf-1", "pembeli").case
    assert states(house).count("kept") == 20
    deliver(house)
    assert house.variables(case)["harga"] == 1


def test_who_waits_gets_a_message_even_where_its_time_ended_on_the_way(opened_house: Opening) -> None:
    house = opened_house(an_order)
    case = house.start("staf-1", "pembeli").case
    deliver(house)
    send(house, "Jawaban", "PO-1", {"harga": 1})
    house.clock.move(days=8)
    deliver(house)
    assert house.variables(case)["harga"] == 1


def test_a_message_that_is_tried_again_after_its_time_is_kept_anew(
    opened_house: Opening, tmp_path: Path
) -> None:
    house = opened_house(a_faulty_supplier)
    send(house, "Pesanan", payload={"lama": 1})
    deliver(house)
    (incident,) = house.engine.incidents()
    admin = house.people["admin-1"]
    a_procedure(tmp_path, "penjual", event("startEvent", "terima", ANSWER), staff("jawab"), bpmn.end("e"))
    house.clock.move(days=8)
    assert house.publish_folder("pemilik-1", "penjual") is not None
    assert house.engine.retry(admin, [incident.id]) == 1
    deliver(house)
    house.engine.dispatcher.tidy()
    assert states(house) == ["kept"]
    assert house.engine.incident(admin, incident.id) is None


def test_what_failed_as_a_case_began_stands_at_its_start_event_and_is_retried_with_its_like_alone(
    opened_house: Opening,
) -> None:
    house = opened_house(a_faulty_supplier, lambda folder: a_bad_listener(folder, "dengar"))
    for number in (1, 2):
        send(house, "Pesanan", payload={"lama": 1}, id=str(number))
    send(house, "Libur", kind="signal", payload={"lama": 1}, id="3")
    deliver(house)
    standing = {(each.definition, each.element): each for each in house.engine.incidents()}
    assert standing.keys() == {("Penjual", "terima"), ("Dengar", "mulai")}
    admin = house.people["admin-1"]
    alike = house.engine.incidents_like(admin, standing["Penjual", "terima"].id)
    assert (len(alike), standing["Dengar", "mulai"].id in alike) == (2, False)


def a_bad_listener(folder: Path, key: str) -> Path:
    waits = event("intermediateCatchEvent", "jeda", timer("timeDuration", "=m"))
    begins = event("startEvent", "mulai", HOLIDAY, given("out:m=message.lama"))
    return operator(a_procedure(folder, key, begins, waits, staff("jawab"), bpmn.end("e")))


def test_a_timer_start_that_failed_once_and_then_began_a_case_is_no_incident(opened_house: Opening) -> None:
    def hourly(folder: Path) -> Path:
        begins = event("startEvent", "terima", timer("timeCycle", "R/PT1H"))
        return operator(a_procedure(folder, "jadwal", begins, staff("jawab"), bpmn.end("e")))

    house = opened_house(hourly)
    with opened(house.settings.database) as connection:
        connection.execute("UPDATE job SET state = 'dead', attempts = 1, error = 'x' WHERE kind = 'start'")
    (incident,) = house.engine.incidents()
    house.clock.move(hours=2)
    admin = house.people["admin-1"]
    assert house.engine.retry(admin, [incident.id]) == 1
    deliver(house)
    assert begun(house, "jadwal") == 1
    assert house.engine.incident_page(admin, 1).items == []
    assert house.engine.incident(admin, incident.id) is None


@pytest.mark.parametrize("other", [ORDER, timer("timeDuration", "P9D")])
def test_a_signal_under_way_begins_nothing_where_its_start_event_waits_for_something_else_now(
    opened_house: Opening, tmp_path: Path, other: str
) -> None:
    def listener(folder: Path, trigger: str = HOLIDAY) -> Path:
        return a_procedure(
            folder, "dengar", event("startEvent", "terima", trigger), staff("jawab"), bpmn.end("e")
        )

    house = opened_house(listener)
    send(house, "Libur", kind="signal")
    house.engine.dispatcher.run_due()
    listener(tmp_path, other)
    house.clock.move(minutes=1)
    assert house.publish_folder("pemilik-1", "dengar") is not None
    deliver(house)
    assert begun(house, "dengar") == 0


def test_what_fails_again_and_again_is_left_to_an_operator_without_the_words_of_the_error(
    opened_house: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = opened_house(an_order)
    house.start("staf-1", "pembeli")
    deliver(house)

    def stumbling(command: Command) -> object:
        raise KeyError("nama Sari")

    monkeypatch.setattr(house.engine.dispatcher, "_execute", stumbling)
    send(house, "Jawaban", "PO-1", {"harga": 1})
    for _ in range(MOST_ATTEMPTS):
        assert house.engine.incidents() == []
        house.engine.dispatcher.run_due()
        house.clock.now += timedelta(hours=1)
    assert {"Jawaban": "dead"}.items() <= dict(named_states(house)).items()
    (incident,) = house.engine.incidents()
    assert "Sari" not in incident.error
    assert "KeyError" in incident.error


def named_states(house: House) -> list[tuple[str, str]]:
    with opened(house.settings.database) as connection:
        return connection.execute("SELECT subject, state FROM job WHERE kind = 'message'").fetchall()


def test_a_signal_whose_case_others_keep_writing_to_is_heard_a_little_later(
    opened_house: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = opened_house(a_listener)
    case = house.start("staf-1", "pendengar").case
    send(house, "Libur", kind="signal", payload={"hari": "Senin"})
    contended(monkeypatch)
    deliver(house)
    assert house.tasks("staf-1", case) == []
    house.clock.move(minutes=1)
    deliver(house)
    assert house.variables(case)["hari"] == "Senin"
