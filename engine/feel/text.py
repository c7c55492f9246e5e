"""Values written as text: what ``string()`` gives (DMN 1.5, clause 10.3.4.1)."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.budget import Run
from engine.feel.lexer import PLAIN_KEY
from engine.feel.numbers import plain
from engine.feel.values import FunctionValue, Range, Value

_STEPS_A_VALUE = 2


def as_text(value: Value, run: Run) -> str:
    """Write a value; a string as it is."""
    return value if isinstance(value, str) else _nested(value, run)


def _nested(value: Value, run: Run) -> str:
    text = _written(value, run)
    run.charge_string(len(text))
    run.charge(_STEPS_A_VALUE)
    return text


def _written(value: Value, run: Run) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, list | dict | Range):
        return _structure(value, run)
    return "function" if isinstance(value, FunctionValue) else str(value)


def _structure(value: list[Value] | dict[str, Value] | Range, run: Run) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_nested(member, run) for member in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {_nested(entry, run)}' for key, entry in value.items())}}}"
    if value.operator is not None:
        return f"({value.operator} {_nested(value.end if value.start is None else value.start, run)})"
    opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
    return f"{opening}{_nested(value.start, run)}..{_nested(value.end, run)}{closing}"


def _key(key: str) -> str:
    return key if PLAIN_KEY.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
