"""PRF-303: a call of a process that isn't in the bundle (BPMN 2.0 §10.2.5).

A case keeps the version it began on, so what it calls is published with it.

Severity: error.

Example:
    <bpmn:callActivity id="panggil" calledElement="terhapus"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import called_by
from engine.errors import Problem

ID = "PRF-303"


def check(context: Context) -> Iterator[Problem]:
    """Yield each call activity without a process to call."""
    for node in context.of("callActivity"):
        called = called_by(node)
        if called not in context.processes and not context.unreadable:
            yield node.error(
                ID,
                f"{node.label} memanggil proses “{called}” yang tidak ada. "
                "Tulis id proses dari folder yang sama.",
                f"{node.label} calls the process “{called}”, which isn't there. "
                "Write the id of a process of the same folder.",
            )
