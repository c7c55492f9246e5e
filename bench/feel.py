"""FEEL against CPython's own ``eval``, and what hostile expressions cost before they are stopped."""

from __future__ import annotations

import datetime
import gc
import json
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure, at_most
from engine import feel
from engine.feel.builtins import BUILT_INS
from engine.feel.expression import _last, _programs
from engine.feel.parsing import Known, parse_expression
from tests.unit.feel.attacks import (
    HARMLESS,
    NO_EXPRESSIONS,
    TO_CHECK,
    TOO_DEEP,
    TOO_LONG,
    TOO_MUCH,
    TOO_MUCH_DATA,
    TOO_SLOW,
    Cells,
)

ROUNDS = 60
CALLS = 50
ATTEMPTS = 3
"""Of each attack; the best counts, because whatever else the machine does only adds."""
CONTEXT: dict[str, Any] = {
    "approved": True,
    "units": ["PUSJATAN", "PUSAIR", "PUSKIM", "SEKBA"],
    "amount": 1_500,
    "due": "2026-12-01",
    "rows": [{"name": f"item {n}", "quantity": n, "price": n * 1.5} for n in range(12)],
    **{f"field_{n}": f"a text of a field, number {n}" for n in range(24)},
}
EXPRESSIONS: Sequence[tuple[str, str, bool]] = (
    ("approved = true", "approved == True", True),
    ("count(units) > 1", "len(units) > 1", True),
    ('if amount > 1000 then "large" else "small"', '"large" if amount > 1000 else "small"', True),
    (
        'date(due) > date("2026-11-22")',
        'date.fromisoformat(due) > date.fromisoformat("2026-11-22")',
        False,
    ),
    ("rows[quantity > 6]", '[row for row in rows if row["quantity"] > 6]', False),
)
"""FEEL, the same in Python, and whether FEEL has to be the faster."""
HUNDRED = (
    "if count(rows[quantity > 10 and price < 9]) > 1 and approved then sum(rows.price) * 1.1 else amount "
)
PYTHON = {"date": datetime.date}
FASTER = 1.0
MOST_MICROSECONDS = 100
MOST_MILLISECONDS = 250
MOST_STALL = 20
MOST_MEGABYTES = 50


def measure(folder: Path) -> Sequence[Figure]:
    """Take both languages through the same expressions in turn, then attack."""
    size = len(json.dumps(CONTEXT))
    figures = [
        _compared(f"{text}, {size / 1000:.1f} kB context", text, source, must)
        for text, source, must in EXPRESSIONS
    ]
    return [*figures, *_parsed(), *_attacked()]


def _compared(what: str, text: str, source: str, must_be_faster: bool) -> Figure:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_each(lambda: feel.evaluate(text, CONTEXT)))
        theirs.append(_each(lambda: eval(source, PYTHON, dict(CONTEXT))))
    ratio = median(ours) / median(theirs)
    value = f"{median(ours) * 1e6:.1f} µs, eval {median(theirs) * 1e6:.1f} µs, ratio {ratio:.2f}"
    return Figure(what, value, f"< {FASTER:g}", ratio < FASTER) if must_be_faster else Figure(what, value)


def _each(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - began) / CALLS


def _parsed() -> Sequence[Figure]:
    known = Known(frozenset(CONTEXT), frozenset(BUILT_INS))

    def compile_anew() -> None:
        _programs.clear()
        feel.compile(HUNDRED, CONTEXT.keys())

    parsing, compiling = [], []
    for _ in range(ROUNDS):
        parsing.append(_each(lambda: parse_expression(HUNDRED, known)) * 1e6)
        compiling.append(_each(compile_anew) * 1e6)
    return [
        at_most(f"parse {len(HUNDRED)} characters, µs", median(parsing), MOST_MICROSECONDS),
        Figure("… and compile them", f"{median(compiling):.1f} µs"),
    ]


def _attacked() -> Sequence[Figure]:
    attacks: Mapping[str, Callable[[], None]] = {
        **_evaluations(),
        **{name: partial(_check, cells) for name, cells in TO_CHECK.items()},
    }
    gc.collect()
    gc.freeze()  # else what is stalled for is mostly Python's looking through all that importing made
    slowest, stalled, largest = (0.0, ""), (0.0, ""), (0.0, "")
    for name, attack in attacks.items():
        lasted, kept = zip(*(_observed(attack) for _ in range(ATTEMPTS)), strict=True)
        slowest, stalled = max(slowest, (min(lasted), name)), max(stalled, (min(kept), name))
        tracemalloc.start()
        attack()
        largest = max(largest, (tracemalloc.get_traced_memory()[1] / 2**20, name))
        tracemalloc.stop()
    return [
        at_most(f"slowest of {len(attacks)} attacks, ms ({slowest[1]})", slowest[0], MOST_MILLISECONDS),
        at_most(f"longest stall of another thread, ms ({stalled[1]})", stalled[0], MOST_STALL),
        at_most(f"most memory of an attack, MiB ({largest[1]})", largest[0], MOST_MEGABYTES),
    ]


def _evaluations() -> Mapping[str, Callable[[], None]]:
    texts = {**TOO_DEEP, **TOO_LONG, **NO_EXPRESSIONS, **TOO_MUCH, **TOO_SLOW, **HARMLESS}
    harmless = {"x": {"a": 1}}
    attacks = {name: partial(_evaluate, text, harmless) for name, text in texts.items()}
    return attacks | {name: partial(_evaluate, *attack) for name, attack in TOO_MUCH_DATA.items()}


def _observed(attack: Callable[[], None]) -> tuple[float, float]:
    """Return how long an attack ran, and the longest that it kept another thread waiting; milliseconds."""
    with _heartbeat() as stalls:
        began = time.thread_time()
        attack()
        lasted = time.thread_time() - began
    return lasted * 1e3, max(stalls, default=0.0) * 1e3


def _evaluate(text: str, context: Mapping[str, object]) -> None:
    _programs.clear()
    _last.clear()
    try:
        feel.evaluate(text, context)
    except feel.FeelError:
        return


def _check(cells: Cells) -> None:
    run = feel.Run()
    for text in cells.texts:
        feel.check(text, cells.names, run=run)


@contextmanager
def _heartbeat() -> Iterator[list[float]]:
    """Let another thread tell how long this one kept it from running, each time.

    What counts is the time in which this thread ran meanwhile, so that other processes don't.
    """
    stalls: list[float] = []
    over = threading.Event()
    clock = time.pthread_getcpuclockid(threading.get_ident())

    def beat() -> None:
        last, used = time.perf_counter(), time.clock_gettime(clock)
        while not over.is_set():
            time.sleep(0.0005)
            now, using = time.perf_counter(), time.clock_gettime(clock)
            stalls.append(min(now - last, using - used))
            last, used = now, using

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield stalls
    finally:
        over.set()
        thread.join()
