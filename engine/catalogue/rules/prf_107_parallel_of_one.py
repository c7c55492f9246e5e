"""PRF-107: an event that is to wait for all of several things, and names at most one (BPMN 2.0 §10.5.5).

Severity: warning.

Example:
    <bpmn:intermediateCatchEvent id="tunggu" parallelMultiple="true">
      <bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import event_definitions
from engine.errors import Problem

ID = "PRF-107"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event."""
    for node in context.of("startEvent", "intermediateCatchEvent", "boundaryEvent"):
        if node.says("parallelMultiple") and len(event_definitions(node)) <= 1:
            yield node.warning(
                ID,
                f"{node.label} menunggu semua dari beberapa hal, tetapi menyebut kurang dari dua. "
                "Tambahkan, atau hapus parallelMultiple.",
                f"{node.label} waits for all of several things, but names fewer than two. "
                "Add one, or delete parallelMultiple.",
            )
