from __future__ import annotations

import pytest

from engine.dmn import Outcome
from engine.feel import to_json
from engine.model import Json
from tests.unit.dmn.builders import (
    component,
    data,
    decision,
    faults,
    item,
    knowledge,
    literal,
    model,
    outcome,
    service,
    tag,
    value,
)

ADDRESS = item("alamat", components=[component("nama jalan", "string"), component("nomor", "number")])
NUMBERS = item("bilangan", "number", collection=True)
GRADE = item("mutu", "string", allowed='"A", "B", "C"')
GRADES = item("daftar mutu", "mutu", collection=True)
FEW = item("beberapa", "number", collection=True, allowed="> 0", constraint="count(?) <= 2")
AGE = item("umur", "number", allowed="[0..150], null")
GOOD = item("mutu baik", "mutu", allowed='not("C")')
TREE = item("pohon", components=[component("nilai", "number"), component("anak", "pohon", collection=True)])
TYPES = (ADDRESS, NUMBERS, GRADE, GRADES, FEW, AGE, GOOD, TREE)


def typed(type_: str, text: str) -> Outcome:
    return outcome(*TYPES, decision("d", literal(text), type_=type_))


@pytest.mark.parametrize(
    ("type_", "text", "fits"),
    [
        ("number", "1", True),
        ("number", '"1"', False),
        ("string", "null", True),
        ("feel:number", "1", True),
        ("Any", "[1]", True),
        ("date", 'date("2026-11-22")', True),
        ("date", '"2026-11-22"', False),
        ("dateTime", 'date and time("2026-11-22T10:00:00")', True),
        ("dayTimeDuration", 'duration("P1D")', True),
        ("yearMonthDuration", 'duration("P1D")', False),
        ("context", "{a: 1}", True),
        ("context", "[1, 2]", False),
        ("alamat", '{nama jalan: "x", nomor: 1}', True),
        ("alamat", '{nama jalan: "x", nomor: 1, kota: "y"}', True),
        ("alamat", '{nama jalan: "x", nomor: null}', True),
        ("alamat", '{nama jalan: "x"}', False),
        ("alamat", '{nama jalan: "x", nomor: "1"}', False),
        ("bilangan", "[1, 2, null]", True),
        ("bilangan", '[1, "2"]', False),
        ("mutu", '"B"', True),
        ("mutu", '"D"', False),
        ("daftar mutu", '["A", "C"]', True),
        ("daftar mutu", '["A", "D"]', False),
        ("beberapa", "[1, 2]", True),
        ("beberapa", "[1, 2, 3]", False),
        ("beberapa", "[1, -2]", False),
        ("umur", "null", True),
        ("umur", "200", False),
        ("mutu baik", '"B"', True),
        ("mutu baik", '"C"', False),
        ("mutu baik", '"D"', False),
        ("pohon", "{nilai: 1, anak: [{nilai: 2, anak: []}]}", True),
        ("pohon", "{nilai: 1, anak: [{nilai: 2}]}", False),
    ],
)
def test_a_decision_s_value_is_of_its_type_or_null(type_: str, text: str, fits: bool) -> None:
    untyped, given = typed("Any", text), typed(type_, text)
    assert given.value == (untyped.value if fits else None)
    assert (given.reasons == ()) is fits


@pytest.mark.parametrize(
    ("type_", "text", "expected"),
    [
        ("number", "[5]", 5),
        ("number", "[[5]]", None),
        ("bilangan", "5", [5]),
        ("bilangan", '"5"', None),
        ("daftar mutu", '"A"', ["A"]),
        ("list", "{a: 1}", [{"a": 1}]),
        ("dateTime", 'date("2026-11-22")', "2026-11-22T00:00:00Z"),
    ],
)
def test_lists_of_one_and_dates_are_converted(type_: str, text: str, expected: Json) -> None:
    assert value(*TYPES, decision("d", literal(text), type_=type_)) == expected


@pytest.mark.parametrize(
    ("type_", "text", "sentence"),
    [
        ("number", '"x"', "d: harus bertipe number, bukan string"),
        ("mutu", '"D"', "d: nilainya tidak termasuk nilai yang diizinkan"),
        ("alamat", "{nomor: 1}", "d: isinya tidak sesuai dengan tipenya"),
    ],
)
def test_the_reason_says_what_of_the_value_is_wrong(type_: str, text: str, sentence: str) -> None:
    (reason,) = typed(type_, text).reasons
    assert (reason.element, reason.message) == ("_d", sentence)


def test_input_data_of_another_type_is_null_with_the_reason() -> None:
    parts = (GRADE, data("nilai", "mutu"), decision("d", literal("nilai"), inputs=["nilai"]))
    assert value(*parts, nilai="A") == "A"
    assert value(*parts, nilai=["A"]) == "A"
    refused = outcome(*parts, nilai="Z")
    assert refused.value is None
    assert refused.reasons[0].element == "_nilai"


def test_texts_from_json_are_read_as_the_dates_that_a_type_asks_for() -> None:
    moments = item(
        "saat",
        components=[
            component("hari", "date"),
            component("lama", "dayTimeDuration"),
            component("nama", "string"),
        ],
    )
    parts = (
        item("hari", "date", collection=True),
        moments,
        data("hari", "hari"),
        data("saat", "saat"),
        decision(
            "d",
            literal("[hari[1].year, saat.hari.month, saat.lama.days, saat.nama]"),
            inputs=["hari", "saat"],
        ),
        knowledge("f", literal("n.year"), ("n", "date")),
    )
    given = {"hari": ["2026-11-22"], "saat": {"hari": "2027-01-02", "lama": "P3D", "nama": "2026-11-22"}}
    made = model(*parts)
    assert to_json(made.evaluate("d", given, json=True).value) == [2026, 1, 3, "2026-11-22"]
    assert made.evaluate("d", given | {"hari": "2026-11-22"}, json=True).value[0] == 2026
    assert made.evaluate("f", {"n": "2026-11-22"}, json=True).value == 2026
    assert made.evaluate("f", {"n": "2026-11-22"}).value is None
    assert made.evaluate("d", given | {"hari": ["besok"]}, json=True).reasons[0].element == "_hari"


def test_an_expression_s_own_type_converts_its_value_first() -> None:
    assert value(decision("d", literal("[5]", "number"))) == 5
    assert value(decision("d", literal('"x"', "number"))) is None


def test_a_text_may_name_the_file_s_types_and_their_entries() -> None:
    text = 'rumah instance of alamat and rumah.nama jalan = "Asia Afrika"'
    parts = (ADDRESS, data("rumah", "alamat"), decision("d", literal(text), inputs=["rumah"]))
    assert value(*parts, rumah={"nama jalan": "Asia Afrika", "nomor": 1}) is True


def test_a_function_s_result_is_converted_to_its_type() -> None:
    given = (
        NUMBERS,
        knowledge("f", literal("5"), type_="bilangan"),
        decision("d", literal("f()"), knows=["f"]),
    )
    assert value(*given) == [5]
    of_function = item("fungsi").replace(
        "></itemDefinition>", "><functionItem outputTypeRef='string'/></itemDefinition>"
    )
    given = (
        of_function,
        knowledge("f", literal("5"), type_="fungsi"),
        decision("d", literal("f()"), knows=["f"]),
    )
    assert value(*given) is None


def test_a_service_s_result_is_converted_to_its_type() -> None:
    parts = (NUMBERS, decision("d", literal("5")), service("s", outputs=["d"], type_="bilangan"))
    assert value(*parts, decision="s") == [5]


def test_a_function_of_another_type_than_its_parameter_isn_t_taken() -> None:
    takes = item("uji").replace(
        "></itemDefinition>",
        "><functionItem outputTypeRef='boolean'><parameters name='n' typeRef='number'/></functionItem></itemDefinition>",
    )
    uses = knowledge("pakai", literal("f(1)"), ("f", "uji"))
    ask = "pakai(function(n: {}) n = {})"
    fitting = decision("d", literal(ask.format("number", "1")), knows=["pakai"])
    assert value(takes, uses, fitting) is True
    other = decision("d", literal(ask.format("string", '"x"')), knows=["pakai"])
    assert value(takes, uses, other) is None


def test_types_that_aren_t_there_and_types_made_of_themselves_are_faults() -> None:
    assert faults(decision("d", literal("1"), type_="entah")) == [("_d", "Tipe “entah” tidak dikenal.")]
    circle = (item("a", "b"), item("b", "a"), decision("d", literal("1"), type_="a"))
    assert ("Tipe “a” terbuat dari dirinya sendiri.") in [message for _, message in faults(*circle)]
    assert value(*circle) == 1
    twice = (item("a", "string"), item("a", "number"))
    assert [message for _, message in faults(*twice)] == ["Tipe “a” didefinisikan dua kali."]


def test_allowed_values_that_are_no_feel_are_a_fault() -> None:
    assert next(message for _, message in faults(item("a", "number", allowed="> > 1"))).startswith(
        "Baris 1, kolom 3"
    )


def test_extensions_are_none_of_the_engine_s_business() -> None:
    extension = tag("extensionElements", tag("whatever"))
    assert faults(extension, decision("d", literal("1"))) == []


def test_a_long_row_of_types_is_refused_and_reads_all_the_same() -> None:
    row = [item(f"T{n}", f"T{n + 1}", allowed="1") for n in range(1500)]
    found = faults(*row, item("T1500", "number"), decision("d", literal("1"), type_="T0"))
    assert any("terlalu banyak tipe berturut-turut" in message for _, message in found)


@pytest.mark.parametrize("name", ["integer", "long", "double"])
def test_the_number_types_of_other_editors_are_numbers(name: str) -> None:
    parts = (data("n", name), decision("d", literal("n + 1"), inputs=["n"]))
    assert faults(*parts) == []
    assert value(*parts, decision="_d", n=1) == 2
