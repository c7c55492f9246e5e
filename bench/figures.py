"""How a measurement becomes a line of the table."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        goal: what it should at most or at least be, as a text; empty where nothing is promised.
        met: whether it is; None where nothing is promised.
    """

    what: str
    value: str
    goal: str = ""
    met: bool | None = None


def timed(
    call: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
) -> tuple[float, Result]:
    """Return how many seconds a call took, and its result."""
    began = time.perf_counter()
    result = call(*arguments, **named)
    return time.perf_counter() - began, result


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 in a hundred stay below."""
    return quantiles(values, n=20)[-1]


def milliseconds(what: str, seconds: Sequence[float]) -> Figure:
    """Return p50 and p95 of durations."""
    return Figure(what, f"p50 {median(seconds) * 1000:.2f} ms, p95 {p95(seconds) * 1000:.2f} ms")


def at_most(what: str, value: float, goal: float) -> Figure:
    """Return a ratio or a count beside what it should at most be."""
    return Figure(what, f"{value:.2f}".removesuffix(".00"), f"≤ {goal:g}", value <= goal)


def at_least(what: str, value: float, goal: float) -> Figure:
    """Return a rate beside what it should at least be."""
    return Figure(what, f"{value:.1f}", f"≥ {goal:g}", value >= goal)


def table(title: str, figures: Sequence[Figure]) -> str:
    """Return the lines of one measurement."""
    width = max(len(figure.what) for figure in figures)
    marks = {True: "met", False: "MISSED", None: ""}
    lines = [
        f"  {figure.what:<{width}}  {figure.value}  {figure.goal} {marks[figure.met]}".rstrip()
        for figure in figures
    ]
    return "\n".join([title, *lines])
