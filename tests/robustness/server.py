"""A real server in a process of its own, to be raced, killed and locked out."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import TypeVar

from engine.settings import Settings
from tests.builders import ROOT
from tests.robustness.visitor import Visitor

PATIENCE = 60.0
"""Seconds after which a condition that was waited for counts as never coming."""

Found = TypeVar("Found")


def until(what: str, found: Callable[[], Found | None]) -> Found:
    """Ask again and again until there is an answer."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = found()
        if answer:
            return answer
        time.sleep(0.01)
    raise AssertionError(f"{what}: not within {PATIENCE:.0f} s")


class Server:
    """``python app.py`` on a definition's folder, with the demo accounts.

    Args:
        folder: where ``processes`` and ``forms`` are, and where ``data`` comes to be.
    """

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "data", folder / "processes", folder / "forms", demo=True)
        self.port = _free_port()
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command("app.py", "--port", str(self.port)),
                stdout=log,
                stderr=log,
                cwd=ROOT,
                env=self._environment(),
            )
        until("the server answers", self._came_up)

    def kill(self) -> None:
        """End it as a power failure would: no handler of the process runs."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(PATIENCE)

    def terminate(self) -> int:
        """Ask it to end; returns its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(PATIENCE)

    def stop(self) -> None:
        """Leave nothing running, whatever happened."""
        if self._process is not None and self._process.poll() is None:
            self.kill()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command of Paraf on the same data, beside the server."""
        return subprocess.run(
            self._command(*arguments),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            cwd=ROOT,
            env=self._environment(),
        )

    @property
    def log(self) -> str:
        """What it has said so far, on both of its outputs."""
        return self._log.read_text()

    def answers(self) -> bool:
        """Whether somebody who asks it now is answered."""
        try:
            return Visitor(self.port).get("/account/login").status == 200
        except (OSError, HTTPException):
            return False

    def visitor(self, username: str) -> Visitor:
        """Somebody who has logged in."""
        visitor = Visitor(self.port)
        visitor.log_in(username)
        return visitor

    def _came_up(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log
        return self.answers()

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, *arguments]

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PARAF_DATA": str(self.settings.data),
            "PARAF_PROCESSES": str(self.settings.processes),
            "PARAF_FORMS": str(self.settings.forms),
            "PARAF_DEMO": "1",
            "PARAF_SECURE_COOKIES": "0",
        }


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder for as long as the block takes."""
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    """One that no connection is ever given: while the server is down, its port must stay free."""
    for port in random.sample(range(10_000, 30_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
