"""The address without a path: what waits for the person."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Go to the inbox."""
    return redirect(url_for("inbox.tasks"))
