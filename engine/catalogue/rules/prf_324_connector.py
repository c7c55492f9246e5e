"""PRF-324: a connector that isn't known, or isn't given what it needs.

``camunda:property name="connector"`` is ``http``, ``email`` or ``notify``; its inputs are the element's
``camunda:inputParameter``.

A secret isn't written in a process, whose cases keep every input for ever.

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
from engine.catalogue.expressions import site_at
from engine.catalogue.names import WITH_A_CONNECTOR
from engine.connectors import refused_inputs
from engine.errors import Problem
from engine.feel import syntax
from engine.model import Json

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
            yield from _secrets(context, node, connector)


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


def _secrets(context: Context, node: Part, connector: str) -> Iterator[Problem]:
    """Inputs that would be refused whatever their variables are, since they would stand in the journal."""
    inputs: dict[str, Json] = {}
    for entry in node.extensions("inputOutput", "inputParameter"):
        site = site_at(context).get(entry.xml)
        if site is not None and not site.faults:
            inputs[entry.attribute("name") or ""] = _certain(site.tree_of(site.text))
    if (sentence := refused_inputs(connector, inputs)) is not None:
        yield node.error(
            ID,
            f"{node.label}: {sentence}",
            f"{node.label}: the url or a header would keep a secret in the journal. "
            "The operator puts it into PARAF_HTTP_HEADERS_FILE.",
        )


def _certain(tree: syntax.Node) -> Json:
    """How a text begins, or the names of a context's entries: all of it that is the same for every case."""
    if isinstance(tree, syntax.Arithmetic):
        return _certain(tree.first)
    if isinstance(tree, syntax.Literal):
        return tree.value if isinstance(tree.value, str) else None
    return dict.fromkeys(_entries(tree))


def _entries(tree: syntax.Node) -> Iterator[str]:
    if isinstance(tree, syntax.ContextOf):
        yield from (name for name, _ in tree.entries)
    for child in syntax.children(tree):
        yield from _entries(child)
