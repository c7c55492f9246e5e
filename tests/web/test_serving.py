"""Starting the server, and what it serves beside pages."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import app
from engine.errors import Misconfigured
from engine.settings import Settings
from tests.web.conftest import Site, raising
from web import assets


@pytest.fixture
def served(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Run ``main`` without a socket; returns what the server was told."""
    told: dict[str, Any] = {}
    monkeypatch.setattr(sys, "argv", ["app.py", "--port", "8123"])
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setenv("PARAF_DATA", str(tmp_path))
    monkeypatch.setattr(app, "Engine", SimpleNamespace(open=lambda *_, **__: site.engine))

    def create_server(_wsgi: object, **options: Any) -> SimpleNamespace:
        told.update(options)
        return SimpleNamespace(effective_port=options["port"], run=lambda: None)

    monkeypatch.setattr("waitress.create_server", create_server)
    return told


def test_the_server_says_where_it_is_and_who_may_try_it(
    served: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main() == 0
    assert (served["host"], served["port"], served["threads"]) == ("127.0.0.1", 8123, 8)
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8123/" in said
    assert "paraf-demo" in said
    assert "Kepala 1" in said


def test_without_demo_accounts_no_password_is_said(
    served: dict[str, Any], site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site.engine, "accounts", list)
    assert app.main() == 0
    assert "kata sandi" not in capsys.readouterr().out


def test_an_engine_that_refuses_to_open_is_one_sentence(
    served: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refusal = raising(Misconfigured("Akun demo masih ada di basis data."))
    monkeypatch.setattr(app, "Engine", SimpleNamespace(open=refusal))
    assert app.main() == 1
    assert capsys.readouterr().err == "Akun demo masih ada di basis data.\n"
    assert not served


def test_a_taken_port_is_one_sentence(
    served: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("waitress.create_server", raising(OSError(98, "Address already in use")))
    assert app.main() == 1
    said = capsys.readouterr()
    assert "127.0.0.1:8123" in said.err
    assert said.out == ""


@pytest.mark.parametrize("port", ["-1", "65536", "delapan"])
def test_a_port_that_is_none_is_refused(
    served: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", f"--port={port}"])
    with pytest.raises(SystemExit):
        app.main()
    assert "bukan port" in capsys.readouterr().err
    assert not served


def test_a_bundle_is_kept_by_browsers_until_its_content_changes(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "DIST", tmp_path)
    addresses = []
    for content in ("1", "2"):
        (tmp_path / "base.js").write_text(content)
        client = app.create_app(settings, site.engine).test_client()
        page = client.get("/account/login").text
        addresses.append(page.split('<script src="')[1].split('"')[0])
        with client.get(addresses[-1]) as answer:
            assert answer.data == content.encode()
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert addresses[0].startswith("/static/base.js?v=")
    assert addresses[0] != addresses[1]
