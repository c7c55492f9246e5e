"""Read JSON values whose shape the engine itself wrote, and fail at once where they have another."""

from __future__ import annotations

from engine.model import Json


def mapping(value: Json) -> dict[str, Json]:
    """Return an object's members.

    Raises:
        TypeError: it isn't an object.
    """
    if not isinstance(value, dict):
        raise TypeError(f"expected an object, not {type(value).__name__}")
    return value


def items(value: Json) -> list[Json]:
    """Return an array's items.

    Raises:
        TypeError: it isn't an array.
    """
    if not isinstance(value, list):
        raise TypeError(f"expected an array, not {type(value).__name__}")
    return value
