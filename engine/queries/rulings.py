"""Which rows of which decision tables applied, as an entry keeps it and its version words it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine import dmn
from engine.definition import Definition
from engine.journal import Entry
from engine.model import AppliedRule, AskedTable, Json, Ruling
from engine.queries.history import steps_of
from engine.shapes import items, mapping


def rulings(definition: Definition, entry: Entry) -> Iterator[Ruling]:
    """Yield what the business rule tasks of an entry decided, in their order."""
    for step in steps_of(entry):
        if step[0] == "decided":
            evidence = mapping(step[5])
            yield Ruling(
                element=str(step[1]),
                element_name=definition.element_name(str(step[2]), str(step[1])),
                decision=str(evidence["name"]),
                inputs=mapping(evidence["inputs"]),
                result=evidence["result"],
                tables=[_table(definition, mapping(table)) for table in items(evidence["tables"])],
                reasons=[str(reason) for reason in items(evidence["reasons"])],
            )


def _table(definition: Definition, asked: Mapping[str, Json]) -> AskedTable:
    file, node = str(asked["file"]), str(asked["decision"])
    table = definition.decisions.table(file, node, None if asked["table"] is None else str(asked["table"]))
    numbers = [int(str(mapping(rule)["number"])) for rule in items(asked["rules"])]
    return AskedTable(
        name=str(asked["name"]),
        file=file,
        policy=str(asked["policy"]),
        rules=[_rule(table, number) for number in numbers],
    )


def _rule(table: dmn.Table | None, number: int) -> AppliedRule:
    if table is None or not 1 <= number <= len(table.rules):
        return AppliedRule(number, (), ())
    rule = table.rules[number - 1]
    asked = zip(table.inputs, rule.tests, strict=True)
    concluded = zip(table.outputs, rule.conclusions, strict=True)
    return AppliedRule(
        number=number,
        conditions=[
            (_text(column.expression), cell.text) for column, cell in asked if cell.text != dmn.NO_TEST
        ],
        conclusions=[(output.name or "", _text(cell)) for output, cell in concluded],
    )


def _text(expression: object) -> str:
    return expression.text.strip() if isinstance(expression, dmn.Literal) else ""
