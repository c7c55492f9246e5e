"""What the engine relies on between cases: messages and who waits for them, work, timer starts, tokens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest

from engine.model import Account, Json, Token
from engine.projections import AlarmRecord, MailRecord, TimerRecord, WaitRecord, WorkRecord
from engine.store import Store, payload_digest
from engine.store.schedule import AT_A_TIME, BEGINNING
from engine.store.work import LEASE
from tests.contract.test_store import NOW, a_case, a_version

LATER = NOW + timedelta(hours=1)
ACTOR: dict[str, Json] = {"actor": {"id": "x"}}


def cases(store: Store, *ids: str) -> None:
    """Write cases that began one after the other."""
    with store.writing() as unit:
        a_version(unit)
        for place, case_id in enumerate(ids):
            unit.cases.add(a_case(case_id, started_at=NOW + timedelta(minutes=place)), b"state")


def a_mail(
    id: str = "message:1", kind: Literal["message", "signal"] = "message", **more: object
) -> MailRecord:
    mail = MailRecord(
        id=id,
        kind=kind,
        name="Pesanan",
        key=None,
        payload={"nomor": [1, None]},
        source=ACTOR,
        sent_at=NOW,
        expires_at=LATER,
    )
    return replace(mail, **more)  # type: ignore[arg-type]


def a_wait(case: str, id: str = "", **more: object) -> WaitRecord:
    wait = WaitRecord(id or f"w-{case}", case, "e", "p", "message", "Pesanan", None, None)
    return replace(wait, **more)  # type: ignore[arg-type]


def waiting(store: Store, *waits: WaitRecord) -> None:
    with store.writing() as unit:
        for wait in waits:
            unit.mail.set_waits(wait.case, [each for each in waits if each.case == wait.case], NOW)


def test_due_work_comes_in_the_order_of_its_moments_and_in_pages_without_gaps(store: Store) -> None:
    cases(store, "a")
    count = AT_A_TIME + 7
    timers = [TimerRecord(f"t{n:05}", "a", NOW + timedelta(seconds=n * 7919 % 13)) for n in range(count)]
    with store.writing() as unit:
        unit.schedule.set_timers("a", timers)
    found, last = [], BEGINNING
    with store.reading() as unit:
        while page := unit.schedule.due(LATER, last):
            assert len(page) <= AT_A_TIME
            found += [(due.due_at, due.subject) for due in page]
            last = (page[-1].due_at, page[-1].id)
    assert found == sorted((timer.due_at, timer.id) for timer in timers)


def test_what_was_put_off_or_buried_is_not_due_and_can_be_tried_again(store: Store) -> None:
    cases(store, "a")
    with store.writing() as unit:
        unit.schedule.set_timers("a", [TimerRecord("x", "a", NOW), TimerRecord("y", "a", NOW)])
        unit.schedule.postpone("timer:x", "terkunci", LATER)
        unit.schedule.bury("timer:y", "cacat", NOW)
        assert unit.schedule.due(NOW) == []
        assert [due.attempts for due in unit.schedule.due(LATER)] == [1]
        assert unit.schedule.timers("a") == {"x": None, "y": None}
        assert unit.schedule.retry("timer:y", NOW, LATER)
        assert not unit.schedule.retry("timer:y", NOW, LATER)
        assert [due.subject for due in unit.schedule.due(NOW)] == ["y"]


def test_a_message_comes_back_as_it_was_sent_and_is_taken_once(store: Store) -> None:
    with store.writing() as unit:
        unit.mail.send([a_mail(key="k", definition="p")])
        assert unit.stirred
    with store.writing() as unit:
        assert unit.mail.find("message:1") == (a_mail(key="k", definition="p"), "pending")
        assert [due.id for due in unit.schedule.due(NOW)] == ["message:1"]
        assert unit.mail.take(a_mail())
        assert not unit.mail.take(a_mail())
        assert unit.schedule.due(LATER) == []


def test_what_came_from_outside_is_remembered_for_its_time_and_what_a_case_threw_is_not(store: Store) -> None:
    thrown = a_mail("message:2", source={"case": "a", "number": "", "n": 1, "element": "e", "process": "p"})
    with store.writing() as unit:
        unit.mail.send([a_mail(), thrown])
        unit.mail.take(a_mail())
        unit.mail.take(thrown)
        assert unit.mail.find("message:2") is None
        remembered, state = unit.mail.find("message:1") or (None, "")
        assert remembered == a_mail(payload=payload_digest(a_mail().payload))
        assert state == "done"
        unit.mail.tidy(NOW)
        assert unit.mail.find("message:1") is not None
        unit.mail.tidy(LATER)
        assert unit.mail.find("message:1") is None


def test_a_kept_message_is_looked_at_again_when_its_name_is_waited_for_and_given_up_at_its_end(
    store: Store,
) -> None:
    with store.writing() as unit:
        unit.mail.send([a_mail(), a_mail("message:2", name="Lain")])
        unit.mail.keep(a_mail(), {})
        unit.mail.keep(a_mail("message:2"), {})
        assert unit.schedule.due(LATER) == []
        unit.mail.arouse({"Pesanan"}, NOW)
        assert [due.subject for due in unit.schedule.due(NOW)] == ["Pesanan"]
        assert unit.mail.overstayed(NOW) == []
        assert unit.mail.overstayed(LATER) == ["message:2"]
        assert [unit.mail.expire(a_mail("message:2")) for _ in range(2)] == [True, False]
        unit.mail.arouse({"Lain"}, NOW)
        found = unit.mail.find("message:2")
        assert found is not None
        assert found[1] == "expired"


def test_a_message_goes_to_the_oldest_case_that_it_fits(store: Store) -> None:
    cases(store, "a", "b", "c", "d", "e")
    waiting(
        store,
        a_wait("a", name="Lain"),
        a_wait("b", key="k1"),
        a_wait("c", key="k2"),
        a_wait("d", key="7", message_key="message.n"),
        a_wait("e"),
    )

    def receiver(mail: MailRecord, **keys: str) -> str | None:
        with store.reading() as unit:
            found = unit.mail.receiver(mail, {text.replace("_", "."): key for text, key in keys.items()})
            return None if found is None else found.case

    assert receiver(a_mail()) == "e"
    assert receiver(a_mail(key="k2")) == "c"
    assert receiver(a_mail(key="k3")) is None
    assert receiver(a_mail(), message_n="7") == "d"
    assert receiver(a_mail(), message_n="8") == "e"
    assert receiver(a_mail(key="k2"), message_n="7") == "c"
    assert (receiver(a_mail(key="e")), receiver(a_mail(key="N/e"))) == ("e", "e")
    assert receiver(a_mail(key="N/b")) is None
    assert receiver(a_mail(key="k2", definition="q")) is None
    with store.reading() as unit:
        assert unit.mail.message_keys("Pesanan") == ["message.n"]


def test_a_signal_is_addressed_to_all_that_wait_for_it_but_its_thrower(store: Store) -> None:
    cases(store, "b", "a", "thrower", "other")
    waits = [a_wait(case, kind="signal", name="Libur") for case in ("a", "b", "thrower")]
    waiting(store, *waits, a_wait("a", "w2", kind="signal", name="Libur"), a_wait("other", name="Libur"))
    source = {"case": "thrower", "number": "", "n": 1, "element": "e", "process": "p"}
    signal = a_mail("signal:1", "signal", name="Libur", source=source)
    with store.writing() as unit:
        unit.mail.send([signal])
        unit.mail.broadcast(signal, [("q", "mulai")])
    with store.reading() as unit:
        due = unit.schedule.due(LATER)
        assert [(each.kind, each.case) for each in due] == [
            ("signal", "b"),
            ("signal", "a"),
            ("signal", None),
        ]
        found = unit.mail.find(due[-1].id)
        assert found is not None
        assert (found[0].definition, found[0].start) == ("q", "mulai")


def a_work(id: str = "w1", case: str = "a") -> WorkRecord:
    return WorkRecord(id, case, "panggil", "p", case, 1, {"unit": "U1"}, "http", {"url": "https://contoh.id"})


def test_work_is_leased_to_one_worker_until_its_lease_is_over(store: Store) -> None:
    cases(store, "a")
    with store.writing() as unit:
        unit.work.add([a_work(), a_work("w2")], NOW)
    with store.writing() as unit:
        assert unit.schedule.due(LATER) == []
        assert unit.work.lease(NOW, "satu") == [replace(a_work(id), attempts=1) for id in ("w1", "w2")]
        assert unit.work.lease(NOW, "dua") == []
        (again, _) = unit.work.lease(NOW + LEASE, "dua")
        assert again.attempts == 2
        assert not unit.work.retry(replace(again, attempts=1), "satu", "terlambat", NOW)
        assert unit.work.retry(again, "dua", "gagal", LATER)
        assert unit.work.lease(NOW, "dua") == []


def test_buried_work_rests_and_dropped_work_is_gone(store: Store) -> None:
    cases(store, "a")
    with store.writing() as unit:
        unit.work.add([a_work(), a_work("w2")], NOW)
        leased = unit.work.lease(NOW, "satu")
        assert unit.work.bury(leased[0], "satu", "tidak bisa", NOW)
        unit.work.drop(["w2"])
        assert not unit.work.retry(leased[1], "satu", "gagal", NOW)
        assert [work.id for work in unit.work.of_case("a")] == ["w1"]
        assert unit.work.lease(LATER, "satu") == []
        assert unit.schedule.retry("work:w1", NOW, LATER)
        assert [work.id for work in unit.work.lease(NOW, "dua")] == ["w1"]


def an_alarm(start: str = "mulai", **more: object) -> AlarmRecord:
    alarm = AlarmRecord(
        definition="p", start=start, index=0, text="cycle R3/PT1H", due_at=NOW, cycle=(2, "x")
    )
    return replace(alarm, **more)  # type: ignore[arg-type]


def test_a_timer_start_goes_on_once_from_where_it_stood(store: Store) -> None:
    after = an_alarm(due_at=LATER, cycle=(1, "y"))
    with store.writing() as unit:
        unit.alarms.replace("p", [an_alarm()])
        assert [due.kind for due in unit.schedule.due(NOW)] == ["start"]
        assert unit.alarms.go_on(an_alarm(), after)
        assert not unit.alarms.go_on(an_alarm(), after)
        assert unit.alarms.find(after.id) == after
        assert unit.alarms.go_on(after, replace(after, over=True))
        assert unit.schedule.due(LATER) == []
        assert unit.alarms.of("p") == {("mulai", 0): replace(after, over=True)}


def test_the_timer_starts_of_a_definition_are_replaced_as_a_whole(store: Store) -> None:
    with store.writing() as unit:
        unit.alarms.replace("p", [an_alarm(), an_alarm("kedua")])
        unit.alarms.replace("p_lain", [an_alarm(definition="p_lain")])
        unit.alarms.replace("p", [an_alarm("kedua", due_at=LATER)])
        assert unit.alarms.of("p") == {("kedua", 0): an_alarm("kedua", due_at=LATER)}
        assert len(unit.alarms.of("p_lain")) == 1


@pytest.mark.parametrize("times", [1, 2])
def test_a_token_is_revoked_once(store: Store, times: int) -> None:
    token = Token("t1", "id1", "tagihan", NOW, LATER)
    with store.writing() as unit:
        unit.people.add(Account("id1", "sistem", "Sistem", "", (), None, demo=False), "hash")
        unit.tokens.add(token, "sidik")
        assert unit.tokens.find("t1") == (token, "sidik")
        assert [unit.tokens.revoke("t1", NOW) for _ in range(times)] == [True, False][:times]
        assert unit.tokens.all() == [replace(token, revoked_at=NOW)]
        assert unit.tokens.find("t2") is None
