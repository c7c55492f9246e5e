"""Making a version the one that new cases run on: the draft, the folder, or an earlier version once more."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import Invalid
from engine.model import VersionRow
from web.context import engine, me, say
from web.studio.page import DRAFT, revision, tried
from web.studio.place import blueprint


@blueprint.post("/<key>/publish")
def publish(key: str) -> ResponseReturnValue:
    """Publish the draft."""

    def do() -> None:
        version = engine().studio.publish(
            me(),
            key,
            _note(),
            _replaces(),
            revision=revision(),
            layout=_ticked("layout"),
            over=_ticked("over"),
        )
        _tell(key, version, "Draf")

    return tried(key, DRAFT, do)


@blueprint.post("/<key>/publish-folder")
def publish_folder(key: str) -> ResponseReturnValue:
    """Publish what lies in the installation's folders."""

    def do() -> None:
        layout = _ticked("layout")
        version = engine().studio.publish_folder(me(), key, _note(), _replaces(), layout=layout)
        if version is None:
            _tell(key, version, "Isi folder")
        else:
            say(f"Versi {version.number} terbit dari folder: kasus baru berjalan padanya.")

    return tried(key, "folder", do)


@blueprint.post("/<key>/publish-again")
def publish_again(key: str) -> ResponseReturnValue:
    """Make an earlier version the current one again."""
    digest = request.form.get("digest", "")

    def do() -> None:
        version = engine().studio.publish_again(me(), key, digest, _note(), _replaces())
        say(f"Versi {version.number} berlaku lagi: kasus baru berjalan padanya.")

    return tried(key, f"again-{digest}", do)


def _note() -> str:
    note = request.form.get("note", "").strip()
    if not note:
        raise Invalid("Tulis catatan: apa yang berubah dan mengapa.")
    return note


def _ticked(name: str) -> bool:
    return request.form.get(name) == "1"


def _replaces() -> str | None:
    """The version that was current when the page was drawn."""
    return request.form.get("replaces") or None


def _tell(key: str, version: VersionRow | None, what: str) -> None:
    if version is None:
        say(f"{what} tidak mengubah makna prosedur, jadi tidak ada versi baru.")
        return
    say(
        f"Versi {version.number} terbit: kasus baru berjalan padanya, yang berjalan tetap pada versinya. "
        "Agar folder tidak tertinggal, unduh berkasnya dan urai di folder yang berisi processes/ dan forms/.",
        ("Unduh berkas untuk folder", url_for("studio.version_archive", key=key, digest=version.digest)),
    )
