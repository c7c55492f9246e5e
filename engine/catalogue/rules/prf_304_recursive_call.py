"""PRF-304: a process that, through its calls, calls itself.

Severity: error.

Example:
    <bpmn:callActivity id="panggil" calledElement="cuti"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import called_by
from engine.errors import Problem

ID = "PRF-304"


def check(context: Context) -> Iterator[Problem]:
    """Yield each call activity that leads back to its own process."""
    for name, scope in context.processes.items():
        for node in scope.part.below("callActivity"):
            called = called_by(node)
            if called == name or name in context.called_from(called):
                yield node.error(
                    ID,
                    f"{node.label} akhirnya memanggil prosesnya sendiri. Putuskan lingkaran itu.",
                    f"{node.label} in the end calls its own process. Break the circle.",
                )
