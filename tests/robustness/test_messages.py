"""Messages at a server of its own: two for one wait, one against a person, and the power cut in between."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import orjson
import pytest

from engine.model import Json
from tests.between import ANSWER, ORDER, REMINDER, a_procedure, event, given, staff
from tests.builders import House
from tests.robustness.records import Records
from tests.robustness.server import Server, serving, until
from tests.robustness.test_races import at_once
from tests.robustness.traffic import BROKEN_OFF
from tests.robustness.visitor import TIMEOUT, Answer
from tests.unit.spiff import builders as bpmn

RACES, MESSAGES, KILLS = 15, 60, 4


class Sender:
    """Another system, with its token."""

    def __init__(self, server: Server, token: str) -> None:
        self._server, self._token = server, token

    def send(self, name: str, id: str, key: str | None = None, payload: Json = None) -> Answer:
        body = json.dumps({"id": id, "name": name, "key": key, "payload": payload})
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        with closing(HTTPConnection("127.0.0.1", self._server.port, timeout=TIMEOUT)) as connection:
            connection.request("POST", "/api/messages", body, headers)
            response = connection.getresponse()
            return Answer(response.status, "", response.read().decode())

    def persist(self, name: str, id: str, payload: Json) -> None:
        """Send until there is an answer; what isn't answered may have been taken in."""
        while True:
            try:
                assert self.send(name, id, payload=payload).status == 202
            except BROKEN_OFF:
                until("the server is back", self._server.answers)
            else:
                return


def a_store(folder: Path) -> None:
    """Write ``gudang``: an order begins it, and it waits for the answer to that very order."""
    waits = event("intermediateCatchEvent", "tunggu", ANSWER, given(correlation="=nomor"))
    begun = event("startEvent", "terima", ORDER, given("out:nomor=message.nomor"))
    a_procedure(folder, "gudang", begun, waits, bpmn.end("selesai"))


def a_desk(folder: Path) -> None:
    """Write ``meja``: an order begins it, and a person's task that a reminder ends."""
    reminded = event("boundaryEvent", "ingat", REMINDER, given(correlation="=nomor"), attachedToRef="isi")
    begun = event("startEvent", "terima", ORDER, given("out:nomor=message.nomor"))
    more = reminded + bpmn.end("dihentikan") + bpmn.flows("ingat dihentikan")
    a_procedure(folder, "meja", begun, staff("isi"), bpmn.end("selesai"), more=more)


@pytest.fixture
def server_of(tmp_path: Path) -> Iterator[Callable[[Callable[[Path], None]], tuple[Server, Sender]]]:
    """Serves a procedure, with somebody who may send messages."""
    serving_now = []

    def started(write: Callable[[Path], None]) -> tuple[Server, Sender]:
        write(tmp_path)
        organisation = tmp_path / "processes" / "organisation.json"
        content = orjson.loads(organisation.read_bytes())
        content["roles"]["message"] = ["admin"]
        organisation.write_bytes(orjson.dumps(content))
        with House(tmp_path) as house:
            account = next(each for each in house.engine.accounts() if each.username == "admin-1")
            token = house.engine.tokens.add(account, "uji", days=3650)
        context = serving(tmp_path)
        serving_now.append(context)
        server = context.__enter__()
        return server, Sender(server, token)

    yield started
    for context in serving_now:
        context.__exit__(None, None, None)


Serving = Callable[[Callable[[Path], None]], tuple[Server, Sender]]


def sent(sending: Sequence[Future[None]], count: int) -> bool:
    return sum(each.done() for each in sending) >= count


def began(records: Records, count: int) -> bool:
    return len(records.kinds()) == count


def test_of_two_messages_for_one_wait_exactly_one_is_received(server_of: Serving) -> None:
    server, sender = server_of(a_store)
    records = Records(server.settings)
    with ThreadPoolExecutor(2) as pool:
        for number in range(RACES):
            key = f"PO-{number}"
            sender.send("Pesanan", key, payload={"nomor": key})
            until("the case has begun", partial(began, records, number + 1))
            pair = [partial(sender.send, "Jawaban", f"{key}-{each}", key) for each in "ab"]
            assert [answer.status for answer in at_once(pool, pair)] == [202, 202]
    until("all are received", lambda: sum(map(len, records.kinds().values())) == 2 * RACES)
    assert set(map(tuple, records.kinds().values())) == {("started", "message_received")}
    until("the others are kept", lambda: records.jobs("kept") == RACES)
    records.require_whole()
    assert "Traceback" not in server.log


def test_of_a_message_and_a_person_s_completion_at_once_exactly_one_happens(server_of: Serving) -> None:
    server, sender = server_of(a_desk)
    records, clerk, completed = Records(server.settings), server.visitor("staf-1"), 0
    with ThreadPoolExecutor(2) as pool:
        for number in range(RACES):
            key = f"PO-{number}"
            sender.send("Pesanan", key, payload={"nomor": key})
            (task,) = until("the task is open", clerk.tasks)
            page = clerk.open(task)
            reminded = partial(sender.send, "Pengingat", f"{key}-ingat", key)
            done, sent = at_once(pool, [partial(clerk.complete, page), reminded])
            assert (done.status in {200, 409}, sent.status) == (True, 202), (done, sent)
            until("one of them has happened", lambda: not clerk.tasks())
            completed += done.status == 200
    ends = [tuple(kinds) for kinds in records.kinds().values()]
    assert set(ends) <= {("started", "completed"), ("started", "message_received")}
    assert (len(ends), ends.count(("started", "completed"))) == (RACES, completed)
    records.require_whole()
    assert "Traceback" not in server.log


def test_every_message_that_was_taken_in_is_delivered_once_whenever_the_power_is_cut(
    server_of: Serving,
) -> None:
    server, sender = server_of(a_store)
    records, chance = Records(server.settings), random.Random(7)
    numbers = [f"PO-{number}" for number in range(MESSAGES)]
    with ThreadPoolExecutor(2) as pool:
        sending = [pool.submit(sender.persist, "Pesanan", number, {"nomor": number}) for number in numbers]
        for kill in range(1, KILLS + 1):
            moment = kill * MESSAGES // (KILLS + 2)
            until("some are sent", partial(sent, sending, moment))
            time.sleep(chance.uniform(0, 0.03))  # not until anything: to hit any moment of a delivery
            server.kill()
            server.start()
        for each in sending:
            each.result()
    until("all are delivered", partial(began, records, MESSAGES))
    assert sorted(command["payload"]["nomor"] for command in records.commands("started")) == sorted(numbers)
    records.require_whole()
    assert "Traceback" not in server.log
