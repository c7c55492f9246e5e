"""Messages that nobody takes, or not yet: found by who begins to wait, given up in the open, never lost unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import messages
from engine.commands import SYSTEM, Cancel, Hear
from engine.errors import Conflict, Forbidden, Throttled
from engine.model import Json
from tests.between import (
    ANSWER,
    HOLIDAY,
    REMINDER,
    STARTED,
    a_crier,
    a_listener,
    a_procedure,
    a_supplier,
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
from tests.engine.test_delivery import begun, operator, states
from tests.engine.test_messages import kinds, require_whole
from tests.unit.spiff import builders as bpmn

REASON = "Tidak diperlukan lagi."


def looked_at(house: House) -> int:
    with house.engine._store.reading() as unit:
        return len(unit.schedule.due(house.clock()))


def by_payload(folder: Path) -> Path:
    """Write a procedure that waits for a message in whose payload it finds its own number."""
    waits = given("out:n=message.n", correlation="=nomor", correlation__message="message.untuk")
    return a_procedure(
        folder,
        "penerima",
        bpmn.start("mulai", given(starterGroups="staf", number__nomor="=number")),
        event("intermediateCatchEvent", "tunggu", REMINDER, waits),
        staff("lanjut"),
        bpmn.end("selesai"),
    )


def test_a_message_is_asked_once_what_key_a_text_finds_in_it(opened_house: Opening) -> None:
    house = opened_house(by_payload)
    payloads: list[Json] = [{"untuk": n} for n in (7, 8, 9)]
    for payload in payloads:
        send(house, "Pengingat", payload=payload)
    send(house, "Pengingat", payload={"lain": 1})
    deliver(house)
    house.start("staf-1", "penerima")
    assert looked_at(house) == 4  # nobody had asked yet
    deliver(house)
    house.start("staf-1", "penerima")
    assert looked_at(house) == 0
    for _ in range(5):
        last = house.start("staf-1", "penerima").case
    assert looked_at(house) == 1
    deliver(house)
    assert kinds(house, last) == ["started", "message_received"]
    require_whole(house)


def test_of_several_kept_messages_the_one_that_was_sent_first_comes_first(opened_house: Opening) -> None:
    house = opened_house(an_order)
    for price in (3, 1, 2):
        send(house, "Jawaban", "PO-1", {"harga": price}, id=f"{9 - price}")
        deliver(house)
    order = house.start("staf-1", "pembeli").case
    deliver(house)
    assert house.variables(order)["harga"] == 3


def test_of_two_elements_of_a_case_the_one_that_has_waited_longer_gets_the_message(
    opened_house: Opening,
) -> None:
    def twice(folder: Path) -> Path:
        flows = "mulai bagi", "bagi isi", "isi kedua", "kedua lanjut2", "lanjut2 akhir2"
        more = "bagi pertama", "pertama lanjut1", "lanjut1 akhir1"
        return a_procedure(
            folder,
            "dua",
            STARTED,
            more=bpmn.parallel("bagi")
            + staff("isi")
            + event("intermediateCatchEvent", "kedua", REMINDER)
            + event("intermediateCatchEvent", "pertama", REMINDER)
            + staff("lanjut1")
            + staff("lanjut2")
            + bpmn.end("akhir1")
            + bpmn.end("akhir2")
            + bpmn.flows(*flows, *more),
        )

    house = opened_house(twice)
    case = house.start("staf-1", "dua").case
    house.complete("staf-1", "isi")
    send(house, "Pengingat")
    deliver(house)
    assert [row.element for row in house.tasks("staf-1", case)] == ["lanjut1"]
    require_whole(house)


def test_a_case_that_begins_to_wait_after_a_signal_was_thrown_does_not_hear_it(opened_house: Opening) -> None:
    house = opened_house(a_listener, a_crier)
    early = house.start("staf-1", "pendengar").case
    house.start("staf-1", "pengumuman")
    late = house.start("staf-1", "pendengar").case
    deliver(house)
    assert (kinds(house, early), kinds(house, late)) == (["started", "signal_heard"], ["started"])


def keep_and_leave(house: House, days: int = 8) -> str:
    """Let a case order from nobody, until its order is given up; returns the case."""
    order = house.start("staf-1", "pembeli").case
    deliver(house)
    house.clock.move(days=days)
    house.engine.dispatcher.tidy()
    return order


def test_a_message_that_nobody_took_is_noted_where_it_was_thrown_and_listed(opened_house: Opening) -> None:
    house = opened_house(an_order, operator)
    order = keep_and_leave(house)
    send(house, "Jawaban", "PO-9", id="lain")
    deliver(house)
    item = house.engine.case(house.people["auditor-1"], order).history[-1]
    assert (item.kind, item.element_name, item.event) == ("message_expired", "Pesan", "Pesanan")
    assert sorted(states(house)) == ["expired", "kept"]
    admin = house.people["admin-1"]
    assert house.engine.untaken_counts(admin) == {"kept": 1, "expired": 1}
    listed = house.engine.untaken_messages(admin, 1).items
    assert [(row.name, row.key, row.sender, row.expired) for row in listed] == [
        ("Jawaban", "PO-9", "Sistem", False),
        ("Pesanan", "PO-1", "kasus PO-1", True),
    ]
    with pytest.raises(Forbidden, match="hanya untuk operator"):
        house.engine.untaken_counts(house.people["staf-1"])
    require_whole(house)


@pytest.mark.parametrize("ending", ["cancelled", "completed"])
def test_a_case_that_is_over_still_takes_note_and_stays_as_it_was(opened_house: Opening, ending: str) -> None:
    house = opened_house(an_order)
    order = house.start("staf-1", "pembeli").case
    deliver(house)
    if ending == "cancelled":
        house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=order, reason=REASON))
    else:
        send(house, "Jawaban", "PO-1", {"harga": 1})
        deliver(house)
        house.complete("staf-1", "baca")
    before = house.engine.case(house.people["auditor-1"], order).row
    house.clock.move(days=8)
    house.engine.dispatcher.tidy()
    after = house.engine.case(house.people["auditor-1"], order)
    assert (after.row, after.history[-1].kind, after.tasks) == (before, "message_expired", [])
    require_whole(house)


def test_what_failed_in_a_case_that_was_then_cancelled_goes_to_another(opened_house: Opening) -> None:
    def waits(folder: Path) -> Path:
        wait = event("intermediateCatchEvent", "tunggu", REMINDER, given("out:m=message.lama"))
        pause = event("intermediateCatchEvent", "jeda", timer("timeDuration", "=m"))
        return a_procedure(folder, "menunggu", STARTED, wait, pause, staff("lanjut"), bpmn.end("e"))

    house = opened_house(waits)
    first = house.start("staf-1", "menunggu").case
    send(house, "Pengingat", payload={"lama": 1})
    deliver(house)
    assert states(house) == ["dead"]
    house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=first, reason=REASON))
    house.engine.dispatcher.tidy()
    deliver(house)
    assert (house.engine.incidents(), states(house)) == ([], ["kept"])


def test_who_leaves_too_many_messages_must_wait(
    opened_house: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "MOST_LEFT", 2)
    house = opened_house(an_order)
    for number in range(2):
        send(house, "Jawaban", f"PO-{number}", id=str(number))
    with pytest.raises(Throttled):
        send(house, "Jawaban", "PO-9", id="9")
    assert send(house, "Jawaban", "PO-1", id="1").repeated
    house.start("staf-1", "pembeli")
    deliver(house)
    assert send(house, "Jawaban", "PO-9", id="9").state == "pending"


@pytest.mark.parametrize("state", ["pending", "kept"])
def test_a_message_that_was_taken_off_its_way_is_missed(opened_house: Opening, state: str) -> None:
    house = opened_house(an_order)
    order = house.start("staf-1", "pembeli").case
    if state == "kept":
        deliver(house)
    assert states(house) == [state]
    with opened(house.settings.database) as connection:
        connection.execute("DELETE FROM job WHERE kind = 'message'")
    (finding,) = house.engine.verify().findings
    assert (finding.stream, finding.n) == (f"case:{order}", 1)
    assert "Pesanan" in finding.message


def test_a_message_that_arrived_is_not_missed(opened_house: Opening) -> None:
    house = opened_house(an_order, a_supplier)
    house.start("staf-1", "pembeli")
    deliver(house)
    house.complete("staf-1", "jawab")
    deliver(house)
    assert begun(house, "penjual") == 1
    assert states(house) == []
    require_whole(house)


@pytest.mark.parametrize("damage", ["content = '{}'", "content = 'rusak'"])
def test_a_message_that_cannot_be_read_stands_in_nobody_s_way(opened_house: Opening, damage: str) -> None:
    house = opened_house(an_order, operator)
    order = house.start("staf-1", "pembeli").case
    with opened(house.settings.database) as connection:
        connection.execute(f"UPDATE job SET {damage}, due_at = 0")
    send(house, "Jawaban", "PO-1", {"harga": 1})
    deliver(house)
    assert kinds(house, order) == ["started", "message_received"]
    (incident,) = house.engine.incident_page(house.people["admin-1"], 1).items
    assert incident.rests
    assert house.engine.verify().findings != []


def test_a_signal_that_failed_in_a_case_ends_with_it(opened_house: Opening) -> None:
    def faulty(folder: Path) -> Path:
        heard = event("intermediateCatchEvent", "dengar", HOLIDAY, given("out:m=message.hari"))
        pause = event("intermediateCatchEvent", "jeda", timer("timeDuration", "=m"))
        return a_procedure(folder, "mendengar", STARTED, heard, pause, bpmn.end("e"))

    house = opened_house(faulty)
    case = house.start("staf-1", "mendengar").case
    send(house, "Libur", payload={"hari": 1}, kind="signal")
    deliver(house)
    assert states(house, "signal").count("dead") == 1
    house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=case, reason=REASON))
    house.engine.dispatcher.tidy()
    assert "dead" not in states(house, "signal")
    with pytest.raises(Conflict):
        house.engine.execute(Hear(signal="signal:tidak-ada", case=case, actor=SYSTEM))


def test_a_long_number_is_one_person_s_all_the_way_from_case_to_case(opened_house: Opening) -> None:
    def asks(folder: Path) -> Path:
        return a_procedure(
            folder,
            "bertanya",
            bpmn.start("mulai", given(starterGroups="staf", number__nip="=198001012005011000 + number")),
            bpmn.node(
                "receiveTask",
                "tunggu",
                given("out:dapat=message.nip", correlation="=nip", correlation__message="message.nip"),
                name="Tunggu",
                messageRef="M_jawaban",
            ),
            staff("baca"),
            bpmn.end("selesai"),
        )

    def answers(folder: Path) -> Path:
        payload = given(payload="={nip: 198001012005011002}")
        return a_procedure(
            folder,
            "menjawab",
            STARTED,
            event("intermediateThrowEvent", "kirim", ANSWER, payload),
            bpmn.end("e"),
        )

    house = opened_house(asks, answers)
    first, second = (house.start("staf-1", "bertanya").case for _ in range(2))
    house.start("staf-1", "menjawab")
    deliver(house)
    assert kinds(house, first) == ["started"]
    assert house.variables(second) == {"nip": 198001012005011002, "dapat": 198001012005011002}
    require_whole(house)
