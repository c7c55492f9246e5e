"""PRF-325: a task of which nothing tells what is done: the case passes it at once.

An abstract task, or a service task without a connector.

Severity: warning.

Example:
    <bpmn:task id="periksa"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-325"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such task; one whose outputs set variables does something."""
    for node in context.nodes:
        idle = node.kind == "task" or (node.kind == "serviceTask" and node.setting("connector") is None)
        if idle and not node.extensions("inputOutput", "outputParameter"):
            yield node.warning(
                ID,
                f"Pada {node.label} tidak ada yang dikerjakan; kasus langsung lewat. "
                "Ubah menjadi userTask, atau beri camunda:property connector.",
                f"Nothing is done at {node.label}; the case passes it at once. "
                "Make it a userTask, or give it a camunda:property connector.",
            )
