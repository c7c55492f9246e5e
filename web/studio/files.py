"""The files of a procedure, and where each is edited."""

from __future__ import annotations

import re
from typing import Any

from flask import url_for

from engine.errors import Problem

CLAUSES = "clauses.json"
DIAGRAM = ".bpmn"
FORM = re.compile(r"forms/(.+)\.form")


def form_path(form: str) -> str:
    """Return where a form lies inside the bundle."""
    return f"forms/{form}.form"


def edit_address(key: str, path: str, **place: Any) -> str | None:
    """Return the address at which a file of the draft is edited, None where there is no editor for it.

    Args:
        place: what the editor should show: ``element`` and ``field`` of a diagram, ``field`` of a form.
    """
    if path.endswith(DIAGRAM):
        return url_for("studio.diagram", key=key, path=path, **place)
    if found := FORM.fullmatch(path):
        return url_for("studio.form", key=key, form=found[1], **place)
    return url_for("studio.clauses", key=key) if path == CLAUSES else None


def problem_address(key: str, problem: Problem) -> str | None:
    """Return where a problem is mended: its file's editor, at its element."""
    if problem.file.endswith(DIAGRAM):
        return edit_address(key, problem.file, element=problem.element, field=problem.id)
    return edit_address(key, problem.file, field=problem.element)
