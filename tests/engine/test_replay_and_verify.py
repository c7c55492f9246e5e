"""The journal can't be touched without being found out; a changed position isn't taken for the truth."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from engine.commands import Claim
from tests.builders import PASSWORD, House, opened


def finished(house: House, case: str) -> str:
    house.complete("kepala-1", "setujui", {"keputusan": "SETUJU"}, password=PASSWORD, case=case)
    house.complete("staf-1", "arsip", case=case)
    return case


def tamper(database: Path, sql: str, *values: object) -> None:
    """Change the database behind the engine's back, as somebody with the file could."""
    with opened(database) as connection:
        for trigger in ("entry_no_update", "entry_no_delete", "entry_dense"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        assert connection.execute(sql, values).rowcount >= 1


@pytest.mark.parametrize("column", ["header", "payload", "salt", "hash"])
def test_one_changed_byte_of_any_stored_part_is_named(house: House, case: str, column: str) -> None:
    finished(house, case)
    with opened(house.settings.database) as connection:
        (stored,) = connection.execute(
            f"SELECT {column} FROM entry WHERE stream = ? AND n = 2", (f"case:{case}",)
        ).fetchone()
    changed = (
        ("0" if stored[7] != "0" else "1").join([stored[:7], stored[8:]])
        if isinstance(stored, str)
        else stored[:7] + bytes([stored[7] ^ 1]) + stored[8:]
    )
    tamper(
        house.settings.database,
        f"UPDATE entry SET {column} = ? WHERE stream = ? AND n = 2",
        changed,
        f"case:{case}",
    )
    findings = house.engine.verify().findings
    assert (f"case:{case}", 2) in [(finding.stream, finding.n) for finding in findings]


def test_a_removed_last_entry_is_found_against_the_cases_own_row(house: House, case: str) -> None:
    finished(house, case)
    tamper(house.settings.database, "DELETE FROM entry WHERE stream = ? AND n = 3", f"case:{case}")
    assert not house.engine.verify(f"case:{case}").ok
    assert not house.engine.verify().ok


def test_a_case_without_any_entry_is_found(house: House, case: str) -> None:
    tamper(house.settings.database, "DELETE FROM entry WHERE stream = ?", f"case:{case}")
    assert not house.engine.verify().ok


def test_the_database_itself_refuses_to_change_the_journal(house: House, case: str) -> None:
    with opened(house.settings.database) as connection:
        connection.execute("PRAGMA recursive_triggers=ON")
        for sql in (
            "UPDATE entry SET header = x'00'",
            "DELETE FROM entry",
            "INSERT OR REPLACE INTO entry SELECT * FROM entry",
            "INSERT INTO entry (stream, n, header, hash) VALUES ('case:x', 7, x'00', '')",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(sql)


def test_a_changed_position_is_found_by_replay(house: House, case: str) -> None:
    other = house.start("staf-1", data={"judul": "Permohonan lain", "surat": house.upload("staf-1")}).case
    finished(house, case)
    tamper(
        house.settings.database,
        "UPDATE instance SET state = (SELECT state FROM instance WHERE id = ?) WHERE id = ?",
        other,
        case,
    )
    assert house.engine.verify().ok
    assert not house.engine.replay(case).ok


def test_a_damaged_position_is_found_by_replay(house: House, case: str) -> None:
    tamper(house.settings.database, "UPDATE instance SET state = x'00ff' WHERE id = ?", case)
    assert not house.engine.replay(case).ok


def test_a_task_taken_off_the_list_is_found_by_replay(house: House, case: str) -> None:
    tamper(house.settings.database, "UPDATE task SET closed_at = 1 WHERE instance = ?", case)
    findings = house.engine.replay(case).findings
    assert {finding.n for finding in findings} == {1}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE task SET due_at = due_at + 1",
        "UPDATE task SET claimed_by = 'somebody'",
        """UPDATE task SET assignment = replace(assignment, '"kepala"', '"staf"')""",
        "UPDATE candidate SET ref = 'group:staf'",
        "DELETE FROM candidate",
        "UPDATE party SET identity = 'mitra2@contoh.id'",
        "UPDATE instance SET title = 'Judul lain'",
        "UPDATE instance SET number = 'P/99'",
        "UPDATE instance SET status = 'completed'",
        "UPDATE instance SET started_by = 'somebody'",
        "UPDATE instance SET started_at = started_at + 1",
        "UPDATE instance SET columns = '{}'",
        "UPDATE upload SET name = 'lain.pdf'",
        "UPDATE upload SET sha256 = (SELECT sha256 FROM blob WHERE sha256 != upload.sha256 LIMIT 1)",
    ],
)
def test_every_row_derived_from_the_journal_is_compared_with_it(house: House, case: str, sql: str) -> None:
    house.engine.execute(Claim(actor=house.people["kepala-1"], task=house.task("kepala-1", "setujui").id))
    assert house.engine.replay(case).findings == []
    tamper(house.settings.database, sql)
    assert house.engine.replay(case).findings != []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE version SET number = 7",
        "UPDATE version SET note = 'lain'",
        "DELETE FROM entry WHERE stream LIKE 'definition:%'",
        "UPDATE blob SET content = content || x'20'",
        "DELETE FROM blob",
        "DELETE FROM instance",
        "UPDATE account SET groups = '[\"pemilik\"]' WHERE username = 'staf-1'",
        "DELETE FROM account WHERE username = 'staf-2'",
        "UPDATE entry SET payload = NULL",
    ],
)
def test_what_is_stored_beside_the_chains_is_verified_too(house: House, case: str, sql: str) -> None:
    assert house.engine.verify().findings == []
    tamper(house.settings.database, sql)
    assert house.engine.verify().findings != []


def test_a_case_whose_version_cannot_be_read_is_a_finding_and_not_a_crash(house: House, case: str) -> None:
    tamper(house.settings.database, "UPDATE version SET manifest = '{}'")
    assert not house.engine.replay_all().ok


def test_a_page_of_a_case_with_an_erased_entry_still_opens(house: House, case: str) -> None:
    tamper(house.settings.database, "UPDATE entry SET payload = NULL, salt = NULL WHERE stream LIKE 'case:%'")
    history = house.engine.case(house.people["auditor-1"], case).history
    assert [(item.kind, item.erased) for item in history] == [("started", True)]


def test_replay_needs_no_clock_and_no_calendar_of_today(house: House, case: str) -> None:
    house.clock.move(days=400)
    assert house.engine.replay(case).ok


def test_replay_of_every_case_says_how_much_was_looked_at(house: House, case: str) -> None:
    report = house.engine.replay_all()
    assert (report.ok, report.streams, report.entries) == (True, 1, 1)
