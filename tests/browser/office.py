"""An office at work: Paraf on a real port, and people who come to it, each with a browser of their own."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

import waitress
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Response
from waitress import wasyncore

from tests.application import an_application
from tests.browser.person import Person
from tests.builders import MONDAY, PASSWORD, ROOT, House
from tests.scenarios import Scenario, begin, take

HOST = "127.0.0.1"
BUNDLES = ROOT / "web" / "static" / "dist"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = (1440, 900), (360, 740)
SERVER_FAULT = 500
JANUARY = datetime.fromisoformat("2026-01-05T09:00:00+07:00")
"""Before any of the scenarios begins."""


def chromium(playwright: Playwright) -> Browser:
    """Start Debian's Chromium, once it is sure that there is something to show."""
    if not (BUNDLES / "form.js").exists():
        raise FileNotFoundError(f"{BUNDLES} is empty: run `python3 run.py setup` first.")
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        raise FileNotFoundError(
            "There is no Chromium: install Debian's package chromium, or name one in CHROMIUM."
        )
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)


def log_in(context: BrowserContext, username: str) -> None:
    """Send what the log-in page would, without drawing it."""
    page = context.request.get("/account/login")
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text())
    assert found
    entered = {"csrf_token": found[1], "username": username, "password": PASSWORD}
    assert context.request.post("/account/login", form=entered, max_redirects=0).status == 303


class Watch:
    """Notes whatever goes wrong in a browser and would pass unseen: the console's errors, among them what the
    Content-Security-Policy refuses; scripts that fail; files that are missing; a server that fails.
    """

    def __init__(self) -> None:
        self.faults: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", lambda event: self.faults.append(f"script: {event.error}"))
        context.on("response", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        # What the server refuses on purpose is logged as a failed load too; `_see` tells the one from the other.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console, {message.location['url']}: {message.text}")

    def _see(self, response: Response) -> None:
        missing = (
            not response.ok and response.status >= 400 and urlsplit(response.url).path.startswith("/static/")
        )
        if missing or response.status >= SERVER_FAULT:
            self.faults.append(f"{response.status}: {response.url}")


class Office:
    """A house that is served, the people at it, and what the browser complains of.

    Args:
        folder, settings: see ``House``.
    """

    def __init__(self, browser: Browser, folder: Path, now: datetime = MONDAY, **settings: Any) -> None:
        self.house = House(folder, now=now, **settings)
        self.watch = Watch()
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._people: dict[tuple[str, tuple[int, int]], Person] = {}
        self._under_way: dict[str, tuple[str, list[Mapping[str, Any]]]] = {}
        self._connections: dict[int, Any] = {}
        app = an_application(self.house.settings, self.house.engine)
        self._server = waitress.create_server(app, map=self._connections, host=HOST, port=0, threads=4)
        self._thread = Thread(target=self._server.run)
        self.url = f"http://{HOST}:{self._server.effective_port}"

    def __enter__(self) -> Office:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for context in self._contexts:
            context.close()
        # A page that closes may still send its draft.
        self._server.task_dispatcher.shutdown()
        self._stop_the_loop()
        self.house.engine.close()

    def _stop_the_loop(self) -> None:
        """Tell the server's loop to close its own connections: nobody else may touch them while it runs."""
        told = Event()

        def close() -> None:
            told.wait()  # the trigger that is being pulled is one of them
            wasyncore.close_all(self._connections)

        self._server.trigger.pull_trigger(close)
        told.set()
        self._thread.join()

    def stranger(self, size: tuple[int, int] = WIDE) -> Person:
        """Somebody who hasn't logged in."""
        return Person(self._new_page(size))

    def person(self, username: str, size: tuple[int, int] = WIDE) -> Person:
        """Somebody at their desk: who comes for the first time is logged in, on a way that is shorter than a person's."""
        desk = username, size
        if desk not in self._people:
            person = Person(self._new_page(size), username)
            log_in(person.page.context, username)
            person.visit("/")
            self._people[desk] = person
        return self._people[desk]

    def _new_page(self, size: tuple[int, int]) -> Page:
        context = self._browser.new_context(
            base_url=self.url,
            viewport={"width": size[0], "height": size[1]},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            reduced_motion="reduce",
        )
        self.watch.over(context)
        self._contexts.append(context)
        return context.new_page()

    def at(self, step: Mapping[str, Any]) -> None:
        """Go to the moment of a scenario's step."""
        self.house.clock.now = max(datetime.fromisoformat(step["at"]), self.house.clock.now)

    def advance(self, scenario: Scenario, element: str = "") -> str:
        """Take a case, without a browser, from where it was left to where ``element`` waits, or to its end.

        Returns:
            The case's id.
        """
        if str(scenario) not in self._under_way:
            self._under_way[str(scenario)] = begin(self.house, scenario), [*scenario.content["steps"]]
        case, left = self._under_way[str(scenario)]
        while left and left[0]["element"] != element:
            take(self.house, case, left.pop(0))
        assert bool(left) == bool(element), f"{scenario} doesn't come to {element}"
        if left:
            self.at(left[0])
        return case

    def task_address(self, username: str, element: str, case: str | None = None) -> str:
        return f"/tasks/{self.house.task(username, element, case).id}"


@contextmanager
def opened(browser: Browser, folder: Path, now: datetime = MONDAY, **settings: Any) -> Iterator[Office]:
    """Open an office; at its end no browser may have complained."""
    with Office(browser, folder, now, **settings) as office:
        yield office
        assert office.watch.faults == [], "\n".join(office.watch.faults)
