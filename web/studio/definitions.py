"""The list of procedures, and the beginning of a new one."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import Conflict, Invalid
from web.context import engine, me, moved, say, wants_json
from web.errors import status_of
from web.studio.place import blueprint


@blueprint.get("")
def definitions() -> ResponseReturnValue:
    """List every procedure, also one that was never published."""
    return _page()


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Begin a new procedure: a draft with a small diagram."""
    key, name = request.form.get("key", "").strip(), request.form.get("name", "").strip()
    try:
        engine().studio.create(me(), key, name)
    except (Invalid, Conflict) as error:
        if wants_json():
            raise
        return _page(status_of(error), str(error), {"key": key, "name": name})
    say(f"Draf prosedur “{name}” dibuat.")
    return moved(url_for("studio.definition", key=key))


def _page(status: int = 200, message: str = "", entered: dict[str, str] | None = None) -> Response:
    rows = engine().studio.definitions(me())
    page = render_template("studio/definitions.html", rows=rows, message=message, entered=entered or {})
    return make_response(page, status)
