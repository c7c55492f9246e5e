"""The shared list of expressions, through ``engine.feel`` and through the evaluator of the forms in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from engine.clock import WIB
from engine.expressions import FUNCTIONS, Moment, at_moment
from engine.feel import compile, to_json

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOW = datetime(2026, 11, 22, 14, 5, tzinfo=WIB)
ZONE = "Asia/Jakarta"


class Case(NamedTuple):
    """An expression over values; ``subject`` is the group of the list that it stands in."""

    subject: str
    text: str
    context: Mapping[str, Any]


class Differing(NamedTuple):
    """A case that the two don't answer alike, with both answers."""

    subject: str
    text: str
    server: object
    browser: object


def cases() -> list[Case]:
    groups = json.loads((HERE / "expressions.json").read_text())
    return [Case(group["subject"], text, group["context"]) for group in groups for text in group["texts"]]


def reviewed() -> tuple[dict[str, list[Differing]], list[tuple[str, str, list[Differing]]]]:
    """The reviewed differences: by construct, and those by values, each with reason and what to write."""
    content = json.loads((HERE / "differences.json").read_text())
    constructs = {
        name: [Differing(**case) for case in found] for name, found in content["constructs"].items()
    }
    values = [
        (group["reason"], group["instead"], [Differing(**case) for case in group["cases"]])
        for group in content["values"]
    ]
    return constructs, values


def on_the_server(case: Case) -> object:
    with at_moment(Moment(NOW)):
        expression = compile(case.text, case.context.keys(), FUNCTIONS)
        return to_json(expression.evaluate(case.context).value)


def in_the_browser(asked: Sequence[Case]) -> list[object]:
    """Ask the forms' evaluator, all at once."""
    path = os.pathsep.join((str(ROOT / ".venv" / "bin"), os.environ.get("PATH", "")))
    node = shutil.which("node", path=path)
    assert node, "Node isn't there: python3 run.py setup"
    question = {
        "now": NOW.isoformat(),
        "expressions": [{"text": case.text, "context": case.context} for case in asked],
    }
    answer = subprocess.run(
        [node, HERE / "browser.mjs"],
        input=json.dumps(question),
        env={**os.environ, "TZ": ZONE},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = json.loads(answer.stdout)
    assert isinstance(found, list)
    return found


def differing() -> Iterator[Differing]:
    """Every case of the list that the two don't answer alike."""
    asked = cases()
    for case, browser in zip(asked, in_the_browser(asked), strict=True):
        server = on_the_server(case)
        if comparable(server) != comparable(browser):
            yield Differing(case.subject, case.text, server, browser)


def comparable(value: object) -> object:
    """A JSON value as JavaScript holds it: every number a double, and no number equal to true."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return repr(value)
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, list):
        return [comparable(member) for member in value]
    assert isinstance(value, dict)
    return {key: comparable(member) for key, member in value.items()}
