"""Runs the cases of the DMN Technology Compatibility Kit (dmn-tck/tck) that lie beside this checkout."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from engine import feel
from engine.dmn import Model, read
from engine.feel import FeelError, Function

KIT = Path(__file__).parents[3] / "shared" / "dmn-tck"
NEAR = Decimal("0.00000001")
"""How near a number must be to the one expected; what the kit's own runner asks."""
NOW = datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=7)))
FUNCTIONS: Mapping[str, Function] = {
    "now": Function((), lambda: NOW),
    "today": Function((), lambda: date(2026, 11, 22)),
}

_TC = "{http://www.omg.org/spec/DMN/20160719/testcase}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_TEMPORAL = {
    "date": "date(text)",
    "time": "time(text)",
    "dateTime": "date and time(text)",
    "duration": "duration(text)",
    "dayTimeDuration": "duration(text)",
    "yearMonthDuration": "duration(text)",
}


class Result(NamedTuple):
    """What came of one expected result.

    Attributes:
        name: the folder of its model, its test case and its decision.
        faulty: whether the model itself says that something of the decision is certainly wrong.
    """

    name: str
    expected: Any
    given: Any
    passed: bool
    faulty: bool


def results() -> Iterator[Result]:
    """Run every case of the kit."""
    for file in sorted(KIT.rglob("*-test-*.xml")):
        root = etree.parse(file).getroot()
        model = _model(file.parent / (root.findtext(f"{_TC}modelName") or "").strip())
        faulty = frozenset(fault.element for fault in model.faults())
        for case in root.iter(f"{_TC}testCase"):
            yield from _results(f"{file.parent.name} {case.get('id')}", model, faulty, case)


def _model(path: Path) -> Model:
    others = {other.name: other.read_bytes() for other in path.parent.glob("*.dmn") if other != path}
    return read(path.name, path.read_bytes(), others, FUNCTIONS)


def _results(
    name: str, model: Model, faulty: Collection[str | None], case: etree._Element
) -> Iterator[Result]:
    context = {node.get("name", ""): _value(node) for node in case.iter(f"{_TC}inputNode")}
    for node in case.iter(f"{_TC}resultNode"):
        decision = node.get("name", "")
        expected_node = node.find(f"{_TC}expected")
        expected = None if expected_node is None else _value(expected_node)
        given = _given(model, case.get("invocableName"), decision, context)
        asked = model.find(decision)
        wrong = asked is not None and asked.id in faulty
        yield Result(f"{name} {decision}", expected, given, same(expected, given), wrong)


def _given(model: Model, invocable: str | None, decision: str, context: Mapping[str, Any]) -> Any:
    """What the model gives; an evaluation over its budget gives the error, which equals nothing."""
    try:
        value = model.evaluate(invocable or decision, context).value
    except FeelError as error:
        return error
    # A service's several outputs are expected one by one.
    return value[decision] if invocable and isinstance(value, dict) and decision in value else value


def _value(node: etree._Element) -> Any:
    """The FEEL value that a node of a test case stands for."""
    components = node.findall(f"{_TC}component")
    if components:
        return {component.get("name"): _value(component) for component in components}
    items = node.find(f"{_TC}list")
    if items is not None and not _nil(items):
        return [_value(item) for item in items.findall(f"{_TC}item")]
    value = node.find(f"{_TC}value")
    if value is None or _nil(value) or _nil(node):
        return None
    return _simple(value.get(f"{_XSI}type", "xsd:string").partition(":")[2], value.text or "")


def _nil(node: etree._Element) -> bool:
    return node.get(f"{_XSI}nil") in {"true", "1"}


@cache
def _simple(type_: str, text: str) -> Any:
    if type_ in {"decimal", "double", "float", "integer"}:
        return Decimal(text.strip())
    if type_ == "boolean":
        return text.strip() == "true"
    if type_ in _TEMPORAL:
        value = feel.evaluate(_TEMPORAL[type_], {"text": text.strip()}).value
        assert value is not None, f"{text} is no {type_}"
        return value
    return text


def same(expected: Any, given: Any) -> bool:
    """Whether a value is the one expected: numbers nearly, dates, times and durations by what they stand for."""
    if type(expected) is not type(given):
        return False
    if isinstance(expected, Decimal):
        return bool(abs(expected - given) < NEAR)
    if isinstance(expected, list):
        return len(expected) == len(given) and all(map(same, expected, given))
    if isinstance(expected, dict):
        return expected.keys() == given.keys() and all(same(expected[key], given[key]) for key in expected)
    return bool(expected == given)
