"""PRF-503: what a form's expression does otherwise in the browser."""

from __future__ import annotations

import pytest

from engine.catalogue import Bundle
from engine.errors import Problem
from engine.model import Json
from tests.unit.catalogue.builder import around, bundle, problems, properties, task

ID = "PRF-503"


def asked(component: dict[str, Json], *settings: str) -> Bundle:
    """A task whose form asks for this beside ``tanggal`` and ``jumlah``."""
    others: list[Json] = [
        {"id": "D", "type": "datetime", "subtype": "date", "key": "tanggal", "dateLabel": "Tanggal"},
        {"id": "N", "type": "number", "key": "jumlah", "label": "Jumlah"},
    ]
    form: Json = {"id": "F01", "type": "default", "schemaVersion": 19, "components": [*others, component]}
    diagram = around(task("T", *settings, camunda_formRef="F01")).files["a.bpmn"]
    return bundle(diagram, forms={"F01": form})


def field(**more: Json) -> dict[str, Json]:
    return {"id": "T1", "type": "textfield", "key": "isi", "label": "Isi", **more}


def hidden_when(condition: str) -> Bundle:
    return asked(field(conditional={"hide": f"={condition}"}))


def warned(faulty: Bundle) -> list[Problem]:
    return [problem for problem in problems(faulty) if problem.id == ID]


@pytest.mark.parametrize(
    ("condition", "construct", "instead"),
    [
        ("date(tanggal) <= today()", "today()", "properties.rule"),
        ("jumlah * 1.1 > 100", "pecahan", "harga * 11 / 100"),
        ("is blank(isi)", "is blank()", "matches("),
        ("jumlah instance of number", "instance of", "perbandingan"),
        ("tanggal > date(isi)", "teks yang diurutkan", "date(…) pada kedua sisi"),
        ("not(jumlah in [1..3])", "not() atas in", "x != null and not(…)"),
        ("if isi then true else false", "syarat yang bukan perbandingan", "setuju = true"),
    ],
)
def test_the_warning_names_the_construct_and_what_to_write(
    condition: str, construct: str, instead: str
) -> None:
    (problem,) = warned(hidden_when(condition))

    assert (problem.severity, problem.file, problem.element) == ("warning", "forms/F01.form", "isi")
    assert condition in problem.message
    assert construct in problem.message
    assert instead in problem.message


@pytest.mark.parametrize(
    "condition",
    ['isi = "A"', "jumlah > 3", "date(tanggal) >= @\"2026-01-01\"", 'not(list contains(["A"], isi))', "jumlah in [1..3]"],
)  # fmt: skip
def test_what_both_answer_alike_is_not_warned_of(condition: str) -> None:
    assert warned(hidden_when(condition)) == []


def test_a_rule_is_the_server_s_alone_so_it_may_use_the_whole_language() -> None:
    rule: Json = {
        "rule": "=date(tanggal) <= today()",
        "requiredWhen": "=jumlah * 1.1 > 3",
        "ruleMessage": "Salah.",
    }

    assert warned(asked(field(properties=rule))) == []


def test_bounds_options_and_computed_fields_are_looked_at_too() -> None:
    assert warned(asked(field(validate={"maxLength": "=median([jumlah, 3])"})))
    options: dict[str, Json] = {"id": "S", "type": "select", "key": "pilih", "label": "Pilih"}
    assert warned(asked({**options, "valuesExpression": '=[{label: "A", value: number(isi)}]'}))
    assert warned(asked({"id": "E", "type": "expression", "key": "hasil", "expression": "=jumlah * 0.1"}))


def test_the_condition_of_initials_is_shown_by_the_page_so_it_is_looked_at() -> None:
    (problem,) = warned(asked(field(), properties(paraf="=date(tanggal) = today()")))

    assert (problem.file, problem.severity) == ("a.bpmn", "warning")
    assert "“paraf”" in problem.message


def test_an_expression_that_is_no_feel_is_left_to_the_rule_that_says_so() -> None:
    assert warned(hidden_when("today( >")) == []
