"""What protects every page: the session cookie, CSRF tokens, size limits and response headers."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import wraps
from pathlib import Path

from flask import Flask, Response, g
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from engine.settings import MEBIBYTE, Settings
from web import api

FILES_AT_ONCE = 4
POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
EDITOR_POLICY = (
    HEADERS[POLICY]
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("img-src 'self' data:", "img-src 'self' data: blob:")
)
"""The modeler and the form editor write styles of their own and draw images from memory; no script may."""

View = Callable[..., ResponseReturnValue]


def install(app: Flask, settings: Settings) -> None:
    """Set limits, cookies, CSRF and headers for all of the app."""
    app.config.update(
        SECRET_KEY=_secret_key(settings.data / "secret_key"),
        SESSION_COOKIE_NAME="paraf",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        # A token lives as long as its session: a form may stay open for a day.
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=FILES_AT_ONCE * settings.upload_limit + MEBIBYTE,
        # A diagram of 4 MiB, the most that a procedure takes, and what writing it as JSON adds.
        MAX_FORM_MEMORY_SIZE=6 * MEBIBYTE,
        MAX_FORM_PARTS=200,
    )
    # Nobody's browser can be made to send another system's token.
    CSRFProtect(app).exempt(api.blueprint)
    app.after_request(_with_headers)


def with_editor_policy(view: View) -> View:
    """Let the page that a view draws have an editor's styles and images; its error pages stay strict."""

    @wraps(view)
    def drawn(*args: str, **kwargs: str) -> ResponseReturnValue:
        page = view(*args, **kwargs)
        g.policy = EDITOR_POLICY
        return page

    return drawn


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers[POLICY] = g.get("policy", HEADERS[POLICY])
    return response


def _secret_key(path: Path) -> bytes:
    """Read the key that signs sessions; the first start makes it, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()
