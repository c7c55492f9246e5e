"""PRF-308: a start of the main process that nobody may use: it names no ``starterGroups``.

Example:
    ``<bpmn:startEvent id="mulai"/>`` without the property
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-308"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such start event."""
    for start in context.main.starts() if context.main else ():
        if not any(
            i.attribute("name") == "starterGroups" and i.attribute("value") for i in start.properties()
        ):
            yield start.error(
                ID, f"Tidak ada yang boleh memulai {start.label}. Tambahkan camunda:property starterGroups."
            )
