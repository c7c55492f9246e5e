"""What protects every page: the session cookie, CSRF tokens, size limits and response headers."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from flask import Flask, Response
from flask_wtf.csrf import CSRFProtect

from engine.settings import MEBIBYTE, Settings

FILES_AT_ONCE = 4
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


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
        MAX_FORM_MEMORY_SIZE=2 * MEBIBYTE,
        MAX_FORM_PARTS=200,
    )
    CSRFProtect(app)
    app.after_request(_with_headers)


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _secret_key(path: Path) -> bytes:
    """Read the key that signs sessions; the first start makes it, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()
