"""PRF-604: a decision that no task asks and no other decision needs (a warning).

Example:
    a ``.dmn`` file that no ``camunda:decisionRef`` of the diagrams leads to
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.dmn.elements import Decision, Definitions, Knowledge, Node, Reference, Service
from engine.dmn.reading import read_definitions
from engine.errors import Problem

ID = "PRF-604"


def check(context: Context) -> Iterator[Problem]:
    """Yield each decision and decision service that nothing refers to."""
    if context.unreadable or context.unreadable_models:
        return
    asked = {(node.camunda("decisionRef") or "").strip() for node in context.nodes}
    files = [read_definitions(path, content) for path, content in context.bundle.dmn.items()]
    needed = {reference for file in files for reference in _references(file)}
    for file in files:
        for node in file.nodes:
            unused = node.id not in asked and (file.namespace, node.id) not in needed
            if unused and isinstance(node, Decision | Service):
                message = (
                    f"Keputusan “{node.name}” tidak dipakai. Hapus, atau rujuk dengan camunda:decisionRef."
                )
                yield Problem(ID, "warning", file.file, node.place.element, node.place.line, message)


def _references(file: Definitions) -> Iterator[tuple[str, str]]:
    """Namespace and id of everything that something of a file refers to."""
    for node in file.nodes:
        for reference in _references_of(node):
            yield reference.namespace or file.namespace, reference.id


def _references_of(node: Node) -> Iterator[Reference]:
    if isinstance(node, Decision | Service):
        yield from node.data
    if isinstance(node, Decision | Knowledge):
        yield from node.knowledge
    if isinstance(node, Service):
        yield from (*node.outputs, *node.encapsulated, *node.decisions)
