"""What the browser loads: the bundles of ``static/dist``, kept by it until their content changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

DIST = Path(__file__).parent / "static" / "dist"
PREFIX = "/static/"


def install(app: Flask) -> None:
    """Serve the bundles, and let templates name them by content."""
    if not DIST.is_dir():
        app.logger.warning("Berkas tampilan belum dibangun: %s tidak ada.", DIST)
        app.add_template_global(lambda name: PREFIX + name, "asset")
        return
    bundles = [path for path in DIST.iterdir() if path.suffix in {".js", ".css"}]
    versions = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in bundles}
    app.add_template_global(lambda name: f"{PREFIX}{name}?v={versions.get(name, '')}", "asset")
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(DIST),
        prefix=PREFIX,
        immutable_file_test=lambda path, url: True,
        add_headers_function=_harden,
        allow_all_origins=False,
    )


def _harden(headers: Mapping[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"  # type: ignore[index]
