"""PRF-324: a connector that isn't known, or isn't given what it needs.

``camunda:property name="connector"`` is ``http``, ``email`` or ``notify``; its inputs are the element's
``camunda:inputParameter``.

Severity: error; warning for an input that it needs and that the properties don't show.

Example:
    <bpmn:serviceTask id="tanya"><bpmn:extensionElements><camunda:properties>
      <camunda:property name="connector" value="telegram"/>
    </camunda:properties></bpmn:extensionElements></bpmn:serviceTask>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.catalogue.constructs import listed
from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.names import WITH_A_CONNECTOR
from engine.errors import Problem

ID = "PRF-324"
INPUTS: Mapping[str, tuple[frozenset[str], Sequence[str]]] = {
    "http": (frozenset({"method", "url", "headers", "body", "timeout"}), ("url",)),
    "email": (frozenset({"to", "cc", "subject", "text"}), ("to", "subject", "text")),
    "notify": (frozenset({"groups", "users", "title", "text"}), ("title",)),
}
"""Connector → the inputs that it knows, and those that it can't do without."""


def check(context: Context) -> Iterator[Problem]:
    """Yield what is wrong with each connector."""
    for node in context.of(*WITH_A_CONNECTOR):
        connector = node.setting("connector")
        if connector is not None and connector not in INPUTS:
            yield node.error(
                ID,
                f"Konektor “{connector}” pada {node.label} tidak dikenal. Yang ada: {listed(INPUTS)}.",
                f"The connector “{connector}” on {node.label} isn't known. There are: {listed(INPUTS)}.",
            )
        elif connector is not None:
            yield from _inputs(node, connector)


def _inputs(node: Part, connector: str) -> Iterator[Problem]:
    known, needed = INPUTS[connector]
    given = {entry.attribute("name") or "" for entry in node.extensions("inputOutput", "inputParameter")}
    if unknown := given - known:
        yield node.error(
            ID,
            f"{node.label}: {connector} tidak membaca {listed(unknown)}. Yang dibaca: {listed(known)}.",
            f"{node.label}: {connector} doesn't read {listed(unknown)}. It reads: {listed(known)}.",
        )
    if missing := [name for name in needed if name not in given]:
        yield node.warning(
            ID,
            f"{node.label}: {connector} memerlukan {listed(missing)}. Tambahkan camunda:inputParameter.",
            f"{node.label}: the connector {connector} needs {listed(missing)}. Add a camunda:inputParameter.",
        )
