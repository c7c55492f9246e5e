"""How a value of a case is shown, whatever its process put there. ``templates/value.html`` draws it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask import Flask

from engine.model import CaseStatus, Json
from web.i18n import day, moment

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[:.\d]*(Z|[+-]\d{2}:\d{2})?\Z")
STORED_FILE = frozenset({"id", "name", "type", "size", "sha256"})
SHORT_DIGEST = 12
STATUS_NAMES: Mapping[CaseStatus, str] = {
    "active": "Berjalan",
    "completed": "Selesai",
    "withdrawn": "Ditarik kembali",
    "cancelled": "Dibatalkan",
}


def install(app: Flask) -> None:
    """Make the tests and filters known to the templates."""
    app.add_template_test(is_stored_file, "stored_file")
    app.add_template_test(is_rows, "rows")
    app.add_template_filter(written, "written")
    app.add_template_filter(heading, "heading")
    app.add_template_filter(short_digest, "short_digest")
    app.add_template_filter(capital, "capital")
    app.add_template_filter(STATUS_NAMES.__getitem__, "status_name")


def is_stored_file(value: Json) -> bool:
    """Whether the value is a file somebody handed in (see ``StoredFile.as_json``)."""
    return isinstance(value, Mapping) and value.keys() == STORED_FILE


def is_rows(value: Json) -> bool:
    """Whether the value is a list of rows, to be drawn as a table."""
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(row, Mapping) and not is_stored_file(dict(row)) for row in value)
    )


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
    """Make a column's key readable: ``penanggungJawab`` → ``Penanggung jawab``; words stay as they are."""
    if not key.isidentifier():
        return key
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", key)
    return capital(words.lower() if words != key else key)


def capital(text: str) -> str:
    """Begin a clause as a sentence begins."""
    return text[:1].upper() + text[1:]


def short_digest(sha256: str) -> str:
    """Return enough of a digest for people to compare by eye."""
    return sha256[:SHORT_DIGEST]
