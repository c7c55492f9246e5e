"""Small forms and a toy language, so that each test says only what it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.forms import Submission, check_submission
from engine.model import Json, StoredFile

Names = Mapping[str, Json]
Component = dict[str, Json]


class Toy:
    """Answers each FEEL text by the Python function given for it; any other text is null.

    Attributes:
        seen: the names that were visible at the last question for each text.
    """

    def __init__(self, answers: Mapping[str, Callable[[Names], Json]] | None = None) -> None:
        self.answers = dict(answers or {})
        self.seen: dict[str, Names] = {}

    def value(self, text: str, names: Names) -> Json:
        self.seen[text] = names
        answer = self.answers.get(text)
        return None if answer is None else answer(names)


def form(*components: Component) -> dict[str, Json]:
    return {"id": "F", "type": "default", "schemaVersion": 19, "components": list(components)}


def field(kind: str, key: str = "isi", **more: Any) -> Component:
    return {"id": f"Field_{key}", "type": kind, "key": key, "label": key.capitalize(), **more}


def choice(kind: str, key: str = "isi", *values: str, **more: Any) -> Component:
    options: list[Json] = [{"label": value.capitalize(), "value": value} for value in values or ("A", "B")]
    return field(kind, key, values=options, **more)


def rows(path: str, *components: Component, **more: Any) -> Component:
    return {
        "id": f"List_{path}",
        "type": "dynamiclist",
        "label": path.capitalize(),
        "path": path,
        "isRepeating": True,
        "components": list(components),
        **more,
    }


def group(*components: Component, **more: Any) -> Component:
    return {"id": "Group_1", "type": "group", "label": "Kelompok", "components": list(components), **more}


def hidden_when(text: str) -> Json:
    return {"hide": f"={text}"}


def rule(text: str, message: str = "Tidak boleh begitu.") -> Json:
    return {"rule": f"={text}", "ruleMessage": message}


def pdf(upload: str = "u1", name: str = "surat.pdf", size: int = 1000) -> StoredFile:
    return StoredFile(id=upload, name=name, media_type="application/pdf", size=size, sha256="0" * 64)


def submit(
    components: list[Component] | Component,
    data: Names,
    *,
    context: Names | None = None,
    files: Mapping[str, StoredFile] | None = None,
    answers: Mapping[str, Callable[[Names], Json]] | None = None,
) -> Submission:
    inside = components if isinstance(components, list) else [components]
    return check_submission(form(*inside), data, context or {}, files or {}, Toy(answers))
