"""Two people do the same thing at the same moment, over HTTP, at a server of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Barrier

from tests.robustness.records import Records
from tests.robustness.server import Server
from tests.robustness.visitor import Answer, Page, Visitor

RACES = int(os.environ.get("PARAF_RACES", "1000"))
"""How often two officials go for the same task: all 1,000 times in CI too, about 50 s on two cores."""

DOUBLE_CLICKS = 25


@dataclass(frozen=True)
class Official:
    username: str
    name: str
    visitor: Visitor

    def opened(self) -> Page:
        """The page of the one task before them."""
        [task] = self.visitor.tasks()
        return self.visitor.open(task)


def officials(server: Server, *names: str) -> list[Official]:
    """People who have logged in; ``Kepala 1`` is ``kepala-1``."""
    usernames = [name.lower().replace(" ", "-") for name in names]
    return [
        Official(username, name, server.visitor(username))
        for username, name in zip(usernames, names, strict=True)
    ]


def at_once(pool: ThreadPoolExecutor, calls: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Make the calls at the same moment, each from a thread of its own."""
    gate = Barrier(len(calls))

    def through(call: Callable[[], Answer]) -> Answer:
        gate.wait()
        return call()

    return list(pool.map(through, calls))


def race(pool: ThreadPoolExecutor, pair: Sequence[Official], **data: str) -> str:
    """Let both go for the one task before them; returns who got it."""
    pages = list(pool.map(lambda official: official.opened(), pair))
    assert pages[0] == pages[1]
    answers = at_once(pool, [partial(official.visitor.complete, pages[0], **data) for official in pair])
    ranked = sorted(zip(pair, answers, strict=True), key=lambda turn: turn[1].status)
    (winner, done), (_, refused) = ranked
    assert (done.status, refused.status) == (200, 409), answers
    assert refused.told["message"].startswith(f"Tugas ini sudah dikerjakan oleh {winner.name} pada ")
    return winner.username


def test_of_two_officials_at_one_task_exactly_one_does_it_and_the_other_is_told_who(server: Server) -> None:
    heads, staff = officials(server, "Kepala 1", "Kepala 2"), officials(server, "Staf 1", "Staf 2")
    assert staff[0].visitor.begin("Permohonan", staff[0].visitor.start_key()).status == 200
    winners: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        while len(winners) < RACES:
            winners.append(race(pool, heads, keputusan="TIDAK_SETUJU", alasan="belum"))
            winners.append(race(pool, staff, judul="Permohonan lagi"))
    records = Records(server.settings)
    assert [who for _, who in records.completions()] == winners
    records.require_whole()


def test_a_double_click_on_start_makes_one_case(server: Server) -> None:
    clicks = [server.visitor("staf-1"), server.visitor("staf-1")]
    with ThreadPoolExecutor(2) as pool:
        for number in range(DOUBLE_CLICKS):
            key = clicks[0].start_key()
            answers = at_once(pool, [partial(click.begin, f"Permohonan {number}", key) for click in clicks])
            assert [answer.status for answer in answers] == [200, 200], answers
            assert answers[0].told["redirect"] == answers[1].told["redirect"]
    records = Records(server.settings)
    assert len(records.cases()) == DOUBLE_CLICKS
    records.require_whole()
