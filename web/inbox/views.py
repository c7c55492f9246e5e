"""The inbox: my tasks and my groups' tasks, and what I am to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from engine.model import MOST_NOTICES
from web.context import engine, me, moved
from web.lists import choice_argument, flag_argument, page_argument, pager, text_argument

blueprint = Blueprint("inbox", __name__, template_folder="templates")

SCOPES: Mapping[Literal["all", "mine", "group"], str] = {
    "all": "Semua",
    "mine": "Saya pegang",
    "group": "Kelompok saya",
}
SORTS: Mapping[Literal["due", "opened", "title"], str] = {
    "due": "Tenggat",
    "opened": "Waktu masuk",
    "title": "Judul kasus",
}


@blueprint.get("/inbox")
def tasks() -> ResponseReturnValue:
    """List the open tasks the person sees, as the address filters and sorts them."""
    definitions = dict(engine().definitions())
    text = text_argument("q")
    scope = choice_argument("scope", SCOPES, "all")
    definition = choice_argument("definition", ("", *definitions), "")
    sort = choice_argument("sort", SORTS, "due")
    overdue, descending = flag_argument("overdue"), flag_argument("descending")
    page = engine().inbox(
        me(),
        scope=scope,
        text=text,
        definition=definition or None,
        overdue=overdue,
        sort=sort,
        descending=descending,
        page=page_argument(),
    )
    filters = {
        "q": text,
        "scope": scope,
        "definition": definition,
        "overdue": "1" if overdue else "",
        "sort": sort,
        "descending": "1" if descending else "",
    }
    narrowed = overdue or definition or scope != "all"
    return render_template(
        "inbox/tasks.html",
        rows=page.items,
        pager=pager(page, filters),
        filters=filters,
        filtered=bool(text or narrowed),
        arranged=bool(narrowed or descending or sort != "due"),
        scopes=SCOPES,
        sorts=SORTS,
        definitions=definitions,
        ended=engine().recently_ended(me()),
        notices=engine().notices(me()),
        most_notices=MOST_NOTICES,
    )


@blueprint.post("/inbox/notices/<notice>/read-until")
def read_until(notice: str) -> ResponseReturnValue:
    """Take a notice, and all that came before it, away from the inbox of the person."""
    engine().read_notices_until(me(), notice)
    return moved(url_for("inbox.tasks"))


@blueprint.post("/inbox/notices/<notice>/read")
def read(notice: str) -> ResponseReturnValue:
    """Take a notice away from the inbox of the person, and of nobody else."""
    engine().read_notice(me(), notice)
    return moved(url_for("inbox.tasks"))
