"""The task page: everything a person needs to do one task, and the doing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.commands import Claim, Complete, Outcome, Release
from engine.errors import Invalid, InvalidSubmission
from engine.model import TaskRow
from web.context import engine, me, moved, say, wants_json
from web.submission import fields, submitted

blueprint = Blueprint("tasks", __name__, url_prefix="/tasks", template_folder="templates")


@blueprint.get("/<task_id>")
def task(task_id: str) -> ResponseReturnValue:
    """Show the task."""
    return _page(task_id)


@blueprint.post("/<task_id>")
def complete(task_id: str) -> ResponseReturnValue:
    """Do the task with what was entered."""
    row = engine().task(me(), task_id).row
    command = Complete(
        actor=me(),
        task=task_id,
        data=submitted(engine(), me()),
        seen=request.form.get("seen", type=int),
        password=request.form.get("password") or None,
    )
    try:
        outcome = engine().execute(command)
    except Invalid as error:
        if wants_json():
            raise
        problems = error.fields if isinstance(error, InvalidSubmission) else {}
        return _page(task_id, 422, str(error), problems)
    return _onward(row, outcome)


@blueprint.post("/<task_id>/claim")
def claim(task_id: str) -> ResponseReturnValue:
    """Take a group's task for oneself."""
    engine().execute(Claim(actor=me(), task=task_id))
    say("Tugas ini sekarang Anda pegang.")
    return moved(url_for("tasks.task", task_id=task_id))


@blueprint.post("/<task_id>/release")
def release(task_id: str) -> ResponseReturnValue:
    """Give a claimed task back to its group."""
    engine().execute(Release(actor=me(), task=task_id))
    say(
        "Tugas dikembalikan kepada kelompoknya.",
        ("Buka lagi tugas itu", url_for("tasks.task", task_id=task_id)),
    )
    return moved(url_for("inbox.tasks"))


@blueprint.post("/<task_id>/draft")
def draft(task_id: str) -> ResponseReturnValue:
    """Keep what was entered so far, unchecked."""
    engine().save_draft(me(), task_id, fields())
    return "", 204


def _page(
    task_id: str, status: int = 200, message: str = "", problems: Mapping[str, Sequence[str]] | None = None
) -> Response:
    view = engine().task(me(), task_id)
    page = render_template(
        "tasks/task.html", view=view, row=view.row, message=message, problems=problems or {}
    )
    return make_response(page, status)


def _onward(row: TaskRow, outcome: Outcome) -> Response:
    done = f"“{row.name}” untuk {row.case_number or row.case_title} selesai."
    case = ("Lihat kasusnya", url_for("cases.case", case_id=outcome.case))
    if outcome.next_task:
        say(f"{done} Ini tugas Anda berikutnya dalam kasus yang sama.", case)
        return moved(url_for("tasks.task", task_id=outcome.next_task))
    waiting = [
        (f"Tugas berikutnya: {other.name}", url_for("tasks.task", task_id=other.id))
        for other in engine().inbox(me(), size=1).items
        if other.can_complete
    ]
    say(done, case, *waiting)
    return moved(url_for("inbox.tasks"))
