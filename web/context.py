"""What every view needs: the engine, the person, and how the answer is wanted."""

from __future__ import annotations

from typing import cast

from flask import Flask, Response, current_app, flash, jsonify, redirect, request
from flask_login import current_user

from engine import Engine
from engine.model import Actor


def install(app: Flask, engine: Engine) -> None:
    """Make the engine known to the app's views."""
    app.extensions["paraf"] = engine


def engine() -> Engine:
    """Return the engine this app runs on."""
    return cast(Engine, current_app.extensions["paraf"])


def me() -> Actor:
    """Return the person who is logged in; views that need no log-in don't ask."""
    return cast(Actor, current_user.actor)


def wants_json() -> bool:
    """Whether the answer is for a script or another system; a browser's own navigation prefers HTML."""
    if request.path.startswith("/api/"):
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def moved(url: str) -> Response:
    """Send the person on after a POST: ``{"redirect": url}`` for a script, 303 for a plain form."""
    if wants_json():
        return jsonify(redirect=url)
    return cast(Response, redirect(url, 303))


def say(text: str, *links: tuple[str, str]) -> None:
    """Tell what was done on the next page; each link is its words and its address."""
    flash({"text": text, "links": [{"words": words, "href": href} for words, href in links]})  # type: ignore[arg-type]
