"""Somebody with a browser's part of the conversation: cookies, CSRF tokens, forms as the script sends them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import quote

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.builders import PASSWORD, a_file

TIMEOUT = 60.0
START = "/start/permohonan/mulai"


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str

    @property
    def told(self) -> dict[str, Any]:
        """What a script was answered."""
        told: dict[str, Any] = json.loads(self.text)
        return told


@dataclass(frozen=True)
class Page:
    """A task's page as somebody has it open: its address, and the journal entry it was drawn after."""

    task: str
    seen: str


class Visitor:
    """One person at one server; not for several threads at once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._token = ""

    def log_in(self, username: str) -> None:
        token = _found(r'name="csrf_token" value="([^"]+)"', self.get("/account/login"))
        answer = self._send(
            "POST", "/account/login", {"csrf_token": token, "username": username, "password": PASSWORD}, {}
        )
        assert answer.status == 303, answer.text
        self._token = _found(r'name="csrf_token" value="([^"]+)"', self.get("/inbox"))

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, Any]) -> Answer:
        """Send a form as the page's script does."""
        return self._send("POST", path, fields, {"X-CSRFToken": self._token, "Accept": "application/json"})

    def tasks(self, text: str = "") -> list[str]:
        """The addresses of the tasks in the inbox."""
        page = self.get(f"/inbox?q={quote(text)}").text
        return re.findall(r'data-label="Tugas"><a href="(/tasks/[0-9a-f-]+)"', page)

    def start_key(self) -> str:
        """The idempotency key of a start page drawn now."""
        return _found(r'name="key" value="([^"]+)"', self.get(START))

    def begin(self, title: str, key: str) -> Answer:
        """Start a case with a paper."""
        data = json.dumps({"judul": title, "surat": "files::a"})
        return self.post(
            START, {"key": key, "data": data, "file:files::a": FileStorage(BytesIO(a_file()), "surat.pdf")}
        )

    def open(self, task: str) -> Page:
        return Page(task, _found(r'name="seen" value="(\d+)"', self.get(task)))

    def complete(self, page: Page, **data: str) -> Answer:
        return self.post(page.task, {"seen": page.seen, "data": json.dumps(data)})

    def _send(
        self, method: str, path: str, fields: Mapping[str, Any] | None, headers: dict[str, str]
    ) -> Answer:
        body = None
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if fields is not None:
            boundary, body = encode_multipart(fields)
            headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        for header in response.headers.get_all("Set-Cookie") or []:
            self._cookies |= {name: cookie.value for name, cookie in SimpleCookie(header).items()}
        return Answer(response.status, response.headers.get("Location", ""), text)


def _found(pattern: str, answer: Answer) -> str:
    match = re.search(pattern, answer.text)
    assert match, answer
    return match[1]
