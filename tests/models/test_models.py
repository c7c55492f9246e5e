"""Models that others drew, and this repository's own: each is linted and, where it can be, run; none brings Paraf down.

Paraf writes no model itself: a published file is kept byte by byte, and only the studio's editor, in the browser, writes
one anew. That nothing of these same models is lost there is tested in ``tests/browser/test_studio_models.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import orjson
import pytest
from lxml import etree

from engine.__main__ import main
from engine.catalogue.document import BPMN
from engine.simulate.trace import Kind, Status
from tests.builders import PROCEDURES, ROOT
from tests.scenarios import Scenario, scenarios

SHIPPED = sorted(path for folder in (ROOT, PROCEDURES) for path in folder.glob("processes/*/*.bpmn"))
MIWG = sorted((ROOT.parent / "shared" / "miwg").glob("*.bpmn"))
RUN = {"A.1.0", "A.4.0", "A.4.1"}
"""Models of the suite that run to their end as soon as they are said to be executable."""

REFUSED = re.compile(r"[^:\n]+\.bpmn(:\d+)?: PRF-\d{3} .+")
TRACED = ("SE_", "UT_", "EE_")
"""How the ids begin that a scenario's trace names."""
ROOM = ROOT / "processes" / "peminjaman_ruang"
ROOM_CASES = [one for one in scenarios(ROOT / "processes") if one.definition == ROOM.name]

of_the_suite = pytest.mark.skipif(not MIWG, reason="needs the models in ../shared/miwg beside this checkout")
each_model = pytest.mark.parametrize(
    "file",
    [pytest.param(file, id=file.stem) for file in SHIPPED]
    + [pytest.param(file, id=file.stem, marks=pytest.mark.shared) for file in MIWG],
)
Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in self.out.splitlines()]


def engine(capture: Capture, *arguments: object) -> Told:
    """Run ``python -m engine`` with these arguments."""
    capture.readouterr()
    status = main([str(argument) for argument in arguments])
    return Told(status, *capture.readouterr())


def processes(file: Path) -> list[str]:
    return [found.get("id", "") for found in etree.parse(file).iter(f"{{{BPMN}}}process")]


def executable(file: Path, folder: Path) -> Path:
    """The same model, whose processes all say that they can be run."""
    tree = etree.parse(file)
    for process in tree.iter(f"{{{BPMN}}}process"):
        process.set("isExecutable", "true")
    tree.write(folder / file.name, encoding="UTF-8", xml_declaration=True)
    return folder / file.name


@of_the_suite
def test_the_suite_is_whole() -> None:
    assert len(MIWG) == 21


@each_model
def test_a_model_is_linted_and_each_problem_says_where_it_is(file: Path, capsys: Capture) -> None:
    ids = {found.get("id") for found in etree.parse(file).iter("*")} | {None}
    for language in ("id", "en"):
        told = engine(capsys, "lint", file, "--format", "json", "--language", language)
        problems = orjson.loads(told.out)
        assert told.status == any(problem["severity"] == "error" for problem in problems)
        for problem in problems:
            assert re.fullmatch(r"PRF-\d{3}", problem["id"])
            assert problem["severity"] in {"error", "warning"}
            assert problem["file"].endswith(file.name)
            assert problem["element"] in ids
            assert problem["line"] is None or 1 <= problem["line"] <= len(file.read_bytes().splitlines())
            assert problem["message"]


@each_model
def test_each_process_of_a_model_is_simulated_or_refused_by_name(
    file: Path, tmp_path: Path, capsys: Capture
) -> None:
    for model in (file, executable(file, tmp_path)):
        for process in processes(file):
            told = engine(capsys, "simulate", model, "--process", process)
            if told.out:
                assert_a_trace(told)
            else:
                assert told.status == 1
                assert all(REFUSED.fullmatch(line) for line in told.err.splitlines())
                assert told.err


def assert_a_trace(told: Told) -> None:
    *steps, end = told.lines
    assert {step["kind"] for step in steps} < set(get_args(Kind)) - {"end"}
    assert all({"at", "element", "name"} <= step.keys() for step in steps)
    assert (end["kind"], end["status"] in get_args(Status), type(end["data"])) == ("end", True, dict)
    assert told.status == (end["status"] == "incident")


@of_the_suite
@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(RUN))
def test_a_model_of_the_suite_in_which_nothing_is_missing_runs_to_its_end(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    model = executable(ROOT.parent / "shared" / "miwg" / f"{name}.bpmn", tmp_path)
    for process in processes(model):
        *steps, end = engine(capsys, "simulate", model, "--process", process).lines
        assert end["status"] == "completed"
        entered, completed = (
            [step["element"] for step in steps if step["kind"] == kind] for kind in ("entered", "completed")
        )
        assert sorted(entered) == sorted(completed)


@pytest.mark.parametrize("case", ROOM_CASES, ids=str)
def test_a_shipped_procedure_goes_the_way_of_its_scenarios_in_a_simulation_too(
    case: Scenario, capsys: Capture
) -> None:
    asked = orjson.dumps(case.content["data"]).decode()
    *steps, end = engine(capsys, "simulate", ROOM, "--process", ROOM.name, "--data", asked).lines
    reached = [step["element"] for step in steps if step["kind"] == "entered"]
    assert end["status"] == "completed"
    assert [element for element in reached if element.startswith(TRACED)] == case.content["trace"]
