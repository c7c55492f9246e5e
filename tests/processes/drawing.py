"""Reads a BPMN file's drawing (BPMN DI) as plain geometry, so that tests can measure it.

Coordinates are those of the file: pixels, y downwards. Source: BPMN 2.0 §12, DD 1.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

PROCESSES = Path(__file__).parents[2] / "processes"
FILES = sorted(PROCESSES.glob("*/*.bpmn"))

NAMESPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "camunda": "http://camunda.org/schema/1.0/bpmn",
    "bioc": "http://bpmn.io/schema/bpmn/biocolor/1.0",
    "color": "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
}
FLOW_NODES = (
    "startEvent",
    "endEvent",
    "userTask",
    "callActivity",
    "exclusiveGateway",
    "inclusiveGateway",
    "parallelGateway",
)
COLOURS = ("bioc:stroke", "bioc:fill", "color:background-color", "color:border-color")

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: Box) -> bool:
        """Whether the two share an area; touching borders don't."""
        beside = self.right <= other.x or other.right <= self.x
        above = self.bottom <= other.y or other.bottom <= self.y
        return not (beside or above)

    def holds(self, other: Box) -> bool:
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom


@dataclass(frozen=True)
class Segment:
    """A straight piece of an edge; every edge here runs level or upright."""

    start: Point
    end: Point

    @property
    def box(self) -> Box:
        (x1, y1), (x2, y2) = self.start, self.end
        return Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))

    @property
    def is_level(self) -> bool:
        return self.start[1] == self.end[1]

    @property
    def is_upright(self) -> bool:
        return self.start[0] == self.end[0]

    def crosses(self, other: Segment) -> bool:
        """Whether one runs through the inside of the other at a right angle."""
        if self.is_level == other.is_level:
            return False
        level, upright = (self.box, other.box) if self.is_level else (other.box, self.box)
        return level.x < upright.x < level.right and upright.y < level.y < upright.bottom

    def lies_on(self, other: Segment) -> bool:
        """Whether the two share more than a point of one line."""
        mine, theirs = self.box, other.box
        if self.is_level and other.is_level and mine.y == theirs.y:
            return min(mine.right, theirs.right) > max(mine.x, theirs.x)
        if self.is_upright and other.is_upright and mine.x == theirs.x:
            return min(mine.bottom, theirs.bottom) > max(mine.y, theirs.y)
        return False


@dataclass(frozen=True)
class Node:
    id: str
    type: str
    name: str
    lane: str
    clauses: Sequence[str]
    box: Box
    colours: Mapping[str, str]

    @property
    def is_from_the_letter(self) -> bool:
        """Whether any of its clauses is the procedure's own text."""
        return any(not clause.startswith(("celah-", "pendukung")) for clause in self.clauses)

    def has_on_its_border(self, point: Point) -> bool:
        x, y = point
        cx, cy = self.box.centre
        dx, dy = abs(x - cx) / (self.box.width / 2), abs(y - cy) / (self.box.height / 2)
        if self.type.endswith("Gateway"):
            return abs(dx + dy - 1) < 0.05
        if self.type.endswith("Event"):
            return abs(dx * dx + dy * dy - 1) < 0.05
        return abs(max(dx, dy) - 1) < 0.02


@dataclass(frozen=True)
class Flow:
    id: str
    name: str
    source: str
    target: str
    condition: str | None
    is_default: bool
    points: Sequence[Point]

    @cached_property
    def segments(self) -> list[Segment]:
        return [Segment(start, end) for start, end in pairwise(self.points)]


@dataclass(frozen=True)
class Drawing:
    """One file: a pool with its lanes, nodes and flows.

    Attributes:
        labels: external labels by the id of what they name.
    """

    path: Path
    lanes: Mapping[str, tuple[str, Box]]
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    labels: Mapping[str, tuple[str, Box]] = field(default_factory=dict)

    def ways_back(self) -> set[str]:
        """The flows that lie on a cycle: only these may run to the left."""
        return {flow.id for flow in self.flows.values() if flow.source in self._reached_from(flow.target)}

    def _reached_from(self, start: str) -> set[str]:
        seen, waiting = {start}, [start]
        while waiting:
            node = waiting.pop()
            following = {flow.target for flow in self.flows.values() if flow.source == node} - seen
            seen |= following
            waiting += following
        return seen

    def crossings(self) -> list[tuple[str, str]]:
        flows = list(self.flows.values())
        return [
            (one.id, other.id)
            for index, one in enumerate(flows)
            for other in flows[index + 1 :]
            for mine in one.segments
            for theirs in other.segments
            if mine.crosses(theirs)
        ]


def read(path: Path) -> Drawing:
    root = etree.parse(path).getroot()
    shapes = {shape.get("bpmnElement"): shape for shape in find(root, "//bpmndi:BPMNShape")}
    edges = {edge.get("bpmnElement"): edge for edge in find(root, "//bpmndi:BPMNEdge")}
    lanes = {
        lane.get("id"): (lane.get("name"), _box(shapes[lane.get("id")])) for lane in find(root, "//bpmn:lane")
    }
    lane_of = {
        reference.text.strip(): lane.get("id")
        for lane in find(root, "//bpmn:lane")
        for reference in find(lane, "bpmn:flowNodeRef")
    }
    nodes = {}
    for kind in FLOW_NODES:
        for element in find(root, f"//bpmn:{kind}"):
            id_ = element.get("id")
            nodes[id_] = Node(
                id=id_,
                type=kind,
                name=element.get("name", ""),
                lane=lane_of.get(id_, ""),
                clauses=_clauses(element),
                box=_box(shapes[id_]),
                colours=_colours(shapes[id_]),
            )
    flows = {}
    defaults = {element.get("default") for element in find(root, "//*[@default]")}
    for element in find(root, "//bpmn:sequenceFlow"):
        id_ = element.get("id")
        conditions = find(element, "bpmn:conditionExpression")
        flows[id_] = Flow(
            id=id_,
            name=element.get("name", ""),
            source=element.get("sourceRef"),
            target=element.get("targetRef"),
            condition=conditions[0].text if conditions else None,
            is_default=id_ in defaults,
            points=[(float(p.get("x")), float(p.get("y"))) for p in find(edges[id_], "di:waypoint")],
        )
    return Drawing(path, lanes, nodes, flows, dict(_labels(nodes, flows, shapes, edges)))


def _labels(
    nodes: Mapping[str, Node], flows: Mapping[str, Flow], shapes: Mapping[str, Any], edges: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, Box]]]:
    named = [(node.id, node.name, shapes[node.id]) for node in nodes.values()]
    named += [(flow.id, flow.name, edges[flow.id]) for flow in flows.values()]
    for id_, name, element in named:
        for label in find(element, "bpmndi:BPMNLabel"):
            yield id_, (name, _box(label))


def _clauses(element: Any) -> list[str]:
    values = [
        item.get("value")
        for item in find(element, "bpmn:extensionElements/camunda:properties/camunda:property")
        if item.get("name") == "butir"
    ]
    return [clause.strip() for value in values for clause in value.split(",")]


def _colours(shape: Any) -> dict[str, str]:
    found = {}
    for name in COLOURS:
        prefix, local = name.split(":")
        if value := shape.get(f"{{{NAMESPACES[prefix]}}}{local}"):
            found[name] = value
    return found


def _box(element: Any) -> Box:
    bounds = find(element, "dc:Bounds")[0]
    return Box(*(float(bounds.get(side)) for side in ("x", "y", "width", "height")))


def find(element: Any, path: str) -> list[Any]:
    """Evaluate an XPath that gives elements or attributes, with the prefixes of ``NAMESPACES``."""
    return list(element.xpath(path, namespaces=NAMESPACES))
