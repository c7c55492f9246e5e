from __future__ import annotations

from decimal import Decimal

import pytest

from engine.dmn import read
from engine.errors import NotFound
from engine.feel import Function, to_json
from tests.unit.dmn.builders import (
    column,
    component,
    context,
    data,
    decision,
    file,
    invocation,
    item,
    knowledge,
    literal,
    model,
    outcome,
    output,
    rule,
    service,
    table,
    tag,
    value,
)

A, B = data("a", "number"), data("b", "number")
SUM = decision("jumlah", literal("a + b"), inputs=["a", "b"])
DOUBLE = decision("dua kali", literal("jumlah * 2"), decisions=["jumlah"])


def test_a_decision_sees_what_it_requires_and_nothing_else() -> None:
    assert value(A, B, SUM, DOUBLE, decision="dua kali", a=1, b=2) == 6
    unrelated = decision("d", literal("jumlah"))
    assert value(A, B, SUM, unrelated, a=1, b=2) is None


def test_the_order_in_the_file_doesn_t_matter() -> None:
    assert value(DOUBLE, SUM, B, A, decision="dua kali", a=1, b=2) == 6


def test_decisions_are_found_by_id_before_name() -> None:
    parts = (decision("x", literal("1")), decision("_x", literal("2")))
    assert value(*parts, decision="_x") == 1
    assert value(*parts, decision="x") == 1
    with pytest.raises(NotFound):
        model(*parts).evaluate("y", {})


def test_each_decision_is_evaluated_once_and_told_in_order() -> None:
    both = decision("d", literal("jumlah + dua kali"), decisions=["jumlah", "dua kali"])
    result = outcome(A, B, SUM, DOUBLE, both, a=1, b=2)
    assert [(each.id, each.value) for each in result.decided] == [
        ("_jumlah", Decimal(3)),
        ("_dua kali", Decimal(6)),
        ("_d", Decimal(9)),
    ]


def test_a_long_chain_of_decisions_is_no_matter_of_recursion() -> None:
    chain = [decision("d0", literal("1"))]
    chain += [decision(f"d{n}", literal(f"d{n - 1} + 1"), decisions=[f"d{n - 1}"]) for n in range(1, 1500)]
    assert value(*chain, decision="d1499") == 1500


def test_functions_call_those_that_they_require() -> None:
    inner = knowledge("kali dua", literal("n * 2"), ("n", "number"))
    outer = knowledge("kali empat", literal("kali dua(kali dua(n))"), ("n", "number"), knows=["kali dua"])
    parts = (outer, inner, decision("d", literal("kali empat(3)"), knows=["kali empat"]))
    assert value(*parts) == 12
    assert value(*parts, decision="kali empat", n=3) == 12
    assert value(*parts, decision="kali empat", n="x") is None


def test_a_function_may_call_itself() -> None:
    body = literal("if n <= 1 then 1 else n * faktorial(n - 1)")
    parts = (
        knowledge("faktorial", body, ("n", "number")),
        decision("d", literal("faktorial(5)"), knows=["faktorial"]),
    )
    assert value(*parts) == 120


def test_a_table_in_a_function_tells_which_rules_applied() -> None:
    made = table("UNIQUE", column("n"), output(), rule("> 5", '"besar"'), rule("<= 5", '"kecil"'))
    parts = (
        knowledge("ukur", made, ("n", "number")),
        decision("d", literal("[ukur(1), ukur(9)]"), knows=["ukur"]),
    )
    result = outcome(*parts)
    assert result.value == ["kecil", "besar"]
    assert [(match.node, match.hits[0].number) for match in result.matched] == [("_ukur", 2), ("_ukur", 1)]


def test_functions_that_are_handed_in_can_be_called() -> None:
    given = {"hari kerja setelah": Function(("n",), lambda n: n + 1)}
    made = model(decision("d", literal("hari kerja setelah(1)")), functions=given)
    assert made.evaluate("d", {}).value == 2
    assert made.faults() == []


def test_a_function_can_be_handed_to_another() -> None:
    parts = (
        knowledge("kali dua", literal("n * 2"), ("n", "number")),
        knowledge("pada", literal("f(10)"), ("f", None)),
        decision("d", literal("pada(kali dua)"), knows=["kali dua", "pada"]),
    )
    assert value(*parts) == 20


# --- decision services ------------------------------------------------------------------------------

SERVICE = service("layanan", outputs=["dua kali"], decisions=["jumlah"])


def test_a_service_decides_over_the_decisions_that_are_given() -> None:
    assert value(A, B, SUM, DOUBLE, SERVICE, decision="layanan", jumlah=50, a=1, b=2) == 100


def test_a_service_is_a_function_of_data_before_decisions() -> None:
    text = decision("teks", literal('a + "-" + jumlah'), inputs=["a"], decisions=["jumlah"])
    parts = (data("a"), B, SUM, text, service("s", outputs=["teks"], inputs=["a"], decisions=["jumlah"]))
    assert value(*parts, decision("d", literal('s("x", "y")'), knows=["s"])) == "x-y"
    assert value(*parts, decision("d", invocation("s", a='"x"', jumlah='"y"'), knows=["s"])) == "x-y"
    assert value(*parts, decision("d", literal('s("x")'), knows=["s"])) is None


def test_what_is_given_to_a_service_stays_inside_it() -> None:
    inside = decision("kembali", literal("a"), inputs=["a"])
    made = context(("dalam", literal("s(9)")), ("luar", literal("a")))
    parts = (A, inside, service("s", outputs=["kembali"], inputs=["a"]))
    assert value(*parts, decision("d", made, inputs=["a"], knows=["s"]), a=1) == {"dalam": 9, "luar": 1}


def test_a_service_isn_t_called_with_a_value_of_another_type() -> None:
    inside = decision("kosong", literal("a = null"), inputs=["a"])
    parts = (A, inside, service("s", outputs=["kosong"], inputs=["a"]))
    assert value(*parts, decision("d", literal('s("x")'), knows=["s"])) is None
    assert value(*parts, decision="s", a="x") is True


def test_several_outputs_of_a_service_are_a_context() -> None:
    both = service("s", outputs=["jumlah", "dua kali"], inputs=["a", "b"])
    assert value(A, B, SUM, DOUBLE, both, decision="s", a=1, b=2) == {"jumlah": 3, "dua kali": 6}


def test_a_decision_that_people_take_may_be_given_to_a_service() -> None:
    parts = (
        decision("pejabat", ""),
        decision("hasil", literal("pejabat + 1"), decisions=["pejabat"]),
        service("s", outputs=["hasil"], decisions=["pejabat"]),
    )
    assert value(*parts, decision="s", pejabat=1) == 2


def test_what_a_service_needs_but_doesn_t_list_is_a_fault() -> None:
    lacking = service("s", outputs=["dua kali"], inputs=["a"])
    messages = [fault.message for fault in model(A, B, SUM, DOUBLE, lacking).faults()]
    assert messages == [
        "“b” diperlukan layanan ini, tetapi bukan masukan atau isinya.",
        "“jumlah” diperlukan layanan ini, tetapi bukan masukan atau isinya.",
    ]
    whole = service("s", outputs=["dua kali"], encapsulated=["jumlah"], inputs=["a", "b"])
    assert model(A, B, SUM, DOUBLE, whole).faults() == []


# --- imports ----------------------------------------------------------------------------------------

BASE = file(
    item("orang", components=[component("nama depan", "string")]),
    data("siapa", "orang"),
    decision("salam", literal('"Halo, " + siapa.nama depan'), inputs=["siapa"]),
    knowledge("sapa", literal('"Hai, " + orang.nama depan'), ("orang", "orang")),
    namespace="urn:dasar",
)


def importing(*parts: str, name: str = "dasar", namespace: str = "urn:dasar") -> str:
    kind = "https://www.omg.org/spec/DMN/20230324/MODEL/"
    return tag("import", name=name, namespace=namespace, importType=kind) + "".join(parts)


def test_imported_decisions_functions_and_types_are_known_under_the_import_s_name() -> None:
    text = 'dasar.salam + " " + dasar.sapa(tamu) + " " + string(tamu instance of dasar.orang)'
    made = decision(
        "d", literal(text), inputs=["tamu"], decisions=["urn:dasar#_salam"], knows=["urn:dasar#_sapa"]
    )
    parts = importing(data("tamu", "dasar.orang"), made)
    result = model(parts, others={"dasar.dmn": BASE}).evaluate(
        "d", {"siapa": {"nama depan": "Ani"}, "tamu": {"nama depan": "Budi"}}
    )
    assert result.value == "Halo, Ani Hai, Budi true"
    assert [(each.file, each.name) for each in result.decided] == [("dasar.dmn", "salam"), ("model.dmn", "d")]


def test_an_import_without_a_name_takes_over_the_names() -> None:
    made = decision("d", literal("salam"), decisions=["urn:dasar#_salam"])
    parts = importing(data("tamu", "orang"), made, name="")
    result = model(parts, others={"dasar.dmn": BASE}).evaluate("d", {"siapa": {"nama depan": "Ani"}})
    assert result.value == "Halo, Ani"


def test_two_files_may_be_taken_over() -> None:
    more = file(decision("lain", literal("1")), namespace="urn:lain")
    made = decision("d", literal("salam + string(lain)"), decisions=["urn:dasar#_salam", "urn:lain#_lain"])
    parts = importing(importing(made, name="", namespace="urn:lain"), name="")
    result = model(parts, others={"dasar.dmn": BASE, "lain.dmn": more}).evaluate(
        "d", {"siapa": {"nama depan": "A"}}
    )
    assert result.value == "Halo, A1"


def test_a_file_imported_twice_is_decided_once() -> None:
    middle = [
        file(
            importing(decision("tengah", literal("dasar.salam"), decisions=["urn:dasar#_salam"])),
            namespace=f"urn:tengah{n}",
        )
        for n in (1, 2)
    ]
    made = decision(
        "d", literal("satu.tengah + dua.tengah"), decisions=["urn:tengah1#_tengah", "urn:tengah2#_tengah"]
    )
    parts = importing(
        importing(made, name="dua", namespace="urn:tengah2"), name="satu", namespace="urn:tengah1"
    )
    others = {"a.dmn": BASE, "b.dmn": middle[0], "c.dmn": middle[1]}
    made_of = model(parts, others=others)
    assert made_of.faults() == []
    result = made_of.evaluate("d", {"siapa": {"nama depan": "X"}})
    assert result.value == "Halo, XHalo, X"
    assert [each.name for each in result.decided].count("salam") == 1


def test_imports_that_aren_t_there_or_come_back_are_faults() -> None:
    lost = model(importing(decision("d", literal("1"))))
    assert [fault.message for fault in lost.faults()] == ["Berkas yang diimpor tidak ada: “urn:dasar”."]
    back = file(importing(name="x", namespace="urn:test"), namespace="urn:dasar")
    circle = model(importing(decision("d", literal("1"))), others={"dasar.dmn": back, "rusak.dmn": b"<"})
    assert [(fault.file, fault.message) for fault in circle.faults()] == [
        ("dasar.dmn", "Berkas ini dan yang diimpornya saling mengimpor.")
    ]
    assert circle.evaluate("d", {}).value == 1


def test_imports_of_other_kinds_are_faults() -> None:
    pmml = tag("import", name="x", namespace="urn:x", importType="http://www.dmg.org/PMML-4_3")
    assert [fault.message for fault in model(pmml).faults()] == [
        "Hanya berkas DMN yang dapat diimpor, bukan PMML atau XML Schema."
    ]


def test_a_reference_may_name_its_own_file_s_namespace() -> None:
    parts = (A, B, SUM, decision("d", literal("jumlah"), decisions=["urn:test#_jumlah"]))
    assert value(*parts, a=1, b=2) == 3


# --- what can be evaluated --------------------------------------------------------------------------


def test_a_model_tells_what_can_be_evaluated_and_over_what() -> None:
    parts = (
        A,
        B,
        SUM,
        DOUBLE,
        SERVICE,
        knowledge("f", literal("n"), ("n", "number")),
        decision("kosong", ""),
    )
    told = {each.name: (each.id, each.kind, each.inputs, each.logic) for each in model(*parts).invocables()}
    assert told == {
        "jumlah": ("_jumlah", "decision", {"a": "number", "b": "number"}, True),
        "dua kali": ("_dua kali", "decision", {"a": "number", "b": "number"}, True),
        "layanan": ("_layanan", "service", {"jumlah": None}, True),
        "f": ("_f", "function", {"n": "number"}, True),
        "kosong": ("_kosong", "decision", {}, False),
    }


def test_a_value_may_come_from_json_and_go_there() -> None:
    parts = (data("daftar"), decision("d", literal("sum(daftar.n) / 2"), inputs=["daftar"]))
    result = read("m.dmn", file(*parts)).evaluate("d", {"daftar": [{"n": 1}, {"n": 2.5}]})
    assert to_json(result.value) == 1.75
