"""Officials at work, each on cases of their own, who don't give up when the server goes away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import BadStatusLine, IncompleteRead
from itertools import count, islice
from typing import TypeVar

from tests.robustness.server import Server, until
from tests.robustness.visitor import Visitor

CLERK, HEAD = ("staf-1", "Staf 1"), ("kepala-1", "Kepala 1")
BROKEN_OFF = (OSError, BadStatusLine, IncompleteRead)
"""How a request ends whose server has ended."""

REFUSAL = {"keputusan": "TIDAK_SETUJU", "alasan": "belum"}

Result = TypeVar("Result")


@dataclass
class Ledger:
    """What the server has acknowledged, as its callers know it.

    Attributes:
        started: idempotency key → the case's address.
        completed: (task's address, who did it).
        unanswered: how many requests got no answer, and were sent again as they were.
    """

    started: dict[str, str] = field(default_factory=dict)
    completed: list[tuple[str, str]] = field(default_factory=list)
    unanswered: int = 0

    def __len__(self) -> int:
        return len(self.started) + len(self.completed)


class Worker:
    """A clerk and a head who start cases and take each through two rounds, one command after the other."""

    def __init__(self, server: Server, ledger: Ledger, name: str) -> None:
        self._server, self._ledger, self._name = server, ledger, name
        self._clerk, self._head = server.visitor(CLERK[0]), server.visitor(HEAD[0])
        self._sent_again = False

    def work(self, commands: int) -> None:
        """Have that many commands acknowledged."""
        for _ in islice(self._commands(), commands):
            pass

    def _commands(self) -> Iterator[None]:
        for number in count(1):
            title = f"Permohonan {self._name} nomor {number:03}"
            self._start(title)
            yield
            for _ in range(2):
                self._complete(self._head, HEAD, title, REFUSAL)
                yield
                self._complete(self._clerk, CLERK, title, {"judul": title})
                yield

    def _start(self, title: str) -> None:
        key = self._persist(self._clerk.start_key)
        answer = self._persist(lambda: self._clerk.begin(title, key))
        assert answer.status == 200, answer
        self._ledger.started[key] = answer.told["redirect"]

    def _complete(self, visitor: Visitor, who: tuple[str, str], title: str, data: dict[str, str]) -> None:
        [task] = self._persist(lambda: visitor.tasks(title))
        page = self._persist(lambda: visitor.open(task))
        answer = self._persist(lambda: visitor.complete(page, **data))
        if answer.status != 200:
            done_before = f"Tugas ini sudah dikerjakan oleh {who[1]} pada "
            assert self._sent_again, answer
            assert answer.told["message"].startswith(done_before), answer
        self._ledger.completed.append((task, who[0]))

    def _persist(self, send: Callable[[], Result]) -> Result:
        """Send until there is an answer; what isn't answered may have been done."""
        self._sent_again = False
        while True:
            try:
                return send()
            except BROKEN_OFF:
                self._sent_again = True
                self._ledger.unanswered += 1
                until("the server is back", self._server.answers)
