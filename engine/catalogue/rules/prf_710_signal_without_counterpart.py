"""PRF-710: a signal that nobody here hears, or that nobody here throws.

It may reach, or come from, another procedure.

Severity: warning.

Example:
    <bpmn:signal id="libur" name="libur"/>
    <bpmn:process id="cuti" isExecutable="true">
      <bpmn:intermediateCatchEvent id="tunggu">
        <bpmn:signalEventDefinition signalRef="libur"/>
      </bpmn:intermediateCatchEvent>
    </bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.catching import one_sided
from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-710"


def check(context: Context) -> Iterator[Problem]:
    """Yield each signal that is only thrown or only waited for, where that is first done."""
    for event in one_sided(context, "signal"):
        if event.throws:
            yield event.node.warning(
                ID,
                f"Tidak ada yang menunggu sinyal “{event.name}” dari {event.node.label} di sini. "
                "Pastikan prosedur lain menunggunya.",
                f"Nothing in these files waits for the signal “{event.name}” of {event.node.label}. "
                "Make sure that another procedure does.",
            )
        else:
            yield event.node.warning(
                ID,
                f"Tidak ada yang melempar sinyal “{event.name}” yang ditunggu {event.node.label} di "
                "berkas-berkas ini. Pastikan datang dari luar.",
                f"Nothing here throws the signal “{event.name}” for which {event.node.label} waits. "
                "Make sure that it comes from outside.",
            )
