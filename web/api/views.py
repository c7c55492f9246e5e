"""``POST /api/messages``: another system hands in a message for whichever case waits for it."""

from __future__ import annotations

from typing import Literal

import orjson
from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from engine.commands import SendMessage
from engine.errors import AuthenticationFailed, Invalid
from engine.model import Actor, Json
from engine.settings import LARGEST_MESSAGE
from web.api.rate import Rate
from web.context import engine

BEARER = "bearer "
MEMBERS = frozenset({"id", "name", "key", "payload", "kind", "definition"})
A_MINUTE = 600
"""Messages that one system may hand in each minute."""

KINDS: tuple[Literal["message", "signal"], ...] = ("message", "signal")
RATE = "paraf.message_rate"

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.post("/messages")
def send() -> ResponseReturnValue:
    """Take a message in: 202, also where it was handed in before; its state is told then."""
    actor = _caller()
    rate: Rate = current_app.extensions.setdefault(RATE, Rate(A_MINUTE))
    rate.count(actor.id, engine().now())
    receipt = engine().send(_message(actor))
    return jsonify(id=receipt.id, state=receipt.state, repeated=receipt.repeated), 202


def _caller() -> Actor:
    """Return who the request's token stands for; nothing else of the request says who asks."""
    written = request.headers.get("Authorization", "")
    if not written.lower().startswith(BEARER):
        raise AuthenticationFailed("Sertakan token: Authorization: Bearer …")
    return engine().tokens.holder(written[len(BEARER) :].strip())


def _message(actor: Actor) -> SendMessage:
    content = _content()
    if unknown := sorted(content.keys() - MEMBERS):
        raise Invalid(f"Bagian {', '.join(unknown)} tidak dikenal; yang ada: {', '.join(sorted(MEMBERS))}.")
    kind = next((known for known in KINDS if known == content.get("kind", "message")), None)
    if kind is None:
        raise Invalid("“kind” harus message atau signal.")
    return SendMessage(
        actor=actor,
        id=_text(content, "id") or "",
        name=_text(content, "name") or "",
        key=_key(content.get("key")),
        payload=content.get("payload"),
        kind=kind,
        definition=_text(content, "definition"),
    )


def _content() -> dict[str, Json]:
    body = request.stream.read(LARGEST_MESSAGE + 1)
    if len(body) > LARGEST_MESSAGE:
        raise RequestEntityTooLarge
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        content = None
    if not isinstance(content, dict):
        raise Invalid("Kirim satu objek JSON, misalnya {“id”: …, “name”: …, “key”: …, “payload”: …}.")
    return content


def _text(content: dict[str, Json], member: str) -> str | None:
    value = content.get(member)
    if value is not None and not isinstance(value, str):
        raise Invalid(f"“{member}” harus teks.")
    return value


def _key(value: Json) -> str | float | None:
    if isinstance(value, bool | dict | list):
        raise Invalid("“key” harus teks atau bilangan.")
    return value
