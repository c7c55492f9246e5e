"""How the tables of expression → value are read."""

from __future__ import annotations

from collections.abc import Mapping

from engine import feel
from engine.model import Json

NOTHING: Mapping[str, Json] = {}


def value_of(text: str, context: Mapping[str, object] = NOTHING) -> Json:
    return feel.to_json(feel.evaluate(text, context).value)


def assert_gives(text: str, expected: Json, context: Mapping[str, object] = NOTHING) -> None:
    value = value_of(text, context)
    assert (type(value), value) == (type(expected), expected)


def assert_null_with_a_reason(text: str, context: Mapping[str, object] = NOTHING) -> None:
    evaluation = feel.evaluate(text, context)
    assert evaluation.value is None
    assert evaluation.reasons
