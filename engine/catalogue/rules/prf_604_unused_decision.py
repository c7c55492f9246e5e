"""PRF-604: a decision that no task asks and no other decision needs.

Severity: warning.

Example (tarif.dmn):
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="d">
      <decision id="tarif" name="tarif"><variable name="tarif"/>
        <literalExpression><text>1</text></literalExpression></decision>
    </definitions>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_file
from engine.dmn import Model
from engine.dmn.elements import Decision, Knowledge, Node, Reference, Service
from engine.errors import Problem

ID = "PRF-604"


def check(context: Context) -> Iterator[Problem]:
    """Yield each decision and decision service that nothing refers to."""
    if context.unreadable or context.unreadable_models:
        return
    asked = {(node.camunda("decisionRef") or "").strip() for node in context.nodes}
    models = context.models.values()
    needed = {reference for model in models for reference in _references(model)}
    for model in models:
        for node in model.nodes():
            unused = node.id not in asked and (model.namespace, node.id) not in needed
            if unused and isinstance(node, Decision | Service):
                yield of_file(
                    ID,
                    "warning",
                    node.place.file,
                    f"Keputusan “{node.name}” tidak dipakai. Hapus, atau rujuk dengan camunda:decisionRef.",
                    f"Nothing uses the decision “{node.name}”. Delete it, or name it in camunda:decisionRef.",
                    element=node.place.element,
                    line=node.place.line,
                )


def _references(model: Model) -> Iterator[tuple[str, str]]:
    """Namespace and id of everything that something of a file refers to."""
    for node in model.nodes():
        for reference in _references_of(node):
            yield reference.namespace or model.namespace, reference.id


def _references_of(node: Node) -> Iterator[Reference]:
    if isinstance(node, Decision | Service):
        yield from node.data
    if isinstance(node, Decision | Knowledge):
        yield from node.knowledge
    if isinstance(node, Service):
        yield from (*node.outputs, *node.encapsulated, *node.decisions)
