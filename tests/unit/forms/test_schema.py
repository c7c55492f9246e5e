"""Which schemas are refused, and which expressions a form has."""

from __future__ import annotations

import pytest

from engine.forms import check_schema, expressions_of
from engine.model import Json
from tests.unit.forms.builders import Component, choice, field, form, group, hidden_when, rows, rule


def messages_of(*components: Component) -> str:
    return "\n".join(finding.message for finding in check_schema(form(*components)))


def test_a_form_of_every_supported_component_has_no_findings() -> None:
    schema = form(
        field(
            "textfield", "a", validate={"required": True, "pattern": "^x"}, appearance={"prefixAdorner": "Rp"}
        ),
        field("textarea", "b", description="Penjelasan", layout={"row": "R1", "columns": None}),
        field(
            "number", "c", decimalDigits=2, increment=0.5, validate={"min": 0, "max": "=a"}, defaultValue=1
        ),
        field("checkbox", "d", defaultValue=True, conditional=hidden_when("a = 1")),
        choice("radio", "e", defaultValue="A"),
        choice("select", "f", searchable=True, readonly=True),
        choice("checklist", "g", defaultValue=["A"]),
        field("taglist", "h", valuesExpression="=daftar"),
        field("datetime", "m", subtype="datetime", dateLabel="Tanggal", use24h=True),
        field("filepicker", "j", accept=".pdf,image/*", multiple=True, properties={"maxSizeMB": "20"}),
        {"id": "E", "type": "expression", "key": "k", "expression": "=c * 2", "computeOn": "change"},
        {"id": "T", "type": "text", "text": "Petunjuk."},
        {"id": "S", "type": "separator"},
        {"id": "P", "type": "spacer", "height": 20},
        group(field("textfield", "a"), path="alamat.rumah"),
        rows("baris", field("textfield", "a", properties=rule("value = 1")), properties={"minRows": 1}),
    )
    assert check_schema(schema) == []


@pytest.mark.parametrize("kind", ["html", "iframe", "image", "button", "documentPreview", "table", "peta"])
def test_a_component_that_is_not_supported_is_refused_by_name(kind: str) -> None:
    assert f"“{kind}” tidak didukung" in messages_of(field(kind))


@pytest.mark.parametrize(
    ("component", "part"),
    [
        (field("textfield", serializeToString=True), "serializeToString"),
        (field("number", validate={"minLength": 1}), "validate.minLength"),
        (field("number", validate={"min": "satu"}), "validate.min"),
        (field("textfield", validate={"maxLength": 10**9}), "validate.maxLength"),
        (field("textfield", validate={"required": "ya"}), "validate.required"),
        (field("textfield", validate={"pattern": "(?=a)"}), "validate.pattern"),
        (field("textfield", validate={"validationType": "ktp"}), "validationType"),
        (field("textfield", readonly="=a"), "readonly"),
        (field("textfield", conditional={"hide": "a"}), "conditional"),
        (field("textfield", conditional={"show": "=a"}), "conditional"),
        (field("textfield", properties={"warna": "biru"}), "properties.warna"),
        (field("textfield", properties={"rule": "=a"}), "ruleMessage"),
        (field("textfield", properties={"rule": "a", "ruleMessage": "Salah."}), "properties.rule"),
        (field("filepicker", properties={"maxSizeMB": "banyak"}), "maxSizeMB"),
        (field("textfield", label=""), "label"),
        (field("textfield", label="{{a}}"), "label"),
        (field("textfield", label="=a"), "label"),
        (field("textfield", key="a.b"), "a.b"),
        (field("textfield", key="this"), "this"),
        (field("textfield", key="for"), "for"),
        (field("select"), "valuesExpression"),
        (choice("select", valuesExpression="=a"), "valuesExpression"),
        (field("select", values=[]), "values"),
        (field("select", valuesExpression="a"), "valuesExpression"),
        (choice("select", "isi", "A", "A"), "sama"),
        (choice("select", defaultValue="Z"), "defaultValue"),
        (field("number", defaultValue="Z"), "defaultValue"),
        (field("number", decimalDigits=-1), "decimalDigits"),
        (field("number", increment=0), "increment"),
        (field("datetime", subtype="tahun"), "subtype"),
        (field("filepicker", accept="=a"), "accept"),
        (field("filepicker", multiple="=a"), "multiple"),
        (field("filepicker", description="a"), "description"),
        (field("expression", expression="1"), "expression"),
        (group(path="a b"), "path"),
        (rows("a.b", field("textfield")), "path"),
        (rows("a"), "isian"),
        (rows("a", field("textfield"), isRepeating=False), "isRepeating"),
        (rows("a", field("textfield", readonly=True)), "readonly"),
        (rows("a", rows("b", field("textfield"))), "Daftar di dalam daftar"),
    ],
)
def test_what_would_not_run_right_is_refused(component: Component, part: str) -> None:
    assert part in messages_of(component)


def test_a_name_may_be_used_once_only() -> None:
    assert "lebih dari sekali" in messages_of(field("textfield"), field("number"))
    assert "lebih dari sekali" in messages_of(field("textfield", "a"), group(field("textfield"), path="a"))
    assert "lebih dari sekali" in messages_of(rows("a", field("textfield"), field("number")))
    assert messages_of(rows("a", field("textfield")), rows("b", field("textfield"))) == ""


@pytest.mark.parametrize(
    "schema",
    [
        None,
        [],
        {},
        {"components": "x"},
        form() | {"schemaVersion": 20},
        form() | {"type": "x"},
        form() | {"x": 1},
    ],
)
def test_what_is_no_form_is_refused(schema: Json) -> None:
    assert check_schema(schema)


def test_a_form_too_deep_or_too_long_is_refused() -> None:
    deep: Component = field("textfield")
    for _ in range(2000):
        deep = group(deep)
    assert "terlalu besar" in messages_of(deep)
    assert "terlalu besar" in messages_of(*[field("textfield", f"a{n}") for n in range(501)])


def test_a_finding_names_the_field() -> None:
    [finding] = check_schema(
        form(group(rows("baris", field("number", "biaya", increment=0)), path="rencana"))
    )
    assert (finding.path, finding.severity) == ("rencana.baris.biaya", "error")


def test_every_expression_is_listed_with_the_names_it_sees() -> None:
    schema = form(
        field("number", "a", validate={"min": "=x", "max": 3}, conditional=hidden_when("h")),
        field("select", "b", valuesExpression="=daftar", properties={"requiredWhen": "=w"}),
        {"id": "T", "type": "text", "text": "=t"},
        rows(
            "r",
            field("textfield", "c", properties=rule("value = this.d")),
            properties=rule("count(value) > 1"),
        ),
    )
    found = {(one.path, one.property, one.text): one.locals for one in expressions_of(schema)}
    assert found == {
        ("a", "validate.min", "x"): frozenset(),
        ("a", "conditional.hide", "h"): frozenset(),
        ("b", "valuesExpression", "daftar"): frozenset(),
        ("b", "properties.requiredWhen", "w"): frozenset(),
        ("T", "text", "t"): frozenset(),
        ("r", "properties.rule", "count(value) > 1"): {"value"},
        ("r.c", "properties.rule", "value = this.d"): {"value", "this", "parent", "i"},
    }
