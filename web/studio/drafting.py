"""What is done to a draft outside the editors: begun from elsewhere, taken back, discarded, given files."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import Invalid
from web.context import engine, me, moved, say
from web.studio.files import edit_address
from web.studio.page import revision, tried
from web.studio.place import blueprint


@blueprint.post("/<key>/draft-from")
def draft_from(key: str) -> ResponseReturnValue:
    """Let the draft be the folder's files, or those of a version."""
    digest = request.form.get("digest", "")

    def do() -> None:
        if digest:
            engine().studio.draft_from_version(me(), key, digest)
            say("Berkas versi itu sekarang menjadi draf.")
        else:
            engine().studio.draft_from_folder(me(), key)
            say("Berkas dari folder sekarang menjadi draf.")

    return tried(key, f"draft-{digest}" if digest else "folder", do)


@blueprint.post("/<key>/restore")
def restore(key: str) -> ResponseReturnValue:
    """Save an earlier save of the draft once more."""

    def do() -> None:
        asked = revision()
        if asked is None:
            raise Invalid("Pilih simpanan yang hendak dipulihkan.")
        save = engine().studio.restore(me(), key, asked)
        say(f"Simpanan {asked} dipulihkan sebagai simpanan {save.revision}.")

    return tried(key, "saves", do)


@blueprint.post("/<key>/discard")
def discard(key: str) -> ResponseReturnValue:
    """Throw the draft away."""

    def do() -> None:
        engine().studio.discard(me(), key, revision())
        say("Draf dibuang.")

    answer = tried(key, "discard", do)
    known = {row.key for row in engine().studio.definitions(me())}
    return answer if key in known else moved(url_for("studio.definitions"))


@blueprint.post("/<key>/files")
def add_file(key: str) -> ResponseReturnValue:
    """Add a diagram, or else a form, to the draft."""
    kind = "diagram" if request.form.get("kind") == "diagram" else "form"

    def do() -> None:
        id, name = request.form.get("id", "").strip(), request.form.get("name", "")
        studio = engine().studio
        add_diagram = kind == "diagram"
        path = studio.add_diagram(me(), key, id, name) if add_diagram else studio.add_form(me(), key, id)
        say(f"{path} ditambahkan ke draf.", ("Buka dan sunting", edit_address(key, path) or ""))

    return tried(key, f"add-{kind}", do)


@blueprint.post("/<key>/files/delete")
def delete_file(key: str) -> ResponseReturnValue:
    """Take a diagram or a form out of the draft."""

    def do() -> None:
        path = request.form.get("path", "")
        if not path:
            raise Invalid("Pilih berkas yang hendak dihapus.")
        engine().studio.save(me(), key, {path: None}, {path: request.form.get(f"was:{path}")})
        say(f"{path} dihapus dari draf. Simpanan sebelumnya masih dapat dipulihkan.")

    return tried(key, "files", do)
