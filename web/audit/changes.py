"""What an entry changed, value by value: of a variable with several parts only the parts that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.model import Json, VariableChange
from web.values import stored_file


@dataclass(frozen=True)
class Change:
    """One value; ``new`` where there was none before."""

    name: str
    before: Json
    after: Json
    new: bool


def changed_parts(change: VariableChange) -> list[Change]:
    """List what differs: ``permintaan.judul`` instead of all of ``permintaan``."""
    return list(_parts(change.name, change.before, change.after, change.new))


def _parts(name: str, before: Json, after: Json, new: bool) -> Iterator[Change]:
    if (
        not (isinstance(before, dict) and isinstance(after, dict))
        or stored_file(before)
        or stored_file(after)
    ):
        yield Change(name, before, after, new)
        return
    for key in [*before, *(key for key in after if key not in before)]:
        if before.get(key) != after.get(key):
            yield from _parts(f"{name}.{key}", before.get(key), after.get(key), key not in before)
