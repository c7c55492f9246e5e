"""The clauses of the procedure's text that its steps refer to, as rows to edit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import Conflict, Invalid
from web.context import engine, me, moved, say, wants_json
from web.errors import status_of
from web.studio.files import CLAUSES
from web.studio.place import blueprint

SPARE_ROWS = 3
UNREADABLE = (
    "clauses.json tidak dapat dibaca. Yang disimpan di sini menggantikannya; "
    "simpanan sebelumnya tetap dapat dipulihkan."
)


@dataclass(frozen=True)
class Row:
    """A clause as it was typed, and what is wrong with it."""

    id: str = ""
    words: str = ""
    fault: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it; such a row is left out."""
        return not (self.id or self.words)


@blueprint.get("/<key>/clauses")
def clauses(key: str) -> ResponseReturnValue:
    """Show the draft's clauses."""
    workspace = engine().studio.workspace(me(), key)
    rows = [Row(*clause) for clause in workspace.clauses.items()]
    message = "" if _is_readable(workspace.files.get(CLAUSES, "{}")) else UNREADABLE
    return _page(key, rows, workspace.digests.get(CLAUSES), message)


@blueprint.post("/<key>/clauses")
def save_clauses(key: str) -> ResponseReturnValue:
    """Save the clauses as they were typed; a row left empty is a clause less."""
    rows, was = _checked(_typed()), request.form.get("was") or None
    if "more" in request.form:
        return _page(key, rows, was)
    if any(row.fault for row in rows):
        return _page(key, rows, was, "Beberapa butir perlu diperbaiki", 422)
    try:
        text = _written({row.id: row.words for row in rows})
        engine().studio.save(me(), key, {CLAUSES: text}, {CLAUSES: was})
    except (Invalid, Conflict) as error:
        if wants_json():
            raise
        return _page(key, rows, was, str(error), status_of(error))
    say(f"{len(rows)} butir disimpan dalam draf.")
    return moved(url_for("studio.definition", key=key))


def _is_readable(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _typed() -> list[Row]:
    ids, words = request.form.getlist("id"), request.form.getlist("words")
    # A browser sends the lines of a text with CR LF.
    rows = [
        Row(id_.strip(), said.strip().replace("\r\n", "\n"))
        for id_, said in zip_longest(ids, words, fillvalue="")
    ]
    return [row for row in rows if not row.empty]


def _checked(rows: Sequence[Row]) -> list[Row]:
    """Say at each row what is wrong with it."""
    checked: list[Row] = []
    for row in rows:
        fault = ""
        if not row.id:
            fault = "Tulis nomor butirnya."
        elif not row.words:
            fault = f"Tulis bunyi butir {row.id}, atau kosongkan nomornya juga."
        elif any(row.id == other.id for other in checked):
            fault = f"Nomor {row.id} sudah dipakai butir lain."
        checked.append(replace(row, fault=fault))
    return checked


def _written(texts: Mapping[str, str]) -> str:
    return json.dumps(texts, ensure_ascii=False, indent=2) + "\n"


def _page(key: str, rows: Sequence[Row], was: str | None, message: str = "", status: int = 200) -> Response:
    view = engine().studio.view(me(), key)
    spare = [Row()] * SPARE_ROWS
    page = render_template(
        "studio/clauses.html", row=view.row, rows=[*rows, *spare], was=was, message=message
    )
    return make_response(page, status)
