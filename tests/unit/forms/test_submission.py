"""Conditions, fixed and computed fields, lists and groups, and what has no field."""

from __future__ import annotations

import pytest

from engine.forms import check_submission, messages
from engine.model import Json
from tests.unit.forms.builders import Toy, choice, field, form, group, hidden_when, rows, rule, submit

REQUIRED: dict[str, Json] = {"required": True}


def test_a_sound_submission_is_clean_and_without_errors() -> None:
    checked = submit([field("textfield", "nama"), field("number", "umur")], {"nama": " Ani ", "umur": 40.0})
    assert checked.errors == {}
    assert checked.clean == {"nama": "Ani", "umur": 40}


def test_a_hidden_field_leaves_the_data_and_is_not_validated() -> None:
    secret = field("textfield", "alasan", validate=REQUIRED, conditional=hidden_when("setuju"))
    checked = submit(
        [field("checkbox", "setuju"), secret],
        {"setuju": True, "alasan": 17},
        answers={"setuju": lambda names: names["setuju"]},
    )
    assert checked.errors == {}
    assert checked.clean == {"setuju": True}
    assert checked.names == {"setuju": True, "alasan": None}


def test_a_condition_that_is_null_hides_nothing() -> None:
    checked = submit(field("textfield", validate=REQUIRED, conditional=hidden_when("entah")), {})
    assert checked.errors == {"isi": [messages.REQUIRED]}


def test_a_condition_sees_a_hidden_field_as_null_wherever_it_stands() -> None:
    third = field("textfield", "c", conditional=hidden_when("b = 1"))
    second = field("number", "b", conditional=hidden_when("a"))
    checked = submit(
        [third, second, field("checkbox", "a")],
        {"a": True, "b": 1, "c": "tetap"},
        answers={"a": lambda names: names["a"], "b = 1": lambda names: names["b"] == 1},
    )
    assert checked.clean == {"a": True, "c": "tetap"}


def test_conditions_that_chase_each_other_come_to_an_end() -> None:
    first = field("checkbox", "a", conditional=hidden_when("b"))
    second = field("checkbox", "b", conditional=hidden_when("a"))
    answers = {"a": lambda names: names["a"], "b": lambda names: names["b"]}
    assert submit([first, second], {"a": True, "b": True}, answers=answers).errors == {}


def test_a_hidden_group_hides_all_that_is_in_it() -> None:
    inside = group(field("textfield", validate=REQUIRED), conditional=hidden_when("tutup"))
    assert submit(inside, {}, answers={"tutup": lambda _: True}).errors == {}


def test_a_hidden_list_hides_its_rows() -> None:
    hidden = rows("baris", field("textfield", validate=REQUIRED), conditional=hidden_when("tutup"))
    checked = submit(hidden, {"baris": [{"isi": ""}]}, answers={"tutup": lambda _: True})
    assert (checked.clean, checked.errors) == ({}, {})


@pytest.mark.parametrize("word", ["readonly", "disabled"])
def test_a_fixed_field_has_its_value_from_the_case_and_not_from_the_person(word: str) -> None:
    fixed = field("textfield", "nomor", **{word: True})
    assert submit(fixed, {"nomor": "palsu"}, context={"nomor": "K-1"}).clean == {"nomor": "K-1"}


def test_a_fixed_field_that_the_case_does_not_know_yet_is_left_out() -> None:
    checked = submit(field("textfield", "nomor", readonly=True, validate=REQUIRED), {"nomor": "palsu"})
    assert (checked.clean, checked.names, checked.errors) == ({}, {}, {})


def test_an_expression_field_is_computed_and_what_was_sent_for_it_ignored() -> None:
    total = {"id": "E", "type": "expression", "key": "total", "expression": "=harga * 2"}
    answers = {"harga * 2": lambda names: 2 * int(str(names["harga"]))}
    checked = submit([field("number", "harga"), dict(total)], {"harga": 3, "total": 999}, answers=answers)
    assert checked.clean == {"harga": 3, "total": 6}


def test_a_condition_sees_computed_fields() -> None:
    total = {"id": "E", "type": "expression", "key": "total", "expression": "=dua"}
    hidden = field("textfield", conditional=hidden_when("total = 2"))
    answers = {"dua": lambda _: 2, "total = 2": lambda names: names["total"] == 2}
    assert submit([dict(total), hidden], {"isi": "x"}, answers=answers).clean == {"total": 2}


def test_a_group_with_a_path_nests_its_fields() -> None:
    inside = group(field("textfield", "jalan", validate=REQUIRED), path="alamat")
    assert submit(inside, {"alamat": {"jalan": "Jl. Merdeka"}}).clean == {"alamat": {"jalan": "Jl. Merdeka"}}
    assert submit(inside, {}).errors == {"alamat.jalan": [messages.REQUIRED]}
    assert submit(inside, {"alamat": "Jl."}).errors["alamat"] == [messages.NOT_GROUP]


def test_errors_in_a_list_name_the_row() -> None:
    checked = submit(rows("baris", field("textfield", validate=REQUIRED)), {"baris": [{"isi": "a"}, {}]})
    assert checked.errors == {"baris.1.isi": [messages.REQUIRED]}


def test_a_list_has_bounds_on_its_rows() -> None:
    bounded = rows("baris", field("textfield"), properties={"minRows": "1", "maxRows": "2"})
    assert submit(bounded, {}).errors == {"baris": [messages.too_few_rows(1)]}
    assert submit(bounded, {"baris": [{}] * 3}).errors == {"baris": [messages.too_many_rows(2)]}
    assert submit(rows("baris", field("textfield")), {"baris": [{}] * 201}).errors == {
        "baris": [messages.too_many_rows(200)]
    }


def test_a_list_of_something_else_than_rows_is_refused() -> None:
    assert submit(rows("baris", field("textfield")), {"baris": "x"}).errors == {"baris": [messages.NOT_ROWS]}
    assert submit(rows("baris", field("textfield")), {"baris": ["x"]}).errors == {
        "baris.0": [messages.NOT_ROW]
    }


def test_a_rule_sees_the_value_and_in_a_list_the_row() -> None:
    toy = Toy({"ok": lambda _: True})
    schema = form(rows("baris", field("number", "a"), field("number", "b", properties=rule("ok"))))
    checked = check_submission(schema, {"baris": [{"a": 1, "b": 2}]}, {"pagu": 9}, {}, toy)
    assert checked.errors == {}
    assert {name: toy.seen["ok"][name] for name in ("value", "this", "i", "pagu")} == {
        "value": 2,
        "this": {"a": 1, "b": 2},
        "i": [1],
        "pagu": 9,
    }


@pytest.mark.parametrize("answer", [False, None, "ya", 1])
def test_a_rule_that_is_not_true_gives_its_sentence(answer: Json) -> None:
    ruled = field("textfield", properties=rule("r", "Nomor ini sudah dipakai."))
    checked = submit(ruled, {"isi": "x"}, answers={"r": lambda _: answer})
    assert checked.errors == {"isi": ["Nomor ini sudah dipakai."]}


def test_a_rule_is_not_asked_of_an_empty_field() -> None:
    assert submit(field("textfield", properties=rule("r")), {"isi": ""}).errors == {}


def test_a_rule_on_a_list_sees_its_rows() -> None:
    ruled = rows("baris", field("textfield"), properties=rule("dua baris", "Isi dua baris."))
    answers = {"dua baris": lambda names: len(list(names["value"])) == 2}
    assert submit(ruled, {"baris": [{}, {}]}, answers=answers).errors == {}
    assert submit(ruled, {"baris": [{}]}, answers=answers).errors == {"baris": ["Isi dua baris."]}


def test_required_when_asks_feel() -> None:
    asked = field("textarea", "arahan", properties={"requiredWhen": "=jenis"})
    answers = {"jenis": lambda names: names["jenis"] == "KSB"}
    assert submit(asked, {}, context={"jenis": "PKS"}, answers=answers).errors == {}
    assert submit(asked, {}, context={"jenis": "KSB"}, answers=answers).errors == {
        "arahan": [messages.REQUIRED]
    }


def test_a_value_without_a_field_is_refused_by_name() -> None:
    assert submit(field("textfield"), {"sisipan": 1}).errors == {
        "sisipan": [messages.unknown_field("sisipan")]
    }
    inside = rows("baris", field("textfield"))
    assert submit(inside, {"baris": [{"x": 1}]}).errors == {"baris.0.x": [messages.unknown_field("x")]}


def test_a_value_without_a_field_that_repeats_the_context_is_dropped() -> None:
    checked = submit(field("textfield"), {"topik": "Aspal"}, context={"topik": "Aspal"})
    assert (checked.clean, checked.errors) == ({"isi": None}, {})
    assert "topik" in submit(field("textfield"), {"topik": "lain"}, context={"topik": "Aspal"}).errors


def test_a_true_that_stands_for_a_known_1_is_refused() -> None:
    assert "putaran" in submit(field("textfield"), {"putaran": True}, context={"putaran": 1}).errors


def test_unknown_names_are_shortened_and_counted() -> None:
    assert list(submit(field("textfield"), {"x" * 5000: 1}).errors) == ["x" * 60 + "…"]
    many = submit(field("textfield"), {f"x{n}": 1 for n in range(1000)}).errors
    assert len(many) <= 21
    assert many[""] == [messages.TOO_MANY_UNKNOWN]


def test_names_hold_every_key_so_that_no_expression_meets_an_unknown_one() -> None:
    toy = Toy()
    fields = [choice("select", "a"), field("textfield", "b", readonly=True, conditional=hidden_when("tanya"))]
    check_submission(form(*fields), {}, {}, {}, toy)
    assert toy.seen["tanya"] == {"a": None, "b": None}
