"""The list of cases as a CSV file (RFC 4180) that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import StringIO
from itertools import chain

from engine.clock import WIB
from engine.model import CaseRow, Json
from web.cases.waiting import waiting_words
from web.values import STATUS_NAMES, heading, stored_file

HEADER = (
    *("nomor", "judul", "prosedur", "versi", "status", "mitra"),
    *("menunggu", "hasil akhir", "dimulai", "berubah"),
)
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as another encoding."""

FORMULA = re.compile(r"(^|[;\t])(?=[=+\-@\t\r\n])")
"""Where a spreadsheet would carry a cell out rather than show it; Excel may divide cells at ; or tab too."""

PIECE = 64 * 1024
"""Characters that are sent together."""


def csv_of_cases(
    rows: Iterable[CaseRow], procedures: Mapping[str, str], columns: Sequence[str]
) -> Iterator[bytes]:
    """Yield the file piece by piece: a header, then a line for each case.

    Args:
        procedures: a procedure's key → its name.
        columns: labels of a process's own columns; they come last.
    """
    header = [*HEADER, *columns]
    return csv_of(chain([header], (_line(row, procedures, columns) for row in rows)))


def csv_of(lines: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Yield lines as a CSV file in UTF-8, none of whose cells is a formula."""
    buffer = StringIO(BYTE_ORDER_MARK, newline="")
    buffer.seek(len(BYTE_ORDER_MARK))
    writer = csv.writer(buffer)
    for line in lines:
        writer.writerow(map(guarded, line))
        if buffer.tell() >= PIECE:
            yield _taken(buffer)
    yield _taken(buffer)


def guarded(cell: str) -> str:
    """Return a cell's text so that a spreadsheet shows it and doesn't carry it out."""
    return FORMULA.sub(r"\1'", cell)


def plain(value: Json) -> str:
    """Write a value of a case into one cell; a date stays as it is stored, so that it can be sorted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    if isinstance(value, dict):
        if stored_file(value):
            return plain(value["name"])
        return "; ".join(f"{heading(key)}: {plain(inner)}" for key, inner in value.items())
    return str(value)


def _line(row: CaseRow, procedures: Mapping[str, str], columns: Sequence[str]) -> list[str]:
    return [
        row.number,
        row.title,
        procedures.get(row.definition, row.definition),
        str(row.version),
        STATUS_NAMES[row.status],
        row.partner,
        ", ".join(waiting_words(row)),
        row.outcome,
        _instant(row.started_at),
        _instant(row.updated_at),
        *(plain(row.columns.get(label)) for label in columns),
    ]


def _instant(moment: datetime) -> str:
    return moment.astimezone(WIB).isoformat(timespec="seconds")


def _taken(buffer: StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece
