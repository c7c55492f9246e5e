"""Incidents: what came to nothing, why, and trying it again."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import Conflict
from engine.model import IncidentKind
from web.context import engine, me, moved, say
from web.lists import page_argument, pager, text_argument

blueprint = Blueprint("operate", __name__, template_folder="templates")

KINDS: Mapping[IncidentKind, str] = {
    "incident": "Tugas",
    "timer": "Pengatur waktu",
    "work": "Sistem lain",
    "message": "Pesan",
    "signal": "Sinyal",
    "start": "Mulai terjadwal",
}


@blueprint.get("/operate")
def incidents() -> ResponseReturnValue:
    """List what failed, and say what became of what was tried again last."""
    page = engine().incident_page(me(), page_argument())
    tried = text_argument("tried")
    return render_template(
        "operate/incidents.html",
        rows=page.items,
        pager=pager(page, {}),
        kinds=KINDS,
        tried=tried,
        found=engine().incident(me(), tried) if tried else None,
        untaken=engine().untaken_counts(me()),
    )


@blueprint.get("/operate/messages")
def messages() -> ResponseReturnValue:
    """List the messages that nobody has taken."""
    page = engine().untaken_messages(me(), page_argument())
    return render_template("operate/messages.html", rows=page.items, pager=pager(page, {}))


@blueprint.post("/operate/retry")
def retry() -> ResponseReturnValue:
    """Try one again, or all that rest at the same element."""
    job = request.form.get("job", "")
    if request.form.get("all"):
        count = engine().retry(me(), engine().incidents_like(me(), job))
        say(f"{count} insiden di langkah itu dicoba lagi. Yang berhasil hilang dari daftar ini.")
        return moved(url_for("operate.incidents"))
    if not engine().retry(me(), [job]):
        raise Conflict("Insiden ini tidak dapat dicoba lagi: sudah selesai, atau sedang dicoba.")
    return moved(url_for("operate.incidents", tried=job))
