"""Every diagram in processes/ is drawn so that a person reads it without a legend, and is valid BPMN 2.0."""

from __future__ import annotations

import importlib.util
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from tests.processes.drawing import COLOURS, FILES, Box, Drawing, find, read

CROSSINGS = {"kerja_sama_dalam_negeri": 1, "persetujuan_konsep": 0, "peminjaman_ruang": 0}
"""How many places there are, counted, where two flows cross; more must be a decision."""

BETWEEN_SHAPES = 10
AROUND_A_LABEL = 1
GLYPH = 4.2
"""A narrow estimate in pixels of a character's width in an 11 px label."""

every_drawing = pytest.mark.parametrize("drawing", [read(path) for path in FILES], ids=lambda d: d.path.stem)


def test_every_process_folder_has_a_diagram() -> None:
    assert {"kerja_sama_dalam_negeri", "persetujuan_konsep", "peminjaman_ruang"} <= {p.stem for p in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_diagram_is_valid_against_the_standards_own_schema(path: Path) -> None:
    etree.XMLSchema(etree.parse(_schema())).assertValid(etree.parse(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everything_that_can_be_seen_is_drawn_exactly_once(path: Path) -> None:
    root = etree.parse(path).getroot()
    drawn = find(root, "//bpmndi:BPMNShape/@bpmnElement | //bpmndi:BPMNEdge/@bpmnElement")
    visible = find(
        root,
        "//bpmn:participant/@id | //bpmn:lane/@id | //bpmn:process/*[@id][not(self::bpmn:laneSet)]/@id",
    )
    assert sorted(drawn) == sorted(visible)


@every_drawing
def test_every_name_outside_its_shape_has_a_place(drawing: Drawing) -> None:
    outside = {n.id for n in drawing.nodes.values() if n.name and not n.type.endswith(("Task", "Activity"))}
    outside |= {flow.id for flow in drawing.flows.values() if flow.name}
    assert drawing.labels.keys() == outside


@every_drawing
def test_a_label_has_room_for_its_words(drawing: Drawing) -> None:
    narrow = [
        name
        for name, box in drawing.labels.values()
        if box.width * max(1, box.height // 13) < len(name) * GLYPH
        or box.width < max(map(len, name.split())) * GLYPH
    ]
    assert narrow == []


@every_drawing
def test_a_node_and_its_label_lie_in_the_lane_that_the_process_puts_it_in(drawing: Drawing) -> None:
    astray = [
        node.id
        for node in drawing.nodes.values()
        for box in [node.box, *([drawing.labels[node.id][1]] if node.id in drawing.labels else [])]
        if not drawing.lanes[node.lane][1].holds(box)
    ]
    assert astray == []


@every_drawing
def test_no_label_lies_across_the_border_of_a_lane(drawing: Drawing) -> None:
    across = [
        name
        for name, box in drawing.labels.values()
        if not any(lane.holds(box) for _, lane in drawing.lanes.values())
    ]
    assert across == []


@every_drawing
def test_shapes_keep_a_distance_from_each_other(drawing: Drawing) -> None:
    close = [
        (one.id, other.id)
        for one, other in combinations(drawing.nodes.values(), 2)
        if one.box.grown(BETWEEN_SHAPES).meets(other.box)
    ]
    assert close == []


@every_drawing
def test_no_label_lies_on_a_shape_a_line_or_another_label(drawing: Drawing) -> None:
    hit = [
        (id_, what)
        for id_, (_, box) in drawing.labels.items()
        for what, other in _obstacles(drawing, id_)
        if box.grown(AROUND_A_LABEL).meets(other)
    ]
    assert hit == []


@every_drawing
def test_flows_run_level_or_upright_from_border_to_border(drawing: Drawing) -> None:
    for flow in drawing.flows.values():
        slanted = [s for s in flow.segments if not (s.is_level or s.is_upright)]
        assert slanted == [], flow.id
        assert drawing.nodes[flow.source].has_on_its_border(flow.points[0]), flow.id
        assert drawing.nodes[flow.target].has_on_its_border(flow.points[-1]), flow.id


@every_drawing
def test_no_flow_runs_through_a_shape(drawing: Drawing) -> None:
    through = [
        (flow.id, node.id)
        for flow in drawing.flows.values()
        for node in drawing.nodes.values()
        for number, segment in enumerate(flow.segments)
        if _thin(segment.box).meets(node.box)
        and not (number == 0 and node.id == flow.source)
        and not (number == len(flow.segments) - 1 and node.id == flow.target)
    ]
    assert through == []


@every_drawing
def test_no_two_flows_lie_on_each_other(drawing: Drawing) -> None:
    shared = [
        (one.id, other.id)
        for one, other in combinations(drawing.flows.values(), 2)
        for mine in one.segments
        for theirs in other.segments
        if mine.lies_on(theirs)
    ]
    assert shared == []


@every_drawing
def test_flows_cross_no_more_often_than_counted(drawing: Drawing) -> None:
    crossings = drawing.crossings()
    assert len(crossings) <= CROSSINGS.get(drawing.path.stem, 0), crossings


@every_drawing
def test_only_loops_run_back(drawing: Drawing) -> None:
    loops = drawing.ways_back()
    backwards = [
        flow.id
        for flow in drawing.flows.values()
        if any(segment.end[0] < segment.start[0] for segment in flow.segments) and flow.id not in loops
    ]
    assert backwards == []


@every_drawing
def test_what_is_not_from_the_letter_has_another_colour_and_nothing_else_has(drawing: Drawing) -> None:
    for node in drawing.nodes.values():
        assert node.clauses, node.id
        expected = set() if node.is_from_the_letter else set(COLOURS)
        assert node.colours.keys() == expected, node.id


@every_drawing
def test_every_task_start_and_call_of_a_person_says_what_is_asked(drawing: Drawing) -> None:
    root = etree.parse(drawing.path).getroot()
    silent = find(
        root,
        "//*[self::bpmn:userTask or self::bpmn:callActivity or self::bpmn:startEvent[@camunda:formRef]]"
        "[not(normalize-space(bpmn:documentation))]/@id",
    )
    assert silent == []


def test_the_tests_notice_a_crossing_an_overlap_and_a_label_on_a_line() -> None:
    drawing = read(next(path for path in FILES if path.stem == "peminjaman_ruang"))
    assert drawing.crossings() == []
    level, upright = drawing.flows["SF_3"].segments[0], drawing.flows["SF_4"].segments[1]
    assert not level.crosses(upright)
    assert level.lies_on(level)
    on_the_line = Box(400, 285, 30, 14)
    assert any(on_the_line.meets(other) for _, other in _obstacles(drawing, "SF_2"))


def _schema() -> str:
    package = importlib.util.find_spec("SpiffWorkflow")
    assert package is not None and package.submodule_search_locations
    return str(Path(package.submodule_search_locations[0]) / "bpmn/parser/schema/BPMN20.xsd")


def _thin(box: Box) -> Box:
    """A line as a box that has an area; its ends are drawn in so that touching a border is no meeting."""
    return Box(
        box.x - 0.5 if box.width == 0 else box.x + 0.5,
        box.y - 0.5 if box.height == 0 else box.y + 0.5,
        box.width - 1 if box.width else 1,
        box.height - 1 if box.height else 1,
    )


def _obstacles(drawing: Drawing, label: str) -> list[tuple[str, Box]]:
    """Whatever a label must not lie on, by id."""
    found = [(node.id, node.box) for node in drawing.nodes.values()]
    found += [(flow.id, _thin(segment.box)) for flow in drawing.flows.values() for segment in flow.segments]
    return found + [(f"label {id_}", box) for id_, (_, box) in drawing.labels.items() if id_ != label]
