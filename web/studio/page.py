"""A procedure's page: its draft, what is wrong with it, what it changes, and its versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import Conflict, Invalid, ParafError, Problem, Refused
from engine.model import DefinitionView, Workspace
from web.context import engine, me, moved, wants_json
from web.errors import status_of
from web.studio.files import CLAUSES, problem_address
from web.studio.place import blueprint

DRAFT = "publish"
"""The form that publishes the draft."""
REVISION = re.compile(r"[0-9]{1,9}")
REFUSED = "Perbaiki dahulu masalah berikut."


@dataclass(frozen=True)
class Fault:
    """Why one of the page's forms was not accepted.

    Attributes:
        form: which of them.
        entered: what it had been filled in with, so that nobody types it again.
        problems: what the linter refused.
    """

    form: str
    message: str
    entered: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Change:
    """A file in which the draft differs from the current version."""

    path: str
    words: str


@blueprint.get("/<key>")
def definition(key: str) -> ResponseReturnValue:
    """Show all of one procedure."""
    return page(key)


def tried(key: str, form: str, do: Callable[[], None]) -> Response:
    """Do what a form of the page asks for; what isn't accepted is said there, and nothing typed is lost."""
    try:
        do()
    except (Invalid, Conflict) as error:
        if wants_json():
            raise
        return page(key, _fault(form, error), status_of(error))
    return moved(url_for("studio.definition", key=key))


def revision() -> int | None:
    """The save that the person saw as the draft, or asks for."""
    asked = request.form.get("revision", "")
    return int(asked) if REVISION.fullmatch(asked) else None


def page(key: str, fault: Fault | None = None, status: int = 200) -> Response:
    """Draw the page as things stand now."""
    studio = engine().studio
    view, workspace = studio.view(me(), key), studio.workspace(me(), key)
    drawn = render_template(
        "studio/definition.html",
        view=view,
        row=view.row,
        draft=view.row.draft,
        current=view.row.current,
        workspace=workspace,
        clauses_file=CLAUSES,
        problems=_located(key, studio.lint(me(), key, {})),
        refused=_refused(key, fault),
        changes=_changes(view, workspace),
        outdated=draft_is_outdated(view),
        fault=fault,
    )
    return make_response(drawn, status)


def draft_is_outdated(view: DefinitionView) -> bool:
    """Whether another version became the current one since the draft was begun."""
    draft, current = view.row.draft, view.row.current
    return draft is not None and current is not None and draft.base != current.number


def _fault(form: str, error: ParafError) -> Fault:
    entered = request.form.to_dict()
    if isinstance(error, Refused):
        return Fault(form, REFUSED, entered, error.problems)
    return Fault(form, str(error), entered)


def _refused(key: str, fault: Fault | None) -> list[tuple[Problem, str | None]]:
    """What the linter refused; only the draft's files have an editor, a folder's or a version's don't."""
    if fault is None or fault.form == DRAFT:
        return _located(key, fault.problems if fault else [])
    return [(problem, None) for problem in fault.problems]


def _located(key: str, problems: Sequence[Problem]) -> list[tuple[Problem, str | None]]:
    return [(problem, problem_address(key, problem)) for problem in problems]


def _changes(view: DefinitionView, workspace: Workspace) -> list[Change]:
    if not view.changed or view.row.current is None:
        return []
    before = engine().studio.version_files(me(), view.row.key, view.row.current.digest)
    return [Change(path, _change(path in before, path in workspace.files)) for path in view.changed]


def _change(was_there: bool, is_there: bool) -> str:
    if not was_there:
        return "ditambahkan"
    return "diubah" if is_there else "dihapus"
