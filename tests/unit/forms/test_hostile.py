"""Whatever JSON is sent, the answer is a clean submission or sentences, never an exception."""

from __future__ import annotations

from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from engine.forms import check_schema, check_submission, expressions_of, initial_data, labelled, papers
from engine.model import Json
from tests.unit.forms.builders import Toy, choice, field, form, group, hidden_when, pdf, rows, rule

SCHEMA = form(
    field(
        "textfield",
        "a",
        validate={"required": True, "minLength": 2, "pattern": "^x", "validationType": "email"},
    ),
    field("textarea", "b", conditional=hidden_when("tutup"), properties=rule("ya")),
    field("number", "c", decimalDigits=2, increment=0.5, validate={"min": "=lima"}),
    field("checkbox", "d", validate={"required": True}),
    choice("select", "e"),
    choice("taglist", "f"),
    field("datetime", "g"),
    field("datetime", "h", subtype="datetime", disallowPassedDates=True),
    field("filepicker", "i", accept=".pdf"),
    field("filepicker", "j", multiple=True),
    field("textfield", "k", readonly=True),
    {"id": "E", "type": "expression", "key": "l", "expression": "=lima"},
    group(field("textfield", "a"), field("number", "b"), path="m"),
    rows(
        "n", field("textfield", "a"), choice("checklist", "b"), field("datetime", "c"), properties=rule("ya")
    ),
)
ANSWERS = {
    "lima": lambda _: 5,
    "ya": lambda _: True,
    "tutup": lambda names: names["d"],
    "today()": lambda _: "2026-11-22",
}
KEYS = st.sampled_from("abcdefghijklmn") | st.text(max_size=5)
LEAVES: st.SearchStrategy[Json] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["A", "u1", "2026-11-22", "2026-13-45", "xa@b.id", "09:30", ["u1", "u1"], ["A", "B"]])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=12,
)


@given(data=st.dictionaries(KEYS, VALUES, max_size=16), context=st.dictionaries(KEYS, VALUES, max_size=4))
def test_any_submission_is_answered_in_sentences(data: dict[str, Any], context: dict[str, Any]) -> None:
    checked = check_submission(SCHEMA, data, context, {"u1": pdf()}, Toy(ANSWERS))
    assert set(checked.clean) <= set("abcdefghijklmn")
    assert all(sentence for sentences in checked.errors.values() for sentence in sentences)
    orjson.dumps(checked.errors)


@given(data=st.dictionaries(KEYS, VALUES, max_size=16))
def test_what_is_clean_stays_clean_when_sent_again(data: dict[str, Any]) -> None:
    first = check_submission(SCHEMA, data, {}, {"u1": pdf()}, Toy(ANSWERS))
    if not first.errors:
        again = check_submission(SCHEMA, first.clean, first.clean, {}, Toy(ANSWERS))
        assert (again.clean, again.errors) == (first.clean, {})


@given(data=st.dictionaries(KEYS, VALUES, max_size=16))
def test_any_stored_values_can_be_shown_and_prefilled(data: dict[str, Any]) -> None:
    labelled(SCHEMA, data)
    papers(SCHEMA, data)
    assert set(initial_data(SCHEMA, data)) <= set("abcdefghijklmn")


SCHEMA_KEYS = st.sampled_from(
    [
        "type",
        "key",
        "path",
        "components",
        "validate",
        "properties",
        "conditional",
        "values",
        "label",
        "min",
        "rule",
    ]
)
SCHEMA_LEAVES = LEAVES | st.sampled_from(["textfield", "group", "dynamiclist", "select", "number", "=a"])
COMPONENTS = st.recursive(
    SCHEMA_LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCHEMA_KEYS, inner, max_size=8),
    max_leaves=25,
)


@given(components=st.lists(COMPONENTS, max_size=5))
def test_any_schema_is_checked_without_an_exception(components: list[Any]) -> None:
    schema = form() | {"components": components}
    if not check_schema(schema):
        expressions_of(schema)


def test_a_submission_of_a_thousand_nested_lists_is_refused_at_the_field() -> None:
    nested: Json = []
    for _ in range(1000):
        nested = [nested]
    checked = check_submission(SCHEMA, {"f": nested, "x": nested}, {}, {}, Toy(ANSWERS))
    assert {"f", "x"} <= set(checked.errors)
