"""A site with one procedure, and people who are logged in to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine import Engine
from engine.settings import Settings
from tests.application import an_application
from tests.builders import PASSWORD, House, a_file, an_approval

JSON = {"Accept": "application/json"}
START = "/start/permohonan/mulai"


def token(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def told(answer: TestResponse) -> dict[str, Any]:
    """What a script was answered."""
    assert isinstance(answer.json, dict), answer.text
    return answer.json


@dataclass
class Browser:
    """Somebody's browser: it sends the CSRF token of the pages it has seen, as forms do."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, url: str, **options: Any) -> TestResponse:
        return self.client.get(url, **options)

    def post(self, url: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        return self.client.post(
            url, data=data, headers={**self.headers, **options.pop("headers", {})}, **options
        )

    def log_in(self, username: str, password: str = PASSWORD, **more: str) -> TestResponse:
        page = self.get("/account/login")
        answer = self.client.post(
            "/account/login",
            data={"csrf_token": token(page), "username": username, "password": password, **more},
        )
        if answer.status_code == 303:
            self.headers["X-CSRFToken"] = token(self.get("/inbox"))
        return answer

    def key(self) -> str:
        """The idempotency key of a start page drawn now."""
        found = re.search(r'name="key" value="([^"]+)"', self.get(START).text)
        assert found
        return found[1]

    def begin(self, title: str = "Lokakarya", file_name: str = "surat.pdf") -> str:
        """Start a case; returns its address."""
        answer = self.post(START, request_for(title, self.key(), file_name))
        assert answer.status_code == 303, answer.text
        return answer.location


@dataclass
class Site:
    app: Flask
    house: House

    @property
    def engine(self) -> Engine:
        return self.house.engine

    def browser(self, username: str | None = None) -> Browser:
        browser = Browser(self.app.test_client())
        if username:
            assert browser.log_in(username).status_code == 303
        return browser

    def task(self, who: str, element: str = "setujui") -> str:
        """The address of an open task."""
        return f"/tasks/{self.house.task(who, element).id}"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House(an_approval(tmp_path)) as house:
        yield house


@pytest.fixture
def settings(house: House) -> Settings:
    return replace(house.settings, secure_cookies=True)


@pytest.fixture
def site(house: House, settings: Settings) -> Site:
    app = an_application(settings, house.engine)
    app.testing = True
    return Site(app, house)


@pytest.fixture
def applicant(site: Site) -> Browser:
    return site.browser("staf-1")


@pytest.fixture
def reviewer(site: Site) -> Browser:
    return site.browser("kepala-1")


@pytest.fixture
def case(applicant: Browser) -> str:
    """The address of a running case."""
    return applicant.begin()


@pytest.fixture
def task(site: Site, case: str) -> str:
    """The address of its open task, which is the reviewers'."""
    return site.task("kepala-1")


def request_for(title: str, key: str, file_name: str = "surat.pdf") -> dict[str, Any]:
    """What the start page sends."""
    data = {"judul": title, "surat": "files::a"}
    return {"key": key, "data": json.dumps(data), "file:files::a": part(file_name)}


def decision(answer: str = "SETUJU", **more: str) -> dict[str, Any]:
    """What the page of the reviewers' task sends, drawn after the case's first entry."""
    return {"data": json.dumps({"keputusan": answer}), "seen": "1", **more}


def refusal(reason: str) -> dict[str, Any]:
    """What the page of the reviewers' task sends to turn the case down."""
    return decision("TIDAK_SETUJU") | {"data": json.dumps({"keputusan": "TIDAK_SETUJU", "alasan": reason})}


def part(name: str = "surat.pdf", content: bytes | None = None) -> tuple[BytesIO, str]:
    return BytesIO(a_file(name) if content is None else content), name


def raising(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail
