"""Data objects and properties: names of variables, and the associations that fill and read them.

A data object or property is the variable of its name, or of its first reference's, or of its id where these
are no plain words. What an association brings to an activity is a name that this activity sees (BPMN 2.0,
10.4.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engine.spiff.parse.events import Unreadable
from engine.spiff.parse.text import bpmn, children, feel, local, text_of

_WORD = re.compile(r"[A-Za-z_]\w*")
_HOLDERS = ("dataObject", "dataObjectReference", "dataInput", "dataOutput", "property", "dataStoreReference")
_PLACEHOLDER = "__targetRef_placeholder"
"""What diagram editors write where an association is only drawn."""


class Data:
    """The names that a process's data go by.

    Args:
        process: its XML.
    """

    def __init__(self, process: etree._Element) -> None:
        nodes = {
            node.get("id", ""): node for tag in _HOLDERS for node in process.iter(bpmn(tag)) if node.get("id")
        }
        objects = {id: nodes.get(node.get("dataObjectRef", ""), node) for id, node in nodes.items()}
        words: dict[str, str] = {}
        for node in [*objects.values(), *nodes.values()]:
            means = node.get("dataObjectRef") or node.get("id") or ""
            if _WORD.fullmatch(node.get("name", "").strip()):
                words.setdefault(means, node.get("name", "").strip())
        self._names = {
            id: words.get(means.get("id", ""), means.get("id", "")) for id, means in objects.items()
        }

    def name(self, reference: str) -> str:
        """Return the name of what a reference means, empty where it means nothing."""
        return self._names.get(reference.strip(), "")

    def inputs(self, node: etree._Element) -> Iterator[tuple[str, str]]:
        """Yield (name, FEEL) of what associations bring to a node.

        Raises:
            Unreadable: one refers to nothing.
        """
        for association in node.iterchildren(bpmn("dataInputAssociation")):
            yield from self._moved(association)

    def outputs(self, node: etree._Element) -> Iterator[tuple[str, str]]:
        """Yield (variable, FEEL) of what associations take from a node; raises as ``inputs``."""
        for association in node.iterchildren(bpmn("dataOutputAssociation")):
            yield from self._moved(association)

    def _referred(self, association: etree._Element, tag: str) -> str:
        reference = text_of(association, tag)
        if reference and not self.name(reference):
            raise Unreadable(f"{tag} “{reference}” tidak menunjuk ke data yang ada.")
        return self.name(reference)

    def _moved(self, association: etree._Element) -> Iterator[tuple[str, str]]:
        assignments = [child for child in children(association) if local(child) == "assignment"]
        for assignment in assignments:
            target = text_of(assignment, "to")
            yield self.name(target) or feel(target), feel(text_of(assignment, "from"))
        transformation = feel(text_of(association, "transformation"))
        target = self._referred(association, "targetRef")
        source = "" if transformation else self._referred(association, "sourceRef")
        moves = target not in {"", _PLACEHOLDER, transformation or source}
        if not assignments and moves and (transformation or source):
            yield target, transformation or source
