"""What a model says of itself before anybody relies on it, and what it refuses to be read from."""

from __future__ import annotations

import pytest

from engine.dmn import read
from engine.errors import Unrunnable
from engine.feel import FeelBudgetError, FeelValueError
from tests.unit.dmn.builders import (
    DMN_15,
    column,
    component,
    context,
    data,
    decision,
    each,
    faults,
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
    text,
    value,
)

AGE = data("umur", "number")


def test_a_sound_model_has_no_faults() -> None:
    person = item("orang", components=[component("nama depan", "string"), component("umur", "number")])
    made = table(
        "PRIORITY",
        column("siapa.umur", "number", allowed="[0..150]"),
        output("putusan", "string", allowed='"ya", "tidak"', default='"tidak"'),
        output("alasan"),
        rule("> 17", '"ya"', "siapa.nama depan", outputs=2),
        rule("-", '"tidak"', "null", outputs=2),
    )
    parts = (
        person,
        data("siapa", "orang"),
        decision("putus", made, inputs=["siapa"]),
        decision("semua", each("for", "[1, 2]", "n * 2", "n")),
        decision("d", literal("putus.putusan + string(semua[1])"), decisions=["putus", "semua"]),
        service("s", outputs=["d"], encapsulated=["putus", "semua"], inputs=["siapa"]),
    )
    assert faults(*parts) == []


@pytest.mark.parametrize(
    ("parts", "element", "message"),
    [
        ((decision("d", literal("1 +")),), "_d", "Baris 1, kolom 4: ungkapan berakhir di sini"),
        ((decision("d", literal("umr + 1")),), "_d", "Baris 1, kolom 1: nama “umr” tidak dikenal."),
        ((decision("d", literal("sum()")),), "_d", "Baris 1, kolom 4: argumen fungsi sum tidak cocok"),
        ((AGE, decision("d", literal("umur"))), "_d", "“umur” ada di model ini, tetapi belum dihubungkan"),
        ((decision("d", literal("1"), inputs=["umur"]),), "_d", "Yang dirujuk tidak ada: “_umur”."),
        ((AGE, decision("d", literal("1"), knows=["umur"])), "_d", "“umur” tidak dapat dirujuk di sini."),
        ((decision("d", context(("a", ""))),), "_d", "Belum ada ungkapan di sini."),
        ((decision("d", literal("")),), "_d", "Belum ada ungkapan di sini."),
        ((tag("decision", literal("1"), id="_d"),), "_d", "Unsur ini tidak bernama."),
        ((knowledge("f", ""),), "_f", "Belum ada ungkapan di sini."),
        ((decision("d", each("some", "[1]", "true")),), "_d", "Pengulangan ini tidak menamai anggotanya"),
        ((service("s", outputs=[]),), "_s", "Layanan keputusan ini tidak memiliki keputusan hasil."),
        ((decision("d", literal("1")), tag("decision", literal("2"), id="_d", name="x")), "_d", "“x” sudah ada"),
        ((tag("process", id="p"),), "p", "Unsur DMN “process” tidak didukung."),
        ((decision("d", tag("relation", tag("column", name="a"), tag("row"))),), "_d", "Setiap baris harus berisi"),
    ],
)  # fmt: skip
def test_a_fault_names_its_element_and_says_what_is_wrong(
    parts: tuple[str, ...], element: str, message: str
) -> None:
    (found,) = faults(*parts)
    assert found[0] == element
    assert found[1].startswith(message)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (table("MAYBE", output(), rule("1")), "Hit policy “MAYBE” tidak dikenal."),
        (table("UNIQUE"), "Tabel keputusan ini tidak memiliki kolom hasil."),
        (
            table("UNIQUE", column("1"), output(), rule("1")),
            "Setiap aturan harus berisi satu sel untuk setiap kolom.",
        ),
        (
            table("UNIQUE", output("a"), output(), rule("1", "2", outputs=2)),
            "Tabel dengan beberapa kolom hasil harus menamai setiap kolomnya.",
        ),
        (
            table("COLLECT", output("a"), output("b"), rule("1", "2", outputs=2), aggregation="SUM"),
            "Hasil beberapa kolom tidak dapat dijumlahkan atau dihitung (C+, C<, C>, C#).",
        ),
        (
            table("PRIORITY", output(), rule("1")),
            "Hit policy ini memerlukan urutan nilai hasil (output values).",
        ),
    ],
)
def test_a_table_that_means_nothing_is_null_and_a_fault(made: str, message: str) -> None:
    parts = (decision("d", made),)
    assert value(*parts) is None
    assert faults(*parts) == [("t", message)]


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (rule("umr > 1", "1"), "nama “umr” tidak dikenal"),
        (rule("> 1", "1 +"), "ungkapan berakhir di sini"),
        (output(allowed="> >"), "tidak dapat berada di sini"),
        (column("umr"), "nama “umr” tidak dikenal"),
        (column("umur", allowed='"x'), "teks ini tidak ditutup"),
        (column("umur", "entah"), "Tipe “entah” tidak dikenal."),
        (output(default="1 +"), "ungkapan berakhir di sini"),
    ],
)
def test_every_text_of_a_table_is_looked_at(part: str, message: str) -> None:
    inputs = [part] if part.startswith("<input") else [column("umur")]
    outputs = [part] if part.startswith("<output") else [output()]
    rules = [part] if part.startswith("<rule") else [rule("-", "1")]
    parts = (AGE, decision("d", table("UNIQUE", *inputs, *outputs, *rules), inputs=["umur"]))
    (found,) = faults(*parts)
    assert message in found[1]


def test_a_fault_knows_its_line() -> None:
    content = (
        file(decision("d", literal("1"))).replace(b"<decision", b"\n\n<decision").replace(b">1<", b">umr<")
    )
    (fault,) = read("m.dmn", content).faults()
    assert (fault.file, fault.line) == ("m.dmn", 3)


def test_circles_are_faults_and_null() -> None:
    parts = (
        decision("a", literal("b"), decisions=["b"]),
        decision("b", literal("a"), decisions=["a"]),
        decision("c", literal("c"), decisions=["c"]),
        decision("d", literal("1")),
    )
    made = model(*parts)
    assert len([fault for fault in made.faults() if "memerlukan dirinya sendiri" in fault.message]) == 2
    for name in ("a", "b", "c"):
        result = made.evaluate(name, {})
        assert result.value is None
        assert any("dirinya sendiri" in reason.message for reason in result.reasons)
    assert made.evaluate("d", {}).value == 1


def test_a_circle_through_a_service_is_a_fault_and_ends() -> None:
    parts = (decision("d", literal("s()"), knows=["s"]), service("s", outputs=["d"]))
    made = model(*parts)
    assert ["memerlukan dirinya sendiri" in fault.message for fault in made.faults()] == [True]
    with pytest.raises(FeelBudgetError):
        made.evaluate("d", {})


def test_a_decision_that_people_take_has_no_logic_and_is_no_fault_until_it_is_required() -> None:
    by_people = decision("putusan pejabat", "")
    assert faults(by_people) == []
    assert outcome(by_people, decision="putusan pejabat").reasons[0].message == (
        "keputusan “putusan pejabat” belum memiliki logika"
    )
    requiring = decision("d", literal("putusan pejabat"), decisions=["putusan pejabat"])
    assert faults(by_people, requiring) == [("_d", "“putusan pejabat” belum memiliki logika.")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<x/>", "Bukan berkas DMN."),
        (b"<definitions/>", "Bukan berkas DMN."),
        (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "Bukan berkas DMN."),
        (file(version="http://www.omg.org/spec/DMN/20151101/dmn.xsd"), "Versi DMN ini tidak didukung"),
        (b"not xml", "Bukan XML yang benar."),
        (file(*(data(f"d{n}") for n in range(2001))), "Model keputusan ini terlalu besar"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><definitions/>', "Deklarasi DOCTYPE dan entitas tidak diterima."),
    ],
)
def test_what_is_no_dmn_isn_t_read(content: bytes, message: str) -> None:
    with pytest.raises(Unrunnable) as caught:
        read("m.dmn", content)
    assert caught.value.faults[0].message.startswith(message)


@pytest.mark.parametrize("version", ["20191111", "20211108", "20230324"])
def test_three_versions_of_dmn_are_read(version: str) -> None:
    content = file(decision("d", literal("1 + 1")), version=DMN_15.replace("20230324", version))
    made = read("m.dmn", content)
    assert made.evaluate("d", {}).value == 2
    assert made.faults() == []


# --- budgets ----------------------------------------------------------------------------------------

IN_ITSELF = invocation("f", n="n")
for _ in range(60):
    IN_ITSELF = tag("list", IN_ITSELF)


@pytest.mark.parametrize(
    "parts",
    [
        (knowledge("f", literal("f(n)"), ("n", None)), decision("d", literal("f(1)"), knows=["f"])),
        (decision("d", literal("count(for a in 1..1000, b in 1..1000 return 1)")),),
        (decision("d", each("for", "[1..200000]", "n", "n")),),
        (knowledge("f", IN_ITSELF, ("n", None)), decision("d", invocation("f", n="1"), knows=["f"])),
        (
            knowledge("t", table("FIRST", column("n"), output(), rule("-", "1")), ("n", None)),
            decision("d", literal("count(for n in 1..50000 return t(n))"), knows=["t"]),
        ),
        tuple(
            [decision("d0", literal("[1]"))]
            + [
                decision(f"d{n}", literal(f"concatenate(d{n - 1}, d{n - 1})"), decisions=[f"d{n - 1}"])
                for n in range(1, 30)
            ]
            + [decision("d", literal("d29"), decisions=["d29"])]
        ),
    ],
)  # fmt: skip
def test_an_evaluation_has_one_budget_for_all_that_it_decides(parts: tuple[str, ...]) -> None:
    with pytest.raises(FeelBudgetError):
        outcome(*parts)


def test_reasons_are_kept_up_to_a_number() -> None:
    result = outcome(decision("d", each("for", "[1..1000]", "null + n", "n")))
    assert len(result.reasons) == 100


def test_a_value_that_feel_doesn_t_know_is_refused() -> None:
    with pytest.raises(FeelValueError):
        outcome(AGE, decision("d", literal("umur"), inputs=["umur"]), umur=object())


def test_a_text_may_be_as_long_as_the_language_allows() -> None:
    parts = (decision("d", literal("1" + " + 1" * 10_000)),)
    assert value(*parts) is None
    assert len(faults(*parts)) == 1
    assert text("<") == "<text>&lt;</text>"
