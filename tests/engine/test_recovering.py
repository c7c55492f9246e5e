"""What goes wrong around connectors: a locked database, a row that can't be read, an operator who tries again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.commands import Command, FinishWork
from engine.errors import Unavailable
from engine.jobs import worker
from engine.store import work as leases
from tests.between import a_procedure, deliver, given, send, staff
from tests.builders import opened
from tests.calling import BUSY, FOUND, Office, a_call, caught, house_for
from tests.engine.conftest import Opening
from tests.engine.test_delivery import a_faulty_supplier, contended, operator
from tests.unit.connectors.servers import Peer
from tests.unit.spiff import builders as bpmn

LOCKED = "Basis data sedang dipakai proses lain; coba lagi sebentar."


@pytest.fixture
def office(tmp_path: Path, peer: Peer) -> Iterator[Office]:
    folder = operator(a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'}, retries="2"))
    with house_for(folder, peer) as house:
        yield Office(house, peer)


def failing(office: Office, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the database be locked so many times as a result is to be recorded."""
    execute, left = office.house.engine.execute, [times]

    def sometimes(command: Command) -> object:
        if isinstance(command, FinishWork) and left[0]:
            left[0] -= 1
            raise Unavailable(LOCKED)
        return execute(command)

    monkeypatch.setattr(office.house.engine.worker, "_execute", sometimes)
    monkeypatch.setattr(worker, "PAUSES_OF_RECORDING", (0.0, 0.01, 0.01))


def test_what_a_system_answered_is_recorded_once_the_database_is_free(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = office.start()
    failing(office, monkeypatch, 2)
    office.work()
    assert (office.open(case), len(office.peer.asked)) == (["lanjut"], 1)


def test_what_a_system_answered_is_recorded_although_others_wrote_to_the_case_first(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = office.start()
    contended(monkeypatch)
    monkeypatch.setattr(worker, "PAUSES_OF_RECORDING", (0.0, 0.01))
    office.work()
    assert (office.open(case), len(office.peer.asked)) == (["lanjut"], 1)


def test_what_a_system_refused_is_caught_although_others_wrote_to_the_case_first(
    tmp_path: Path, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'}, instead=caught())
    with house_for(folder, peer) as house:
        office = Office(house, peer)
        case = office.start()
        office.answers((404, {}, b""))
        contended(monkeypatch)
        monkeypatch.setattr(worker, "PAUSES_OF_RECORDING", (0.0, 0.01))
        office.work()
        assert (office.open(case), office.incidents) == (["perbaiki"], [])


def test_where_it_stays_locked_the_work_is_done_again_after_its_lease(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = office.start()
    failing(office, monkeypatch, 3)
    office.work()
    assert (office.open(case), office.work()) == ([], 0)
    office.house.clock.move(minutes=6)
    office.work()
    assert (office.open(case), len(office.peer.asked)) == (["lanjut"], 2)


def test_a_result_is_kept_while_nobody_else_may_do_the_work() -> None:
    longest = sum(worker.PAUSES_OF_RECORDING) + 2 * 5 * len(worker.PAUSES_OF_RECORDING)
    assert longest + 30 < leases.LEASE.total_seconds()


@pytest.mark.parametrize("damage", ["content = '{}'", "content = 'rusak'", "content = 'null'"])
def test_work_that_cannot_be_read_stands_in_no_other_s_way(office: Office, damage: str) -> None:
    first, second = office.start(), office.start()
    with opened(office.house.settings.database) as connection:
        connection.execute(f"UPDATE job SET {damage} WHERE instance = ?", (first,))
    office.work()
    assert (office.open(first), office.open(second)) == ([], ["lanjut"])
    admin = office.house.people["admin-1"]
    (incident,) = office.house.engine.incident_page(admin, 1).items
    assert (incident.case_id, incident.rests) == (first, True)
    assert office.house.engine.retry(admin, [incident.id]) == 1
    office.work()
    assert len(office.incidents) == 1


def test_an_operator_s_retry_begins_the_attempts_anew_and_is_on_record(office: Office) -> None:
    case = office.start()
    office.answers(BUSY)
    for _ in range(3):
        office.work()
        office.house.clock.move(hours=1)
    (incident,) = office.incidents
    assert (incident.attempts, len(office.peer.asked)) == (2, 2)
    admin = office.house.people["admin-1"]
    assert office.house.engine.retry(admin, [incident.id]) == 1
    office.work()
    assert (office.incidents, len(office.peer.asked)) == ([], 3)
    office.house.clock.move(hours=1)
    office.work()
    assert [row.attempts for row in office.incidents] == [4]
    item = office.house.engine.case(office.house.people["auditor-1"], case).history[-1]
    assert (item.kind, item.actor_name, item.element_name) == ("retried", admin.name, "Menanyakan pegawai")
    office.answers(FOUND)
    office.house.engine.retry(admin, [incident.id])
    office.work()
    assert office.open(case) == ["lanjut"]
    assert office.house.engine.replay(case).findings == []
    assert office.house.engine.verify().findings == []


@pytest.mark.parametrize(("who", "told"), [("staf-1", False), ("admin-1", True), ("auditor-1", True)])
def test_only_operators_and_auditors_read_what_a_system_said_as_it_refused(
    tmp_path: Path, peer: Peer, who: str, told: bool
) -> None:
    folder = operator(a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'}, instead=caught()))
    with house_for(folder, peer) as house:
        office = Office(house, peer)
        case = office.start()
        office.answers((404, {"Content-Type": "text/plain"}, b"db=pg01.internal"))
        office.work()
        item = house.engine.case(house.people[who], case).history[-1]
        assert (item.kind, item.connector, "pg01" in item.reason) == ("work_failed", "http", told)


def test_what_belongs_to_no_case_is_on_the_record_of_the_house(opened_house: Opening) -> None:
    house = opened_house(a_faulty_supplier)
    send(house, "Pesanan", payload={"lama": 1})
    deliver(house)
    (incident,) = house.engine.incidents()
    admin = house.people["admin-1"]
    assert [house.engine.retry(admin, [incident.id]) for _ in range(2)] == [1, 0]
    with house.engine._store.reading() as unit:
        last = unit.journal.entries("system")[-1]
    assert (last.fields["kind"], last.fields["actor"]) == ("retried", admin.id)
    assert last.content["job"] == incident.id


def test_a_case_is_over_where_all_its_tokens_are_gone_without_an_end_event(opened_house: Opening) -> None:
    def endless(folder: Path) -> Path:
        return a_procedure(
            folder, "tanpa-akhir", bpmn.start("mulai", given(starterGroups="staf")), staff("terakhir")
        )

    house = opened_house(endless)
    case = house.start("staf-1", "tanpa-akhir").case
    house.complete("staf-1", "terakhir")
    assert house.engine.case(house.people["auditor-1"], case).row.status == "completed"
    assert house.engine.replay(case).findings == []
