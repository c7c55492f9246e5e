"""PRF-016: a process or subprocess in which nothing stands.

A collapsed subprocess keeps what happens in it on a plane of its own; somebody else's process, drawn as an
empty pool, isn't executable.

Severity: warning.

Example:
    <bpmn:subProcess id="periksa" name="Memeriksa"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-016"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such level."""
    for scope in context.scopes:
        if not scope.every_node:
            yield scope.part.warning(
                ID,
                f"{scope.part.label} kosong: tidak ada langkah di dalamnya. Isi atau hapus.",
                f"{scope.part.label} is empty: there is no step in it. Fill it in or delete it.",
            )
