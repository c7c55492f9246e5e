"""How a value of a case is shown, whatever its process put there. ``templates/value.html`` draws it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask import Flask

from engine.model import CaseRow, CaseStatus, Json
from web.i18n import day, moment, number

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[:.\d]*(Z|[+-]\d{2}:\d{2})?\Z")
STORED_FILE = frozenset({"id", "name", "type", "size", "sha256"})
SHORT_DIGEST = 12
FEW_WORDS = 60
LENGTHY = 1500
OWN_HEADINGS = {"case": "Kasus"}
BESIDE_CLAUSES = {"pendukung": "langkah pendukung", "celah": "celah"}
STATUS_NAMES: Mapping[CaseStatus, str] = {
    "active": "Berjalan",
    "completed": "Selesai",
    "withdrawn": "Ditarik kembali",
    "cancelled": "Dibatalkan",
}


def install(app: Flask) -> None:
    """Make the tests and filters known to the templates."""
    for test in (stored_file, rows, enumeration, lengthy):
        app.add_template_test(test)
    for shown in (spoken, columns, heading, short_digest, capital, clause_name, standing, file_type):
        app.add_template_filter(shown)
    app.add_template_filter(STATUS_NAMES.__getitem__, "status_name")


def stored_file(value: Json) -> bool:
    """Whether the value is a file somebody handed in (see ``StoredFile.as_json``)."""
    return isinstance(value, Mapping) and value.keys() == STORED_FILE


def rows(value: Json) -> bool:
    """Whether the value is a list of rows, to be drawn as a table."""
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(row, Mapping) and not stored_file(dict(row)) for row in value)
    )


def enumeration(value: Json) -> bool:
    """Whether the value is a list of a few words each, to be read as one line."""
    return isinstance(value, list) and all(
        isinstance(item, str | int | float) and len(spoken(item)) <= FEW_WORDS for item in value
    )


def lengthy(value: Json) -> bool:
    """Whether the value is so long that it is folded away until somebody asks for it."""
    return _letters(value) > LENGTHY


def _letters(value: Json) -> int:
    if isinstance(value, Mapping):
        return sum(map(_letters, value.values()))
    if isinstance(value, list):
        return sum(map(_letters, value))
    return len(str(value))


def columns(table: Sequence[Mapping[str, Json]]) -> list[str]:
    """Return the keys of a table's rows, without those that are empty in every row."""
    keys = dict.fromkeys(key for row in table for key in row)
    filled = [key for key in keys if any(row.get(key) not in (None, "", [], {}) for row in table)]
    return filled or list(keys)


def spoken(value: str | float) -> str:
    """Write one value as people do: yes or no, a number, a date, a moment; any other text as it is."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return written(value) if isinstance(value, str) else number(value)


def written(text: str) -> str:
    """Write a date or a moment as people do, any other text as it is."""
    try:
        if ISO_DATE.match(text):
            return day(date.fromisoformat(text))
        if ISO_MOMENT.match(text):
            return moment(datetime.fromisoformat(text))
    except ValueError:
        pass
    return text


def heading(key: str) -> str:
    """Make a column's key readable: ``penanggungJawab`` → ``Penanggung jawab``; words stay as they are.

    The engine's own column of a register, ``case``, has no words of a process.
    """
    if key in OWN_HEADINGS or not key.isidentifier():
        return OWN_HEADINGS.get(key, key)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", key)
    return capital(words.lower() if words != key else key)


def capital(text: str) -> str:
    """Begin a clause as a sentence begins."""
    return text[:1].upper() + text[1:]


def short_digest(sha256: str) -> str:
    """Return enough of a digest for people to compare by eye."""
    return sha256[:SHORT_DIGEST]


def clause_name(clause: str) -> str:
    """Name a clause as a sentence does: ``butir 12``, ``celah 7``, ``langkah pendukung``."""
    kind, _, rest = clause.partition("-")
    named = BESIDE_CLAUSES.get(kind)
    return f"{named} {rest}".rstrip() if named else f"butir {clause}"


def standing(case: CaseRow) -> str:
    """Say how a case stands: its status, and the end it reached unless that says the status itself."""
    status = STATUS_NAMES[case.status]
    if not case.outcome:
        return status
    return case.outcome if case.outcome.startswith(status) else f"{status}: {case.outcome}"


def file_type(name: str) -> str:
    """Return the type that a file's name says: ``PDF``; an upload's content was checked against it."""
    return name.rpartition(".")[2].upper()
