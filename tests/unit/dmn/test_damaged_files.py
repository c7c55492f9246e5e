"""Whatever is wrong with a file: reading and evaluating it raise nothing but the engine's own errors."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from engine.dmn import read
from engine.errors import ParafError, Unrunnable
from tests.unit.dmn.builders import (
    column,
    component,
    context,
    data,
    decision,
    each,
    file,
    function,
    invocation,
    item,
    knowledge,
    literal,
    output,
    rule,
    service,
    table,
    tag,
)

SOUND = file(
    item("mutu", "string", allowed='"A", "B"'),
    item("orang", components=[component("nama depan", "string"), component("mutu", "mutu", collection=True)]),
    data("siapa", "orang"),
    knowledge("kali", literal("n * 2"), ("n", "number"), type_="number"),
    decision(
        "putus",
        table(
            "PRIORITY",
            column("siapa.nama depan", "string"),
            output("a", "mutu", allowed='"A", "B"', default='"B"'),
            output("b"),
            rule('"Ani", "Budi"', '"A"', "kali(2)", outputs=2),
            rule("-", '"B"', "1", outputs=2),
        ),
        inputs=["siapa"],
        knows=["kali"],
    ),
    decision("semua", each("for", "[1, 2]", "kali(n)", "n"), knows=["kali"]),
    decision("sebagian", each("filter", "semua", "item > 2"), decisions=["semua"]),
    decision("ada", each("some", "sebagian", "n > 2", "n"), decisions=["sebagian"], type_="boolean"),
    decision(
        "d",
        context(
            ("f", function(literal("[n, putus.a]"), "n")),
            ("g", invocation("kali", n="3")),
            ("h", tag("list", literal("f(g)"), literal("s(siapa)"))),
            ("i", tag("relation", tag("column", name="x"), tag("row", literal("1")))),
            (None, tag("conditional", *(tag(part, literal("ada")) for part in ("if", "then", "else")))),
        ),
        inputs=["siapa"],
        decisions=["putus", "ada"],
        knows=["kali", "s"],
    ),
    service("s", outputs=["putus"], inputs=["siapa"]),
)
COUNT = sum(1 for _ in etree.fromstring(SOUND).iter())
WORDS = ("", "-", "null", "[", "?", "number", "mutu", "#_d", "#_s", "#_putus", "kali", "siapa", "> 1", "true")

places = some.integers(1, COUNT - 1)
damages = some.lists(
    some.tuples(some.sampled_from(["remove", "attribute", "text", "rename", "move"]), places, places, some.sampled_from(WORDS)),
    min_size=1,
    max_size=4,
)  # fmt: skip


def damage(root: etree._Element, how: str, first: int, second: int, word: str) -> None:
    elements = list(root.iter("*"))
    one, other = elements[first % len(elements)], elements[second % len(elements)]
    around = one.getparent()
    if how == "remove" and around is not None:
        around.remove(one)
    elif how == "attribute" and one.attrib:
        one.set(list(one.attrib)[second % len(one.attrib)], word)
    elif how == "text":
        one.text = word
    elif how == "rename":
        one.tag = other.tag
    elif how == "move" and one not in other.iter():
        with suppress(ValueError):  # into itself
            one.append(other)


@settings(max_examples=300, deadline=None)
@given(damages, some.sampled_from([None, "x", {"nama depan": "Ani", "mutu": ["A"]}]))
def test_a_damaged_file_is_refused_or_gives_values_with_reasons(
    how: list[tuple[str, int, int, str]], siapa: object
) -> None:
    root = etree.fromstring(SOUND)
    for each_damage in how:
        damage(root, *each_damage)
    try:
        made = read("model.dmn", etree.tostring(root))
    except Unrunnable:
        return
    made.faults()
    for invocable in made.invocables():
        with suppress(ParafError):
            made.evaluate(invocable.id, {"siapa": siapa})


def test_the_file_that_is_damaged_is_sound() -> None:
    made = read("model.dmn", SOUND)
    assert made.faults() == []
    result = made.evaluate("d", {"siapa": {"nama depan": "Ani", "mutu": ["A"]}})
    assert (result.value, result.reasons) == (True, ())
