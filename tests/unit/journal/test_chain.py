"""A stream that was touched anywhere is found out, and one that was not is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.journal import Author, Entry, Link, seal, verify_stream

START = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)


def chain(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for n in range(1, length + 1):
        entries.append(
            seal(
                stream="case:a",
                n=n,
                prev=entries[-1].hash if entries else "",
                at=START + timedelta(minutes=n),
                kind="completed",
                author=Author("person-1"),
                definition="d" * 64,
                payload={"data": {"catatan": f"langkah {n}"}},
            )
        )
    return entries


def faults(entries: list[Entry], head: Link | None = None) -> list[tuple[int | None, str]]:
    return [(finding.n, finding.message) for finding in verify_stream("case:a", entries, head)]


def test_an_untouched_chain_has_no_fault() -> None:
    entries = chain(5)
    assert faults(entries, Link(5, entries[-1].hash)) == []


@given(position=st.integers(0, 4), part=st.sampled_from(["header", "payload", "salt"]), data=st.data())
def test_one_changed_bit_anywhere_is_found_at_its_entry(
    position: int, part: str, data: st.DataObject
) -> None:
    entries = chain(5)
    stored: bytes = getattr(entries[position], part)
    index = data.draw(st.integers(0, len(stored) - 1))
    changed = bytearray(stored)
    changed[index] ^= 1 << data.draw(st.integers(0, 7))
    touched: dict[str, Any] = {part: bytes(changed)}
    entries[position] = replace(entries[position], **touched)
    assert position + 1 in [n for n, _ in faults(entries)]


def test_a_changed_stored_hash_is_found() -> None:
    entries = chain(3)
    entries[1] = replace(entries[1], hash="0" * 64)
    assert (2, "kepala entri diubah: hash tidak cocok") in faults(entries)


@pytest.mark.parametrize("dropped", [0, 2])
def test_a_dropped_entry_is_found(dropped: int) -> None:
    entries = chain(4)
    del entries[dropped]
    assert (dropped + 2, f"entri {dropped + 1} tidak ada") in faults(entries)


def test_a_cut_end_is_found_against_the_recorded_head() -> None:
    entries = chain(4)
    assert faults(entries[:3]) == []
    assert faults(entries[:3], Link(4, entries[3].hash)) != []


def test_an_entry_from_another_stream_does_not_fit() -> None:
    entries = chain(2)
    other = seal(
        stream="case:b",
        n=3,
        prev=entries[-1].hash,
        at=START + timedelta(hours=1),
        kind="completed",
        author=Author("person-1"),
        definition="",
        payload={},
    )
    assert (3, "kepala entri menyebut aliran atau nomor lain") in faults(
        [*entries, replace(other, stream="case:a")]
    )


def test_a_back_dated_entry_is_found() -> None:
    entries = chain(2)
    early = seal(
        stream="case:a",
        n=3,
        prev=entries[-1].hash,
        at=START,
        kind="completed",
        author=Author("person-1"),
        definition="",
        payload={},
    )
    assert (3, "waktu entri mendahului entri sebelumnya") in faults([*entries, early])


def test_the_payload_cannot_be_guessed_from_the_commitment() -> None:
    first, second = chain(1)[0], chain(1)[0]
    assert first.payload == second.payload
    assert first.fields["payload"] != second.fields["payload"]


def test_an_entry_reads_back_what_was_put_in() -> None:
    entry = chain(1)[0]
    assert entry.content == {"data": {"catatan": "langkah 1"}}
    assert entry.at == START + timedelta(minutes=1)
    assert orjson.loads(entry.header)["actor"] == "person-1"
