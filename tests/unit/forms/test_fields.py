"""A form as fields: what it starts with, and how a submission is shown."""

from __future__ import annotations

from engine.forms import Option, fields_of, initial_data, label_of, labelled, papers, upload_ids
from engine.model import Json, Labelled, Paper
from tests.unit.forms.builders import choice, field, form, group, hidden_when, pdf, rows


def test_groups_dissolve_into_paths_and_conditions() -> None:
    inside = field("textfield", "b", conditional=hidden_when("y"))
    schema = form(field("textfield", "a"), group(inside, path="p.q", conditional=hidden_when("x")))
    assert [(one.path, one.hides) for one in fields_of(schema)] == [
        (("a",), ()),
        (("p", "q", "b"), ("x", "y")),
    ]


def test_a_date_is_labelled_by_its_date_label() -> None:
    dated = {"id": "D", "type": "datetime", "key": "d", "subtype": "date", "dateLabel": "Tanggal"}
    assert fields_of(form(dict(dated)))[0].label == "Tanggal"


def test_a_choice_is_shown_by_its_label() -> None:
    [one, several] = fields_of(form(choice("select", "a", "SATU"), choice("checklist", "b", "SATU", "DUA")))
    assert label_of(one, "SATU") == "Satu"
    assert label_of(several, ["DUA", "TIGA"]) == ["Dua", "TIGA"]
    assert label_of(one, "KSB-1", [Option("KSB tentang jalan", "KSB-1")]) == "KSB tentang jalan"


def test_a_submission_is_shown_under_its_labels_without_what_is_empty() -> None:
    schema = form(
        choice("select", "jenis", "SATU"),
        field("textfield", "kosong"),
        field("checkbox", "setuju"),
        field("filepicker", "berkas"),
        rows("baris", field("textfield", "nama"), choice("radio", "pilih", "YA")),
    )
    values: dict[str, Json] = {
        "jenis": "SATU",
        "kosong": None,
        "setuju": False,
        "berkas": pdf().as_json(),
        "baris": [{"nama": "Ketua", "pilih": "YA"}, {"nama": "Anggota", "pilih": None}],
    }
    assert labelled(schema, values) == [
        Labelled("Jenis", "Satu"),
        Labelled("Setuju", False),
        Labelled("Baris", [{"Nama": "Ketua", "Pilih": "Ya"}, {"Nama": "Anggota"}]),
    ]


def test_the_files_of_a_submission_are_its_papers() -> None:
    schema = form(field("filepicker", "surat"), field("filepicker", "lampiran", multiple=True))
    values: dict[str, Json] = {
        "surat": pdf("u1").as_json(),
        "lampiran": [pdf("u2").as_json(), pdf("u3").as_json()],
    }
    assert papers(schema, values) == [
        Paper("Surat", pdf("u1")),
        Paper("Lampiran", pdf("u2")),
        Paper("Lampiran", pdf("u3")),
    ]


def test_a_form_starts_with_the_context_then_defaults_then_nothing() -> None:
    schema = form(
        field("textfield", "a", defaultValue="awal"),
        field("textfield", "b", defaultValue="awal"),
        field("checkbox", "c"),
        choice("checklist", "d"),
        field("filepicker", "e"),
        group(field("textfield", "f"), path="p"),
    )
    context: dict[str, Json] = {"a": "dari kasus", "e": pdf().as_json(), "p": {"f": "nilai"}, "asing": 1}
    assert initial_data(schema, context) == {
        "a": "dari kasus",
        "b": "awal",
        "c": False,
        "d": [],
        "e": None,
        "p": {"f": "nilai"},
    }


def test_a_list_starts_with_the_rows_of_the_context_or_empty_ones() -> None:
    schema = form(rows("baris", field("textfield", "nama"), defaultRepetitions=2))
    assert initial_data(schema, {}) == {"baris": [{"nama": None}, {"nama": None}]}
    assert initial_data(schema, {"baris": [{"nama": "Ketua", "asing": 1}]}) == {"baris": [{"nama": "Ketua"}]}
    assert initial_data(schema, {"baris": []}) == {"baris": []}


def test_the_uploads_that_a_submission_names_are_found_whatever_else_was_sent() -> None:
    schema = form(
        field("filepicker", "a"), field("filepicker", "b", multiple=True), rows("c", field("filepicker", "d"))
    )
    data: dict[str, Json] = {"a": "u1", "b": ["u2", 7, "u1"], "c": [{"d": "u3"}, "x"], "z": "u4"}
    assert upload_ids(schema, data) == ["u1", "u2", "u3"]
    assert upload_ids(schema, {"b": [f"u{n}" for n in range(1000)]}) == [f"u{n}" for n in range(100)]
