"""PRF-230: an event subprocess that is to loop, or to run in several instances (BPMN 2.0 §10.3.5).

It runs once for each event that begins it.

Severity: error.

Example:
    <bpmn:subProcess id="terlambat" triggeredByEvent="true">
      <bpmn:standardLoopCharacteristics loopMaximum="2"/>
    </bpmn:subProcess>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-230"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event subprocess."""
    for scope in context.scopes:
        if scope.is_event_subprocess and scope.part.xml in context.loops:
            yield scope.part.error(
                ID,
                f"Subproses event {scope.part.label} tidak dapat berulang. Hapus pengulangannya.",
                f"The event subprocess {scope.part.label} can't loop. Delete its loop.",
            )
