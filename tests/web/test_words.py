"""Dates, numbers and values as Indonesians write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import render_template_string

from engine.model import CaseRow, CaseStatus
from tests.web.conftest import Site
from web.i18n import day, due_phrase, moment, number, size
from web.values import clause_name, columns, heading, lengthy, standing, written

EVENING = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


def test_a_moment_is_written_in_wib() -> None:
    assert moment(EVENING) == "22 November 2026 01.30 WIB"
    assert day(EVENING) == "22 November 2026"
    assert day(date(2026, 8, 17)) == "17 Agustus 2026"


def test_numbers_have_points_for_thousands_and_a_comma_for_decimals() -> None:
    assert number(1234.5) == "1.234,5"
    assert number(1_000_000) == "1.000.000"
    assert number(0.1234567) == "0,1234567"


@pytest.mark.parametrize(
    ("count", "words"), [(12, "12 B"), (1500, "2 KB"), (1_234_567, "1,2 MB"), (20_000_000, "20 MB")]
)
def test_a_size_is_written_in_its_unit(count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize(
    ("today", "overdue", "words"),
    [
        (20, False, "2 hari lagi"),
        (21, False, "jatuh tempo besok"),
        (22, False, "jatuh tempo hari ini"),
        (22, True, "lewat tenggat hari ini"),
        (25, True, "terlambat 3 hari"),
    ],
)
def test_a_due_date_says_how_far_it_is(today: int, overdue: bool, words: str) -> None:
    assert due_phrase(EVENING, overdue, datetime(2026, 11, today, 5, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-22", "22 November 2026"),
        ("2026-11-22T07:05:00Z", "22 November 2026 14.05 WIB"),
        ("2026-11-22T14:05:00", "22 November 2026 14.05 WIB"),
        ("2026-13-45", "2026-13-45"),
        ("2026-11-22 rapat", "2026-11-22 rapat"),
    ],
)
def test_iso_dates_are_read_as_people_write_them(text: str, words: str) -> None:
    assert written(text) == words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("kegiatanUtama", "Kegiatan utama"),
        ("nama_unit", "Nama unit"),
        ("Unit kerja", "Unit kerja"),
        ("NIP", "NIP"),
        ("case", "Kasus"),
    ],
)
def test_a_column_s_key_becomes_readable(key: str, words: str) -> None:
    assert heading(key) == words


@pytest.mark.parametrize(
    ("clause", "words"),
    [("12", "butir 12"), ("celah-7", "celah 7"), ("pendukung", "langkah pendukung"), ("3a", "butir 3a")],
)
def test_a_clause_is_named_as_people_name_it(clause: str, words: str) -> None:
    assert clause_name(clause) == words


def test_a_column_that_no_row_fills_is_left_out() -> None:
    assert columns([{"a": None, "b": 0}, {"a": "", "c": "x"}]) == ["b", "c"]
    assert columns([{"a": None}]) == ["a"]


def test_what_is_long_to_read_is_folded() -> None:
    assert lengthy([{"uraian": "x" * 800}, {"uraian": "x" * 800}])
    assert not lengthy([{"uraian": "x" * 800}])


@pytest.mark.parametrize(
    ("status", "outcome", "words"),
    [
        ("active", "", "Berjalan"),
        ("completed", "Selesai: PKS ditandatangani", "Selesai: PKS ditandatangani"),
        ("completed", "Permintaan dijawab", "Selesai: Permintaan dijawab"),
    ],
)
def test_how_a_case_stands_is_said_once(status: CaseStatus, outcome: str, words: str) -> None:
    row = CaseRow("k1", "d", 1, "1", "Judul", status, {}, [], outcome, "", EVENING, EVENING)
    assert standing(row) == words


FILE = {"id": "f1", "name": "surat.pdf", "type": "application/pdf", "size": 1500, "sha256": "ab"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (True, "Ya"),
        (None, "tidak diisi"),
        (0, ">0<"),
        (["a", True, 2000], "<p>a, Ya, 2.000</p>"),
        (["a" * 61, "b"], '<li><span class="pre-line">b</span></li>'),
        (
            FILE,
            'href="/cases/k1/files/f1">surat.pdf</a> <span class="text-body-secondary text-nowrap">(PDF, 2 KB)',
        ),
        ([FILE], '<li><a href="/cases/k1/files/f1">surat.pdf</a>'),
        ([{"unit": "A"}, {}], '<th scope="col" role="columnheader">Unit</th>'),
        (
            [{}, {"mulai": "2026-11-22"}],
            'data-label="Mulai"><span class="pre-line">22 November 2026</span></th>',
        ),
        ({"nilaiKontrak": 5000}, "<dt>Nilai kontrak</dt><dd>5.000</dd>"),
        ("<b>", "&lt;b&gt;"),
    ],
    ids=str,
)
def test_a_value_is_shown_by_its_kind(site: Site, content: object, words: str) -> None:
    template = "{% from 'value.html' import value %}<p>{{ value(content, 'k1', 'Isian') }}</p>"
    with site.app.test_request_context():
        assert words in render_template_string(template, content=content)
