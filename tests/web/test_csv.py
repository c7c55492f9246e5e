"""The list of cases as a file for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from itertools import chain, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from engine.model import CaseRow, Json
from tests.web.conftest import JSON, Browser, Site
from web.cases.download import BYTE_ORDER_MARK, HEADER, PIECE, csv_of, csv_of_cases, guarded, plain

DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\n", "a;=", "a\t@"]
CELLS = st.text(st.characters(exclude_categories=["Cs"])) | st.builds(
    str.__add__, st.sampled_from(DANGEROUS), st.text(max_size=5)
)


def read(content: bytes) -> list[list[str]]:
    text = content.decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True))


def lines_of(answer: TestResponse) -> list[list[str]]:
    assert answer.status_code == 200
    return read(answer.data)


def a_row(**changes: object) -> CaseRow:
    known: dict[str, object] = {
        "id": "k1",
        "definition": "permohonan",
        "version": 3,
        "number": "P/1",
        "title": "Lokakarya",
        "status": "active",
        "columns": {},
        "waiting_for": (),
        "outcome": "",
        "partner": "",
        "started_at": datetime(2026, 7, 13, 17, 30, 5, 99, tzinfo=UTC),
        "updated_at": datetime(2026, 7, 14, 2, 0, tzinfo=UTC),
    }
    return CaseRow(**known | changes)  # type: ignore[arg-type]


def test_the_file_has_a_line_for_each_case_with_everything_a_list_says(
    site: Site, reviewer: Browser, case: str
) -> None:
    site.house.clock.now = datetime(2026, 7, 19, 18, 0, tzinfo=UTC)
    answer = reviewer.get("/cases.csv?definition=permohonan")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kasus-2026-07-20.csv"'
    header, line = lines_of(answer)
    assert header == [*HEADER, "Keputusan"]
    assert line[:8] == [
        *("P/1", "Lokakarya", "Permohonan", "1"),
        *("Berjalan", "", "Menyetujui permohonan", ""),
    ]
    assert line[8][:10] == line[9][:10] == "2026-07-13"
    assert line[10] == ""


def test_every_cell_stands_under_its_heading() -> None:
    row = a_row(
        status="completed",
        partner="Dinas PU",
        outcome="Disetujui",
        waiting_for=["A", "B", "A"],
        columns={"Setuju": True, "Lain": "x"},
    )
    header, line = read(b"".join(csv_of_cases([row], {"permohonan": "Permohonan"}, ["Setuju", "Tiada"])))
    assert dict(zip(header, line, strict=True)) == {
        "nomor": "P/1",
        "judul": "Lokakarya",
        "prosedur": "Permohonan",
        "versi": "3",
        "status": "Selesai",
        "mitra": "Dinas PU",
        "menunggu": "A, B",
        "hasil akhir": "Disetujui",
        "dimulai": "2026-07-14T00:30:05+07:00",
        "berubah": "2026-07-14T09:00:00+07:00",
        "Setuju": "Ya",
        "Tiada": "",
    }


def test_lines_end_as_rfc_4180_says_and_text_with_breaks_commas_or_quotes_is_quoted() -> None:
    assert b"".join(csv_of([["a", 'b "c", d', "e\nf"]])).decode() == (
        f'{BYTE_ORDER_MARK}a,"b ""c"", d","e\nf"\r\n'
    )


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_was_written_is_read_again_and_no_cell_is_a_formula(lines: list[list[str]]) -> None:
    found = read(b"".join(csv_of(lines)))
    assert found == [[guarded(cell) for cell in line] for line in lines]
    for before, after in zip(chain(*lines), chain(*found), strict=True):
        assert not re.search(r"(^|[;\t])[=+\-@\t\r]", after)
        assert after.replace("'", "") == before.replace("'", "")


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_carry_out_is_shown_instead(text: str) -> None:
    assert guarded(text).startswith("'")
    assert guarded(f"a;{text}").startswith("a;'")


def test_a_sign_inside_a_text_stays_as_it_is() -> None:
    assert guarded("a=1; b-2 (+62)") == "a=1; b-2 (+62)"


@pytest.mark.parametrize("title", ['=HYPERLINK("http://jahat","klik")', '+1,"2', "-1; @x"])
def test_a_case_that_somebody_named_like_a_formula_is_no_formula(
    applicant: Browser, reviewer: Browser, title: str
) -> None:
    applicant.begin(title)
    assert lines_of(reviewer.get("/cases.csv"))[1][1] == f"'{title}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (False, "Tidak"),
        (0, "0"),
        (1.5, "1.5"),
        ("2026-11-22", "2026-11-22"),
        (["a", None, 2], "a, , 2"),
        ({"namaUnit": "U1", "ya": True}, "Nama unit: U1; Ya: Ya"),
        ({"id": "f", "name": "surat.pdf", "type": "x", "size": 1, "sha256": "y"}, "surat.pdf"),
    ],
)
def test_any_value_fits_into_a_cell(value: Json, words: str) -> None:
    assert plain(value) == words


def test_the_file_holds_all_pages_of_the_list_and_only_what_is_asked(
    applicant: Browser, reviewer: Browser
) -> None:
    for number in range(27):
        applicant.begin(f"Acara {number:02}")
    everything = lines_of(reviewer.get("/cases.csv?sort=title&descending=0&page=2"))
    assert [line[1] for line in everything[1:]] == [f"Acara {number:02}" for number in range(27)]
    some = lines_of(reviewer.get("/cases.csv?q=acara+1&sort=title&descending=1"))
    assert [line[1] for line in some[1:]] == [f"Acara {number}" for number in range(19, 9, -1)]
    assert lines_of(reviewer.get("/cases.csv?q=tiada")) == [[*HEADER]]


def test_a_partner_gets_its_own_cases_and_nobody_gets_none(site: Site, case: str) -> None:
    data = {"judul": "Milik mitra", "surat": site.house.upload("staf-1"), "mitra": "mitra1@contoh.id"}
    site.house.start("staf-1", data=data)
    titles = {
        who: [line[1] for line in lines_of(site.browser(who).get("/cases.csv"))[1:]]
        for who in ("mitra-1", "mitra-2", "auditor-1")
    }
    assert titles == {"mitra-1": ["Milik mitra"], "mitra-2": [], "auditor-1": ["Milik mitra", "Lokakarya"]}
    assert site.browser().get("/cases.csv").status_code == 303
    assert site.browser().get("/cases.csv", headers=JSON).status_code == 401


def test_a_long_file_is_sent_while_it_is_read() -> None:
    def endless() -> Iterator[list[str]]:
        while True:
            yield ["x" * 1000]

    pieces = list(islice(csv_of(endless()), 3))
    assert all(PIECE <= len(piece) < 2 * PIECE for piece in pieces)
