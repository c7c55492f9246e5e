"""Whether every message that a case threw is on its way, has reached somebody, or was given up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from engine.errors import Damaged
from engine.journal import Entry
from engine.model import Finding, Json
from engine.projections import MailRecord
from engine.shapes import items, mapping

CASE = "case:"
ARRIVED = frozenset({"message_received", "started"})

Parcel = tuple[str, int, str, str]
"""The case that threw a message, the entry by which, the element, and the message's name."""


class Parcels:
    """The messages that cases threw, and what the journals say became of them."""

    def __init__(self) -> None:
        self._thrown: Counter[Parcel] = Counter()
        self._found: Counter[Parcel] = Counter()
        self._erased = 0

    def read(self, stream: str, entries: Iterable[Entry]) -> None:
        """Take note of what a stream says; what can't be read is found where chains are checked."""
        if not stream.startswith(CASE):
            return
        for entry in entries:
            try:
                self._read(stream.removeprefix(CASE), entry)
            except (Damaged, KeyError, TypeError, ValueError):
                self._erased += 1

    def lost(self, undelivered: Iterable[MailRecord]) -> Iterator[Finding]:
        """Yield those that are nowhere; what an erased entry may have received isn't lost."""
        under_way = (_sent(mail.source, mail.name) for mail in undelivered if mail.kind == "message")
        lost = self._thrown - self._found - Counter(parcel for parcel in under_way if parcel)
        if lost.total() <= self._erased:
            return
        for (case, n, element, name), _ in sorted(lost.items()):
            yield Finding(f"{CASE}{case}", n, f"pesan “{name}” yang dikirim “{element}” tidak ada lagi")

    def _read(self, case: str, entry: Entry) -> None:
        kind = str(entry.fields["kind"])
        if entry.payload is None:
            self._erased += kind in ARRIVED
            return
        command = mapping(entry.content["command"])
        if kind in ARRIVED and "source" in command and command.get("trigger") != "signal":
            parcel = _sent(mapping(command["source"]), str(command["name"]))
            self._found.update([parcel] if parcel else [])
        if kind == "message_expired":
            self._found[_parcel(case, command["thrown"], command["element"], command["name"])] += 1
        for step in map(items, items(mapping(entry.content["outcome"])["steps"])):
            if step[0] == "thrown" and mapping(step[5])["event"] == "message":
                self._thrown[_parcel(case, entry.n, step[1], mapping(step[5])["name"])] += 1


def _sent(source: Mapping[str, Json], name: str) -> Parcel | None:
    """Return what a source says of a message; None where it came from outside."""
    if "case" not in source:
        return None
    return _parcel(source["case"], source["n"], source["element"], name)


def _parcel(case: Json, n: Json, element: Json, name: Json) -> Parcel:
    return str(case), int(str(n)), str(element), str(name)
