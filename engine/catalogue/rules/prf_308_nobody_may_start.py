"""PRF-308: a main process that no person may start: no start event names ``starterGroups``.

A start event with a trigger needs nobody; one without is for those whom it names.

Severity: error.

Example:
    <bpmn:startEvent id="mulai"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.ways import instantiates
from engine.errors import Problem

ID = "PRF-308"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such start event, or the process that has no start event at all."""
    main = context.main
    if main is None:
        return
    begins = any(node.tag == "startEvent" or instantiates(node) for node in main.nodes.values())
    for start in main.starts() if begins else [main.part]:
        if not start.setting("starterGroups"):
            yield start.error(
                ID,
                f"Tidak ada yang boleh memulai {start.label}. Tambahkan camunda:property starterGroups "
                "pada event mulainya.",
                f"Nobody may start {start.label}. Add a camunda:property starterGroups to its start event.",
            )
