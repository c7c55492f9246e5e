"""A form-js schema as a person reads it: each field, of what kind, and whether it must be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

KINDS = {
    "textfield": "teks",
    "textarea": "teks panjang",
    "number": "angka",
    "datetime": "tanggal",
    "checkbox": "centang",
    "radio": "satu pilihan",
    "select": "satu pilihan",
    "checklist": "beberapa pilihan",
    "taglist": "beberapa pilihan",
    "filepicker": "berkas",
    "expression": "dihitung",
    "group": "kelompok",
    "dynamiclist": "daftar",
    "table": "tabel",
}


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Attributes:
        within: the labels of the groups and lists it stands in, outermost first.
    """

    label: str
    kind: str
    key: str
    required: bool
    within: Sequence[str]


def outline(schema: bytes) -> list[Field]:
    """Return the fields in the order in which they stand; what takes no answer is left out."""
    return list(_fields(orjson.loads(schema).get("components", []), ()))


def _fields(components: Sequence[Mapping[str, Any]], within: tuple[str, ...]) -> Iterator[Field]:
    for component in components:
        label = component.get("label") or component.get("key") or component["type"]
        if component["type"] in KINDS:
            yield Field(
                label,
                KINDS[component["type"]],
                component.get("key") or component.get("path") or "",
                component.get("validate", {}).get("required") is True,
                within,
            )
        yield from _fields(component.get("components", []), (*within, label))
