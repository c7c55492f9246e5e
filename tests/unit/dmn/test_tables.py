from __future__ import annotations

import pytest

from engine.dmn import Hit, Match
from engine.model import Json
from tests.unit.dmn.builders import (
    PATH,
    column,
    data,
    decision,
    item,
    model,
    outcome,
    output,
    rule,
    table,
    value,
)

AGE = data("umur", "number")
OVERLAPPING = (
    rule("> 10", '"anak"'),
    rule("> 17", '"dewasa"'),
    rule("> 17", '"dewasa"'),
    rule("> 60", '"lansia"'),
)
RANKED = output(allowed='"lansia", "dewasa", "anak"')
NUMBERS = (rule("> 1", "10"), rule("> 2", "2.5"), rule("> 3", "2.5"))


def by_age(policy: str, *parts: str, aggregation: str | None = None, **how: str) -> tuple[str, str]:
    made = table(policy, column("umur"), *(parts or (RANKED, *OVERLAPPING)), aggregation=aggregation)
    return AGE, decision("d", made, inputs=["umur"], **how)


@pytest.mark.parametrize(
    ("policy", "age", "expected"),
    [
        ("UNIQUE", 12, "anak"),
        ("UNIQUE", 20, None),
        ("ANY", 12, "anak"),
        ("ANY", 20, None),
        ("PRIORITY", 20, "dewasa"),
        ("PRIORITY", 70, "lansia"),
        ("FIRST", 70, "anak"),
        ("RULE ORDER", 70, ["anak", "dewasa", "dewasa", "lansia"]),
        ("OUTPUT ORDER", 70, ["lansia", "dewasa", "dewasa", "anak"]),
        ("COLLECT", 70, ["anak", "dewasa", "dewasa", "lansia"]),
    ],
)
def test_each_hit_policy_chooses_among_the_rules_that_apply(policy: str, age: int, expected: Json) -> None:
    assert value(*by_age(policy), umur=age) == expected


def test_any_takes_rules_that_agree() -> None:
    agreeing = (output(), rule("> 10", '"ya"'), rule("> 17", '"ya"'))
    assert value(*by_age("ANY", *agreeing), umur=20) == "ya"


@pytest.mark.parametrize(
    ("aggregation", "expected", "of_nothing"),
    [("SUM", 15, None), ("MIN", 2.5, None), ("MAX", 10, None), ("COUNT", 3, 0)],
)
def test_collected_conclusions_are_aggregated(aggregation: str, expected: Json, of_nothing: Json) -> None:
    parts = by_age("COLLECT", output(), *NUMBERS, aggregation=aggregation)
    assert value(*parts, umur=5) == expected
    assert value(*parts, umur=0) == of_nothing


@pytest.mark.parametrize("policy", ["UNIQUE", "ANY", "PRIORITY", "FIRST"])
def test_where_no_rule_applies_a_single_hit_table_gives_null_and_says_why(policy: str) -> None:
    result = outcome(*by_age(policy), umur=1)
    assert result.value is None
    assert [reason.message for reason in result.reasons] == ["tidak ada aturan yang cocok"]


@pytest.mark.parametrize("policy", ["RULE ORDER", "OUTPUT ORDER", "COLLECT"])
def test_where_no_rule_applies_a_multiple_hit_table_gives_an_empty_list(policy: str) -> None:
    assert value(*by_age(policy), umur=1) == []


@pytest.mark.parametrize(
    ("policy", "aggregation", "expected"),
    [("UNIQUE", None, 7), ("FIRST", None, 7), ("COLLECT", None, [7]), ("COLLECT", "SUM", 7)],
)
def test_default_values_are_taken_where_no_rule_applies(
    policy: str, aggregation: str | None, expected: Json
) -> None:
    parts = by_age(policy, output(default="3 + 4"), *NUMBERS, aggregation=aggregation)
    assert value(*parts, umur=0) == expected


def test_several_outputs_make_a_context_and_rank_from_left_to_right() -> None:
    outputs = (
        output("putusan", allowed='"tolak", "terima"'),
        output("alasan", allowed='"biaya", "waktu"'),
    )
    rules = (
        rule("-", '"terima"', '"biaya"', outputs=2),
        rule("-", '"tolak"', '"waktu"', outputs=2),
        rule("-", '"tolak"', '"biaya"', outputs=2),
    )
    assert value(*by_age("PRIORITY", *outputs, *rules), umur=1) == {"putusan": "tolak", "alasan": "biaya"}
    ordered = value(*by_age("OUTPUT ORDER", *outputs, *rules), umur=1)
    assert ordered == [
        {"putusan": "tolak", "alasan": "biaya"},
        {"putusan": "tolak", "alasan": "waktu"},
        {"putusan": "terima", "alasan": "biaya"},
    ]


def test_conclusions_of_several_kinds_aren_t_added_up() -> None:
    result = outcome(
        *by_age("COLLECT", output(), rule("-", "1"), rule("-", '"x"'), aggregation="SUM"), umur=1
    )
    assert result.value is None
    assert result.reasons[0].message.startswith("aturan 1, 2: ")


def test_a_conclusion_without_a_rank_comes_last() -> None:
    assert value(*by_age("OUTPUT ORDER", RANKED, rule("-", "null"), rule("-", '"anak"')), umur=1) == [
        "anak",
        None,
    ]


def test_defaults_of_several_outputs_leave_the_others_null() -> None:
    outputs = (output("a", default="1"), output("b"))
    assert value(*by_age("UNIQUE", *outputs, rule("> 5", "2", "3", outputs=2)), umur=1) == {"a": 1, "b": None}


def test_the_allowed_values_of_the_output_s_type_rank_where_it_has_no_values_of_its_own() -> None:
    ranked = item("putusan", "string", allowed='"lansia", "dewasa", "anak"')
    parts = by_age("PRIORITY", output(type_="putusan"), *OVERLAPPING)
    assert value(ranked, *parts, umur=70) == "lansia"


def test_a_decision_s_type_ranks_what_its_table_gives() -> None:
    ranked = item("putusan", "string", allowed='"lansia", "dewasa", "anak"')
    parts = table("PRIORITY", column("umur"), output(), *OVERLAPPING)
    decided = decision("d", parts, type_="putusan", inputs=["umur"])
    assert value(ranked, data("umur"), decided, decision="_d", umur=70) == "lansia"


def test_each_component_of_a_decision_s_type_ranks_its_output() -> None:
    result = item(
        "hasil", components=[item("a", "urut", of="itemComponent"), item("b", "number", of="itemComponent")]
    )
    order = item("urut", "string", allowed='"hi", "lo"')
    rows = (rule("-", '"lo"', "1", outputs=2), rule("-", '"hi"', "2", outputs=2))
    parts = table("PRIORITY", column("umur"), output("a"), output("b"), *rows)
    decided = decision("d", parts, type_="hasil", inputs=["umur"])
    assert value(order, result, data("umur"), decided, decision="_d", umur=1) == {"a": "hi", "b": 2}


@pytest.mark.parametrize(
    ("cell", "age", "applies"),
    [
        ("-", 5, True),
        ("", 5, True),
        ("5", 5, True),
        ("< 5", 5, False),
        ("[1..5)", 5, False),
        ("1, 5, 9", 5, True),
        ("not(5)", 5, False),
        ("not(> 7)", 5, True),
        ("? > 2 and ? < lain", 5, True),
        ("lain", 5, False),
        ("lain - 1", 5, True),
        ("null", None, True),
        ("> 1", None, False),
        ("-", None, True),
    ],
)
def test_a_cell_tests_its_column_s_value(cell: str, age: int | None, applies: bool) -> None:
    made = table("FIRST", column("umur"), output(), rule(cell, "true"), rule("-", "false"))
    parts = (AGE, data("lain", "number"), decision("d", made, inputs=["umur", "lain"]))
    assert value(*parts, umur=age, lain=6) is applies


def test_all_cells_of_a_rule_must_pass() -> None:
    made = table(
        "UNIQUE", column("a"), column("b"), output(), rule("1", "2", '"ya"'), rule("1", "not(2)", '"tidak"')
    )
    parts = (data("a"), data("b"), decision("d", made, inputs=["a", "b"]))
    assert value(*parts, a=1, b=2) == "ya"
    assert value(*parts, a=1, b=3) == "tidak"
    assert value(*parts, a=2, b=2) is None


def test_an_input_beyond_its_column_s_values_gives_null_and_no_rule_applies() -> None:
    made = table("UNIQUE", column("kota", allowed='"Bandung", "Jakarta"'), output(), rule("-", "1"))
    result = outcome(data("kota"), decision("d", made, inputs=["kota"]), kota="Semarang")
    assert result.value is None
    assert result.matched[0].hits == ()
    assert result.reasons[0].message == "masukan ke-1: nilainya tidak termasuk nilai yang diizinkan"


def test_each_member_of_a_list_must_be_among_the_column_s_values() -> None:
    made = table(
        "UNIQUE", column("kota", allowed='"Bandung", "Jakarta"'), output(), rule("count(?) = 2", "1")
    )
    parts = (data("kota"), decision("d", made, inputs=["kota"]))
    assert value(*parts, kota=["Bandung", "Jakarta"]) == 1
    assert value(*parts, kota=["Bandung", "Semarang"]) is None


def test_an_input_of_another_type_is_null() -> None:
    made = table("FIRST", column("umur", "number"), output(), rule("null", '"kosong"'), rule("-", '"isi"'))
    result = outcome(data("umur"), decision("d", made, inputs=["umur"]), umur="lima")
    assert result.value == "kosong"
    assert result.reasons[0].message == "masukan ke-1: harus bertipe number, bukan string"


def test_a_conclusion_of_another_type_or_not_allowed_is_null() -> None:
    rules = (rule("1", '"x"'), rule("2", "5"), rule("3", "50"))
    parts = by_age("UNIQUE", output(type_="number", allowed="[0..10]"), *rules)
    assert value(*parts, umur=1) is None
    assert value(*parts, umur=2) == 5
    assert value(*parts, umur=3) is None


def test_one_conclusion_becomes_a_list_where_the_decision_is_one() -> None:
    numbers = item("bilangan", "number", collection=True)
    assert value(numbers, *by_age("UNIQUE", output(), rule("-", "5"), type_="bilangan"), umur=1) == [5]


def test_the_outcome_names_the_tables_and_the_rules_that_applied() -> None:
    rules = (rule("> 1", "1"), rule("> 2", "2"), rule("> 3", "3").replace("<rule>", '<rule id="ketiga">'))
    result = outcome(*by_age("COLLECT", output(), *rules, aggregation="MAX"), umur=3)
    assert result.matched == (Match(PATH, "_d", "t", "C>", (Hit(1, None), Hit(2, None))),)
    result = outcome(*by_age("COLLECT", output(), *rules), umur=9)
    assert result.matched[0].hits[-1] == Hit(3, "ketiga")


def test_first_tests_no_rule_behind_the_one_that_applies() -> None:
    rules = (rule("> 1", "1"), rule("1 / 0 = ?", "2"))
    assert outcome(*by_age("FIRST", output(), *rules), umur=5).reasons == ()
    assert outcome(*by_age("FIRST", output(), *rules), umur=0).reasons != ()


def test_a_table_with_a_cell_that_is_no_feel_applies_no_rule() -> None:
    parts = by_age("FIRST", output(), rule("> > 1", "1"), rule("-", "2"))
    result = outcome(*parts, umur=5)
    assert result.value is None
    assert result.reasons[0].message.startswith("aturan 1: Baris 1, kolom 3")
    assert [fault.element for fault in model(*parts).faults()] == ["t"]


def test_the_conclusions_of_a_unique_table_that_overlaps_are_named() -> None:
    result = outcome(*by_age("UNIQUE"), umur=70)
    assert result.reasons[0].message == "aturan 1, 2, 3, 4: lebih dari satu aturan cocok"
    assert [hit.number for hit in result.matched[0].hits] == [1, 2, 3, 4]
