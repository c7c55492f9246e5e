"""The two editors, of a diagram and of a form; what they ask while somebody draws is ``exchange``'s."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from engine.errors import NotFound
from engine.model import DefinitionView, Json, Workspace
from web.context import engine, me
from web.security import with_editor_policy
from web.studio.exchange import lock_json, save_json
from web.studio.files import DIAGRAM, form_path
from web.studio.place import blueprint


@blueprint.get("/<key>/diagrams/<path>")
@with_editor_policy
def diagram(key: str, path: str) -> ResponseReturnValue:
    """Open a diagram."""
    return _editor("studio/diagram.html", key, path if path.endswith(DIAGRAM) else "")


@blueprint.get("/<key>/forms/<form>")
@with_editor_policy
def form(key: str, form: str) -> ResponseReturnValue:
    """Open a form."""
    return _editor("studio/form.html", key, form_path(form))


def _editor(template: str, key: str, path: str) -> str:
    workspace = engine().studio.workspace(me(), key)
    if path not in workspace.files:
        raise NotFound("Berkas ini tidak ada dalam draf prosedur ini.")
    view = engine().studio.view(me(), key)
    return render_template(
        template, workspace=_opened(workspace, view, path), title=_title(workspace, view, path)
    )


def _title(workspace: Workspace, view: DefinitionView, path: str) -> str:
    form = next((form for form, place in view.forms.items() if place == path), None)
    return view.diagrams.get(path, path) if form is None else workspace.forms.get(form, form)


def _opened(workspace: Workspace, view: DefinitionView, path: str) -> dict[str, Json]:
    """What the editor begins with."""
    key, draft, lock = workspace.key, workspace.draft, view.row.lock
    return {
        "key": key,
        "name": view.row.name,
        "path": path,
        "text": workspace.files[path],
        "digest": workspace.digests[path],
        "readonly": False,
        "draft": save_json(draft) if draft else None,
        "forms": dict(workspace.forms),
        "users": _users(workspace, view, path),
        "processes": dict(workspace.processes),
        "diagrams": dict(view.diagrams),
        "groups": dict(workspace.groups),
        "lanes": list(workspace.lanes),
        "clauses": dict(workspace.clauses),
        "decisions": dict(workspace.decisions),
        "problems": [problem.as_json() for problem in engine().studio.lint(me(), key, {})],
        "pen": lock_json(lock) if lock else None,
        "urls": {
            "lint": url_for("studio.lint", key=key),
            "save": url_for("studio.save", key=key),
            "pen": url_for("studio.pen", key=key),
            "drop": url_for("studio.drop_pen", key=key),
            "page": url_for("studio.definition", key=key),
            "form": url_for("studio.form", key=key, form="__form__"),
            "diagram": url_for("studio.diagram", key=key, path="__path__"),
        },
    }


def _users(workspace: Workspace, view: DefinitionView, path: str) -> list[Json]:
    """The tasks and start events that use the form that is edited."""
    forms = [form for form, place in view.forms.items() if place == path]
    uses = [use for form in forms for use in workspace.uses.get(form, [])]
    return [{"path": use.path, "element": use.element, "name": use.name} for use in uses]
