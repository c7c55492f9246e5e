"""The server ends in the midst of commands, by force or by order; what it has acknowledged stays, once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest

from tests.robustness.records import Records
from tests.robustness.server import Server, until
from tests.robustness.traffic import Ledger, Worker

COMMANDS, WORKERS, ENDS = 200, 4, 8


def killed(server: Server) -> None:
    server.kill()


def asked_to_end(server: Server) -> None:
    assert server.terminate() == 0, server.log


def come_to(moment: int, ledger: Ledger, at_work: Sequence[Future[None]]) -> bool:
    return len(ledger) >= moment or all(work.done() for work in at_work)


@pytest.mark.parametrize("end", [killed, asked_to_end])
def test_no_acknowledged_command_is_lost_and_none_is_done_twice(
    server: Server, end: Callable[[Server], None]
) -> None:
    seed = random.randrange(1_000_000)
    print("seed", seed)  # shown where the test fails
    chance = random.Random(seed)
    ledger = Ledger()
    workers = [Worker(server, ledger, f"W{number}") for number in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        at_work = [pool.submit(worker.work, COMMANDS // WORKERS) for worker in workers]
        for moment in sorted(chance.sample(range(COMMANDS - 20), ENDS)):
            until(f"{moment} commands are done", partial(come_to, moment, ledger, at_work))
            time.sleep(chance.uniform(0, 0.03))  # not until anything: to hit any moment of a command
            end(server)
            server.start()
        for work in at_work:
            work.result()
    assert ledger.unanswered >= 1, "no end has hit a request"
    assert len(ledger) == COMMANDS
    records = Records(server.settings)
    assert sorted(records.starts()) == sorted(ledger.started)
    assert {key: f"/cases/{case}" for key, case in records.cases().items()} == ledger.started
    completed = [(task.removeprefix("/tasks/"), who) for task, who in ledger.completed]
    assert sorted(records.completions()) == sorted(completed)
    records.require_whole()
    assert "Traceback" not in server.log
