"""Small forms, and a process with a task that shows one."""

from __future__ import annotations

from engine.catalogue import Bundle
from engine.model import Json
from tests.unit.catalogue.builder import around, bundle


def form(*components: Json, name: str = "F01") -> Json:
    return {"id": name, "type": "default", "schemaVersion": 19, "components": list(components)}


def text_field(key: str, **more: Json) -> Json:
    return {"id": f"Field_{key}", "type": "textfield", "key": key, "label": key, **more}


def hidden(text: str) -> Json:
    """A field “alamat” that is hidden where this is true."""
    return text_field("alamat", conditional={"hide": f"={text}"})


def filled_in(node: str, *components: Json) -> Bundle:
    """Start, this node whose form F01 has these components, end."""
    return bundle(around(node).files["a.bpmn"], forms={"F01": form(*components)})
