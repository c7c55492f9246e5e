"""The linter as a whole: its order, its rules' papers, and what is shipped."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalogue import Bundle, definition_keys, lint, read_folder
from engine.directory import read_organisation
from tests.constructs.case import HERE as CONSTRUCTS
from tests.unit.catalogue.builder import (
    People,
    around,
    bare,
    chain,
    element,
    end,
    flow,
    found,
    gateway,
    problems,
    simple,
    start,
    task,
    told,
)

ROOT = Path(__file__).resolve().parents[3]


def test_errors_come_first_and_then_the_order_of_the_file() -> None:
    silent = element("userTask", "T", camunda_candidateGroups="atasan")
    faulty = simple(start(starters=""), silent, task("U", camunda_candidateGroups="x"))

    severities = [problem.severity for problem in problems(faulty)]
    assert severities == sorted(severities)
    lines = [problem.line for problem in problems(faulty) if problem.severity == "error"]
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_a_problem_names_its_element_and_is_told_in_both_languages() -> None:
    silent = element("userTask", "T", name="Memeriksa\nberkas", camunda_candidateGroups="atasan")
    [problem] = problems(around(silent))

    assert (problem.element, problem.name) == ("T", "Memeriksa berkas")
    assert problem.message.startswith("“Memeriksa berkas” tanpa formulir")
    assert problem.said_in("id") == problem
    assert problem.said_in("en").message.startswith("“Memeriksa berkas” has neither a form")
    assert [*problem.as_json()] == ["id", "severity", "file", "element", "line", "message", "name"]


TIMES = bare("timerEventDefinition", bare("timeDuration", "besok", id="Lama"), id="Waktu")


@pytest.mark.parametrize(
    "node",
    [
        element("intermediateCatchEvent", "T", TIMES),
        element("intermediateCatchEvent", "T", element("messageEventDefinition", "Pesan")),
        element("intermediateCatchEvent", "T", element("conditionalEventDefinition", "Syarat")),
        task("T", inside=element("multiInstanceLoopCharacteristics", "Banyak")),
        task(
            "T", inside=element("standardLoopCharacteristics", "Ulang", element("loopCondition", "L", "a +"))
        ),
        task("T", inside=element("dataOutputAssociation", "Data", bare("targetRef", "hilang"))),
    ],
)
def test_a_problem_names_what_its_author_drew_and_not_a_part_of_it(node: str) -> None:
    assert {known_as for _, severity, known_as in told(around(node)) if severity == "error"} == {"T"}


def test_the_problem_of_a_condition_is_that_of_its_flow() -> None:
    parts = (start(), task("T"), task("U"), end(), flow("mulai", "T"), *chain("T", "U", "selesai"))
    condition = bare("conditionExpression", "a +", id="Syarat")
    chosen = element("sequenceFlow", "F", condition, sourceRef="T", targetRef="selesai")

    assert ("PRF-402", "F") in found(simple(*parts, chosen))


def test_a_large_file_of_gateways_is_judged_in_time() -> None:
    many = [gateway("exclusive", f"G{n}") for n in range(1_900)]
    flows = [
        f'<bpmn:sequenceFlow id="F{n}" sourceRef="G{n}" targetRef="G{(n * 7 + 1) % 1900}"/>'
        for n in range(1_900)
    ]
    before = time.monotonic()

    assert found(simple(*many, *flows))
    assert time.monotonic() - before < 5


DIAGRAMS = sorted(CONSTRUCTS.glob("*.bpmn"))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_to_a_file_makes_the_linter_raise(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(DIAGRAMS)).read_bytes()
    begin = data.draw(st.integers(0, len(content)))
    finish = data.draw(st.integers(begin, min(len(content), begin + 40)))
    patch = data.draw(
        st.sampled_from([b"", b"<", b'"', b'id="a"', b"</process>", b"task", b"=", b"\x00", b"/><task "])
    )

    lint(Bundle("p", {"a.bpmn": content[:begin] + patch + content[finish:]}), People())


@pytest.mark.parametrize("key", definition_keys(ROOT / "processes"))
def test_what_is_shipped_has_no_error(key: str) -> None:
    organisation = read_organisation(ROOT / "processes" / "organisation.json")
    shipped = read_folder(ROOT / "processes", ROOT / "forms", key)

    assert [str(problem) for problem in lint(shipped, organisation)] == []
