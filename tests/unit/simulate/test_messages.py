"""Messages and signals, from outside and between instances."""

from __future__ import annotations

import pytest

from engine.model import Json
from engine.simulate import Message
from tests.unit.simulate.builder import (
    MESSAGE,
    REPLY,
    SIGNAL,
    after,
    boundary,
    catch,
    parameters,
    properties,
    settings,
    straight,
    throw,
    tried,
)
from tests.unit.spiff.builders import end, flows, node, parallel, process, start, user


def sent(payload: str = "{}") -> str:
    """Extensions of what throws with a payload."""
    return settings(properties(payload=f"={payload}"))


def correlated(key: str, message_key: str | None = None) -> str:
    more = {"correlation__message": f"={message_key}"} if message_key else {}
    return settings(properties(correlation=f"={key}", **more))


def test_a_message_reaches_what_waits_for_it_and_its_entries_become_variables() -> None:
    trial = tried(straight(("c", catch("c", MESSAGE))), messages=[Message("pesanan", {"n": 1}, outside=True)])
    assert (trial.status, trial.data) == ("completed", {"n": 1})
    assert [(line["element"], line["data"]) for line in trial.of("message")] == [
        ("c", {"name": "pesanan", "payload": {"n": 1}, "direction": "received"})
    ]


def test_a_message_of_another_name_is_never_received() -> None:
    trial = tried(straight(("c", catch("c", MESSAGE))), messages=["lain"])
    assert (trial.status, trial.of("message")) == ("waiting", [])


def test_messages_are_kept_until_somebody_waits_each_for_its_own() -> None:
    both = straight(("b", catch("b", REPLY)), ("t", catch("t", after("PT1H"))), ("a", catch("a", MESSAGE)))
    trial = tried(both, messages=["pesanan", "balasan"])
    assert (trial.status, [line["element"] for line in trial.of("message")]) == ("completed", ["b", "a"])


def test_messages_of_one_name_are_received_in_their_order() -> None:
    twice = straight(("a", catch("a", MESSAGE)), ("b", catch("b", MESSAGE)))
    trial = tried(twice, messages=[Message("pesanan", {"n": n}, outside=True) for n in (1, 2)])
    assert trial.data == {"n": 2}


def test_a_message_comes_before_a_task_is_done() -> None:
    guarded = process(
        start(),
        user("a"),
        boundary("batal", "a", MESSAGE),
        end(),
        end("dibatalkan"),
        flows("s a", "a e", "batal dibatalkan"),
    )
    assert tried(guarded, messages=["pesanan"]).done[-1] == "dibatalkan"
    assert tried(guarded).done[-1] == "e"


def test_a_message_begins_the_process_that_waits_for_it() -> None:
    begun = straight(("a", user("a")), start=MESSAGE)
    trial = tried(begun, messages=[Message("pesanan", {"n": 1}, outside=True)], data={"m": 2})
    assert (trial.status, trial.data) == ("completed", {"m": 2, "n": 1})
    assert [line["element"] for line in trial.of("message")] == ["s"]
    assert [line["kind"] for line in tried(begun).lines] == ["end"]
    assert tried(begun).status == "waiting"


def test_output_parameters_see_a_payload_as_message() -> None:
    mapped = catch("c", MESSAGE, settings(parameters(outputs={"nomor": "message.n"})))
    trial = tried(straight(("c", mapped)), messages=[Message("pesanan", {"n": 1}, outside=True)])
    assert trial.data == {"nomor": 1}


ORDERING = straight(
    ("kirim", throw("kirim", MESSAGE, sent("{barang: barang}"))), ("jawab", catch("jawab", REPLY))
)
SUPPLIER = straight(
    ("cek", user("cek")),
    ("balas", throw("balas", REPLY, sent("{harga: 5}"))),
    id="q",
    start=MESSAGE,
    begin="q1",
)


def test_a_message_begins_another_process_whose_answer_comes_back() -> None:
    trial = tried(ORDERING, SUPPLIER, data={"barang": "kursi"})
    assert (trial.status, trial.data) == ("completed", {"barang": "kursi", "harga": 5})
    assert [(line["instance"], line["element"], line["data"]) for line in trial.of("message")] == [
        ("p", "kirim", {"name": "pesanan", "payload": {"barang": "kursi"}, "direction": "sent"}),
        ("q", "q1", {"name": "pesanan", "payload": {"barang": "kursi"}, "direction": "received"}),
        ("q", "balas", {"name": "balasan", "payload": {"harga": 5}, "direction": "sent"}),
        ("p", "jawab", {"name": "balasan", "payload": {"harga": 5}, "direction": "received"}),
    ]


def test_lines_name_their_instance_only_where_there_are_several() -> None:
    several, alone = tried(ORDERING, SUPPLIER), tried(straight(("a", user("a"))), SUPPLIER)
    assert {line.get("instance") for line in several.lines[:-1]} == {"p", "q"}
    assert not any("instance" in line for line in [*alone.lines, several.lines[-1]])


def test_a_waiting_instance_is_preferred_to_a_new_one() -> None:
    both = process(
        start(),
        start("s2", MESSAGE),
        throw("kirim", MESSAGE),
        parallel("g"),
        catch("c", MESSAGE),
        end(),
        flows("s g", "g c", "g kirim", "c e", "kirim e", "s2 e"),
    )
    trial = tried(both)
    assert (trial.status, "s2" in trial.done) == ("completed", False)


def test_each_further_message_begins_a_further_instance() -> None:
    sender = straight(("a", throw("a", MESSAGE)), ("b", throw("b", MESSAGE)))
    trial = tried(sender, straight(id="q", start=MESSAGE, begin="q1"))
    assert {line["instance"] for line in trial.lines[:-1]} == {"p", "q", "q#2"}


def test_a_message_that_nobody_takes_yet_is_kept() -> None:
    early = straight(
        ("kirim", throw("kirim", MESSAGE)), ("t", catch("t", after("PT1H"))), ("c", catch("c", MESSAGE))
    )
    assert tried(early).status == "completed"


@pytest.mark.parametrize(("thrown", "status"), [("7", "completed"), ("8", "waiting")])
def test_keys_decide_who_gets_a_message(thrown: str, status: str) -> None:
    sender = straight(("kirim", throw("kirim", MESSAGE, correlated(thrown))), id="q", begin="q1")
    waits = straight(("c", catch("c", MESSAGE, correlated("nomor"))))
    trial = tried(waits, sender, data={"nomor": 7}, also=["q"])
    assert trial.status == status


def test_a_payload_can_hold_the_key() -> None:
    waits = straight(("c", catch("c", MESSAGE, correlated("nomor", "message.nomor"))))
    messages = [Message("pesanan", {"nomor": n, "isi": n}, outside=True) for n in (8, 7)]
    trial = tried(waits, data={"nomor": 7}, messages=messages)
    assert trial.data == {"nomor": 7, "isi": 7}
    assert tried(waits, data={"nomor": 7}, messages=["pesanan"]).status == "waiting"


@pytest.mark.parametrize("key", [True, 7, 7.5, "tujuh"])
def test_a_key_in_the_payload_is_compared_as_the_text_that_feel_writes(key: Json) -> None:
    waits = straight(("c", catch("c", MESSAGE, correlated("nomor", "message.nomor"))))
    messages = [Message("pesanan", {"nomor": key}, outside=True)]
    assert tried(waits, data={"nomor": key}, messages=messages).status == "completed"


def test_a_payload_that_the_receiver_can_not_read_is_not_for_it() -> None:
    waits = straight(("c", catch("c", MESSAGE, correlated("nomor", "message.nomor.apa()"))))
    assert tried(waits, data={"nomor": 7}, messages=["pesanan"]).status == "waiting"


@pytest.mark.parametrize(("key", "status"), [("&quot;p&quot;", "completed"), ("&quot;q&quot;", "waiting")])
def test_who_waits_without_a_key_is_known_by_its_case(key: str, status: str) -> None:
    sender = straight(("kirim", throw("kirim", MESSAGE, correlated(key))), id="q", begin="q1")
    assert tried(straight(("c", catch("c", MESSAGE))), sender, also=["q"]).status == status


def test_a_message_from_outside_needs_no_key() -> None:
    waits = straight(("c", catch("c", MESSAGE, correlated("nomor"))))
    assert tried(waits, data={"nomor": 7}, messages=["pesanan"]).status == "completed"


def test_a_signal_reaches_every_instance_and_begins_every_process_that_waits_for_it() -> None:
    waits = straight(("c", catch("c", SIGNAL)))
    thrower = straight(("t", throw("t", SIGNAL)), id="q", begin="q1")
    other = straight(("c2", catch("c2", SIGNAL)), id="r", begin="r1")
    begun = straight(id="x", start=SIGNAL, begin="x1")
    trial = tried(waits, thrower, other, begun, also=["r", "q"])
    assert (trial.status, {"s_end", "r1_end", "x1_end"} <= {*trial.done}) == ("completed", True)


def test_nobody_hears_a_signal_that_came_too_early() -> None:
    late = straight(("t", catch("t", after("PT1H"))), ("c", catch("c", SIGNAL)))
    thrower = straight(("t2", throw("t2", SIGNAL)), id="q", begin="q1")
    assert tried(late, thrower, also=["q"]).status == "waiting"


def test_a_signal_is_heard_once_in_the_instance_that_throws_it() -> None:
    both = process(
        start(),
        parallel("g"),
        catch("c", SIGNAL),
        user("a"),
        throw("t", SIGNAL),
        end(),
        flows("s g", "g c", "g a", "a t", "c e", "t e"),
    )
    trial = tried(both)
    assert (trial.status, trial.done.count("c")) == ("completed", 1)


def test_other_processes_begin_only_when_they_are_asked_to() -> None:
    alone, other = straight(("a", user("a"))), straight(("b", user("b")), id="q", begin="q1")
    assert "b" not in tried(alone, other).done
    trial = tried(alone, other, also=["q"], answers={"b": {"x": 1}})
    assert ("b" in trial.done, trial.data) == (True, {})


def test_a_send_and_a_receive_task_do_as_the_events() -> None:
    sender = straight(("k", node("sendTask", "k", sent("{n: 3}"), messageRef="M")), id="q", begin="q1")
    receiver = straight(("r", node("receiveTask", "r", messageRef="M")))
    assert tried(receiver, sender, also=["q"]).data == {"n": 3}
