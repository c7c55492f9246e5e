"""Cases: the list, one of them in full, its diagrams and files."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, make_response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from engine.clock import WIB
from engine.commands import Cancel, Withdraw
from engine.errors import Invalid, InvalidSubmission
from web.cases.download import csv_of_cases
from web.cases.history import gist, sentence
from web.cases.search import DAYS, SORTS, asked
from web.cases.standing import standing
from web.cases.waiting import waiting_sentence, waiting_words
from web.context import engine, me, moved, say, wants_json
from web.lists import page_argument, pager, query
from web.values import STATUS_NAMES

blueprint = Blueprint("cases", __name__, template_folder="templates")
blueprint.add_app_template_filter(waiting_sentence)
blueprint.add_app_template_filter(waiting_words)


@blueprint.get("/cases")
def cases() -> ResponseReturnValue:
    """List the cases the person may see, as the address filters and sorts them."""
    search = asked()
    page = engine().cases(
        me(), sort=search.sort, descending=search.descending, page=page_argument(), **search.filters
    )
    shown = {row.definition for row in page.items}
    return render_template(
        "cases/cases.html",
        rows=page.items,
        # Several procedures' cases have no columns in common.
        columns=engine().case_columns(shown.pop()) if len(shown) == 1 else [],
        pager=pager(page, search.address),
        search=search,
        filters=search.address,
        statuses=STATUS_NAMES,
        sorts=SORTS,
        days=DAYS,
        download=url_for("cases.download") + query(search.address),
    )


@blueprint.get("/cases.csv")
def download() -> ResponseReturnValue:
    """Give all of the list that the address describes, sent as it is read."""
    search = asked()
    chosen = search.filters["definition"]
    rows = engine().case_rows(me(), sort=search.sort, descending=search.descending, **search.filters)
    columns = engine().case_columns(chosen) if chosen else []
    name = f"kasus-{engine().now().astimezone(WIB):%Y-%m-%d}.csv"
    return Response(
        csv_of_cases(rows, search.definitions, columns),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.get("/cases/<case_id>")
def case(case_id: str) -> ResponseReturnValue:
    """Show all of one case."""
    return _page(case_id)


@blueprint.post("/cases/<case_id>/withdraw")
def withdraw(case_id: str) -> ResponseReturnValue:
    """Take the case back, with a reason."""
    return _ended_by(Withdraw(actor=me(), case=case_id, reason=_reason()), "Kasus ditarik kembali.")


@blueprint.post("/cases/<case_id>/cancel")
def cancel(case_id: str) -> ResponseReturnValue:
    """End the case from above, with a reason."""
    return _ended_by(Cancel(actor=me(), case=case_id, reason=_reason()), "Kasus dibatalkan.")


@blueprint.get("/cases/<case_id>/diagrams/<process>.bpmn")
def diagram(case_id: str, process: str) -> ResponseReturnValue:
    """Give the BPMN file of one of the case's processes, as its version has it."""
    return Response(engine().diagram(me(), case_id, process), mimetype="application/xml")


@blueprint.get("/cases/<case_id>/files/<file_id>")
def file(case_id: str, file_id: str) -> ResponseReturnValue:
    """Give one of the case's files, to be saved and never shown as a page of this site (RFC 6266)."""
    stored, content = engine().file(me(), case_id, file_id)
    return send_file(
        BytesIO(content),
        mimetype=stored.media_type,
        as_attachment=True,
        download_name=stored.name,
        etag=False,
    )


def _reason() -> str:
    return request.form.get("reason", "").strip()


def _ended_by(command: Withdraw | Cancel, done: str) -> Response:
    try:
        engine().execute(command)
    except Invalid as error:
        if wants_json():
            raise
        sentences = error.fields.get("reason", []) if isinstance(error, InvalidSubmission) else []
        problem = " ".join(sentences) or str(error)
        return _page(command.case, 422, {type(command).__name__: problem}, command.reason)
    say(done)
    return moved(url_for("cases.case", case_id=command.case))


def _page(
    case_id: str, status: int = 200, problems: dict[str, str] | None = None, reason: str = ""
) -> Response:
    view = engine().case(me(), case_id)
    page = render_template(
        "cases/case.html",
        view=view,
        row=view.row,
        history=[(item, sentence(item), gist(item)) for item in view.history],
        last=view.history[-1],
        standings=[(diagram, standing(diagram, view.row.awaited)) for diagram in view.diagrams],
        problems=problems or {},
        reason=reason,
    )
    return make_response(page, status)
