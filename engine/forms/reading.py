"""Raw JSON from a browser (or from anybody) read into typed values, one field at a time.

Nothing here knows conditions or rules: a value comes out of its field's type or the field has a fault.
So everything that FEEL sees later is bounded in kind and size.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime, time

from engine.forms import messages
from engine.forms.fields import Field, empty_value, same
from engine.forms.paths import Path, put_at, value_at
from engine.forms.vocabulary import (
    BIGGEST_NUMBER,
    LONGEST_TEXT,
    MOST_FILES,
    MOST_ROWS,
    MULTIPLE_CHOICES,
    SINGLE_CHOICES,
    TEXTS,
    Component,
    members,
    number_of,
)
from engine.model import Json, StoredFile

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_YEARS = range(1900, 2201)
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MOST_UNKNOWN = 20
_LONGEST_NAME = 60


class Unreadable(Exception):
    """A value is not of its field's type; the message is the sentence for the field."""


@dataclass(slots=True)
class Reading:
    """What was read of a submission.

    Attributes:
        values: nested as the form is; an unreadable or missing value is None, ``[]`` or False.
        faults: a sentence by path, for values that are not of their field's type.
        unknown: a sentence by path, for values without a field.
    """

    values: dict[str, Json] = dataclass_field(default_factory=dict)
    faults: dict[Path, str] = dataclass_field(default_factory=dict)
    unknown: dict[Path, str] = dataclass_field(default_factory=dict)


def read(
    fields: Iterable[Field],
    data: Mapping[str, Json],
    context: Mapping[str, Json],
    files: Mapping[str, StoredFile],
) -> Reading:
    """Read a whole submission.

    Args:
        data: what was sent.
        context: what the form was shown with; fixed fields have their value from here, and a value
            without a field passes where it only repeats what stands here.
        files: the person's uploads by id.
    """
    reading = Reading()
    reader = _Reader(reading, context, files)
    fields = list(fields)
    reading.values = reader.tree(fields, data, ())
    reader.refuse_unknown(fields, data, (), (), context)
    return reading


@dataclass(frozen=True, slots=True)
class _Reader:
    reading: Reading
    context: Mapping[str, Json]
    files: Mapping[str, StoredFile]

    def tree(self, fields: Iterable[Field], raw: Mapping[str, Json], at: Path) -> dict[str, Json]:
        values: dict[str, Json] = {}
        for field in fields:
            put_at(values, field.path, self._value(field, value_at(raw, field.path), at + field.path))
        return values

    def _value(self, field: Field, raw: Json, path: Path) -> Json:
        known = value_at(self.context, path)
        if field.fixed:
            return known
        try:
            if field.rows:
                return self._rows(field, raw, path)
            if field.type == "filepicker":
                return read_files(field, raw, known, self.files)
            return read_value(field, raw)
        except Unreadable as fault:
            self.reading.faults[path] = str(fault)
            return empty_value(field)

    def _rows(self, field: Field, raw: Json, path: Path) -> Json:
        if raw is None:
            return []
        if not isinstance(raw, list):
            raise Unreadable(messages.NOT_ROWS)
        most = number_of(members(field.component, "properties").get("maxRows")) or MOST_ROWS
        if len(raw) > most:
            raise Unreadable(messages.too_many_rows(int(most)))
        rows: list[Json] = []
        for index, row in enumerate(raw):
            at = (*path, index)
            if isinstance(row, dict):
                self.refuse_unknown(field.rows, row, at, (), {})
                rows.append(self.tree(field.rows, row, at))
            else:
                self.reading.unknown[at] = messages.NOT_ROW
                rows.append(self.tree(field.rows, {}, at))
        return rows

    def refuse_unknown(
        self,
        fields: Iterable[Field],
        raw: Mapping[str, Json],
        at: Path,
        inside: tuple[str, ...],
        known: Mapping[str, Json],
    ) -> None:
        """Record every name in ``raw`` that is neither a field nor the path to one."""
        paths = {field.path[: len(inside) + 1] for field in fields if field.path[: len(inside)] == inside}
        whole = {field.path for field in fields}
        for name, value in raw.items():
            path = (*inside, name)
            if path in whole or (name in known and same(known[name], value)):
                continue
            if path not in paths:
                self._refuse(at, name, messages.unknown_field(_printable(name)))
            elif isinstance(value, dict):
                self.refuse_unknown(fields, value, (*at, name), path, {})
            elif value is not None:
                self._refuse(at, name, messages.NOT_GROUP)

    def _refuse(self, at: Path, name: str, sentence: str) -> None:
        unknown = self.reading.unknown
        if len(unknown) < _MOST_UNKNOWN:
            unknown[(*at, _printable(name))] = sentence
        else:
            unknown[()] = messages.TOO_MANY_UNKNOWN


def _printable(name: str) -> str:
    shown = "".join(character for character in name[:_LONGEST_NAME] if character.isprintable())
    return shown + "…" if len(name) > _LONGEST_NAME else shown


def read_value(field: Field, raw: Json) -> Json:
    """Read one value of any type but a file or a list.

    Raises:
        Unreadable: it is not of the field's type.
    """
    return None if field.type == "expression" else _READERS[field.type](field.component, raw)


def _text(component: Component, raw: Json) -> str | None:
    if raw is None:
        return None
    if not isinstance(raw, str):
        raise Unreadable(messages.NOT_TEXT)
    validate = members(component, "validate")
    most = max(LONGEST_TEXT, int(number_of(validate.get("maxLength")) or 0))
    if len(raw) > 2 * most:
        raise Unreadable(messages.too_long(most))
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > most:
        raise Unreadable(messages.too_long(most))
    if has_control_characters(text, many_lines=component["type"] == "textarea"):
        raise Unreadable(messages.CONTROL_CHARACTERS)
    if validate.get("validationType") == "email":
        text = text.lower()
    return text or None


def has_control_characters(text: str, *, many_lines: bool) -> bool:
    """Tell whether a text holds characters that can't be shown, or that turn the direction of what follows.

    Args:
        many_lines: line breaks and tabs are allowed.
    """
    return any(_is_control(character) for character in text if not (many_lines and character in "\n\r\t"))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION_OVERRIDES


def _number(_component: Component, raw: Json) -> int | float | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Unreadable(messages.NOT_NUMBER)
    if not -BIGGEST_NUMBER <= raw <= BIGGEST_NUMBER:
        raise Unreadable(messages.NUMBER_TOO_BIG)
    return int(raw) if isinstance(raw, int) or raw.is_integer() else raw


def _checkbox(_component: Component, raw: Json) -> bool:
    if raw is None or raw == "":
        return False
    if not isinstance(raw, bool):
        raise Unreadable(messages.NOT_YES_NO)
    return raw


def _choice(_component: Component, raw: Json) -> Json:
    if raw is None or raw == "":
        return None
    if not isinstance(raw, str | int | float):
        raise Unreadable(messages.NOT_CHOICE)
    return raw


def _choices(_component: Component, raw: Json) -> list[Json]:
    if raw is None or raw == "":
        return []
    if not isinstance(raw, list) or len(raw) > MOST_ROWS:
        raise Unreadable(messages.NOT_CHOICES)
    if not all(isinstance(entry, str | int | float) for entry in raw):
        raise Unreadable(messages.NOT_CHOICES)
    if len(set(raw)) < len(raw):
        raise Unreadable(messages.CHOSEN_TWICE)
    return list(raw)


def _datetime(component: Component, raw: Json) -> str | None:
    if raw is None or raw == "":
        return None
    subtype = component.get("subtype", "date")
    sentence = {"date": messages.NOT_DATE, "time": messages.NOT_TIME}.get(
        str(subtype), messages.NOT_DATE_TIME
    )
    if not isinstance(raw, str) or not _is_moment(str(subtype), raw):
        raise Unreadable(sentence)
    return raw


def _is_moment(subtype: str, text: str) -> bool:
    day, _, hour = text.partition("T") if subtype == "datetime" else (text, "", text)
    try:
        if subtype == "date":
            return bool(_DATE.fullmatch(day)) and date.fromisoformat(day).year in _YEARS
        if subtype == "time":
            return bool(_TIME.fullmatch(hour) and time.fromisoformat(hour))
        return bool(
            _DATE.fullmatch(day) and _TIME.fullmatch(hour) and datetime.fromisoformat(text).year in _YEARS
        )
    except ValueError:
        return False


_READERS: Mapping[str, Callable[[Component, Json], Json]] = (
    dict.fromkeys(TEXTS, _text)
    | dict.fromkeys(SINGLE_CHOICES, _choice)
    | dict.fromkeys(MULTIPLE_CHOICES, _choices)
    | {"number": _number, "checkbox": _checkbox, "datetime": _datetime}
)


def read_files(field: Field, raw: Json, known: Json, files: Mapping[str, StoredFile]) -> Json:
    """Read a file field: ids of uploads, or the very value the case already holds (kept as it is).

    Returns:
        One ``{id, name, type, size, sha256}`` or None; a list of them where the field takes several.

    Raises:
        Unreadable: an id is nobody's upload, or there are more files than asked for.
    """
    several = field.component.get("multiple") is True
    if raw is None or raw in ("", []):
        return [] if several else None
    if isinstance(raw, dict | list) and raw == known:
        return known
    ids = raw if isinstance(raw, list) else [raw]
    most = MOST_FILES if several else 1
    if len(ids) > most:
        raise Unreadable(messages.too_many_files(most) if several else messages.ONE_FILE)
    found: list[Json] = []
    for upload in ids:
        if not isinstance(upload, str) or upload not in files:
            raise Unreadable(messages.NOT_FILE)
        found.append(files[upload].as_json())
    return found if several else found[0]
