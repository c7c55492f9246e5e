"""The linter as a whole: its order, its rules' papers, and what is shipped."""

import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalogue import Bundle, definition_keys, lint, read_folder, rules
from engine.catalogue.rules import RULES
from engine.directory import read_organisation
from tests.unit.catalogue.builder import (
    People,
    around,
    element,
    found,
    gateway,
    problems,
    simple,
    start,
    task,
)

ROOT = Path(__file__).resolve().parents[3]
MODULES = [
    module
    for name, module in sorted(vars(rules).items())
    if isinstance(module, ModuleType) and name[:4] == "prf_"
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_rule_has_the_id_of_its_file_and_an_example(module: ModuleType) -> None:
    number = module.__name__.rpartition(".")[2].split("_")[1]

    assert f"PRF-{number}" == module.ID
    assert module.__doc__ is not None
    assert module.__doc__.startswith(f"{module.ID}: ")
    assert "Example:" in module.__doc__


def test_every_rule_is_asked_and_no_id_is_used_twice() -> None:
    files = list(Path(rules.__file__ or "").parent.glob("prf_*.py"))

    assert [module.check for module in MODULES] == list(RULES)
    assert len({module.ID for module in MODULES}) == len(MODULES) == len(files)


def test_every_rule_is_shown_by_a_test() -> None:
    texts = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))

    assert [module.ID for module in MODULES if f'"{module.ID}"' not in texts] == []


def test_errors_come_first_and_then_the_order_of_the_file() -> None:
    silent = element("userTask", "T", camunda_candidateGroups="atasan")
    faulty = simple(start(starters=""), silent, task("U", camunda_candidateGroups="x"))

    severities = [problem.severity for problem in problems(faulty)]
    assert severities == sorted(severities)
    lines = [problem.line for problem in problems(faulty) if problem.severity == "error"]
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_a_large_file_of_gateways_is_judged_in_time() -> None:
    many = [gateway("exclusive", f"G{n}") for n in range(1_900)]
    flows = [
        f'<bpmn:sequenceFlow id="F{n}" sourceRef="G{n}" targetRef="G{(n * 7 + 1) % 1900}"/>'
        for n in range(1_900)
    ]
    before = time.monotonic()

    assert found(simple(*many, *flows))
    assert time.monotonic() - before < 5


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_to_a_file_makes_the_linter_raise(data: st.DataObject) -> None:
    content = around(task("T")).files["a.bpmn"]
    begin = data.draw(st.integers(0, len(content)))
    finish = data.draw(st.integers(begin, min(len(content), begin + 40)))
    patch = data.draw(
        st.sampled_from([b"", b"<", b'"', b'id="T"', b"</bpmn:process>", b"bpmn:task", b"=", b"\x00"])
    )

    lint(Bundle("cuti", {"a.bpmn": content[:begin] + patch + content[finish:]}), People())


@pytest.mark.parametrize("key", definition_keys(ROOT / "processes"))
def test_what_is_shipped_has_no_error(key: str) -> None:
    organisation = read_organisation(ROOT / "processes" / "organisation.json")
    shipped = read_folder(ROOT / "processes", ROOT / "forms", key)

    assert [str(problem) for problem in lint(shipped, organisation)] == []
