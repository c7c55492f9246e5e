"""Reading BPMN's XML: names, texts, extensions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def feel(text: str | None) -> str:
    """Return an expression's text without its leading ``=`` and without space around it."""
    stripped = (text or "").strip()
    return stripped.removeprefix("=").strip()


def boolean(text: str) -> bool | None:
    """Return what an ``xsd:boolean`` says, None where it is none."""
    return _BOOLEANS.get(text.strip())


def flag(node: etree._Element, attribute: str, otherwise: bool = False) -> bool:
    """Return a boolean attribute; ``otherwise`` where it is missing or unreadable."""
    said = boolean(node.get(attribute, ""))
    return otherwise if said is None else said


def bpmn(tag: str) -> str:
    """Return a tag of BPMN's namespace."""
    return f"{{{BPMN}}}{tag}"


def camunda(name: str) -> str:
    """Return a name of Camunda's namespace."""
    return f"{{{CAMUNDA}}}{name}"


def local(node: etree._Element) -> str:
    """Return a tag without its namespace."""
    return etree.QName(node).localname


def line(node: etree._Element) -> int | None:
    """Return the line of the file, counted from 1."""
    found: Any = node.sourceline
    return found if isinstance(found, int) else None


def text_of(node: etree._Element, tag: str) -> str:
    """Return the text of the first BPMN child of this name, empty where there is none.

    An expression's text may stand behind its documentation (BPMN 2.0, 8.4.6).
    """
    found = node.find(bpmn(tag))
    if found is None:
        return ""
    return "".join([found.text or "", *(child.tail or "" for child in found)]).strip()


def referred(reference: str | None) -> str:
    """Return the id that a reference means; as an ``xsd:QName`` it may have a prefix."""
    return (reference or "").strip().rpartition(":")[2]


def reference(node: etree._Element, attribute: str) -> str:
    """Return the id that an attribute refers to, empty where it is missing."""
    return referred(node.get(attribute))


def reference_in(node: etree._Element, tag: str) -> str:
    """Return the id that the first BPMN child of this name refers to, empty where there is none."""
    return referred(text_of(node, tag))


def name_of(node: etree._Element) -> str:
    """Return the name as one line."""
    return " ".join(node.get("name", "").split())


def children(node: etree._Element, suffix: str = "") -> Iterator[etree._Element]:
    """Yield the BPMN elements directly below, those whose name ends so."""
    return (child for child in node.iterchildren(bpmn("*")) if local(child).endswith(suffix))


def extensions(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the ``camunda:`` elements of this name in ``extensionElements``."""
    for block in node.iterchildren(bpmn("extensionElements")):
        yield from block.iterchildren(camunda(tag))


def properties(node: etree._Element) -> dict[str, str]:
    """Return ``camunda:property`` name → value."""
    return {
        entry.get("name", ""): entry.get("value", "")
        for block in extensions(node, "properties")
        for entry in block.iterchildren(camunda("property"))
    }


def camunda_attributes(node: etree._Element) -> dict[str, str]:
    """Return the attributes of Camunda's namespace by local name."""
    prefix = camunda("")
    return {str(k).removeprefix(prefix): str(v) for k, v in node.attrib.items() if str(k).startswith(prefix)}
