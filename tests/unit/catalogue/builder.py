"""Small BPMN files, one element a line, complete with what every sound file needs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from engine.catalogue import Bundle, lint
from engine.errors import Problem
from engine.model import Json

KEY = "cuti"
HEADER = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" '
    'id="berkas_{key}" targetNamespace="http://paraf.test">'
)
DRAWN = re.compile(
    r'<bpmn:(\w+(?:Event|Task|Gateway|Activity)|task|subProcess|adHocSubProcess|transaction|sequenceFlow) id="([^"]+)"'
)


@dataclass(frozen=True)
class People:
    """What the linter needs of an organisation."""

    groups: Sequence[str] = ("pegawai", "atasan")
    lanes: Mapping[str, str] = field(default_factory=lambda: {"Atasan": "atasan"})


def element(tag: str, id_: str, *inside: str, **attributes: str) -> str:
    """An element with an id; ``camunda_x`` stands for ``camunda:x``."""
    return bare(tag, *inside, id=id_, **attributes)


def bare(tag: str, *inside: str, **attributes: str) -> str:
    """An element of BPMN, or of the name space that its name begins with (``camunda:in``)."""
    qualified = tag if ":" in tag else f"bpmn:{tag}"
    pairs = {
        name.replace("_", ":", 1) if name.startswith(("camunda_", "zeebe_")) else name: value
        for name, value in attributes.items()
    }
    written = "".join(f' {name}="{escaped(value)}"' for name, value in pairs.items())
    return f"<{qualified}{written}>{''.join(inside)}</{qualified}>"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def extension(*inside: str) -> str:
    return f"<bpmn:extensionElements>{''.join(inside)}</bpmn:extensionElements>"


def properties(**values: str) -> str:
    """``camunda:properties``; a colon in a name is written as two underscores."""
    rows = (
        bare("camunda:property", name=name.replace("__", ":"), value=value) for name, value in values.items()
    )
    return bare("camunda:properties", *rows)


def inputs_and_outputs(
    inputs: Mapping[str, str] | None = None, outputs: Mapping[str, str] | None = None
) -> str:
    rows = [bare("camunda:inputParameter", escaped(text), name=name) for name, text in (inputs or {}).items()]
    rows += [
        bare("camunda:outputParameter", escaped(text), name=name) for name, text in (outputs or {}).items()
    ]
    return bare("camunda:inputOutput", *rows)


def start(
    id_: str = "mulai",
    *inside: str,
    starters: str = "pegawai",
    outputs: Mapping[str, str] | None = None,
    **attributes: str,
) -> str:
    """A none start event, by default with somebody who may use it."""
    settings = properties(starterGroups=starters) if starters else ""
    settings += inputs_and_outputs(outputs=outputs) if outputs else ""
    return element("startEvent", id_, extension(settings) if settings else "", *inside, **attributes)


def end(id_: str = "selesai", *inside: str) -> str:
    return element("endEvent", id_, *inside)


def task(id_: str, *settings: str, inside: str = "", **attributes: str) -> str:
    """A user task for the group ``atasan``, with a sentence that says what is asked."""
    attributes = {"camunda_candidateGroups": "atasan"} | attributes
    attributes = {name: value for name, value in attributes.items() if value}
    asked = "<bpmn:documentation>Periksa.</bpmn:documentation>"
    return element("userTask", id_, asked, extension(*settings) if settings else "", inside, **attributes)


def gateway(kind: str, id_: str, **attributes: str) -> str:
    return element(f"{kind}Gateway", id_, **attributes)


def flow(source: str, target: str, condition: str | None = None, **attributes: str) -> str:
    """A sequence flow whose id is ``source_target``."""
    body = "" if condition is None else bare("conditionExpression", escaped(condition))
    pairs = {"sourceRef": source, "targetRef": target} | attributes
    return element(
        "sequenceFlow",
        attributes.get("id", f"{source}_{target}"),
        body,
        **{k: v for k, v in pairs.items() if k != "id"},
    )


def chain(*ids: str) -> list[str]:
    """The flows that join these nodes in this order."""
    return [flow(source, target) for source, target in pairwise(ids)]


def process(*elements: str, key: str = KEY, executable: str = "true", settings: str = "") -> str:
    """A process, one element a line."""
    lines = [extension(settings) if settings else "", *elements]
    return "\n".join(
        [f'<bpmn:process id="{key}" name="{key}" isExecutable="{executable}">', *lines, "</bpmn:process>"]
    )


def file(*processes: str, drawn: bool = True, key: str = KEY, more: str = "") -> bytes:
    """A whole file; ``drawn`` adds a shape or edge for each node and flow."""
    body = "\n".join(processes)
    shapes = [
        f'<bpmndi:BPMN{"Edge" if tag == "sequenceFlow" else "Shape"} bpmnElement="{name}"/>'
        for tag, name in DRAWN.findall(body)
    ]
    drawing = (
        f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{''.join(shapes)}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    )
    return "\n".join(
        [HEADER.format(key=key), more, body, drawing if drawn else "", "</bpmn:definitions>"]
    ).encode()


def bundle(
    *diagrams: bytes, forms: Mapping[str, Json] | None = None, strays: tuple[str, ...] = (), **files: bytes
) -> Bundle:
    """A bundle of the key ``cuti``; ``clauses_json`` stands for ``clauses.json``."""
    content = {f"{chr(ord('a') + place)}.bpmn": diagram for place, diagram in enumerate(diagrams)}
    content |= {name.replace("_", "."): data for name, data in files.items()}
    content |= {f"forms/{name}.form": json.dumps(schema).encode() for name, schema in (forms or {}).items()}
    return Bundle(KEY, content, strays)


def simple(*elements: str, settings: str = "") -> Bundle:
    """A bundle of one process of these elements."""
    return bundle(file(process(*elements, settings=settings)))


def around(node: str, id_: str = "T", settings: str = "") -> Bundle:
    """A bundle of one process: start, this node, end."""
    return simple(start(), node, end(), *chain("mulai", id_, "selesai"), settings=settings)


def found(faulty: Bundle, people: People | None = None) -> list[tuple[str, str | None]]:
    """Id and element of every problem, in the linter's order."""
    return [(problem.id, problem.element) for problem in problems(faulty, people)]


def told(faulty: Bundle, people: People | None = None) -> list[tuple[str, str, str | None]]:
    """Id, severity and element of every problem, in the linter's order."""
    return [(problem.id, problem.severity, problem.element) for problem in problems(faulty, people)]


def problems(faulty: Bundle, people: People | None = None) -> list[Problem]:
    return lint(faulty, people or People())


def line_of(faulty: Bundle, text: str, path: str = "a.bpmn") -> int:
    """The line, counted from 1, on which a text first stands."""
    lines = faulty.files[path].decode().split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)
