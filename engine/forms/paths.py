"""Where a value stands in a submission: names and list indices, written ``rencanaKerja.0.mulai``."""

from __future__ import annotations

from collections.abc import Mapping

from engine.model import Json

Path = tuple[str | int, ...]


def dotted(path: Path) -> str:
    """Write a path as the browser knows it."""
    return ".".join(str(step) for step in path)


def value_at(tree: Mapping[str, Json], path: Path) -> Json:
    """Return what stands at ``path`` (at least one step long), None where nothing does."""
    found = tree.get(str(path[0]))
    for step in path[1:]:
        if isinstance(step, int):
            found = found[step] if isinstance(found, list) and step < len(found) else None
        else:
            found = found.get(step) if isinstance(found, dict) else None
    return found


def put_at(tree: dict[str, Json], path: Path, value: Json) -> None:
    """Put ``value`` at ``path``, making the objects on the way; the rows on the way must be there."""
    place: Json = tree
    for step in path[:-1]:
        if isinstance(place, dict) and isinstance(step, str):
            place = place.setdefault(step, {})
        elif isinstance(place, list) and isinstance(step, int):
            place = place[step]
    if isinstance(place, dict) and isinstance(path[-1], str):
        place[path[-1]] = value
