"""The SOP's diagrams still say what its reading (``shared/sop/model.json``) says, element by element."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.processes.drawing import NAMESPACES, PROCESSES, Drawing, find, read

SOP = Path(__file__).parents[3] / "shared" / "sop"
FOLDER = PROCESSES / "kerja_sama_dalam_negeri"
PROCESS_OF = {"M": "kerja_sama_dalam_negeri", "P": "persetujuan_konsep"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SOP.is_dir(), reason="needs the SOP's model in ../shared/sop beside this checkout"
    ),
]

each_process = pytest.mark.parametrize("code", PROCESS_OF)


@each_process
def test_every_node_keeps_its_id_type_name_lane_and_clauses(code: str) -> None:
    drawn = {
        node.id: (node.type, node.name, node.lane, list(node.clauses))
        for node in _drawing(code).nodes.values()
    }
    read_as = {
        node["id"]: (node["type"], node["name"], node["lane"], node["butir"].split(","))
        for node in _of(code, "nodes")
    }
    assert drawn == read_as


@each_process
def test_every_flow_keeps_its_id_ends_name_condition_and_default(code: str) -> None:
    drawn = {
        flow.id: (flow.source, flow.target, flow.name, flow.condition, flow.is_default)
        for flow in _drawing(code).flows.values()
    }
    read_as = {
        flow["id"]: (flow["source"], flow["target"], flow["name"] or "", flow["condition"], flow["default"])
        for flow in _of(code, "flows")
    }
    assert drawn == read_as


@each_process
def test_lanes_keep_their_names(code: str) -> None:
    lanes = {id_: name for id_, (name, _) in _drawing(code).lanes.items()}
    assert lanes.items() <= _model()["lanes"].items()
    assert lanes.keys() == {node["lane"] for node in _of(code, "nodes")}


@each_process
def test_every_task_keeps_its_form_deadline_and_escalation(code: str) -> None:
    root = etree.parse(FOLDER / f"{PROCESS_OF[code]}.bpmn").getroot()
    drawn = {task.get("id"): _duties(task) for task in find(root, "//bpmn:userTask")}
    read_as = {
        node["id"]: (
            node["form"],
            f"=working days after(today(), {node['tenggatHariKerja']})",
            "=[kapus]" if node["eskalasiKepada"] == ["kapus"] else ",".join(node["eskalasiKepada"]),
        )
        for node in _of(code, "nodes")
        if node["type"] == "userTask"
    }
    assert drawn == read_as


def test_every_clause_is_carried_out_where_the_traceability_table_says() -> None:
    nodes = [node for code in PROCESS_OF for node in _drawing(code).nodes.values()]
    with (SOP / "traceability.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            drawn = {node.id for node in nodes if row["butir"] in node.clauses}
            assert drawn == set(row["elements"].split()), row["butir"]


def test_the_clauses_are_the_words_of_the_sop() -> None:
    words = _one_line((SOP / "sop.txt").read_text(encoding="utf-8").replace("Iebih", "lebih"))
    clauses = json.loads((FOLDER / "clauses.json").read_text(encoding="utf-8"))
    letter = {id_: text for id_, text in clauses.items() if not id_.startswith(("celah-", "pendukung"))}
    assert letter.keys() == {*map(str, range(1, 16)), "CATATAN"}
    assert [id_ for id_, text in letter.items() if text not in words] == []


@cache
def _model() -> dict[str, Any]:
    model: dict[str, Any] = json.loads((SOP / "model.json").read_text(encoding="utf-8"))
    return model


def _of(code: str, kind: str) -> list[dict[str, Any]]:
    return [entry for entry in _model()[kind] if entry["process"] == code]


def _drawing(code: str) -> Drawing:
    return read(FOLDER / f"{PROCESS_OF[code]}.bpmn")


def _duties(task: Any) -> tuple[str, str, str]:
    camunda = f"{{{NAMESPACES['camunda']}}}"
    [escalation] = find(task, ".//camunda:property[@name='escalationGroups']/@value")
    return task.get(f"{camunda}formRef"), task.get(f"{camunda}dueDate"), str(escalation)


def _one_line(text: str) -> str:
    return " ".join(text.split())
