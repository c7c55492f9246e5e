"""PRF-301: a user task with neither a form nor documentation.

Whoever opens it would not be told what is asked.

Severity: warning.

Example:
    <bpmn:userTask id="periksa" name="Memeriksa"/>
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
        if node.kind == "userTask" and not told:
            yield node.warning(
                ID,
                f"{node.label} tanpa formulir dan tanpa petunjuk. Tulis dokumentasinya.",
                f"{node.label} has neither a form nor instructions. Write its documentation.",
            )
