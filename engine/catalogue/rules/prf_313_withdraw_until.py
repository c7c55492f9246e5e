"""PRF-313: a ``withdrawUntil`` that names no element of the main process.

Withdrawing would then never be refused.

Severity: error.

Example:
    <bpmn:process id="cuti" isExecutable="true"><bpmn:extensionElements><camunda:properties>
      <camunda:property name="withdrawUntil" value="terhapus"/>
    </camunda:properties></bpmn:extensionElements></bpmn:process>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-313"


def check(context: Context) -> Iterator[Problem]:
    """Yield each unknown id."""
    for scope in context.processes.values():
        main = scope if context.loose else context.main
        known = context.node_ids[main.part.file] if main is not None else frozenset()
        for item in scope.part.properties():
            value = item.attribute("value") or ""
            if item.attribute("name") != "withdrawUntil" or value.startswith("="):
                continue
            for name in value.split(","):
                if name.strip() not in known:
                    yield item.error(
                        ID,
                        f"withdrawUntil menyebut elemen “{name.strip()}” yang tidak ada di proses utama. "
                        "Betulkan id-nya.",
                        f"withdrawUntil names an element “{name.strip()}” that isn't in the main process. "
                        "Correct its id.",
                    )
