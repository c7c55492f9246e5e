"""What of a bundle's files is meaning, however they are drawn and written down."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from xml.etree.ElementTree import canonicalize

import orjson
from lxml import etree

from engine.catalogue.document import BPMN, BPMNDI
from engine.errors import Unrunnable
from engine.model import Json
from engine.xml import read

WRITTEN_BY = ("exporter", "exporterVersion")
"""Which program wrote a file; BPMN 2.0 §8.1.1 and form-js name it alike."""

DEFAULTS = {
    "cancelActivity": "true",
    "isInterrupting": "true",
    "isSequential": "false",
    "isForCompensation": "false",
    "triggeredByEvent": "false",
    "parallelMultiple": "false",
    "gatewayDirection": "Unspecified",
    "startQuantity": "1",
    "completionQuantity": "1",
    "processType": "None",
    "isClosed": "false",
}
"""Attributes that say nothing where they have this value (BPMN 2.0's schema): some programs omit them."""

REFERENCES = [f"{{{BPMN}}}{name}" for name in ("flowNodeRef", "incoming", "outgoing")]
FLOW, EXTENSIONS = f"{{{BPMN}}}sequenceFlow", f"{{{BPMN}}}extensionElements"

XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def meaning_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return path → a digest that is the same for files of the same meaning."""
    return {path: hashlib.sha256(_meaning(path, content)).hexdigest() for path, content in files.items()}


def _meaning(path: str, content: bytes) -> bytes:
    try:
        if path.endswith((".bpmn", ".dmn")):
            return _of_diagram(read(path, content))
        return _of_json(orjson.loads(content))
    except (Unrunnable, ValueError, TypeError):  # what can't be understood is compared byte for byte
        return content


def _of_diagram(root: etree._Element) -> bytes:
    """Canonical XML (C14N 2.0) without the drawing; neither prefixes nor white space around count."""
    for drawing in root.findall(f"{{{BPMNDI}}}BPMNDiagram") + root.findall("{*}DMNDI"):
        root.remove(drawing)
    for name in WRITTEN_BY:
        root.attrib.pop(name, "")
    for element in [*root.iter("*")]:
        for name, default in DEFAULTS.items():
            if element.get(name) == default:
                element.attrib.pop(name, "")
        _sort(element)
    text = etree.tostring(root, encoding="unicode")
    canonical = canonicalize(text, strip_text=True, rewrite_prefixes=True, qname_aware_attrs=[XSI_TYPE])
    return canonical.encode()


def _sort(element: etree._Element) -> None:
    """Put what stands in an element into one order: an editor writes last what somebody moved last."""
    if element.tag.startswith(f"{{{BPMN}}}") and element.tag != EXTENSIONS:
        for child in sorted(element.iterchildren("*"), key=_place):
            element.append(child)


def _place(child: etree._Element) -> tuple[str, str]:
    """The flows of one step stay as they are: in this order their conditions are read."""
    told = child.text if child.tag in REFERENCES else child.get("sourceRef" if child.tag == FLOW else "id")
    return child.tag, (told or "").strip()


def _of_json(value: Json) -> bytes:
    if isinstance(value, dict):
        value = {name: item for name, item in value.items() if name not in WRITTEN_BY}
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
