"""A published version to look at and to take away; the draft to take away."""

from __future__ import annotations

from io import BytesIO

import orjson
from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue

from engine.errors import NotFound
from engine.model import VersionRow
from web.context import engine, me
from web.studio.files import CLAUSES, DIAGRAM, FORM
from web.studio.outline import outline
from web.studio.place import blueprint


@blueprint.get("/<key>/versions/<digest>")
def version(key: str, digest: str) -> ResponseReturnValue:
    """Show a version's diagrams, forms and clauses as they were published."""
    files = engine().studio.version_files(me(), key, digest)
    forms = [(found[1], path) for path in files if (found := FORM.fullmatch(path))]
    return render_template(
        "studio/version.html",
        key=key,
        version=_row(key, digest),
        diagrams=[path for path in files if path.endswith(DIAGRAM)],
        forms=[(form, path, outline(files[path])) for form, path in forms],
        clauses=orjson.loads(files.get(CLAUSES, b"{}")),
    )


@blueprint.get("/<key>/versions/<digest>/files/<path:path>")
def version_file(key: str, digest: str, path: str) -> ResponseReturnValue:
    """Give one file of a version, byte for byte, to be saved and never shown as a page of this site."""
    content = engine().studio.version_files(me(), key, digest).get(path)
    if content is None:
        raise NotFound("Versi ini tidak memuat berkas itu.")
    return _download(content, path.rpartition("/")[2], "application/octet-stream")


@blueprint.get("/<key>/versions/<digest>.zip")
def version_archive(key: str, digest: str) -> ResponseReturnValue:
    """Give a version as the files that belong into the installation's folders."""
    content = engine().studio.archive(me(), key, digest)
    return _download(content, f"{key}-versi-{_row(key, digest).number}.zip", "application/zip")


@blueprint.get("/<key>/draft.zip")
def draft_archive(key: str) -> ResponseReturnValue:
    """Give the draft as such files."""
    return _download(engine().studio.archive(me(), key, None), f"{key}-draf.zip", "application/zip")


def _row(key: str, digest: str) -> VersionRow:
    for row in engine().studio.view(me(), key).versions:
        if row.digest == digest:
            return row
    raise NotFound("Versi ini tidak ada.")


def _download(content: bytes, name: str, media_type: str) -> Response:
    return send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name, etag=False
    )
