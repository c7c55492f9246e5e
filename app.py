"""Serves Paraf: ``python app.py --port 8000``, or ``create_app(settings)`` under another WSGI server."""

from __future__ import annotations

import argparse
import signal
import sys

import waitress
from flask import Flask

import web
from engine import Engine
from engine.errors import ParafError
from engine.settings import DEMO_PASSWORD, MEBIBYTE, Settings
from web.demo import demo_accounts

HOST = "127.0.0.1"
THREADS = 8
LAST_PORT = 65535


def create_app(settings: Settings, engine: Engine | None = None) -> Flask:
    """Open the engine, unless one is handed in, and mount the web on it.

    Raises:
        ParafError: the engine refuses to open; the sentence says why.
    """
    app = Flask("web", static_folder=None)
    app.url_map.merge_slashes = False
    web.mount(app, settings, engine or open_engine(settings))
    return app


def open_engine(settings: Settings) -> Engine:
    """Open the engine for serving, and let what becomes due happen.

    Raises:
        ParafError: it refuses; the sentence says why.
    """
    engine = Engine.open(settings, serve=True)
    engine.dispatcher.start()
    engine.worker.start()
    return engine


def main() -> int:
    """Serve until told to stop; returns the exit code."""
    parser = argparse.ArgumentParser(description="Menjalankan Paraf di komputer ini.")
    parser.add_argument("--port", type=_port, default=8000, help="0 memilih port yang bebas (bawaan: 8000)")
    port = parser.parse_args().port
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        settings = Settings.from_environment()
        with open_engine(settings) as engine:
            return _serve(create_app(settings, engine), engine, port)
    except ParafError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"Folder data tidak dapat dipakai: {error}", file=sys.stderr)
    return 1


def _serve(app: Flask, engine: Engine, port: int) -> int:
    try:
        server = waitress.create_server(
            app,
            host=HOST,
            port=port,
            threads=THREADS,
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + MEBIBYTE,
            ident=None,
        )
    except OSError as error:
        print(f"Tidak dapat melayani di {HOST}:{port}: {error.strerror or error}", file=sys.stderr)
        return 1
    _announce(engine, server.effective_port)
    server.run()
    return 0


def _port(text: str) -> int:
    """Read a port from the command line."""
    if text.isdecimal() and int(text) <= LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” bukan port: 0 sampai {LAST_PORT}")


def _announce(engine: Engine, port: int) -> None:
    print(f"Paraf melayani di http://{HOST}:{port}/ (Ctrl+C untuk berhenti)")
    for refusal in engine.refused.values():
        print(refusal, file=sys.stderr)
    accounts = demo_accounts(engine)
    if accounts:
        print(f"Akun demo, semua dengan kata sandi “{DEMO_PASSWORD}”:")
        for account in accounts:
            print(f"  {account.username:<16} {account.name}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
