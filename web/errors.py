"""What went wrong, in plain sentences: the one mapping of errors to HTTP, as a page or as JSON."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from flask import (
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException

from engine.errors import (
    AuthenticationFailed,
    Conflict,
    Damaged,
    Forbidden,
    Invalid,
    InvalidSubmission,
    NotFound,
    ParafError,
    ProcessFault,
    TaskNotOpen,
    Throttled,
    Unavailable,
)
from web.context import engine, wants_json
from web.i18n import moment

STATUS: Mapping[type[ParafError], int] = {
    NotFound: 404,
    Forbidden: 403,
    AuthenticationFailed: 401,
    Throttled: 429,
    Conflict: 409,
    Invalid: 422,
    ProcessFault: 422,
    Unavailable: 503,
}
TITLES = {
    400: "Permintaan tidak dapat dibaca",
    401: "Belum masuk",
    403: "Tidak diizinkan",
    404: "Tidak ditemukan",
    405: "Tidak dapat dilakukan di sini",
    409: "Keadaan sudah berubah",
    413: "Terlalu besar",
    422: "Belum dapat diterima",
    429: "Terlalu banyak percobaan",
    500: "Terjadi kesalahan pada sistem",
    503: "Belum dapat digunakan",
}
SENTENCES = {
    400: "Permintaan ini tidak dapat dibaca. Muat ulang halaman sebelumnya, lalu coba lagi.",
    404: "Halaman ini tidak ada. Periksa kembali alamatnya.",
    405: "Alamat ini tidak menerima permintaan seperti itu. Mulailah lagi dari halaman sebelumnya.",
    413: "Yang dikirim terlalu besar. Kirim berkas yang lebih kecil, atau lebih sedikit sekaligus.",
}
DAMAGED = "Catatan rusak"
SERVER_ERROR = 500


def install(app: Flask) -> None:
    """Answer every error of the app here."""
    app.register_error_handler(ParafError, _engine_error)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def sentence(error: ParafError) -> str:
    """Return what to tell the person about ``error``."""
    if isinstance(error, TaskNotOpen) and error.done_by and error.done_at:
        return f"Tugas ini sudah dikerjakan oleh {error.done_by} pada {moment(error.done_at)}."
    return str(error)


def status_of(error: ParafError) -> int:
    """Return the HTTP status that says what kind of error it is."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), SERVER_ERROR)


def unauthenticated(login: str) -> ResponseReturnValue:
    """Send somebody who isn't logged in to ``login``; a script is told its address."""
    if not wants_json():
        return redirect(login, 303)
    return make_response(jsonify(message="Sesi Anda sudah berakhir.", login=login), 401)


def _engine_error(error: ParafError) -> Response:
    status = status_of(error)
    if status == SERVER_ERROR:
        return _unexpected(error)
    more: dict[str, object] = {}
    if isinstance(error, InvalidSubmission):
        more["fields"] = error.fields
    if isinstance(error, TaskNotOpen) and error.case_id:
        more["case"] = url_for("cases.case", case_id=error.case_id)
    if isinstance(error, Damaged):
        more["proof"] = _proof_address()
    response = _answer(status, sentence(error), **more)
    if isinstance(error, AuthenticationFailed) and request.blueprint == "api":
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Throttled):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _proof_address() -> str | None:
    """Where an auditor sees what is wrong with the record of the case that was asked for."""
    case_id = (request.view_args or {}).get("case_id")
    audits = current_user.is_authenticated and engine().has_role(current_user.actor, "audit")
    return url_for("audit.proof", case_id=case_id, check="verify") if case_id and audits else None


def _stale_page(error: CSRFError) -> Response:
    """The session has begun anew since the page was drawn; a script may send once more with its token."""
    message = "Halaman ini sudah terlalu lama terbuka. Muat ulang halaman sebelumnya, lalu coba lagi."
    return _answer(400, message, csrf_token=generate_csrf(), account=current_user.get_id())


def _http_error(error: HTTPException) -> Response:
    status = error.code or SERVER_ERROR
    response = _answer(status, SENTENCES.get(status, SENTENCES[400]))
    allowed = error.get_response().headers.get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _unexpected(error: Exception) -> Response:
    incident = secrets.token_hex(4).upper()
    current_app.logger.error("incident %s: %s %s", incident, request.method, request.path, exc_info=error)
    message = (
        "Yang Anda minta belum dilakukan. Coba lagi sebentar lagi; "
        f"bila terulang, sampaikan nomor kejadian {incident} kepada pengelola sistem."
    )
    return _answer(SERVER_ERROR, message)


def _answer(status: int, message: str, **more: object) -> Response:
    if request_ctx.url_adapter is None:  # the request named no host that could be linked to
        return Response(f"{SENTENCES[400]}\n", 400, content_type="text/plain; charset=utf-8")
    if wants_json():
        return make_response(jsonify(message=message, **more), status)
    # Where the server itself failed, the page must not ask the engine anything.
    bare = status >= SERVER_ERROR and "proof" not in more
    title = DAMAGED if "proof" in more else TITLES.get(status, TITLES[400])
    return make_response(
        render_template("error.html", title=title, message=message, more=more, bare=bare), status
    )
