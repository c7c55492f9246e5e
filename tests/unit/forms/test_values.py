"""One field type at a time: what is read, what is refused, and in which words."""

from __future__ import annotations

import math
from typing import Any

import pytest

from engine.forms import messages
from engine.model import Json
from engine.settings import MEBIBYTE
from tests.unit.forms.builders import Component, choice, field, pdf, submit


def errors(component: Component, value: Json) -> list[str]:
    return submit(component, {"isi": value}).errors.get("isi", [])


def clean(component: Component, value: Json) -> Json:
    checked = submit(component, {"isi": value})
    assert checked.errors == {}
    return checked.clean["isi"]


@pytest.mark.parametrize(
    ("kind", "empty", "value"),
    [
        ("textfield", "", None),
        ("textarea", "  \n", None),
        ("number", None, None),
        ("checkbox", None, False),
        ("datetime", "", None),
        ("filepicker", "", None),
    ],
)
def test_an_empty_field_has_one_value(kind: str, empty: Json, value: Json) -> None:
    assert clean(field(kind), empty) == value


@pytest.mark.parametrize(
    ("component", "sentence"),
    [
        (field("textfield", validate={"required": True}), messages.REQUIRED),
        (field("checkbox", validate={"required": True}), messages.TICK_REQUIRED),
        (field("filepicker", validate={"required": True}), messages.FILE_REQUIRED),
        (choice("radio", validate={"required": True}), messages.CHOICE_REQUIRED),
        (choice("taglist", validate={"required": True}), messages.CHOICES_REQUIRED),
        (field("select", valuesExpression="=kosong", validate={"required": True}), messages.NO_CHOICES),
    ],
)
def test_a_required_field_must_be_filled_in(component: Component, sentence: str) -> None:
    assert submit(component, {}).errors == {"isi": [sentence]}


@pytest.mark.parametrize(
    ("component", "value", "sentence"),
    [
        (field("textfield"), 7, messages.NOT_TEXT),
        (field("textfield"), {"a": 1}, messages.NOT_TEXT),
        (field("number"), "7", messages.NOT_NUMBER),
        (field("number"), True, messages.NOT_NUMBER),
        (field("number"), math.nan, messages.NUMBER_TOO_BIG),
        (field("number"), -math.inf, messages.NUMBER_TOO_BIG),
        (field("number"), 2**53 + 1, messages.NUMBER_TOO_BIG),
        (field("number"), 10**400, messages.NUMBER_TOO_BIG),
        (field("checkbox"), "on", messages.NOT_YES_NO),
        (field("checkbox"), 1, messages.NOT_YES_NO),
        (choice("select"), ["A"], messages.NOT_CHOICE),
        (choice("select"), "C", messages.NOT_AN_OPTION),
        (choice("radio"), True, messages.NOT_AN_OPTION),
        (choice("checklist"), "A", messages.NOT_CHOICES),
        (choice("checklist"), [["A"]], messages.NOT_CHOICES),
        (choice("checklist"), ["A", "A"], messages.CHOSEN_TWICE),
        (choice("checklist"), ["A", "C"], messages.NOT_AN_OPTION),
        (field("datetime"), 20261122, messages.NOT_DATE),
        (field("datetime"), "2026-02-30", messages.NOT_DATE),
        (field("datetime"), "2026-11-22T10:00", messages.NOT_DATE),
        (field("datetime"), "0206-11-22", messages.NOT_DATE),
        (field("datetime"), "٢٠٢٦-١١-٢٢", messages.NOT_DATE),
        (field("datetime", subtype="time"), "25:00", messages.NOT_TIME),
        (field("datetime", subtype="datetime"), "2026-11-22", messages.NOT_DATE_TIME),
        (field("filepicker"), "files::abc", messages.NOT_FILE),
        (field("filepicker"), {"id": "u1"}, messages.NOT_FILE),
        (field("filepicker"), ["a", "b"], messages.ONE_FILE),
        (field("textfield"), "x" * 10_001, messages.too_long(10_000)),
    ],
)
def test_a_value_of_another_kind_is_refused(component: Component, value: Json, sentence: str) -> None:
    assert errors(component, value) == [sentence]


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "satu\ndua", "a\u202eb", "a\ud800b", "a\u2066b"])
def test_characters_that_cannot_be_shown_are_refused(text: str) -> None:
    assert errors(field("textfield"), text) == [messages.CONTROL_CHARACTERS]


def test_a_text_is_trimmed_composed_and_has_one_kind_of_line_end() -> None:
    assert clean(field("textarea"), " kafe\u0301\r\nbaru ") == "kaf\u00e9\nbaru"


@pytest.mark.parametrize(
    ("validate", "value", "sentence"),
    [
        ({"minLength": 3}, " ab ", messages.too_short(3)),
        ({"maxLength": 3}, "abcd", messages.too_long(3)),
        ({"pattern": "^[0-9]+$"}, "12a", messages.WRONG_PATTERN),
        ({"pattern": "^[0-9]+$", "patternErrorMessage": "Angka saja."}, "12a", "Angka saja."),
        ({"validationType": "email"}, "ani@", messages.NOT_EMAIL),
        ({"validationType": "email"}, "a" * 250 + "@b.id", messages.NOT_EMAIL),
        ({"validationType": "phone"}, "0812345678", messages.NOT_PHONE),
    ],
)
def test_a_text_out_of_bounds_is_refused(validate: Json, value: str, sentence: str) -> None:
    assert errors(field("textfield", validate=validate), value) == [sentence]


def test_texts_within_bounds_pass() -> None:
    bounded = field("textfield", validate={"minLength": 3, "maxLength": 4, "pattern": "^[a-d]+$"})
    assert clean(bounded, "abcd") == "abcd"
    assert clean(field("textfield", validate={"validationType": "phone"}), "+6281234567890")


def test_an_email_address_is_kept_in_lower_case() -> None:
    assert (
        clean(field("textfield", validate={"validationType": "email"}), "Ani@Contoh.GO.ID")
        == "ani@contoh.go.id"
    )


def test_a_pattern_that_explodes_elsewhere_is_answered_at_once() -> None:
    assert errors(field("textfield", validate={"pattern": "^(a+)+$"}), "a" * 5000 + "!")


@pytest.mark.parametrize(
    ("more", "value", "sentence"),
    [
        ({"validate": {"min": 1}}, 0, messages.too_small(1)),
        ({"validate": {"max": 1.5}}, 2, messages.too_large(1.5)),
        ({"decimalDigits": 0}, 1.5, messages.WHOLE_NUMBER),
        ({"decimalDigits": 1}, 1.25, messages.too_many_decimals(1)),
        ({"increment": 0.1}, 0.25, messages.not_a_multiple(0.1)),
    ],
)
def test_a_number_out_of_bounds_is_refused(more: dict[str, Any], value: Json, sentence: str) -> None:
    assert errors(field("number", **more), value) == [sentence]


def test_decimals_are_counted_as_written_and_not_as_doubles() -> None:
    assert clean(field("number", decimalDigits=1, increment=0.1), 0.3) == 0.3
    assert clean(field("number", decimalDigits=0), 2.0) == 2


def test_bounds_may_be_expressions_and_a_null_one_binds_nothing() -> None:
    bounded = field("number", validate={"min": "=terkecil", "max": "=terbesar"})
    answers = {"terkecil": lambda _: 5}
    assert submit(bounded, {"isi": 4}, answers=answers).errors == {"isi": [messages.too_small(5)]}
    assert submit(bounded, {"isi": 10_000}, answers=answers).errors == {}


@pytest.mark.parametrize("options", [["A", "B"], [{"label": "Huruf A", "value": "A"}]])
def test_options_may_come_from_an_expression(options: Json) -> None:
    asked = field("select", valuesExpression="=daftar")
    answers = {"daftar": lambda _: options}
    assert submit(asked, {"isi": "A"}, answers=answers).clean == {"isi": "A"}
    assert submit(asked, {"isi": "Z"}, answers=answers).errors == {"isi": [messages.NOT_AN_OPTION]}


def test_a_question_of_yes_or_no_may_be_a_radio_with_booleans() -> None:
    asked = field("radio", values=[{"label": "Ya", "value": True}, {"label": "Tidak", "value": False}])
    assert clean(asked, False) is False
    assert errors(asked, 1) == [messages.NOT_AN_OPTION]


@pytest.mark.parametrize(
    ("subtype", "value"),
    [
        ("date", "2028-02-29"),
        ("time", "09:30"),
        ("time", "09:30+07:00"),
        ("datetime", "2026-11-22T09:30"),
    ],
)
def test_dates_and_times_pass_as_written(subtype: str, value: str) -> None:
    assert clean(field("datetime", subtype=subtype), value) == value


def test_a_date_may_be_asked_not_to_have_passed() -> None:
    future = field("datetime", disallowPassedDates=True)
    answers = {"today()": lambda _: "2026-11-22"}
    assert submit(future, {"isi": "2026-11-21"}, answers=answers).errors == {"isi": [messages.DATE_PASSED]}
    assert submit(future, {"isi": "2026-11-22"}, answers=answers).errors == {}


def test_a_file_is_resolved_among_the_persons_uploads() -> None:
    checked = submit(field("filepicker"), {"isi": "u1"}, files={"u1": pdf()})
    assert checked.clean["isi"] == pdf().as_json()
    several = submit(field("filepicker", multiple=True), {"isi": ["u1"]}, files={"u1": pdf()})
    assert several.clean["isi"] == [pdf().as_json()]


def test_a_file_that_the_case_already_holds_may_be_kept_but_not_made_up() -> None:
    kept = pdf().as_json()
    assert submit(field("filepicker"), {"isi": kept}, context={"isi": kept}).clean["isi"] == kept
    forged = kept | {"sha256": "f" * 64}
    assert submit(field("filepicker"), {"isi": forged}, context={"isi": kept}).errors


def test_a_file_has_a_type_and_a_size() -> None:
    asked = field("filepicker", accept=".pdf, image/*", properties={"maxSizeMB": "1"})
    files = {
        "besar": pdf(size=MEBIBYTE + 1),
        "doc": pdf(name="surat.docx.exe"),
        "ok": pdf(name="A.PDF", size=MEBIBYTE),
    }
    assert submit(asked, {"isi": "ok"}, files=files).errors == {}
    assert submit(asked, {"isi": "besar"}, files=files).errors == {
        "isi": [messages.file_too_large("surat.pdf", 1)]
    }
    assert submit(asked, {"isi": "doc"}, files=files).errors == {
        "isi": [messages.wrong_file_type("surat.docx.exe", ".pdf, image/*")]
    }


def test_a_field_takes_a_bounded_number_of_files() -> None:
    asked = field("filepicker", multiple=True)
    assert errors(asked, ["u"] * 21) == [messages.too_many_files(20)]
