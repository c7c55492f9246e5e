"""Messages and signals between cases: who gets them, once, and what is kept of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.commands import SYSTEM, Cancel, FailWork, FinishWork, Hear, Receive, SendMessage
from engine.errors import Conflict, Forbidden, Invalid, ProcessFault
from engine.model import CaseRow, Json
from tests.between import (
    ANSWER,
    HOLIDAY,
    REFUSED,
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
)
from tests.builders import House, opened
from tests.engine.conftest import Opening
from tests.unit.spiff import builders as bpmn


def cases(house: House, definition: str) -> list[CaseRow]:
    """The cases of a procedure, the oldest first."""
    auditor = house.people["auditor-1"]
    return list(
        house.engine.cases(auditor, definition=definition, sort="started", descending=False, size=100).items
    )


def kinds(house: House, case: str) -> list[str]:
    return [item.kind for item in house.engine.case(house.people["auditor-1"], case).history]


def pending(house: House) -> list[tuple[str, str]]:
    """(name, state) of the messages and signals that are kept."""
    with opened(house.settings.database) as connection:
        return connection.execute(
            "SELECT subject, state FROM job WHERE kind IN ('message', 'signal') ORDER BY id"
        ).fetchall()


def require_whole(house: House) -> None:
    assert house.engine.replay_all().findings == []
    assert house.engine.verify().findings == []


@pytest.mark.parametrize("cache_size", [1000, 0])
def test_a_message_begins_a_case_whose_answer_reaches_the_case_that_asked(
    opened_house: Opening, cache_size: int
) -> None:
    house = opened_house(an_order, a_supplier, cache_size=cache_size)
    orders = [house.start("staf-1", "pembeli").case for _ in range(3)]
    deliver(house)
    supplied = cases(house, "penjual")
    assert len(supplied) == 3
    house.complete("staf-1", "jawab", case=supplied[1].id)
    deliver(house)
    assert [row.case_id for row in house.tasks("staf-1") if row.element == "baca"] == [orders[1]]
    assert house.variables(orders[1])["harga"] == 100
    assert kinds(house, orders[1]) == ["started", "message_received"]
    assert kinds(house, supplied[1].id) == ["started", "completed"]
    require_whole(house)


def test_a_case_begun_by_a_message_says_which_and_by_whom(opened_house: Opening) -> None:
    house = opened_house(an_order, a_supplier)
    order = house.start("staf-1", "pembeli").case
    deliver(house)
    auditor = house.people["auditor-1"]
    (supplied,) = cases(house, "penjual")
    begun = house.engine.case(auditor, supplied.id).history[0]
    assert (begun.trigger, begun.event, begun.sender) == ("message", "Pesanan", "kasus PO-1")
    assert {field.label: field.value for field in begun.fields} == {"nomor": "PO-1", "barang": "Kursi"}
    assert house.engine.case(auditor, order).history[0].sent == ["Pesanan"]
    assert house.engine.moment(auditor, supplied.id, 1).item.sender == "kasus PO-1"


def test_a_message_that_comes_too_early_is_kept_until_somebody_waits(opened_house: Opening) -> None:
    house = opened_house(an_order)
    send(house, "Jawaban", "PO-1", {"harga": 7})
    deliver(house)
    order = house.start("staf-1", "pembeli").case
    deliver(house)
    assert house.variables(order)["harga"] == 7
    require_whole(house)


def test_a_message_that_nobody_wants_in_its_time_is_given_up(opened_house: Opening) -> None:
    house = opened_house(an_order)
    send(house, "Jawaban", "PO-1", {"harga": 7})
    deliver(house)
    house.clock.move(days=7, minutes=1)
    order = house.start("staf-1", "pembeli").case
    deliver(house)
    house.engine.dispatcher.tidy()
    assert kinds(house, order) == ["started"]
    assert ("Jawaban", "expired") in pending(house)


def test_a_thrower_says_how_long_its_message_is_kept(opened_house: Opening) -> None:
    def short_lived(folder: Path) -> Path:
        brief = given(correlation="=&quot;PO-1&quot;", timeToLive="PT1H")
        return a_procedure(
            folder, "kilat", STARTED, event("intermediateThrowEvent", "kirim", ANSWER, brief), bpmn.end("e")
        )

    house = opened_house(an_order, short_lived)
    house.start("staf-1", "kilat")
    deliver(house)
    house.clock.move(hours=2)
    order = house.start("staf-1", "pembeli").case
    deliver(house)
    assert kinds(house, order) == ["started"]


@pytest.mark.parametrize(
    ("key", "reached"),
    [("PO-1", [0]), ("PO-2", [1]), ("PO-3", []), (None, [])],
)
def test_a_correlation_key_must_be_the_same(
    opened_house: Opening, key: str | None, reached: list[int]
) -> None:
    house = opened_house(an_order)
    orders = [house.start("staf-1", "pembeli").case for _ in range(2)]
    send(house, "Jawaban", key, {"harga": 1})
    deliver(house)
    assert [n for n, case in enumerate(orders) if len(kinds(house, case)) == 2] == reached


@pytest.mark.parametrize("tag", ["intermediateCatchEvent", "intermediateThrowEvent"])
def test_a_correlation_key_without_a_value_is_a_fault_of_the_process(opened_house: Opening, tag: str) -> None:
    def keyless(folder: Path) -> Path:
        speaks = event(tag, "pesan", ANSWER, given(correlation="=if 1 = 2 then &quot;k&quot; else null"))
        return a_procedure(folder, "kosong", STARTED, speaks, bpmn.end("e"))

    house = opened_house(keyless)
    with pytest.raises(ProcessFault, match="kunci korelasi") as fault:
        house.start("staf-1", "kosong")
    assert fault.value.element == "pesan"


@pytest.mark.parametrize(
    ("feel", "key"),
    [
        ("10", 10.0),
        ("10", "10"),
        ("1.50", 1.5),
        ("1 = 1", "true"),
        ("[1, &quot;a&quot;]", '[1, "a"]'),
        ("date(&quot;2026-01-31&quot;)", "2026-01-31"),
    ],
)
@pytest.mark.parametrize("found_in", ["its own", "the payload"])
def test_a_key_is_the_same_text_whoever_writes_it(
    opened_house: Opening, feel: str, key: str | float, found_in: str
) -> None:
    more = {} if found_in == "its own" else {"correlation__message": "message"}
    house = opened_house(lambda folder: a_reminded(folder, correlation=f"={feel}", **more))
    case = house.start("staf-1", "diingatkan").case
    send(house, "Pengingat", *((key, None) if found_in == "its own" else (None, key)))
    deliver(house)
    assert kinds(house, case) == ["started", "message_received"]


def a_reminded(folder: Path, key: str = "diingatkan", **correlation: str) -> Path:
    """Write a procedure that waits for a reminder, by default whoever sends it."""
    return a_procedure(
        folder,
        key,
        bpmn.start("mulai", given(starterGroups="staf", number__nomor="=&quot;D-&quot; + string(number)")),
        event("intermediateCatchEvent", "ingat", REMINDER, given(**correlation) if correlation else ""),
        staff("lanjut"),
        bpmn.end("selesai"),
        case__number="=nomor",
    )


@pytest.mark.parametrize(
    ("key", "reached"),
    [(None, 0), ("D-2", 1), ("id", 1), ("lain", None)],
    ids=["without a key the oldest", "the case's number", "the case's id", "any other key nobody"],
)
def test_a_wait_without_a_key_takes_what_has_none_or_names_its_case(
    opened_house: Opening, key: str | None, reached: int | None
) -> None:
    house = opened_house(a_reminded)
    waiting = [house.start("staf-1", "diingatkan").case for _ in range(2)]
    send(house, "Pengingat", waiting[1] if key == "id" else key)
    deliver(house)
    got = [n for n, case in enumerate(waiting) if "message_received" in kinds(house, case)]
    assert got == ([] if reached is None else [reached])
    require_whole(house)


def test_a_receiver_can_find_the_key_in_the_message_itself(opened_house: Opening) -> None:
    def by_payload(folder: Path) -> Path:
        return a_reminded(folder, correlation="=nomor", correlation__message="message.untuk")

    house = opened_house(by_payload)
    waiting = [house.start("staf-1", "diingatkan").case for _ in range(3)]
    payloads: list[Json] = [{"untuk": "D-2"}, {"untuk": "D-9"}, "bukan konteks", None]
    for payload in payloads:
        send(house, "Pengingat", "D-1", payload)
    deliver(house)
    assert [n for n, case in enumerate(waiting) if "message_received" in kinds(house, case)] == [1]
    assert sorted(pending(house)) == [("Pengingat", "done")] + [("Pengingat", "kept")] * 3


def test_a_message_may_be_meant_for_one_procedure_only(opened_house: Opening) -> None:
    def another(folder: Path) -> Path:
        return a_reminded(folder, "lainnya")

    house = opened_house(a_reminded, another)
    first = house.start("staf-1", "diingatkan").case
    second = house.start("staf-1", "lainnya").case
    send(house, "Pengingat", definition="lainnya")
    deliver(house)
    assert (len(kinds(house, first)), len(kinds(house, second))) == (1, 2)


def test_a_message_is_taken_in_once_for_each_id(opened_house: Opening) -> None:
    house = opened_house(a_supplier)
    message = SendMessage(actor=SYSTEM, id="a1", name="Pesanan", payload={"nomor": "1"})
    first, second = house.engine.send(message), house.engine.send(message)
    deliver(house)
    third = house.engine.send(message)
    deliver(house)
    assert [(r.state, r.repeated) for r in (first, second, third)] == [
        ("pending", False),
        ("pending", True),
        ("done", True),
    ]
    assert len(cases(house, "penjual")) == 1
    with pytest.raises(Conflict):
        house.engine.send(SendMessage(actor=SYSTEM, id="a1", name="Pesanan", payload={"nomor": "2"}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"name": "dua\nbaris"},
        {"id": " "},
        {"key": ""},
        {"payload": "x" * 70_000},
    ],
    ids=str,
)
def test_what_is_no_message_is_refused(opened_house: Opening, wrong: dict[str, Any]) -> None:
    house = opened_house(a_supplier)
    with pytest.raises(Invalid):
        house.engine.send(SendMessage(**{"actor": SYSTEM, "id": "a", "name": "Pesanan", **wrong}))
    assert pending(house) == []


def test_only_who_has_the_role_sends_messages(opened_house: Opening) -> None:
    house = opened_house(a_supplier)
    with pytest.raises(Forbidden):
        house.engine.send(SendMessage(actor=house.people["staf-1"], id="a", name="Pesanan"))


def test_a_signal_reaches_all_who_wait_for_it_then_but_not_who_waits_later(opened_house: Opening) -> None:
    def begun_by_it(folder: Path) -> Path:
        return a_procedure(
            folder, "catatan", event("startEvent", "mulai", HOLIDAY), staff("catat"), bpmn.end("selesai")
        )

    house = opened_house(a_listener, a_crier, begun_by_it)
    hearing = [house.start("staf-1", "pendengar").case for _ in range(3)]
    house.start("staf-1", "pengumuman")
    deliver(house)
    late = house.start("staf-1", "pendengar").case
    deliver(house)
    assert [kinds(house, case) for case in hearing] == [["started", "signal_heard"]] * 3
    assert kinds(house, late) == ["started"]
    assert [house.variables(case)["hari"] for case in hearing] == ["Senin"] * 3
    (noted,) = cases(house, "catatan")
    assert house.engine.case(house.people["auditor-1"], noted.id).history[0].trigger == "signal"
    assert pending(house) == []
    require_whole(house)


def test_a_signal_thrown_in_a_case_that_waits_for_it_is_heard_there_once(opened_house: Opening) -> None:
    def both(folder: Path) -> Path:
        flows = bpmn.flows("mulai bagi", "bagi dengar", "bagi isi", "isi umumkan", "dengar akhir")
        return a_procedure(
            folder,
            "sendiri",
            STARTED,
            more=bpmn.parallel("bagi")
            + staff("isi")
            + event("endEvent", "umumkan", HOLIDAY)
            + event("intermediateCatchEvent", "dengar", HOLIDAY)
            + bpmn.end("akhir")
            + flows,
        )

    house = opened_house(both)
    case = house.start("staf-1", "sendiri").case
    house.complete("staf-1", "isi")
    deliver(house)
    assert kinds(house, case) == ["started", "completed"]
    assert cases(house, "sendiri")[0].status == "completed"
    require_whole(house)


def test_a_boundary_event_that_interrupts_nothing_takes_one_message_after_the_other(
    opened_house: Opening,
) -> None:
    def often_reminded(folder: Path) -> Path:
        boundary = event("boundaryEvent", "ingat", REMINDER, attachedToRef="isi", cancelActivity="false")
        return a_procedure(
            folder,
            "sering",
            STARTED,
            staff("isi"),
            bpmn.end("selesai"),
            more=boundary
            + staff("periksa")
            + bpmn.end("sudah")
            + bpmn.flows("ingat periksa", "periksa sudah"),
        )

    house = opened_house(often_reminded)
    for number in range(3):
        send(house, "Pengingat", id=str(number))
    deliver(house)
    case = house.start("staf-1", "sering").case
    deliver(house)
    assert kinds(house, case) == ["started"] + ["message_received"] * 3
    require_whole(house)


def test_a_cancelled_case_waits_for_nothing_any_more(opened_house: Opening) -> None:
    house = opened_house(an_order)
    order = house.start("staf-1", "pembeli").case
    house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=order, reason="Tidak diperlukan."))
    send(house, "Jawaban", "PO-1", {"harga": 1})
    deliver(house)
    assert kinds(house, order) == ["started", "cancelled"]
    assert [state for _, state in pending(house)] == ["kept", "kept"]
    require_whole(house)


def test_a_message_that_was_delivered_cannot_be_delivered_again(opened_house: Opening) -> None:
    house = opened_house(an_order)
    order = house.start("staf-1", "pembeli").case
    send(house, "Jawaban", "PO-1", {"harga": 1})
    command = arrival(house)
    deliver(house)
    with pytest.raises(Conflict):
        house.engine.execute(command)
    assert kinds(house, order) == ["started", "message_received"]


def arrival(house: House) -> Receive:
    """The command that brings the one message from outside to the one case that waits."""
    with opened(house.settings.database) as connection:
        (message,) = connection.execute("SELECT id FROM job WHERE subject = 'Jawaban'").fetchone()
        wait, case = connection.execute("SELECT id, instance FROM wait").fetchone()
    return Receive(message=message, case=case, wait=wait)


def test_a_signal_for_a_case_that_waits_no_more_is_forgotten(opened_house: Opening) -> None:
    house = opened_house(a_listener, a_crier)
    case = house.start("staf-1", "pendengar").case
    house.start("staf-1", "pengumuman")
    house.engine.dispatcher.run_due()
    house.engine.execute(Cancel(actor=house.people["pemilik-1"], case=case, reason="Tidak diperlukan."))
    deliver(house)
    assert pending(house) == []
    with pytest.raises(Conflict):
        house.engine.execute(Hear(signal="signal:tidak-ada", case=case))


def test_a_message_that_makes_its_receiver_fail_is_left_to_an_operator(opened_house: Opening) -> None:
    def fragile(folder: Path) -> Path:
        return a_procedure(
            folder,
            "rapuh",
            STARTED,
            event("intermediateCatchEvent", "ingat", REMINDER, given("out:nilai=message.nilai")),
            bpmn.exclusive("pilih", "pilih_lain"),
            bpmn.end("satu"),
            more=bpmn.end("lain") + bpmn.flows("pilih lain"),
        )

    def with_condition(folder: Path) -> Path:
        fragile(folder)
        diagram = folder / "processes" / "rapuh" / "rapuh.bpmn"
        flow = b'id="pilih_satu" sourceRef="pilih" targetRef="satu">'
        condition = b"<bpmn:conditionExpression>nilai &gt; 1</bpmn:conditionExpression>"
        diagram.write_bytes(diagram.read_bytes().replace(flow, flow + condition))
        return folder

    house = opened_house(with_condition)
    case = house.start("staf-1", "rapuh").case
    send(house, "Pengingat", payload={"nilai": None})
    deliver(house)
    deliver(house)
    assert kinds(house, case) == ["started"]
    assert pending(house) == [("Pengingat", "dead")]


def a_caller(folder: Path) -> Path:
    """Write a procedure that has another system called, and handles its refusal."""
    call = bpmn.node(
        "serviceTask",
        "panggil",
        given("in:url=&quot;https://contoh.id&quot;", "out:hasil=result.kode", connector="http"),
        name="Panggil",
    )
    refusal = event("boundaryEvent", "tolak", REFUSED, attachedToRef="panggil")
    return a_procedure(
        folder,
        "pemanggil",
        STARTED,
        call,
        staff("lanjut"),
        bpmn.end("selesai"),
        more=refusal
        + staff("tangani")
        + bpmn.end("ditolak")
        + bpmn.flows("tolak tangani", "tangani ditolak"),
    )


def work(house: House) -> str:
    with opened(house.settings.database) as connection:
        (subject,) = connection.execute("SELECT subject FROM job WHERE kind = 'work'").fetchone()
    return str(subject)


def test_what_a_connector_gives_back_is_taken_in_once_and_replayed(opened_house: Opening) -> None:
    house = opened_house(a_caller)
    case = house.start("staf-1", "pemanggil").case
    command = FinishWork(case=case, work=work(house), result={"kode": "A7"})
    house.engine.execute(command)
    with pytest.raises(Conflict):
        house.engine.execute(command)
    assert house.variables(case)["hasil"] == "A7"
    assert kinds(house, case) == ["started", "work_done"]
    require_whole(house)


def test_an_error_of_a_connector_is_handled_where_the_process_handles_it(opened_house: Opening) -> None:
    house = opened_house(a_caller)
    case = house.start("staf-1", "pemanggil").case
    with pytest.raises(Conflict):
        house.engine.execute(FailWork(case=case, work=work(house), code="lain", message="Tidak dikenal."))
    house.engine.execute(FailWork(case=case, work=work(house), code="http-409", message="Sudah ada."))
    assert [row.element for row in house.tasks("staf-1")] == ["tangani"]
    item = house.engine.case(house.people["auditor-1"], case).history[-1]
    assert (item.kind, item.element_name, item.reason) == ("work_failed", "Panggil", "Sudah ada.")
    require_whole(house)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM wait",
        "UPDATE wait SET key = 'PO-9'",
        "UPDATE wait SET name = 'Lain'",
        "UPDATE job SET due_at = due_at + 1 WHERE kind = 'timer'",
        "DELETE FROM job WHERE kind = 'timer'",
        "DELETE FROM job WHERE kind = 'work'",
        "UPDATE job SET content = replace(content, 'contoh.id', 'jahat.id') WHERE kind = 'work'",
    ],
)
def test_what_a_case_waits_for_is_compared_with_its_journal(opened_house: Opening, sql: str) -> None:
    house = opened_house(an_order, a_caller, a_waiting)
    for key in ("pembeli", "pemanggil", "menunggu"):
        house.start("staf-1", key)
    assert house.engine.replay_all().findings == []
    with opened(house.settings.database) as connection:
        assert connection.execute(sql).rowcount >= 1
    assert house.engine.replay_all().findings != []


@pytest.mark.parametrize("sql", ["replace(content, 'Kursi', 'Mobil')", "replace(content, 'PO-1', 'PO-2')"])
@pytest.mark.parametrize("delivered", [False, True])
def test_what_a_case_sends_is_compared_with_its_journal_on_its_way_and_where_it_arrives(
    opened_house: Opening, sql: str, delivered: bool
) -> None:
    house = opened_house(an_order, a_supplier)
    house.start("staf-1", "pembeli")
    assert house.engine.verify().findings == []
    with opened(house.settings.database) as connection:
        connection.execute(f"UPDATE job SET content = {sql} WHERE kind = 'message'")
    if delivered:
        deliver(house)
    proof = house.engine.replay_all() if delivered else house.engine.verify()
    assert len(proof.findings) == 1


@pytest.mark.parametrize(
    ("payload", "more"),
    [
        ({"nip": 198001012005011001}, {}),
        ([{"n": 2**70}], {}),
        (-(2**53), {}),
        (1e300, {}),
        (None, {"definition": "tidak-ada"}),
    ],
)
def test_what_would_be_lost_or_altered_is_not_taken_in(
    opened_house: Opening, payload: Json, more: dict[str, str]
) -> None:
    house = opened_house(an_order)
    with pytest.raises(Invalid):
        send(house, "Jawaban", "PO-1", payload, **more)
    send(
        house,
        "Jawaban",
        "PO-1",
        {"nip": "198001012005011001", "n": 2**53 - 1, "x": 1.5},
        definition="pembeli",
    )


def a_waiting(folder: Path) -> Path:
    two_hours = '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT2H</bpmn:timeDuration></bpmn:timerEventDefinition>'
    return a_procedure(
        folder, "menunggu", STARTED, event("intermediateCatchEvent", "tunggu", two_hours), bpmn.end("e")
    )


def test_what_was_delivered_is_remembered_only_for_its_time(opened_house: Opening) -> None:
    house = opened_house(a_supplier)
    send(house, "Pesanan", payload={"nomor": "1"})
    deliver(house)
    assert pending(house) == [("Pesanan", "done")]
    house.clock.now += timedelta(days=8)
    house.engine.dispatcher.tidy()
    assert pending(house) == []
