"""Logging in and out."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from engine.errors import AuthenticationFailed, Throttled
from engine.settings import DEMO_PASSWORD
from web import auth
from web.context import engine
from web.demo import demo_accounts

blueprint = Blueprint("account", __name__, url_prefix="/account", template_folder="templates")


@blueprint.get("/login")
def login() -> ResponseReturnValue:
    """Ask for name and password."""
    if current_user.is_authenticated:
        return redirect(_destination())
    return _login_page(200)


@blueprint.post("/login")
def authenticate() -> ResponseReturnValue:
    """Begin a session, and go where the person was going."""
    try:
        actor = engine().authenticate(request.form.get("username", ""), request.form.get("password", ""))
    except AuthenticationFailed as error:
        return _login_page(401, str(error))
    except Throttled as error:
        response = _login_page(429, str(error))
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    destination = _destination()
    auth.log_in(actor)
    return redirect(destination, 303)


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    """End the session."""
    auth.log_out()
    return redirect(url_for("account.login"), 303)


def _destination() -> str:
    return auth.local_path(request.values.get("next")) or url_for("inbox.tasks")


def _login_page(status: int, error: str = "") -> Response:
    page = render_template(
        "account/login.html",
        error=error,
        username=request.form.get("username", ""),
        next=auth.local_path(request.values.get("next")),
        demo_accounts=demo_accounts(engine()),
        demo_password=DEMO_PASSWORD,
    )
    return make_response(page, status)
