"""The web over a house. Nearly every test has an application of its own; the templates are compiled once for all."""

from __future__ import annotations

from tempfile import mkdtemp

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from app import create_app
from engine import Engine
from engine.settings import Settings

TEMPLATES = FileSystemBytecodeCache(mkdtemp(prefix="paraf-test-"))


def an_application(settings: Settings, engine: Engine) -> Flask:
    """Mount the web on an engine."""
    app = create_app(settings, engine)
    app.jinja_env.bytecode_cache = TEMPLATES
    return app
