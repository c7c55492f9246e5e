"""What is tried out: which process, on which data, who answers what, which messages come from outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from engine.errors import Invalid, NotFound, ProcessFault
from engine.model import Json
from engine.spiff import Element, TimerText
from engine.spiff.mends.timers import due_at

BEGINNING = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
"""When every simulation begins: a Monday, 09.00 WIB; never now, so that traces can be compared."""

LONGEST = "P10Y"


@dataclass(frozen=True, slots=True)
class Message:
    """A message on its way.

    Attributes:
        key: what its thrower correlates by.
        outside: nobody in the simulation threw it, so it has no key and reaches whoever waits for its name.
    """

    name: str
    payload: Json = None
    key: str | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """One simulation.

    Attributes:
        process: the id of the process that it is about.
        data: its variables at the start.
        answers: element id → what is entered there: an object, null to leave it undone, or a list of these,
            one for each visit. For a service task, its result, or ``{"error": code}``.
        messages: from outside, in order.
        also: ids of processes that begin too.
        until: how far the clock goes.
    """

    process: str
    data: Mapping[str, Json] = field(default_factory=dict)
    answers: Mapping[str, Json] = field(default_factory=dict)
    messages: Sequence[Message] = ()
    also: Sequence[str] = ()
    until: datetime = field(default_factory=lambda: moment_after(LONGEST))


class Answers:
    """Hands out what is entered at an element, visit by visit."""

    def __init__(self, given: Mapping[str, Json]) -> None:
        self._given = given
        self._visits: Counter[str] = Counter()

    def next(self, element: str, otherwise: Json) -> Json:
        """Return what is entered at this visit, None to leave it undone.

        Args:
            otherwise: what it gets where the file says nothing of it.
        """
        given = self._given.get(element, otherwise)
        if not isinstance(given, list):
            return given
        visit = self._visits[element]
        self._visits[element] += 1
        return given[visit] if visit < len(given) else otherwise


def read_scenario(
    process: str,
    *,
    data: str | None = None,
    answers: Path | None = None,
    messages: Sequence[str] = (),
    also: Sequence[str] = (),
    until: str | None = None,
) -> Scenario:
    """Read a scenario as the command line gives it.

    Raises:
        Invalid: a part isn't what it should be; one sentence names it.
        NotFound: the file of answers can't be read.
    """
    return Scenario(
        process,
        data={} if data is None else _object(data, "--data"),
        answers={} if answers is None else _object(_content(answers), str(answers)),
        messages=[read_message(text) for text in messages],
        also=also,
        until=moment_after(LONGEST if until is None else until),
    )


def read_message(text: str) -> Message:
    """Read ``NAME`` or ``NAME:JSON``; a name may hold colons.

    Raises:
        Invalid: what looks like JSON isn't.
    """
    for place, character in enumerate(text):
        if character == ":":
            try:
                return Message(text[:place], orjson.loads(text[place + 1 :]), outside=True)
            except orjson.JSONDecodeError:
                continue
    _, colon, rest = text.partition(":")
    if colon and rest.lstrip().startswith(("{", "[", '"')):
        raise Invalid(f"Isi pesan “{text}” bukan JSON yang sah.")
    return Message(text, outside=True)


def moment_after(duration: str) -> datetime:
    """Return the moment a duration (ISO 8601) after the beginning, in UTC.

    Raises:
        Invalid: it isn't one.
    """
    timer = TimerText("duration", duration, expression=False)
    try:
        return due_at(timer, duration, BEGINNING, Element("--until", "", "", ""))
    except ProcessFault as fault:
        raise Invalid(f"--until “{duration}” bukan lama waktu ISO 8601. Tulis misalnya PT2H.") from fault


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"Berkas “{path}” tidak dapat dibaca.") from error


def _object(text: str | bytes, what: str) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Invalid(f"{what} bukan JSON yang sah: baris {error.lineno}, kolom {error.colno}.") from error
    if not isinstance(value, dict):
        raise Invalid(f"{what} harus objek JSON.")
    return value
