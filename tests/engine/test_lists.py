"""The inbox and the list of cases: who finds what, in which order."""

from __future__ import annotations

import pytest

from engine.commands import Claim, Withdraw
from tests.builders import House

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
