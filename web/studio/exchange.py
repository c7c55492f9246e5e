"""What the editors ask and tell while somebody draws, as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import orjson
from flask import jsonify, request
from flask.typing import ResponseReturnValue

from engine.errors import Invalid
from engine.model import EditLock, Json, Save
from web.context import engine, me
from web.i18n import moment
from web.studio.place import blueprint


@blueprint.post("/<key>/lint")
def lint(key: str) -> ResponseReturnValue:
    """Check the draft with what isn't saved yet."""
    problems = engine().studio.lint(me(), key, _texts("changes"))
    return jsonify(problems=[problem.as_json() for problem in problems])


@blueprint.post("/<key>/save")
def save(key: str) -> ResponseReturnValue:
    """Keep what was drawn in the draft."""
    changes = _texts("changes")
    saved = engine().studio.save(me(), key, changes, _texts("was"))
    return jsonify(
        **save_json(saved),
        digests={path: None if text is None else _digest(text) for path, text in changes.items()},
        problems=[problem.as_json() for problem in engine().studio.lint(me(), key, {})],
    )


@blueprint.post("/<key>/pen")
def pen(key: str) -> ResponseReturnValue:
    """Take the pen or keep it; with ``over`` also from somebody else."""
    return jsonify(lock_json(engine().studio.take_pen(me(), key, over=request.form.get("over") == "1")))


@blueprint.post("/<key>/pen/drop")
def drop_pen(key: str) -> ResponseReturnValue:
    """Lay the pen down."""
    engine().studio.drop_pen(me(), key)
    return jsonify({})


def save_json(save: Save) -> dict[str, Json]:
    """Return when and by whom the draft was saved."""
    return {
        "revision": save.revision,
        "saved_at": save.saved_at.isoformat(),
        "saved_at_words": moment(save.saved_at),
        "saved_by": save.saved_by,
        "base": save.base,
    }


def lock_json(lock: EditLock) -> dict[str, Json]:
    """Return who holds the pen."""
    return {
        "holder": lock.holder,
        "mine": lock.mine,
        "since": lock.since.isoformat(),
        "until": lock.until.isoformat(),
    }


def _texts(name: str) -> Mapping[str, str | None]:
    """Read a part of the request: a JSON object of path → text, or null where there is no such file."""
    try:
        texts = orjson.loads(request.form.get(name, ""))
    except orjson.JSONDecodeError:
        raise Invalid(f"Bagian “{name}” bukan JSON yang dapat dibaca.") from None
    if not isinstance(texts, dict) or not all(isinstance(text, str | None) for text in texts.values()):
        raise Invalid(f"Bagian “{name}” harus berisi teks, atau null, untuk setiap nama berkas.")
    return texts


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
