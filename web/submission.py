"""What a form sends: its fields as one JSON text, and beside it the files that were picked.

In the JSON a picked file stands as its key; the file comes as the part ``file:<key>``, several under one key
where the field takes several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import orjson
from flask import request
from werkzeug.datastructures import FileStorage

from engine import Engine
from engine.errors import Invalid, InvalidSubmission, InvalidUpload
from engine.model import Actor, Json

PART = "file:"
DEEPEST = 32
UNREADABLE = "Isian tidak dapat dibaca. Muat ulang halaman, lalu isi kembali."


def submitted(engine: Engine, actor: Actor) -> dict[str, Json]:
    """Return the request's fields, its files stored and their ids put where their keys stood.

    Raises:
        Invalid: the fields are not one JSON object of reasonable depth.
        InvalidSubmission: a file was refused; the sentence stands at its field.
    """
    data = fields()
    ids: dict[str, Json] = {}
    for part, files in request.files.lists():
        key = part.removeprefix(PART)
        paths = list(_paths(data, key)) if part.startswith(PART) and key else []
        if paths:
            ids[key] = _stored(engine, actor, files, paths)
    return {name: _replaced(value, ids) for name, value in data.items()}


def fields() -> dict[str, Json]:
    """Return the part ``data`` of the request; a form without fields may leave it out.

    Raises:
        Invalid: it is not one JSON object of reasonable depth.
    """
    try:
        data = orjson.loads(request.form.get("data", "{}"))
    except orjson.JSONDecodeError:
        raise Invalid(UNREADABLE) from None
    if not isinstance(data, dict) or _too_deep(data, DEEPEST):
        raise Invalid(UNREADABLE)
    return data


def _stored(engine: Engine, actor: Actor, files: Sequence[FileStorage], paths: Sequence[str]) -> Json:
    try:
        ids = [engine.upload(actor, file.filename or "", file.read()).id for file in files]
    except InvalidUpload as error:
        raise InvalidSubmission({path: [str(error)] for path in paths}, str(error)) from error
    return ids[0] if len(ids) == 1 else list[Json](ids)


def _too_deep(value: Json, left: int) -> bool:
    if not isinstance(value, list | dict):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_too_deep(item, left - 1) for item in inner)


def _paths(value: Json, key: str, path: str = "") -> Iterator[str]:
    if value == key:
        yield path
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, item in items:
            yield from _paths(item, key, f"{path}.{name}" if path else str(name))


def _replaced(value: Json, ids: Mapping[str, Json]) -> Json:
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, list):
        return [_replaced(item, ids) for item in value]
    if isinstance(value, dict):
        return {name: _replaced(item, ids) for name, item in value.items()}
    return value
