"""PRF-014: a process or subprocess without an end event (BPMN 2.0 §10.5.3).

A case that ends must say by which end.

Example:
    a process whose last user task has no flow to an ``<bpmn:endEvent>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-014"


def check(context: Context) -> Iterator[Problem]:
    """Yield each scope without an end."""
    for scope in context.scopes:
        if not any(node.tag == "endEvent" for node in scope.every_node):
            yield scope.part.error(ID, f"{scope.part.label} tidak mempunyai event akhir. Tambahkan satu.")
