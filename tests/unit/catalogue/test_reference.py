"""The rules' docstrings: each says what it finds, how grave it is, and shows it by an example that is run."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from engine.catalogue import Bundle, lint, rules
from engine.catalogue.reference import Example, Rule, reference
from engine.catalogue.reference import rules as documented
from engine.catalogue.rules import GIVEN_UP, MODULES, RULES
from engine.errors import Problem, Refused
from tests.unit.catalogue.builder import HEADER, KEY, People

ROOT = Path(__file__).resolve().parents[3]
EVERY = documented()
NAMED_BY_NO_RULE = "PRF-100"
"""Its example would be a fault of the linter."""


def shown(rule: Rule) -> list[Problem]:
    """What the linter says of a rule's example."""
    files: dict[str, bytes] = {}
    strays = []
    diagram = ""
    for example in rule.examples:
        if example.path is None:
            diagram += repeated(example)
        elif Path(example.path).suffix in {".bpmn", ".dmn", ".form", ".json"}:
            files[example.path] = example.text.encode()
        else:
            strays.append(example.path)
    if diagram or not any(path.endswith(".bpmn") for path in files):
        files["proses.bpmn"] = whole(diagram)
    try:
        return lint(Bundle(KEY, files, tuple(strays)), People())
    except Refused as refused:
        return refused.problems


def repeated(example: Example) -> str:
    if example.times == 1:
        return example.text
    return "".join(example.text.replace("{n}", str(number)) for number in range(example.times))


def whole(part: str) -> bytes:
    """A file of what stands in a process, or of the processes themselves."""
    if "<bpmn:process" not in part:
        part = f'<bpmn:process id="{KEY}" name="Cuti" isExecutable="true">{part}</bpmn:process>'
    return f"{HEADER.format(key=KEY)}{part}</bpmn:definitions>".encode()


@pytest.mark.parametrize("rule", [r for r in EVERY if r.id != NAMED_BY_NO_RULE], ids=lambda rule: rule.id)
def test_the_example_of_a_rule_is_found_with_the_severity_it_says(rule: Rule) -> None:
    found = [problem for problem in shown(rule) if problem.id == rule.id]

    assert found != []
    assert {problem.severity for problem in found} <= set(re.findall(r"\w+", rule.severity))
    assert all(problem.message and problem.english for problem in found)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_finds_and_how_grave_it_is(rule: Rule) -> None:
    assert rule.what
    assert re.match(r"error\b|warning\b", rule.severity)


def test_the_reference_is_current() -> None:
    assert (ROOT / "docs" / "lint.md").read_text() == reference(), "python -m engine.catalogue.reference"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_rule_has_the_id_of_its_file(module: ModuleType) -> None:
    number = module.__name__.rpartition(".")[2].split("_")[1]

    assert f"PRF-{number}" == module.ID
    assert (module.__doc__ or "").startswith(f"{module.ID}: ")


def test_every_rule_is_asked_and_no_id_is_used_twice() -> None:
    files = sorted(Path(rules.__file__ or "").parent.glob("prf_*.py"))
    ids = [rule.id for rule in EVERY]

    assert [module.check for module in MODULES] == list(RULES)
    assert [path.stem for path in files] == [module.__name__.rpartition(".")[2] for module in MODULES]
    assert len(set(ids)) == len(ids)
    assert {f"PRF-{number}" for number in GIVEN_UP}.isdisjoint(ids)
