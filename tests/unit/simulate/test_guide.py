"""The guide for process owners shows what is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import orjson

from engine.simulate import Scenario, simulate
from engine.simulate.trace import Kind, Status
from tests.unit.simulate.builder import BUDGET

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "panduan" / "simulasi.md").read_text(encoding="utf-8")


def example(kind: str) -> str:
    found: list[str] = re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)
    return found[0]


def test_its_example_prints_what_it_shows() -> None:
    files = {"izin.bpmn": example("xml").encode()}
    trace = simulate(files, Scenario("izin", answers={"Periksa": {"setuju": True}}), BUDGET)
    assert [orjson.dumps(line).decode() for line in trace.as_json()] == example("json").splitlines()
    late = simulate(files, Scenario("izin", answers={"Periksa": None}), BUDGET)
    assert (late.lines[-2].element, late.lines[-1].at.day) == ("Ditolak", 8)


def test_it_names_every_kind_of_line_and_every_status() -> None:
    for word in (*get_args(Kind), *get_args(Status)):
        assert f"`{word}`" in GUIDE
