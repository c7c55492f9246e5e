"""Fills in a form as a person does: finds each field by its label, changes what isn't right yet, top to bottom."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from engine.model import Json
from tests.builders import a_file
from tests.scenarios import FILE

Component = Mapping[str, Any]
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Form:
    """The form of the page that is open.

    Its schema is read from the page, for the fields' labels and types; it is filled in by role and label alone.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator("#form-mount")
        self._schema: Component = json.loads(page.locator("#form-schema").text_content())
        self._data: Mapping[str, Any] = json.loads(page.locator("#form-data").text_content())

    def fill(self, data: Mapping[str, Json]) -> None:
        """Enter ``data``: field keys and values as scenarios write them, ``file:<name>`` for a file."""
        left = self._fill(self._schema["components"], data, self.root)
        assert not left, f"the form doesn't ask for {left}"

    def _fill(
        self, components: Sequence[Component], data: Mapping[str, Json], scope: Locator, row: int = 0
    ) -> set[str]:
        """Return the keys that found no field."""
        left = set(data)
        for component in components:
            key = component.get("path") or component.get("key")
            if component["type"] == "group":
                inner = (
                    scope.get_by_role("group", name=component["label"], exact=True)
                    if component.get("label")
                    else scope
                )
                asked = {name: data[name] for name in left}
                left = self._fill(component["components"], asked, inner, row)
            elif key in left:
                getattr(self, f"_{component['type']}")(scope, component, data[key], row)
                left.remove(key)
        return left

    def _textfield(self, scope: Locator, component: Component, value: Json, row: int) -> None:
        box = scope.get_by_role("textbox", name=component["label"], exact=True).nth(row)
        if box.input_value() != str(value):
            box.fill(str(value))

    _textarea = _textfield
    _number = _textfield

    def _datetime(self, scope: Locator, component: Component, value: str, row: int) -> None:
        box = scope.get_by_role("textbox", name=component["dateLabel"], exact=True).nth(row)
        written = f"{date.fromisoformat(value):%d-%m-%Y}"
        if box.input_value() != written:
            box.fill(written)
            box.press("Tab")

    def _select(self, scope: Locator, component: Component, value: str, row: int) -> None:
        chosen = self._words(component).get(value, value)
        scope.get_by_role("combobox", name=component["label"], exact=True).nth(row).select_option(
            label=chosen
        )

    def _radio(self, scope: Locator, component: Component, value: Json, row: int) -> None:
        group = scope.get_by_role("radiogroup", name=component["label"], exact=True).nth(row)
        group.get_by_role("radio", name=self._words(component)[value], exact=True).check()

    def _checklist(self, scope: Locator, component: Component, value: Sequence[str], row: int) -> None:
        group = scope.get_by_role("group", name=component["label"], exact=True).nth(row)
        for option, words in self._words(component).items():
            group.get_by_role("checkbox", name=words, exact=True).set_checked(option in value)

    _taglist = _checklist

    def _checkbox(self, scope: Locator, component: Component, value: bool, row: int) -> None:
        scope.get_by_role("checkbox", name=component["label"], exact=True).nth(row).set_checked(value)

    def _filepicker(self, scope: Locator, component: Component, value: str, row: int) -> None:
        name = value.removeprefix(FILE)
        self.pick(component["label"], name, a_file(name))

    def pick(self, label: str, name: str, content: bytes) -> None:
        """Choose a file for the field with this label."""
        button = self.root.get_by_role("button", name=f"{label} Pilih berkas", exact=True)
        with self.page.expect_file_chooser() as chooser:
            button.click()
        media_type = MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        chooser.value.set_files({"name": name, "mimeType": media_type, "buffer": content})
        expect(button.locator("xpath=..")).to_contain_text(name)

    def _dynamiclist(
        self, scope: Locator, component: Component, value: Sequence[Mapping[str, Json]], row: int
    ) -> None:
        group = scope.get_by_role("group", name=component["label"], exact=True)
        rows = group.get_by_role("button", name="Hapus baris")
        for _ in range(rows.count(), len(value)):
            group.get_by_role("button", name="Tambah baris", exact=True).click()
        for _ in range(len(value), rows.count()):
            rows.last.click()
        expect(rows).to_have_count(len(value))
        for number, entry in enumerate(value):
            self._fill(component["components"], entry, group, number)

    def _words(self, component: Component) -> dict[Json, str]:
        """What the screen says for each value of a choice; the case's own lists come with the form's data."""
        written = component.get("valuesExpression", "")
        lists = [found for name, found in self._data.items() if name in written and isinstance(found, list)]
        entries = [
            entry for options in lists for entry in options if isinstance(entry, dict) and "value" in entry
        ]
        return {entry["value"]: entry["label"] for entry in component.get("values") or entries}
