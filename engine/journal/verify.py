"""Check that a stream is whole: nothing edited, dropped, reordered or back-dated inside it.

A chain alone can't show that its end was cut off or that all of it was written anew; signed checkpoints
held elsewhere do that, in a later step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson
import rfc8785

from engine.journal.entry import Entry, commitment, header_hash
from engine.model import Finding, Json


@dataclass(frozen=True, slots=True)
class Link:
    """Where a stream must go on: after this entry's number, hash and moment."""

    n: int = 0
    hash: str = ""
    at: str = ""


def verify_stream(stream: str, entries: Iterable[Entry], head: Link | None = None) -> Iterator[Finding]:
    """Yield what is wrong with a stream's entries, given in the order of their numbers.

    Args:
        head: where the stream must end, as recorded outside the chain; None where that isn't known.
    """
    last = Link()
    for entry in entries:
        if entry.n != last.n + 1:
            yield Finding(stream, entry.n, f"entri {last.n + 1} tidak ada")
        fields = _header_fields(entry)
        if fields is None:
            yield Finding(stream, entry.n, "kepala entri bukan JSON kanonik")
            last = Link(entry.n, header_hash(entry.header), last.at)
            continue
        for message in _faults(entry, fields, last):
            yield Finding(stream, entry.n, message)
        last = Link(entry.n, header_hash(entry.header), str(fields.get("at")))
    if head is not None and (last.n, last.hash) != (head.n, head.hash):
        yield Finding(
            stream, head.n, f"rantai berakhir pada entri {last.n}, bukan pada entri {head.n} yang tercatat"
        )


def _header_fields(entry: Entry) -> dict[str, Json] | None:
    try:
        fields = orjson.loads(entry.header)
        canonical = isinstance(fields, dict) and rfc8785.dumps(fields) == entry.header
    except (orjson.JSONDecodeError, rfc8785.CanonicalizationError):
        return None
    return fields if canonical else None


def _faults(entry: Entry, fields: dict[str, Json], last: Link) -> Iterator[str]:
    if header_hash(entry.header) != entry.hash:
        yield "kepala entri diubah: hash tidak cocok"
    if (fields.get("stream"), fields.get("n")) != (entry.stream, entry.n):
        yield "kepala entri menyebut aliran atau nomor lain"
    if fields.get("prev") != last.hash:
        yield "rantai terputus: entri sebelumnya bukan yang dirujuk"
    if str(fields.get("at")) < last.at:
        yield "waktu entri mendahului entri sebelumnya"
    if (entry.payload is None) != (entry.salt is None):
        yield "isi entri hanya terhapus sebagian"
    elif entry.payload is None:
        yield "isi entri dihapus tanpa entri penghapusan"
    elif entry.salt is not None and commitment(entry.salt, entry.payload) != fields.get("payload"):
        yield "isi entri diubah: komitmen tidak cocok"
