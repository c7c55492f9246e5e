"""Every form that ships: sound, in Indonesian, and with the fields that the SOP's reading asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.forms import check_schema, check_submission, expressions_of, fields_of, initial_data
from tests.unit.forms.builders import Toy

ROOT = Path(__file__).resolve().parents[3]
FORMS = sorted((ROOT / "forms").glob("*/*.form"))
SOP = ROOT / "forms" / "kerja_sama_dalam_negeri"
READING = ROOT.parent / "shared" / "sop" / "forms.json"
EXTRA = {
    "daftarBidang",
    "daftarKerjaSama",
    "daftarKsb",
    "jenisNaskah",
    "paraPihak",
    "peranPemrakarsa",
    "putaranIni",
}


def read(path: Path) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_nothing_is_found_in_a_shipped_form(path: Path) -> None:
    schema = read(path)
    assert check_schema(schema) == []
    assert schema["id"] == path.stem
    assert all(field.label for field in fields_of(schema))


def test_the_sop_has_twenty_one_forms() -> None:
    assert len(list(SOP.glob("*.form"))) == 21


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_untouched_form_is_answered_without_an_exception(path: Path) -> None:
    schema = read(path)
    names: dict[str, Any] = dict.fromkeys(EXTRA)
    check_submission(schema, initial_data(schema, names), names, {}, Toy())


@pytest.mark.parametrize("path", sorted(SOP.glob("*.form")), ids=lambda path: path.stem)
def test_conditions_of_the_sop_are_simple_enough_to_mean_the_same_in_the_browser(path: Path) -> None:
    """A null condition hides in the browser and shows on the server, so none may become null."""
    for expression in expressions_of(read(path)):
        if expression.property == "conditional.hide":
            assert not any(word in expression.text for word in ("<", "some", "every", "if ", "for "))


@pytest.mark.shared
@pytest.mark.skipif(not READING.exists(), reason="only a developer's checkout has the SOP's reading")
@pytest.mark.parametrize("path", sorted(SOP.glob("*.form")), ids=lambda path: path.stem)
def test_a_form_has_the_keys_of_the_sops_reading(path: Path) -> None:
    reading = json.loads(READING.read_text(encoding="utf-8"))
    asked = {entry["key"] for entry in reading[path.stem] if entry["type"] != "signature"}
    mended = {entry["key"] for entry in reading["F09"]} - {"berkasKonsep", "mintaTanggapanMitra"}
    present = {field.path[0] for field in fields_of(read(path))}
    assert present == (asked | mended if path.stem == "F16" else asked)


@pytest.mark.shared
@pytest.mark.skipif(not READING.exists(), reason="only a developer's checkout has the SOP's reading")
@pytest.mark.parametrize("path", sorted(SOP.glob("*.form")), ids=lambda path: path.stem)
def test_a_form_requires_what_the_sops_reading_requires_always(path: Path) -> None:
    reading = json.loads(READING.read_text(encoding="utf-8"))
    required = {entry["key"] for entry in reading[path.stem] if entry["required"] == 1}
    optional_answers = {"adaKomitmenAnggaran", "mintaTanggapanMitra"}
    for field in fields_of(read(path)):
        if field.path[0] in required - optional_answers and not field.fixed:
            properties, validate = field.component.get("properties", {}), field.component.get("validate", {})
            assert isinstance(validate, dict)
            assert isinstance(properties, dict)
            assert validate.get("required") or "minRows" in properties, field.key
