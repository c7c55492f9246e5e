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
from engine.spiff.parse.text import bpmn, children, feel, local, reference, reference_in, text_of

_WORD = re.compile(r"[A-Za-z_]\w*")
_HOLDERS = (
    *("dataObject", "dataObjectReference", "dataInput", "dataOutput", "property", "dataStoreReference"),
    *("inputDataItem", "outputDataItem"),
)
_BRINGING = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask"})
_SENDING = frozenset({"callActivity", "sendTask", "serviceTask", "intermediateThrowEvent", "endEvent"})
"""What hands its data to somebody else, who knows it by its name there."""
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
        objects = {id: nodes.get(reference(node, "dataObjectRef"), node) for id, node in nodes.items()}
        words: dict[str, str] = {}
        for node in [*objects.values(), *nodes.values()]:
            means = reference(node, "dataObjectRef") or node.get("id") or ""
            if _WORD.fullmatch(node.get("name", "").strip()):
                words.setdefault(means, node.get("name", "").strip())
        self._names = {
            id: words.get(means.get("id", ""), means.get("id", "")) for id, means in objects.items()
        }

    def name(self, id: str) -> str:
        """Return the name of the data of an id, empty where there is none."""
        return self._names.get(id, "")

    def held_by(self, subprocess: etree._Element) -> tuple[str, ...]:
        """Return the names of a subprocess's data objects and properties."""
        held = (node for node in children(subprocess) if local(node) in {"dataObject", "property"})
        return tuple(dict.fromkeys(filter(None, (self.name(node.get("id", "")) for node in held))))

    def inputs(self, node: etree._Element) -> Iterator[tuple[str, str]]:
        """Yield (name, FEEL) of what associations bring to a node.

        Raises:
            Unreadable: one refers to nothing.
        """
        for association in node.iterchildren(bpmn("dataInputAssociation")):
            yield from self._moved(association, leaves=local(node) in _SENDING)

    def outputs(self, node: etree._Element) -> Iterator[tuple[str, str]]:
        """Yield (variable, FEEL) of what associations take from a node; raises as ``inputs``."""
        brought = dict(_brought_by_event(node))
        for association in node.iterchildren(bpmn("dataOutputAssociation")):
            source = reference_in(association, "sourceRef")
            yield from self._moved(association, brought.get(source), leaves=local(node) in _SENDING)

    def taken_from(self, node: etree._Element, output: str) -> Iterator[tuple[str, str]]:
        """Yield of ``outputs`` what associations take from one of a node's data outputs."""
        for association in node.iterchildren(bpmn("dataOutputAssociation")):
            if reference_in(association, "sourceRef") == output:
                yield from self._moved(association, leaves=local(node) in _SENDING)

    def item(self, node: etree._Element) -> str | None:
        """Return FEEL of the whole payload of a throwing node: what fills its only data input, where that has
        no name by which to be an entry of it (BPMN 2.0, 10.5.1); raises as ``inputs``."""
        if [item.get("name") for item in node.iter(bpmn("dataInput"))] != [None]:
            return None
        return next((value for _, value in self.inputs(node)), None)

    def _referred(self, association: etree._Element, tag: str) -> str:
        means = reference_in(association, tag)
        if means and not self.name(means):
            raise Unreadable(f"{tag} “{means}” tidak menunjuk ke data yang ada.")
        return self.name(means)

    def _moved(
        self, association: etree._Element, means: str | None = None, *, leaves: bool
    ) -> Iterator[tuple[str, str]]:
        """Within the process, equal names are the same variable already."""
        assignments = [child for child in children(association) if local(child) == "assignment"]
        for assignment in assignments:
            target = text_of(assignment, "to")
            if not self.name(target) and not _WORD.fullmatch(feel(target)):
                raise Unreadable(f"“{target}” tidak dapat diisi: tulis nama satu data.")
            yield self.name(target) or feel(target), feel(text_of(assignment, "from"))
        transformation = feel(text_of(association, "transformation"))
        target = self._referred(association, "targetRef")
        source = "" if transformation else means or self._referred(association, "sourceRef")
        moves = target not in {"", _PLACEHOLDER} and (leaves or target != (transformation or source))
        if not assignments and moves and (transformation or source):
            yield target, transformation or source


def _brought_by_event(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield (data output, FEEL) of a node that catches a message or signal: what it has brought, of several
    entries the one of the output's name (BPMN 2.0, 10.5.1)."""
    if local(node) not in _BRINGING:
        return
    for output in node.iter(bpmn("dataOutput")):
        entry = f'get value(message, "{output.get("name", "").strip()}")'
        named = _WORD.fullmatch(output.get("name", "").strip()) is not None
        of_several = f"if get entries(message) != null then {entry} else message"
        yield output.get("id", ""), of_several if named else "message"
