"""Contexts (DMN 1.5, table 80)."""

from __future__ import annotations

from engine.feel.budget import Run
from engine.feel.builtins.signature import Library
from engine.feel.errors import FeelFault
from engine.feel.values import Value

LIBRARY = Library()

_STEPS_AN_ENTRY = 3


@LIBRARY.add(
    "get value", "m: context, key: string", "m: context, keys: list", "context: context, key: string"
)
def get_value(context: dict[str, Value], key: str | list[Value]) -> Value:
    """The entry of a key, or along a path of keys; null where there is none."""
    value: Value = context
    for step in [key] if isinstance(key, str) else _path(key):
        if not isinstance(value, dict) or step not in value:
            raise FeelFault(f"konteks tidak memiliki “{step}”")
        value = value[step]
    return value


@LIBRARY.add("get entries", "m: context", "context: context", wants_run=True)
def get_entries(run: Run, context: dict[str, Value]) -> list[Value]:
    """The entries as a list of contexts of ``key`` and ``value``."""
    run.charge(_STEPS_AN_ENTRY * len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


@LIBRARY.add("context", "entries: list")
def context_of(entries: list[Value]) -> dict[str, Value]:
    """What ``get entries`` gave, as a context again."""
    context: dict[str, Value] = {}
    for entry in entries:
        key = entry.get("key") if isinstance(entry, dict) else None
        if not isinstance(key, str) or "value" not in entry:
            raise FeelFault("tiap anggota harus memiliki key dan value")
        if key in context:
            raise FeelFault(f"kunci “{key}” ada dua kali")
        context[key] = entry["value"]
    return context


@LIBRARY.add(
    "context put",
    "context: context, key: string, value: any",
    "context: context, keys: list, value: any",
    wants_run=True,
)
def context_put(
    run: Run, context: dict[str, Value], key: str | list[Value], value: Value
) -> dict[str, Value]:
    """A context with another entry at a key, or along a path of keys, all of which but the last are there.

    The standard says it as calls within one another, ``context put(m, k1, context put(m.k1, keys, value))``:
    where there is no context under a key, the inner one has no answer, and so the whole hasn't either.
    """
    return _put(run, context, [key] if isinstance(key, str) else _path(key), value)


def _path(keys: list[Value]) -> list[str]:
    if not keys or not all(isinstance(key, str) for key in keys):
        raise FeelFault("keys harus daftar teks yang tidak kosong")
    return keys


def _put(run: Run, context: dict[str, Value], keys: list[str], value: Value) -> dict[str, Value]:
    changed = top = dict(context)
    for key in keys[:-1]:
        inner = changed.get(key)
        if not isinstance(inner, dict):
            raise FeelFault(f"tidak ada konteks di bawah “{key}”")
        run.charge(len(inner))
        changed[key] = dict(inner)
        changed = changed[key]
    changed[keys[-1]] = value
    return top


@LIBRARY.add("context merge", "contexts: list", wants_run=True)
def context_merge(run: Run, contexts: list[Value]) -> dict[str, Value]:
    """Several contexts as one; later entries win."""
    merged: dict[str, Value] = {}
    for context in contexts:
        if not isinstance(context, dict):
            raise FeelFault("hanya konteks dapat digabung")
        run.charge_list(len(context))
        merged.update(context)
    return merged
