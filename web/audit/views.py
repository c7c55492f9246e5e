"""Audit: any case replayed step by step, as a table, with the forms as they were filled in, and proved.

Every address is a GET: nothing of these pages can change anything.
"""

from __future__ import annotations

import re

from flask import Blueprint, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import Damaged, NotFound
from engine.model import Trail
from web.audit.changes import changed_parts
from web.audit.proof import CHECKS
from web.audit.story import scope_name, tell
from web.context import engine, me, wants_json
from web.errors import status_of
from web.lists import choice_argument

blueprint = Blueprint("audit", __name__, url_prefix="/audit/cases/<case_id>", template_folder="templates")

ENTRY = re.compile(r"[1-9][0-9]{0,8}")


blueprint.add_app_template_filter(changed_parts)
blueprint.add_app_template_filter(scope_name)


@blueprint.app_template_filter()
def quoted(name: str) -> str:
    """Put a name in quotation marks; nothing stays nothing."""
    return f"“{name}”" if name else ""


@blueprint.get("")
def replay(case_id: str) -> ResponseReturnValue:
    """Show the case at one of its entries, the first where none is named."""
    n = _asked_entry()
    view = engine().moment(me(), case_id, n)
    story = tell(case_id)
    return render_template(
        "audit/replay.html",
        case_id=case_id,
        story=story,
        trail=story.trail,
        view=view,
        n=n,
        checks=CHECKS,
    )


@blueprint.get("/trail.json")
def trail(case_id: str) -> ResponseReturnValue:
    """Give the whole way, for the slider."""
    return jsonify(tell(case_id).as_json())


@blueprint.get("/entries/<int:n>")
def entry(case_id: str, n: int) -> ResponseReturnValue:
    """Give what stands beside the diagram at one entry."""
    view = engine().moment(me(), case_id, n)
    return render_template("audit/entry.html", case_id=case_id, view=view)


@blueprint.get("/entries/<int:n>/form")
def form(case_id: str, n: int) -> ResponseReturnValue:
    """Show the form as it was filled in, to be read only."""
    seen = engine().seen_form(me(), case_id, n)
    view = engine().moment(me(), case_id, n)
    return render_template("audit/form.html", case_id=case_id, seen=seen, view=view, item=view.item)


@blueprint.get("/table")
def table(case_id: str) -> ResponseReturnValue:
    """Show every entry with the same facts, in order."""
    story = tell(case_id)
    return render_template(
        "audit/table.html",
        case_id=case_id,
        story=story,
        trail=story.trail,
        views=engine().moments(me(), case_id),
        now=engine().now(),
    )


@blueprint.get("/proof")
def proof(case_id: str) -> ResponseReturnValue:
    """Check the case now, and say what that shows."""
    name = choice_argument("check", CHECKS, "replay")
    report = engine().proof(me(), case_id, name)
    return render_template(
        "audit/proof.html",
        case_id=case_id,
        name=name,
        check=CHECKS[name],
        checks=CHECKS,
        report=report,
        trail=_readable_trail(case_id),
        now=engine().now(),
        address=lambda n: url_for("audit.replay", case_id=case_id, entri=n),
    )


@blueprint.errorhandler(Damaged)
def damaged(error: Damaged) -> ResponseReturnValue:
    """Where the record can't be shown, lead to what says what is wrong with it."""
    if wants_json():
        raise error
    case_id = (request.view_args or {})["case_id"]
    page = render_template("audit/damaged.html", case_id=case_id, message=str(error), checks=CHECKS)
    return make_response(page, status_of(error))


def _readable_trail(case_id: str) -> Trail | None:
    """Return the trail; None where the record is so damaged that only the check can say so."""
    try:
        return engine().trail(me(), case_id)
    except Damaged:
        return None


def _asked_entry() -> int:
    """Return the entry that the address names; 1 where it names none."""
    asked = request.args.get("entri", "1")
    if not ENTRY.fullmatch(asked):
        raise NotFound("Entri ini tidak ada.")
    return int(asked)
