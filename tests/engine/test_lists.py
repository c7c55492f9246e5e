"""The inbox and the list of cases: who finds what, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import orjson
import pytest

from engine.clock import WIB
from engine.commands import Claim, Withdraw
from engine.model import CaseFilters
from tests.builders import House, an_approval, opened

TITLES = ("Jalan raya", "Jembatan", "Pelabuhan_1", "Pelabuhan 2", "Bendungan 50%")


@pytest.fixture
def cases(house: House) -> list[str]:
    return [
        house.start(
            "staf-1", data={"judul": title, "surat": house.upload("staf-1"), "mitra": "mitra1@contoh.id"}
        ).case
        for title in TITLES
    ]


def titles(house: House, **filters: object) -> list[str]:
    page = house.engine.inbox(house.people["kepala-1"], **filters)  # type: ignore[arg-type]
    return [row.case_title for row in page.items]


def test_a_list_is_cut_into_pages_that_together_hold_everything_once(house: House, cases: list[str]) -> None:
    pages = [house.engine.inbox(house.people["kepala-1"], page=number, size=2) for number in (1, 2, 3)]
    assert [len(page.items) for page in pages] == [2, 2, 1]
    assert (pages[0].total, pages[0].pages) == (5, 3)
    assert sorted(row.case_title for page in pages for row in page.items) == sorted(TITLES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jem", ["Jembatan"]),
        ("PELABUHAN_", ["Pelabuhan_1"]),
        ("50%", ["Bendungan 50%"]),
        ("P/3", ["Pelabuhan_1"]),
    ],
)
def test_a_search_takes_its_text_literally(
    house: House, cases: list[str], text: str, found: list[str]
) -> None:
    assert titles(house, text=text) == found
    assert [row.title for row in house.engine.cases(house.people["staf-1"], text=text).items] == found


def test_a_search_also_looks_at_the_tasks_name(house: House, cases: list[str]) -> None:
    assert len(titles(house, text="menyetujui")) == 5


def test_tasks_are_sorted_as_asked(house: House, cases: list[str]) -> None:
    assert titles(house, sort="title") == sorted(TITLES)
    assert titles(house, sort="opened", descending=True) == list(reversed(TITLES))


def test_mine_is_what_i_claimed(house: House, cases: list[str]) -> None:
    assert titles(house, scope="mine") == []
    row = house.task("kepala-1", "setujui", cases[1])
    house.engine.execute(Claim(actor=house.people["kepala-1"], task=row.id))
    assert titles(house, scope="mine") == ["Jembatan"]
    assert house.tasks("kepala-2", cases[1])[0].can_complete is False


def test_overdue_tasks_can_be_listed_alone(house: House, cases: list[str]) -> None:
    assert titles(house, overdue=True) == []
    house.clock.move(days=7)
    assert len(titles(house, overdue=True)) == 5


def test_why_it_is_before_me_is_said(house: House, cases: list[str]) -> None:
    assert house.task("kepala-1", "setujui").why == "untuk Kepala"


def test_a_partner_lists_only_its_own_cases(house: House, cases: list[str]) -> None:
    assert house.engine.cases(house.people["mitra-1"]).total == 5
    assert house.engine.cases(house.people["mitra-2"]).total == 0


def test_the_list_of_cases_names_the_columns_of_its_process(house: House, cases: list[str]) -> None:
    assert house.engine.case_columns("permohonan") == ["Keputusan"]
    assert house.engine.cases(house.people["staf-1"], status="active").items[0].columns == {"Keputusan": None}


@pytest.mark.parametrize("size", [0, -5, 10_000])
def test_a_senseless_page_size_is_bounded(house: House, cases: list[str], size: int) -> None:
    assert 1 <= house.engine.inbox(house.people["kepala-1"], size=size, page=0).size <= 100


def test_both_sides_hear_of_a_case_that_was_withdrawn_and_nobody_else(house: House, cases: list[str]) -> None:
    house.engine.execute(
        Withdraw(actor=house.people["mitra-1"], case=cases[0], reason="Rencana kami berubah.")
    )
    heard = {
        who: house.engine.recently_ended(house.people[who]) for who in ("mitra-1", "kepala-1", "mitra-2")
    }
    assert {who: [row.id for row in rows] for who, rows in heard.items()} == {
        "mitra-1": [cases[0]],
        "kepala-1": [cases[0]],
        "mitra-2": [],
    }
    house.clock.move(days=8)
    assert house.engine.recently_ended(house.people["kepala-1"]) == []


PARTNER = b'<camunda:property name="case:partner" '
NAMED = b'<camunda:property name="case:partner:name" value="=&quot;PT &quot; + judul"/>' + PARTNER
CLAUSES = {"1": "Mengajukan.", "11": "Memperbaiki.", "1|1": "Mengulang."}


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[House]:
    """Five cases, one a day from 14 July, of a procedure that names its partners and has several clauses."""
    folder = an_approval(tmp_path) / "processes" / "permohonan"
    diagram = folder / "permohonan.bpmn"
    before, repair = diagram.read_bytes().replace(PARTNER, NAMED).split(b'id="perbaiki"')
    repair = repair.replace(b'name="butir" value="1"', b'name="butir" value="11, 1|1"', 1)
    diagram.write_bytes(before + b'id="perbaiki"' + repair)
    (folder / "clauses.json").write_bytes(orjson.dumps(CLAUSES))
    with House(tmp_path) as house:
        for day, (title, partner) in enumerate(zip(TITLES, "12122", strict=True), start=14):
            house.clock.now = datetime(2026, 7, day, 0, 30, tzinfo=WIB)
            data = {"judul": title, "surat": house.upload("staf-1"), "mitra": f"mitra{partner}@contoh.id"}
            house.start("staf-1", data=data)
        yield house


def found(house: House, who: str = "staf-1", **filters: Any) -> list[str]:
    """The titles of a page of cases, the oldest first; the list without pages says the same."""
    actor, asked = house.people[who], cast(CaseFilters, filters)
    page = house.engine.cases(actor, sort="started", descending=False, **asked)
    assert page.total == len(page.items)
    assert page.items == list(house.engine.case_rows(actor, sort="started", descending=False, **asked))
    return [row.title for row in page.items]


@pytest.mark.parametrize(
    ("filters", "indexes"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"partner": "pt j"}, [0, 1]),
        ({"partner": "pelabuhan_"}, [2]),
        ({"partner": "MITRA2@"}, [1, 3, 4]),
        ({"partner": "mitra 1"}, [0, 2]),
        ({"partner": "mitra-1"}, []),
        ({"started_from": date(2026, 7, 17)}, [3, 4]),
        ({"started_to": date(2026, 7, 14)}, [0]),
        ({"started_from": date(2026, 7, 15), "started_to": date(2026, 7, 15)}, [1]),
        ({"started_from": date.min, "started_to": date.max}, [0, 1, 2, 3, 4]),
        ({"started_from": date.max, "started_to": date.min}, []),
        ({"definition": "permohonan", "partner": "mitra 2", "started_to": date(2026, 7, 17)}, [1, 3]),
        ({"definition": "lain"}, []),
        ({"version": "d" * 64}, []),
    ],
)
def test_a_filter_finds_what_it_names_and_nothing_else(
    agency: House, filters: dict[str, Any], indexes: list[int]
) -> None:
    assert found(agency, **filters) == [TITLES[index] for index in indexes]


@pytest.mark.parametrize("filters", [{}, {"partner": "mitra1"}, {"partner": "pt"}, {"clause": "1"}])
def test_no_filter_shows_a_partner_somebody_elses_case(agency: House, filters: dict[str, Any]) -> None:
    assert set(found(agency, "mitra-2", **filters)) <= {TITLES[1], TITLES[3], TITLES[4]}


def test_a_clause_is_met_when_an_element_of_it_is_entered_and_stays_met(agency: House) -> None:
    case = agency.engine.cases(agency.people["staf-1"], text=TITLES[1]).items[0].id
    assert (found(agency, clause="1"), found(agency, clause="11")) == ([*TITLES], [])
    agency.complete("kepala-1", "setujui", {"keputusan": "TIDAK_SETUJU", "alasan": "belum"}, case=case)
    agency.complete("staf-1", "perbaiki", {"judul": "Jembatan gantung"}, case=case)
    assert found(agency, clause="11") == found(agency, clause="1|1") == ["Jembatan gantung"]
    assert found(agency, clause="|") == found(agency, clause="1|") == []
    assert agency.engine.replay(case).findings == []


def test_a_case_names_its_partner(agency: House) -> None:
    assert agency.engine.cases(agency.people["staf-1"], text="Jembatan").items[0].partner == "PT Jembatan"


def test_a_case_whose_process_names_no_partner_has_none(house: House, case: str) -> None:
    assert house.engine.case(house.people["staf-1"], case).row.partner == ""


@pytest.mark.parametrize("column", ["partner", "clauses"])
def test_what_lists_are_filtered_by_is_part_of_what_the_journal_proves(
    house: House, case: str, column: str
) -> None:
    with opened(house.settings.database) as database:
        database.execute(f"UPDATE instance SET {column} = '|palsu|'")
    findings = [finding.message for finding in house.engine.replay(case).findings]
    assert len(findings) == 1
    assert findings[0].startswith(f"baris kasus, {column} berbeda")


def test_cases_are_told_apart_by_the_version_they_run_on(house: House, case: str) -> None:
    old = house.current()
    folder = house.settings.processes / "permohonan"
    diagram = folder / "permohonan.bpmn"
    diagram.write_bytes(diagram.read_bytes().replace(b'name="butir" value="1"', b'name="butir" value="9"'))
    (folder / "clauses.json").write_bytes(orjson.dumps({"9": "Kesembilan.", "0": "Tidak dipakai."}))
    assert house.publish_folder("pemilik-1") is not None
    new = house.current()
    later = house.start("staf-1", data={"judul": "Kemudian", "surat": house.upload("staf-1")}).case

    def on(version: str) -> list[tuple[str, int]]:
        rows = house.engine.cases(house.people["staf-1"], version=version).items
        return [(row.id, row.version) for row in rows]

    assert house.engine.versions_of(house.people["staf-1"], "permohonan") == [(new, 2), (old, 1)]
    assert (on(old), on(new)) == ([(case, 1)], [(later, 2)])
    assert (found(house, clause="1"), found(house, clause="9")) == (["Permohonan A"], ["Kemudian"])


def test_clauses_are_offered_of_every_version_in_the_newest_words(house: House) -> None:
    staff, clauses_of = house.people["staf-1"], house.engine.clauses_of
    old = clauses_of(staff, "permohonan")
    clauses = house.settings.processes / "permohonan" / "clauses.json"
    clauses.write_bytes(orjson.dumps({"2": "Kedua.", "1": "Pertama."}))
    assert house.publish_folder("pemilik-1") is not None
    clauses.write_bytes(orjson.dumps({"1": "Yang pertama."}))
    assert house.publish_folder("pemilik-1") is not None
    assert list(old) == ["1"]
    assert clauses_of(staff, "permohonan") == {"1": "Yang pertama.", "2": "Kedua."}
    assert (clauses_of(staff, "tiada"), house.engine.versions_of(staff, "tiada")) == ({}, [])


def test_a_partner_is_offered_no_versions_and_no_clauses(house: House) -> None:
    partner, engine = house.people["mitra-1"], house.engine
    assert (engine.versions_of(partner, "permohonan"), engine.clauses_of(partner, "permohonan")) == ([], {})


def test_a_whole_list_is_as_it_stood_when_its_reading_began(agency: House) -> None:
    rows = agency.engine.case_rows(agency.people["staf-1"], sort="started", descending=False)
    first = next(rows)
    agency.start("staf-1", data={"judul": "Terlambat", "surat": agency.upload("staf-1")})
    assert [row.title for row in [first, *rows]] == [*TITLES]
    assert found(agency) == [*TITLES, "Terlambat"]
