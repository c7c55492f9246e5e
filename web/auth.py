"""Who is asking: a session over ``Engine.authenticate``. Every page needs a log-in but the log-in itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user, login_user, logout_user

from engine.model import Actor
from web.context import engine
from web.errors import unauthenticated

OPEN_TO_ALL = frozenset({"account.login", "account.authenticate", "api.send"})
"""Pages that ask for no session; ``api`` knows its callers by their tokens."""


@dataclass(frozen=True)
class Person:
    """An actor as Flask-Login wants its users."""

    actor: Actor
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what the session keeps of them."""
        return self.actor.id


def install(app: Flask) -> None:
    """Load the person of each request, and stop those who are nobody."""
    manager = LoginManager()
    # Its own context processor would load the person on error pages too, where the store may be the error.
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_load)
    app.before_request(_require_login)
    app.context_processor(_navigation)


def log_in(actor: Actor) -> None:
    """Begin a new session for the actor; nothing of the one before lives on."""
    session.clear()
    login_user(Person(actor))


def log_out() -> None:
    """End the session."""
    logout_user()
    session.clear()


def local_path(target: str | None) -> str | None:
    """Return ``target`` if it is a path of this site, else None: nobody is sent elsewhere by a link."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or not target.isprintable():
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def _load(account_id: str) -> Person | None:
    actor = engine().actor(account_id)
    return Person(actor) if actor else None


def _require_login() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in OPEN_TO_ALL or current_user.is_authenticated:
        return None
    can_return = current_app.url_map.bind(request.host).test(request.path, "GET")
    came_for = local_path(request.full_path.rstrip("?")) if can_return else None
    return unauthenticated(url_for("account.login", next=came_for))


def _navigation() -> dict[str, Any]:
    """What the layout asks about the person; functions, so that an error page can leave them unasked."""
    return {
        "current_person": lambda: current_user.actor if current_user.is_authenticated else None,
        "has_role": lambda role: engine().has_role(current_user.actor, role),
        "may_start": lambda: engine().may_start(current_user.actor),
    }
