"""Beginning a case: the procedures a person may start, and the form of each start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.commands import Start
from engine.errors import Invalid, InvalidSubmission
from web.context import engine, me, moved, say, wants_json
from web.submission import submitted

blueprint = Blueprint("start", __name__, url_prefix="/start", template_folder="templates")

LONGEST_KEY = 64


@blueprint.get("")
def procedures() -> ResponseReturnValue:
    """List what the person may start."""
    return render_template("start/procedures.html", startables=engine().startables(me()))


@blueprint.get("/<definition>/<element>")
def form(definition: str, element: str) -> ResponseReturnValue:
    """Show the form of a start; each page drawn can make one case, however often it is sent."""
    return _page(definition, element, key=uuid4().hex)


@blueprint.post("/<definition>/<element>")
def begin(definition: str, element: str) -> ResponseReturnValue:
    """Begin the case."""
    view = engine().start_view(me(), definition, element)
    key = request.form.get("key", "")
    if not 0 < len(key) <= LONGEST_KEY:
        raise Invalid("Halaman ini tidak lengkap. Muat ulang, lalu isi kembali.")
    data = submitted(engine(), me())
    try:
        outcome = engine().execute(
            Start(actor=me(), definition=definition, start_event=element, key=key, data=data)
        )
    except Invalid as error:
        if wants_json():
            raise
        problems = error.fields if isinstance(error, InvalidSubmission) else {}
        return _page(definition, element, key, 422, str(error), problems)
    case = url_for("cases.case", case_id=outcome.case)
    if outcome.next_task:
        say(f"“{view.name}” terkirim. Ini tugas Anda berikutnya.", ("Lihat kasusnya", case))
        return moved(url_for("tasks.task", task_id=outcome.next_task))
    say(f"“{view.name}” terkirim. Di halaman ini Anda dapat mengikuti jalannya kasus.")
    return moved(case)


def _page(
    definition: str,
    element: str,
    key: str,
    status: int = 200,
    message: str = "",
    problems: Mapping[str, Sequence[str]] | None = None,
) -> Response:
    view = engine().start_view(me(), definition, element)
    page = render_template("start/form.html", view=view, key=key, message=message, problems=problems or {})
    return make_response(page, status)
