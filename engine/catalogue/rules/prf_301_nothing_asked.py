"""PRF-301: a user task with neither a form nor documentation (a warning).

Whoever opens it would not be told what is asked.

Example:
    ``<bpmn:userTask id="periksa" name="Memeriksa"/>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-301"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such task."""
    for node in context.nodes:
        documentation = node.child("documentation")
        told = node.camunda("formRef") or (documentation is not None and documentation.text)
        if node.tag == "userTask" and not told:
            yield node.warning(ID, f"{node.label} tanpa formulir dan tanpa petunjuk. Tulis dokumentasinya.")
