"""Cases that call other systems: what they go on with, what is tried again, what an operator must look at."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.commands import Cancel, FinishWork
from engine.connectors import Work
from engine.errors import Conflict, Forbidden, ProcessFault
from engine.jobs.worker import pause_after
from engine.model import Json
from engine.projections import WorkRecord
from engine.settings import Smtp
from tests.builders import ROOT, House, opened
from tests.calling import BUSY, FOUND, Office, a_call, caught, house_for
from tests.unit.connectors.servers import Peer, a_mail_server

SECRET = "kunci-rahasia-8d1f"


@pytest.fixture
def office(tmp_path: Path, peer: Peer) -> Iterator[Office]:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'})
    with house_for(folder, peer) as house:
        yield Office(house, peer)


def test_a_case_goes_on_with_what_another_system_answered(office: Office) -> None:
    case = office.start()
    assert office.open(case) == []
    assert office.work() == 1
    assert office.open(case) == ["lanjut"]
    assert office.house.variables(case) == {"nama": "Sari"}
    assert office.kinds(case) == ["started", "work_done"]
    assert office.work() == 0


@pytest.mark.parametrize("tag", ["serviceTask", "sendTask", "intermediateThrowEvent"])
def test_whatever_sends_may_do_it_by_a_connector(tmp_path: Path, peer: Peer, tag: str) -> None:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'}, tag=tag)
    with house_for(folder, peer) as house:
        office = Office(house, peer)
        case = office.start()
        office.work()
        assert (office.open(case), house.variables(case)) == (["lanjut"], {"nama": "Sari"})
        assert house.engine.replay(case).ok


@pytest.mark.parametrize(
    "inputs",
    [
        {
            "url": '"https://contoh.id/"',
            "headers": f'context put({{}}, upper case("a") + "uthorization", "{SECRET}")',
        },
        {"url": f'"https://sari:" + "{SECRET}@contoh.id/pegawai"'},
        {"url": f'"https://" + "{SECRET}@contoh.id"'},
    ],
)
def test_a_secret_that_a_process_computes_is_refused_before_it_is_kept_anywhere(
    tmp_path: Path, peer: Peer, inputs: dict[str, str]
) -> None:
    with house_for(a_call(tmp_path, "http", inputs), peer) as house:
        with pytest.raises(ProcessFault, match="PARAF_HTTP_HEADERS_FILE") as fault:
            Office(house, peer).start()
        assert SECRET not in str(fault.value)
        with opened(house.settings.database) as connection:
            kept = [row for table in ("entry", "job") for row in connection.execute(f"SELECT * FROM {table}")]
        assert SECRET not in str(kept)
        assert house.engine.cases(house.people["auditor-1"]).items == []


def test_an_address_may_have_the_sign_of_a_mailbox_after_its_host(tmp_path: Path, peer: Peer) -> None:
    with house_for(a_call(tmp_path, "http", {"url": f'"{peer.url}/cari?surel=a@contoh.id"'}), peer) as house:
        office = Office(house, peer)
        case = office.start()
        office.work()
        assert office.open(case) == ["lanjut"]


def test_officials_see_only_what_the_process_took_of_an_answer(office: Office) -> None:
    case = office.start()
    office.work()
    item = office.house.engine.case(office.house.people["auditor-1"], case).history[-1]
    assert [(field.label, field.value) for field in item.fields] == [("nama", "Sari")]


def test_the_worker_goes_on_after_whatever_goes_wrong_as_it_looks_for_work(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, lease = office.house.engine.worker, office.house.engine.worker._lease
    failing, looked = [True], threading.Event()

    def once_broken(most: int) -> list[WorkRecord]:
        if failing:
            failing.clear()
            worker.wake()
            raise KeyError("element")
        looked.set()
        return lease(most)

    monkeypatch.setattr(worker, "_lease", once_broken)
    worker.start()
    assert looked.wait(30)


def test_a_replay_calls_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    case = office.start()
    office.work()

    def forbidden(*_: object) -> None:
        raise AssertionError("the network was used")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    assert office.house.engine.replay(case).findings == []
    assert len(office.peer.asked) == 1


def test_trouble_is_tried_again_later_each_time_later_and_under_the_same_key(office: Office) -> None:
    case = office.start()
    office.answers(BUSY)
    for pause in (timedelta(0), timedelta(seconds=10), timedelta(seconds=30), timedelta(seconds=90)):
        office.house.clock.move(seconds=pause.total_seconds())
        assert (office.work(), office.work()) == (1, 0)
    assert office.incidents == []
    office.answers(FOUND)
    office.house.clock.move(seconds=270)
    office.work()
    assert office.open(case) == ["lanjut"]
    assert len({asked.headers["idempotency-key"] for asked in office.peer.asked}) == 1
    assert office.house.engine.replay(case).ok


def test_pauses_grow_and_differ_between_pieces_of_work_but_not_between_replays() -> None:
    pauses = [pause_after(attempts, "kunci") for attempts in range(1, 12)]
    assert all(later >= earlier for earlier, later in pairwise(pauses[:6]))
    assert timedelta(seconds=5) <= pauses[0] <= timedelta(seconds=10)
    assert pauses[-1] <= timedelta(hours=1)
    assert pauses == [pause_after(attempts, "kunci") for attempts in range(1, 12)]
    assert len({pause_after(1, f"kunci {n}") for n in range(20)}) > 10


def test_a_system_is_given_the_pause_that_it_asks_for(office: Office) -> None:
    office.start()
    office.answers((429, {"Retry-After": "120"}, b""))
    office.work()
    office.house.clock.move(seconds=119)
    assert office.work() == 0
    office.house.clock.move(seconds=2)
    assert office.work() == 1


def test_after_five_attempts_it_is_an_incident_on_the_element_that_says_why(office: Office) -> None:
    case = office.start()
    office.answers(BUSY)
    for _ in range(7):
        office.work()
        office.house.clock.move(hours=1)
    assert len(office.peer.asked) == 5
    (incident,) = office.incidents
    assert (incident.kind, incident.case_id, incident.element) == ("work", case, "tanya")
    assert (incident.element_name, incident.attempts) == ("Menanyakan pegawai", 5)
    assert "503" in incident.error


def test_an_element_may_want_fewer_attempts(tmp_path: Path, peer: Peer) -> None:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'}, retries="2")
    with house_for(folder, peer) as house:
        office = Office(house, peer)
        office.start()
        office.answers(BUSY)
        for _ in range(4):
            office.work()
            house.clock.move(hours=1)
        assert (len(peer.asked), len(office.incidents)) == (2, 1)


def test_an_error_that_the_process_handles_takes_its_way(tmp_path: Path, peer: Peer) -> None:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'}, instead=caught())
    with house_for(folder, peer) as house:
        office = Office(house, peer)
        case = office.start()
        office.answers((404, {"Content-Type": "text/plain"}, b"NIP tidak dikenal"))
        office.work()
        assert (office.open(case), office.incidents) == (["perbaiki"], [])
        assert "NIP tidak dikenal" in str(house.variables(case)["sebab"])
        assert office.kinds(case) == ["started", "work_failed"]
        assert house.engine.replay(case).ok


def test_an_error_that_nobody_handles_is_an_incident_at_once(office: Office) -> None:
    case = office.start()
    office.answers((404, {"Content-Type": "text/plain"}, b"NIP tidak dikenal"))
    office.work()
    (incident,) = office.incidents
    assert "NIP tidak dikenal" in incident.error
    assert (office.open(case), office.kinds(case)) == ([], ["started"])
    assert office.house.engine.replay(case).ok


def test_a_system_that_may_not_be_called_is_an_incident_at_once(tmp_path: Path, peer: Peer) -> None:
    with House(a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'})) as house:
        office = Office(house, peer)
        office.start()
        office.work()
        assert "PARAF_HTTP_TARGETS" in office.incidents[0].error
        assert peer.asked == []


def test_an_operator_has_it_tried_again_and_the_case_goes_on(office: Office) -> None:
    case = office.start()
    office.answers((400, {}, b""))
    office.work()
    office.answers(FOUND)
    admin = office.house.people["admin-1"]
    assert office.house.engine.retry(admin, [office.incidents[0].id]) == 1
    assert office.incidents == []
    assert office.work() == 1
    assert office.open(case) == ["lanjut"]


def test_nobody_else_may_see_or_retry_incidents(office: Office) -> None:
    office.start()
    office.answers((400, {}, b""))
    office.work()
    for who in ("staf-1", "kepala-1", "mitra-1", "pemilik-1", "auditor-1"):
        actor = office.house.people[who]
        with pytest.raises(Forbidden):
            office.house.engine.retry(actor, [office.incidents[0].id])
        with pytest.raises(Forbidden):
            office.house.engine.incident_page(actor, 1)


def test_the_command_line_has_one_or_all_tried_again(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [office.start(), office.start(), office.start()]
    office.answers((400, {}, b""))
    office.work()
    data = ["--data", str(office.house.settings.data)]
    first = office.incidents[0].id
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARAF_PROCESSES", str(office.house.settings.processes))
        patch.setenv("PARAF_FORMS", str(office.house.settings.forms))
        assert main([*data, "incidents"]) == 1
        assert first in capsys.readouterr().out
        assert main([*data, "retry"]) == 2
        assert main([*data, "retry", first]) == 0
        assert main([*data, "retry", first]) == 1
        assert len(office.incidents) == 2
        assert main([*data, "retry", "--all"]) == 0
    office.answers(FOUND)
    # The command line's clock is today's.
    office.house.clock.move(days=3650)
    assert office.work() == 3
    assert [office.open(case) for case in cases] == [["lanjut"]] * 3


def test_what_a_case_no_longer_waits_for_changes_nothing(office: Office) -> None:
    case = office.start()

    def cancelled_meanwhile(handler: BaseHTTPRequestHandler) -> None:
        owner = office.house.people["pemilik-1"]
        office.house.engine.execute(Cancel(actor=owner, case=case, reason="Tidak jadi dikerjakan."))
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    office.answers(cancelled_meanwhile)
    assert office.work() == 1
    assert office.kinds(case) == ["started", "cancelled"]
    assert (office.work(), office.incidents) == (0, [])


def test_a_result_is_taken_in_once(office: Office) -> None:
    case = office.start()
    with pytest.raises(Conflict):
        office.house.engine.execute(FinishWork(case=case, work="lain", result=None))
    office.work()
    key = office.peer.asked[0].headers["idempotency-key"]
    with pytest.raises(Conflict):
        office.house.engine.execute(FinishWork(case=case, work=key, result={"body": {"nama": "Lain"}}))
    assert office.house.variables(case) == {"nama": "Sari"}


def test_a_result_that_the_process_cannot_use_is_an_incident(tmp_path: Path, peer: Peer) -> None:
    folder = a_call(
        tmp_path,
        "http",
        {"url": f'"{peer.url}/pegawai"'},
        output="count(for a in 1..99999, b in 1..99999 return a)",
    )
    with house_for(folder, peer) as house:
        office = Office(house, peer)
        case = office.start()
        office.answers((200, {"Content-Type": "application/json"}, b"{}"))
        office.work()
        assert (office.work(), office.kinds(case)) == (0, ["started"])
        assert [incident.element for incident in office.incidents] == ["tanya"]


def test_a_fault_of_a_connector_stops_neither_the_worker_nor_tells_what_it_was_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(*_: object) -> Json:
        raise ValueError(SECRET)

    office.start()
    monkeypatch.setitem(office.house.engine.worker._connectors, "http", faulty)
    assert office.work() == 1
    (incident,) = office.incidents
    assert SECRET not in incident.error + caplog.text
    assert "ValueError" in incident.error


def test_an_answer_that_is_nested_beyond_reason_is_an_incident_and_not_asked_for_again(
    office: Office,
) -> None:
    office.start()
    office.answers((200, {"Content-Type": "application/json"}, b"[" * 1000 + b"]" * 1000))
    office.work()
    office.house.clock.move(hours=1)
    assert (office.work(), len(office.incidents), len(office.peer.asked)) == (0, 1, 1)


def test_each_piece_of_work_is_done_by_one_of_many_workers(tmp_path: Path, peer: Peer) -> None:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'})
    with house_for(folder, peer) as house:
        office = Office(house, peer)
        cases = [office.start() for _ in range(12)]
        threads = [threading.Thread(target=office.work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(len(office.open(case)) for case in cases) == [1] * 12
        keys = [asked.headers["idempotency-key"] for asked in peer.asked]
        assert len(keys) == len(set(keys)) == 12


def test_the_threads_of_the_worker_find_what_was_just_written(office: Office) -> None:
    done = threading.Event()

    def found(handler: BaseHTTPRequestHandler) -> None:
        done.set()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    office.answers(found)
    office.house.engine.worker.start()
    case = office.start()
    assert done.wait(10)
    office.house.engine.worker.stop()
    assert office.open(case) == ["lanjut"]


WORKING = """
import sys
from datetime import datetime
from pathlib import Path
from tests.builders import House
House(Path(sys.argv[1]), now=datetime.fromisoformat(sys.argv[2]), http_targets=(sys.argv[3],)).engine.worker.run_due()
"""


def test_the_work_of_a_killed_worker_is_done_again_and_the_case_goes_on_once(
    tmp_path: Path, peer: Peer
) -> None:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'})
    reached, over = threading.Event(), threading.Event()

    def hanging(handler: BaseHTTPRequestHandler) -> None:
        reached.set()
        over.wait(30)

    with house_for(folder, peer) as house:
        case, now = Office(house, peer).start(), house.clock.now
    peer.replies["/pegawai"] = hanging
    command = [sys.executable, "-c", WORKING, str(folder), now.isoformat(), peer.url]
    with subprocess.Popen(command, cwd=ROOT) as child:
        assert reached.wait(30)
        os.kill(child.pid, signal.SIGKILL)
    over.set()
    with house_for(folder, peer, now=now) as house:
        office = Office(house, peer)
        assert office.work() == 0
        house.clock.move(minutes=6)
        assert office.work() == 1
        assert (office.open(case), office.kinds(case)) == (["lanjut"], ["started", "work_done"])
        assert len({asked.headers["idempotency-key"] for asked in peer.asked}) == 1
        assert len(peer.asked) == 2
        assert house.engine.replay(case).ok


def test_a_worker_that_starts_does_not_wait_for_the_lease_of_one_that_is_gone(office: Office) -> None:
    office.start()
    with office.house.engine._store.writing() as unit:
        assert len(unit.work.lease(office.house.clock(), "yang mati")) == 1
    assert office.work() == 0
    asked = threading.Event()

    def found(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    office.answers(found)
    office.house.engine.worker.start()
    assert asked.wait(10)


def test_the_operators_secrets_are_in_no_log_journal_incident_or_row(
    tmp_path: Path, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    folder = a_call(tmp_path, "http", {"url": f'"{peer.url}/pegawai"'}, output="result.body.kunci")
    secrets = tmp_path / "kepala.json"
    secrets.write_text(f'{{"{peer.url}": {{"Authorization": "Bearer {SECRET}"}}}}')
    said = f'{{"kunci": "{SECRET}"}}'.encode()
    headers = {"Content-Type": "application/json", "ETag": SECRET}
    with caplog.at_level(logging.DEBUG), house_for(folder, peer, http_headers_file=secrets) as house:
        office = Office(house, peer)
        for status in (200, 400, 503):
            office.start()
            office.answers((status, headers, said))
            office.work()
        assert {asked.headers["authorization"] for asked in peer.asked} == {f"Bearer {SECRET}"}
        incidents = str(office.incidents)
        stored = b"".join(path.read_bytes() for path in house.settings.data.iterdir())
        entries = "".join(
            str(entry.content)
            for case in house.engine.cases(house.people["staf-1"]).items
            for entry in house.entries(case.id)
        )
    assert SECRET not in caplog.text + incidents + entries
    assert SECRET.encode() not in stored


def test_a_letter_is_sent_and_named_in_the_case(tmp_path: Path) -> None:
    letter = {"to": '"sari@contoh.id"', "subject": '"Permohonan"', "text": '"Diterima."'}
    with a_mail_server() as mail:
        smtp = Smtp("localhost", mail.port, "none", "paraf@instansi.go.id")
        with House(a_call(tmp_path, "email", letter, output="result.messageId"), smtp=smtp) as house:
            case = house.start("staf-1", "memanggil").case
            house.engine.worker.run_due()
            ((_, recipients, message),) = mail.letters
            assert recipients == ["sari@contoh.id"]
            assert house.variables(case)["nama"] == message["Message-ID"]


def test_a_notice_reaches_each_of_a_group_until_they_have_read_it(tmp_path: Path) -> None:
    notice = {"groups": '["kepala"]', "title": '"Permohonan masuk"', "text": '"Mohon diketahui."'}
    with House(a_call(tmp_path, "notify", notice, output="result")) as house:
        case = house.start("staf-1", "memanggil").case
        house.engine.worker.run_due()
        first, second, staff = (house.people[who] for who in ("kepala-1", "kepala-2", "staf-1"))
        (row,) = house.engine.notices(first)
        assert (row.title, row.text, row.case_id) == ("Permohonan masuk", "Mohon diketahui.", case)
        assert house.engine.notices(staff) == []
        house.engine.read_notice(first, row.id)
        house.engine.read_notice(first, row.id)
        assert house.engine.notices(first) == []
        assert house.engine.notices(second) == [row]


def test_a_notice_that_is_given_twice_is_one_and_stays_read(tmp_path: Path) -> None:
    notice = {"groups": '["kepala"]', "title": '"Permohonan masuk"'}
    with House(a_call(tmp_path, "notify", notice, output="result")) as house:
        case = house.start("staf-1", "memanggil").case
        connector = house.engine.worker._connectors["notify"]
        work = Work("kunci-1", case, {"groups": ["kepala"], "title": "Sekali"})
        connector(work)
        connector(replace(work, inputs={"groups": ["kepala"], "title": "Dua kali"}))
        assert [row.title for row in house.engine.notices(house.people["kepala-1"])] == ["Sekali"]
