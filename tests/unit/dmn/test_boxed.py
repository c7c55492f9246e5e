from __future__ import annotations

from typing import Any

import pytest

from engine import feel
from engine.model import Json
from tests.unit.dmn.builders import (
    column,
    context,
    data,
    decision,
    each,
    function,
    invocation,
    knowledge,
    literal,
    model,
    outcome,
    output,
    rule,
    table,
    tag,
    value,
)


def test_a_literal_expression_is_feel_over_what_the_decision_requires() -> None:
    parts = (data("satuan biaya"), decision("d", literal("satuan biaya * 2"), inputs=["satuan biaya"]))
    given: dict[str, Any] = {"satuan biaya": 21}
    assert value(*parts, **given) == 42


def test_data_that_isn_t_given_is_null() -> None:
    assert value(data("a"), decision("d", literal("a = null"), inputs=["a"])) is True


def test_a_context_s_entries_see_those_before_them() -> None:
    made = context(("harga dasar", literal("10")), ("pajak", literal("harga dasar * 0.1")))
    assert value(decision("d", made)) == {"harga dasar": 10, "pajak": 1}


def test_a_context_with_a_result_gives_only_that() -> None:
    assert value(decision("d", context(("a", literal("10")), (None, literal("a + 1"))))) == 11


def test_an_entry_hides_data_of_the_same_name_only_inside_its_context() -> None:
    inner = context(("a", literal("1")), (None, literal("a")))
    made = context(("dalam", inner), ("luar", literal("a")))
    assert value(data("a"), decision("d", made, inputs=["a"]), a=5) == {"dalam": 1, "luar": 5}


def test_a_list_keeps_its_members_in_order() -> None:
    assert value(decision("d", tag("list", literal("1 + 1"), literal('"x"'), literal("null")))) == [
        2,
        "x",
        None,
    ]


def test_a_relation_is_a_list_of_contexts() -> None:
    columns = tag("column", name="nama kota") + tag("column", name="jarak", typeRef="number")
    rows = (
        tag("row", literal('"Bandung"'), literal("10")),
        tag("row", literal('"Jakarta"'), literal('"jauh"')),
    )
    relation = tag("relation", columns, *rows)
    assert value(decision("d", relation)) == [
        {"nama kota": "Bandung", "jarak": 10},
        {"nama kota": "Jakarta", "jarak": None},
    ]
    made = context(("kota", relation), (None, literal('kota[nama kota = "Bandung"].jarak')))
    assert value(decision("d", made)) == [10]


def test_a_function_sees_its_parameters_and_what_was_around_it() -> None:
    made = context(
        ("faktor", literal("10")),
        ("kali", function(literal("n * faktor"), "n")),
        ("hasil", literal("kali(4)")),
        (None, literal("[hasil, kali(n: 5)]")),
    )
    assert value(decision("d", made)) == [40, 50]


def test_a_function_in_a_context_may_call_itself() -> None:
    body = literal("if n <= 1 then 1 else n * faktorial(n - 1)")
    made = context(("faktorial", function(body, "n")), (None, literal("faktorial(5)")))
    assert value(decision("d", made)) == 120


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        (invocation("luas", sisi_a="3", sisi_b="4"), 12),
        (invocation("luas", sisi_b="4"), None),
        (invocation("luas", sisi_a="3", sisi_b="4", sisi_c="5"), None),
        (invocation("luas", sisi_a='"3"', sisi_b="4"), None),
        (invocation("max", list="[1, 7]"), 7),
        (invocation("tidak ada", a="1"), None),
        (invocation("modulo", dividend="1", divisor="0"), None),
        (invocation("exp", number="10**12"), None),
    ],
)
def test_an_invocation_calls_a_function_by_its_parameters_names(called: str, expected: Json) -> None:
    area = knowledge("luas", literal("sisi a * sisi b"), ("sisi a", "number"), ("sisi b", "number"))
    assert value(area, decision("d", called, knows=["luas"])) == expected


def test_a_function_isn_t_called_with_too_many_arguments() -> None:
    result = outcome(
        knowledge("f", literal("1"), ("n", None)), decision("d", literal("f(1, 2)"), knows=["f"])
    )
    assert result.value is None
    assert "parameternya: n" in result.reasons[0].message


def test_a_function_of_a_model_stays_in_its_model() -> None:
    escaped = outcome(decision("d", function(literal("1")))).value
    assert feel.evaluate("f()", {"f": escaped}).value is None


def test_lists_within_lists_are_no_matter_of_recursion() -> None:
    nested = literal("1")
    for _ in range(90):
        nested = tag("list", nested)
    assert str(outcome(decision("d", nested)).value).count("[") == 90


def test_an_invocation_that_fails_says_why() -> None:
    area = knowledge("luas", literal("a"), ("a", "number"))
    result = outcome(area, decision("d", invocation("luas", a='"x"'), knows=["luas"]))
    assert [reason.message for reason in result.reasons] == ["a harus bertipe number, bukan string"]


@pytest.mark.parametrize(
    ("condition", "expected"), [("1 < 2", "ya"), ("1 > 2", "tidak"), ("null", "tidak"), ('"ya"', None)]
)
def test_a_conditional_takes_one_of_two(condition: str, expected: Json) -> None:
    parts = (tag("if", literal(condition)), tag("then", literal('"ya"')), tag("else", literal('"tidak"')))
    assert value(decision("d", tag("conditional", *parts))) == expected


@pytest.mark.parametrize(
    ("domain", "match", "expected"),
    [
        ("[1, 2, 3, 4]", "item > 2", [3, 4]),
        ("[{a: 1}, {a: 2}]", "a = 2", [{"a": 2}]),
        (
            "[{nama kota: 1, b: 0}, {nama kota: 2, b: 0}]",
            "nama kota > 1 and item.b = 0",
            [{"nama kota": 2, "b": 0}],
        ),
        ("[{a: 1}, {b: 2}]", "a = 1", [{"a": 1}]),
        ("[1, null, 3]", "item > 2", [3]),
        ("[5, 6]", "batas < item", [6]),
        ("[{batas: 9}]", "batas = 9", [{"batas": 9}]),
        ("7", "item = 7", [7]),
        ("[]", "item = 7", []),
        ("null", "true", None),
        ("[1, 2]", "item", None),
        ("[1, 2]", "item >", []),
        ("[1, 2]", 'if item = 1 then true else "x"', None),
    ],
)
def test_a_filter_keeps_the_members_that_match(domain: str, match: str, expected: Json) -> None:
    made = each("filter", domain, match)
    assert value(data("batas"), decision("d", made, inputs=["batas"]), batas=5) == expected


@pytest.mark.parametrize(
    ("kind", "domain", "body", "expected"),
    [
        ("for", "[1, 2, 3]", "n * 2", [2, 4, 6]),
        ("for", "[1..3]", "n + faktor", [11, 12, 13]),
        ("for", "[1, 2, 3]", "n + count(partial)", [1, 3, 5]),
        ("for", "[]", "n", []),
        ("for", "null", "n", None),
        ("some", "[1, 2, 3]", "n > 2", True),
        ("some", "[1, 2, 3]", "n > 3", False),
        ("some", "[1, null]", "n > 3", None),
        ("some", "[5, null]", "n > 3", True),
        ("some", "[]", "n > 3", False),
        ("some", "[1, 2]", "n", None),
        ("some", "null", "true", None),
        ("every", "[1, 2, 3]", "n > 0", True),
        ("every", "[1, 2, 3]", "n > 1", False),
        ("every", "[1, null]", "n > 0", None),
        ("every", "[1, null]", "n > 1", False),
        ("every", "[]", "n > 0", True),
        ("every", "[1, 2]", "n", None),
    ],
)
def test_iterations_go_over_a_list(kind: str, domain: str, body: str, expected: Json) -> None:
    made = each(kind, domain, body, "n")
    assert value(data("faktor"), decision("d", made, inputs=["faktor"]), faktor=10) == expected


def test_iterations_hold_boxed_expressions_and_names_with_blanks() -> None:
    inner = table("FIRST", column("nilai ujian"), output(), rule("> 5", '"lulus"'), rule("-", '"gagal"'))
    parts = (tag("in", literal("[4, 6]")), tag("return", inner))
    result = outcome(decision("d", tag("for", *parts, iteratorVariable="nilai ujian")))
    assert result.value == ["gagal", "lulus"]
    assert [[hit.number for hit in match.hits] for match in result.matched] == [[2], [1]]


def test_a_table_in_a_filter_sees_the_member_s_entries() -> None:
    inner = table("FIRST", column("a"), output(), rule("> 1", "true"), rule("-", "false"))
    made = tag("filter", tag("in", literal("[{a: 1}, {a: 2}]")), tag("match", inner))
    assert value(decision("d", made)) == [{"a": 2}]


def test_a_function_made_in_an_iteration_keeps_its_member() -> None:
    inner = tag("in", literal("[1, 2]")) + tag("return", function(literal("n * 10")))
    made = context(
        ("semua", tag("for", inner, iteratorVariable="n")), (None, literal("for f in semua return f()"))
    )
    assert value(decision("d", made)) == [10, 20]


@pytest.mark.parametrize("kind", ["Java", "PMML"])
def test_functions_outside_feel_are_null_and_faults(kind: str) -> None:
    body = context(("class", literal('"java.lang.Math"')))
    parts = (
        knowledge("luar", body, ("n", None), kind=kind),
        decision("d", literal("luar(1)"), knows=["luar"]),
    )
    message = f"Fungsi luar ({kind}) tidak didukung; tulis isinya dengan FEEL."
    result = outcome(*parts)
    assert (result.value, result.reasons[0].message) == (None, message)
    assert [fault.message for fault in model(*parts).faults()] == [message]


def test_text_in_another_language_is_null_and_a_fault() -> None:
    parts = (decision("d", literal("1 + 1", expressionLanguage="groovy")),)
    assert value(*parts) is None
    assert [fault.message for fault in model(*parts).faults()] == [
        "Bahasa ungkapan “groovy” tidak didukung; gunakan FEEL."
    ]


def test_feel_named_in_full_is_understood() -> None:
    language = "https://www.omg.org/spec/DMN/20230324/FEEL/"
    assert value(decision("d", literal("1 + 1", expressionLanguage=language))) == 2
