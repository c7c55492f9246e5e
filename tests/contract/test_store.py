"""What the engine relies on in whatever keeps its data."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from engine.errors import ConcurrentWrite
from engine.journal import Author, Entry, seal
from engine.model import Account, Json
from engine.projections import Assignment, CaseRecord, TaskRecord, TimerRecord
from engine.shapes import mapping
from engine.store import ReleaseRecord, Store, Unit, VersionRecord, Window
from engine.store.lists import AT_A_TIME
from engine.store.registers import MOST_ROWS

NOW = datetime(2026, 7, 13, 2, 0, 0, 123456, tzinfo=UTC)
DIGEST = "d" * 64


def a_version(unit: Unit) -> None:
    unit.definitions.add(VersionRecord(DIGEST, "p", 1, {}, "P", NOW, "system", ""), {})


def a_case(case_id: str = "a", **changes: object) -> CaseRecord:
    case = CaseRecord(
        id=case_id,
        definition="p",
        version=DIGEST,
        key=f"key-{case_id}",
        status="active",
        n=1,
        head="h1",
        number=f"N/{case_id}",
        title=f"Kasus {case_id}",
        columns={"Kolom": [1, None, "x"]},
        search=f"kasus {case_id}",
        registers={},
        parties=(),
        partner="Universitas Ä",
        outcome="",
        clauses=("12", "celah-7", "a|b %"),
        started_by="person",
        started_at=NOW,
        updated_at=NOW,
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def a_task(task_id: str = "t", case: str = "a", **changes: object) -> TaskRecord:
    task = TaskRecord(
        id=task_id,
        case=case,
        element="e",
        process="p",
        scope=case,
        name="Tugas",
        round=1,
        item={"unit": "U1"},
        assignment=Assignment(groups=("staf",), due="2026-07-16", escalation=("kepala",)),
        opened_at=NOW,
        due_at=NOW + timedelta(days=3),
    )
    return replace(task, **changes)  # type: ignore[arg-type]


def an_entry(stream: str, n: int, prev: str = "") -> Entry:
    return seal(
        stream=stream, n=n, prev=prev, at=NOW, kind="k", author=Author("p"), definition="", payload={"n": n}
    )


def with_case(store: Store, case: CaseRecord | None = None) -> None:
    with store.writing() as unit:
        a_version(unit)
        unit.cases.add(case or a_case(), b"state")


def test_what_is_written_comes_back_equal(store: Store) -> None:
    with_case(store)
    with store.writing() as unit:
        unit.cases.open([a_task()])
    with store.reading() as unit:
        assert unit.cases.find("a") == (a_case(), b"state")
        found = unit.cases.find_task("t")
        assert found is not None
        assert (found.task, found.case, found.state, found.closed_at) == (a_task(), a_case(), b"state", None)
        assert unit.cases.open_tasks("a") == [a_task()]


def test_an_error_leaves_nothing_behind(store: Store) -> None:
    with_case(store)
    with pytest.raises(ZeroDivisionError), store.writing() as unit:
        unit.cases.open([a_task()])
        unit.journal.append(an_entry("case:a", 1))
        raise ZeroDivisionError
    with store.reading() as unit:
        assert unit.cases.find_task("t") is None
        assert unit.journal.entries("case:a") == []


def test_a_reader_keeps_its_snapshot_while_somebody_writes(store: Store) -> None:
    with_case(store)
    with store.reading() as reader:
        assert reader.cases.open_tasks("a") == []
        with store.writing() as unit:
            unit.cases.open([a_task()])
        assert reader.cases.open_tasks("a") == []
    with store.reading() as reader:
        assert len(reader.cases.open_tasks("a")) == 1


def test_the_second_writer_of_the_same_entry_loses(store: Store) -> None:
    with_case(store)
    with store.writing() as unit:
        assert unit.cases.replace(a_case(n=2, head="h2"), b"two")
    with store.writing() as unit:
        assert not unit.cases.replace(a_case(n=2, head="other"), b"other")
    with store.reading() as unit:
        found = unit.cases.find("a")
        assert found is not None
        assert (found[0].head, found[1]) == ("h2", b"two")


@pytest.mark.parametrize("n", [1, 3])
def test_a_stream_has_neither_a_gap_nor_a_number_twice(store: Store, n: int) -> None:
    with store.writing() as unit:
        unit.journal.append(an_entry("case:a", 1))
    with pytest.raises(ConcurrentWrite), store.writing() as unit:
        unit.journal.append(an_entry("case:a", n))
    with store.reading() as unit:
        assert [entry.n for entry in unit.journal.entries("case:a")] == [1]


def test_entries_come_back_byte_for_byte_and_in_order(store: Store) -> None:
    first = an_entry("case:a", 1)
    second = an_entry("case:a", 2, first.hash)
    with store.writing() as unit:
        unit.journal.append(first)
        unit.journal.append(an_entry("case:b", 1))
        unit.journal.append(second)
    with store.reading() as unit:
        assert unit.journal.entries("case:a") == [first, second]
        assert unit.journal.entries("case:a", after=1) == [second]
        assert unit.journal.streams() == ["case:a", "case:b"]


def test_the_same_idempotency_key_is_refused_the_second_time(store: Store) -> None:
    with_case(store)
    with pytest.raises(ConcurrentWrite), store.writing() as unit:
        unit.cases.add(a_case("b", key="key-a"), b"state")


def test_a_closed_task_is_on_no_list_but_still_says_who_did_it(store: Store) -> None:
    with_case(store)
    with store.writing() as unit:
        unit.cases.open([a_task("t1"), a_task("t2")])
        unit.cases.close("t1", ["t1", "t2"], NOW, "person")
    with store.reading() as unit:
        assert unit.cases.open_tasks("a") == []
        done, fallen = unit.cases.find_task("t1"), unit.cases.find_task("t2")
        assert done is not None
        assert fallen is not None
        assert (done.done_by, done.closed_at, fallen.done_by) == ("person", NOW, None)
        assert unit.lists.tasks(["group:staf"], Window(sort="due", descending=False, page=1, size=9))[1] == 0


def test_a_whole_list_has_every_case_once_and_in_order_however_many_there_are(store: Store) -> None:
    count = 2 * AT_A_TIME + 1
    with store.writing() as unit:
        a_version(unit)
        for number in range(count):
            unit.cases.add(a_case(f"c{number:04}", updated_at=NOW - timedelta(seconds=number % 7)), b"state")
    with store.reading() as unit:
        parts = list(unit.lists.every_case("updated", descending=True, identities=None, filters={}))
        window = Window(sort="updated", descending=True, page=1, size=count)
        assert [case for part in parts for case in part] == unit.lists.cases(window, None, {})[0]
    assert max(map(len, parts)) <= AT_A_TIME
    assert sum(map(len, parts)) == count


@pytest.mark.parametrize(
    ("clauses", "asked", "met"),
    [
        (("1", "12"), "12", True),
        (("12",), "1", False),
        (("1", "2"), "1|2", False),
        (("1|2",), "1|2", True),
        (("a%b",), "a_b", False),
        (("celah-A",), "celah-a", False),
        ((), "1", False),
    ],
)
def test_a_clause_is_found_by_its_whole_id(
    store: Store, clauses: tuple[str, ...], asked: str, met: bool
) -> None:
    with_case(store, a_case(clauses=clauses))
    with store.reading() as unit:
        found, total = unit.lists.cases(
            Window(sort="title", descending=False, page=1, size=9), None, {"clause": asked}
        )
    assert (len(found), total) == (int(met), int(met))


def test_numbers_are_given_once_each_even_to_many_at_once(store: Store) -> None:
    given: list[int] = []

    def take() -> None:
        for _ in range(10):
            with store.writing() as unit:
                given.append(unit.cases.next_number("p/nomor/2026"))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 41))


def test_overdue_tasks_are_found_until_they_are_escalated_or_closed(store: Store) -> None:
    with_case(store)
    late = NOW + timedelta(days=4)
    with store.writing() as unit:
        unit.cases.open([a_task("t1"), a_task("t2"), a_task("t3", due_at=None)])
    with store.writing() as unit:
        assert unit.schedule.overdue(NOW) == []
        assert unit.schedule.overdue(late) == ["t1", "t2"]
        unit.cases.escalate("t1", ["kepala"], late)
        unit.cases.close(None, ["t2"], late, None)
        assert unit.schedule.overdue(late) == []


def test_timers_are_due_at_their_moment_and_replaced_as_a_whole(store: Store) -> None:
    with_case(store)
    with store.writing() as unit:
        unit.schedule.set_timers(
            "a", [TimerRecord("x", "a", NOW), TimerRecord("y", "a", NOW + timedelta(hours=1))]
        )
        assert [(due.case, due.subject) for due in unit.schedule.due(NOW)] == [("a", "x")]
        assert unit.schedule.next_moment() == NOW
        unit.schedule.set_timers("a", [])
        assert unit.schedule.due(NOW + timedelta(days=1)) == []
        assert unit.schedule.next_moment() is None


def test_an_upload_belongs_to_a_case_only_when_it_is_attached(store: Store) -> None:
    with_case(store)
    with store.writing() as unit:
        file = unit.files.add("u1", "surat.pdf", "application/pdf", b"isi", "person", NOW)
        twin = unit.files.add("u2", "salinan.pdf", "application/pdf", b"isi", "somebody else", NOW)
        assert unit.files.attach(["u1", "u2"], "a", "person") == {"u1": file}
    with store.reading() as unit:
        found = unit.files.find(["u1", "u2", "tidak-ada"])
        assert {upload_id: upload.case for upload_id, upload in found.items()} == {"u1": "a", "u2": None}
        assert file.sha256 == twin.sha256
        assert unit.files.content(file.sha256) == b"isi"


def test_files_that_were_never_used_are_forgotten_and_used_ones_kept(store: Store) -> None:
    with_case(store)
    with store.writing() as unit:
        kept = unit.files.add("u1", "a.pdf", "application/pdf", b"dipakai", "person", NOW)
        unit.files.add("u2", "b.pdf", "application/pdf", b"tidak", "person", NOW)
        unit.files.add("u3", "c.pdf", "application/pdf", b"dipakai", "person", NOW)
        unit.files.attach(["u1"], "a", "person")
        unit.files.tidy(NOW + timedelta(days=2))
    with store.reading() as unit:
        assert list(unit.files.find(["u1", "u2", "u3"])) == ["u1"]
        assert unit.files.content(kept.sha256) == b"dipakai"


def test_drafts_are_each_persons_own_and_go_with_their_task(store: Store) -> None:
    with_case(store)
    with store.writing() as unit:
        unit.cases.open([a_task()])
        unit.people.save_draft("t", "p1", {"a": 1}, NOW)
        unit.people.save_draft("t", "p1", {"a": 2}, NOW)
        assert (unit.people.draft("t", "p1"), unit.people.draft("t", "p2")) == ({"a": 2}, None)
        unit.cases.close("t", [], NOW, "p1")
        unit.people.tidy(NOW)
        assert unit.people.draft("t", "p1") is None


def test_an_account_is_found_by_id_and_by_username(store: Store) -> None:
    account = Account("id1", "kepala", "Kepala", "k@contoh.id", ("kepala",), "U1", demo=False)
    with store.writing() as unit:
        unit.people.add(account, "hash")
    with pytest.raises(ConcurrentWrite), store.writing() as unit:
        unit.people.add(replace(account, id="id2"), "hash")
    with store.reading() as unit:
        credentials = unit.people.credentials("kepala")
        assert credentials is not None
        assert (unit.people.find("id1"), credentials.account, unit.people.names()) == (
            account,
            account,
            {"id1": "Kepala", "kepala": "Kepala", "k@contoh.id": "Kepala"},
        )


def test_a_versions_files_come_back_byte_for_byte(store: Store) -> None:
    files = {"p.bpmn": b"<x/>", "forms/F.form": b"{}"}
    manifest = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    with store.writing() as unit:
        number = unit.definitions.next_number("p")
        unit.definitions.add(
            VersionRecord(DIGEST, "p", number, manifest, "P", NOW, "system", "Pertama"), files
        )
        unit.definitions.release(ReleaseRecord("p", DIGEST, NOW, "system", "Pertama"))
    with store.reading() as unit:
        found = unit.definitions.find(DIGEST)
        assert found is not None
        assert unit.definitions.files(found.manifest) == files
        assert unit.definitions.current()["p"].number == 1


def test_a_register_gives_its_newest_rows_in_force_and_remembers_every_number(store: Store) -> None:
    rows: dict[str, dict[str, Json]] = {
        "a": {"nomor": "1/PKS", "until": "2026-07-13"},
        "b": {"nomor": "2/PKS", "until": "2026-07-12"},
        "c": {"nomor": "3/PKS"},
    }
    with store.writing() as unit:
        a_version(unit)
        for number, (case_id, row) in enumerate(rows.items()):
            case = a_case(case_id, started_at=NOW + timedelta(minutes=number))
            unit.cases.add(case, b"state")
            unit.registers.write(case, {"pks": row})
    with store.writing() as unit:
        registers = unit.registers.of("p")
        assert registers.rows(NOW.date()) == {
            "pks": [rows["a"] | {"case": "N/a"}, rows["c"] | {"case": "N/c"}]
        }
        assert [registers.has("pks", "nomor", number) for number in ("2/PKS", "4/PKS")] == [True, False]
        assert not registers.has("ksb", "nomor", "2/PKS")
        unit.registers.write(a_case("c"), {"pks": None})
        assert not registers.has("pks", "nomor", "3/PKS")


def test_a_register_read_does_not_grow_with_history(store: Store) -> None:
    with store.writing() as unit:
        a_version(unit)
        for number in range(MOST_ROWS + 20):
            case = a_case(f"c{number}", started_at=NOW + timedelta(minutes=number))
            unit.cases.add(case, b"state")
            unit.registers.write(case, {"kebutuhan": {"nomor": number}, "lain": {"nomor": number}})
    with store.reading() as unit:
        found = unit.registers.of("p").rows(NOW.date())
        assert {name: len(rows) for name, rows in found.items()} == {
            "kebutuhan": MOST_ROWS,
            "lain": MOST_ROWS,
        }
        assert mapping(found["lain"][-1])["nomor"] == MOST_ROWS + 19
