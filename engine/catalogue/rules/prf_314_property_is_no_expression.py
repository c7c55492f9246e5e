"""PRF-314: a property whose value must be an expression, and isn't marked as one by a leading ``=``.

Severity: error.

Example:
    <bpmn:process id="cuti" isExecutable="true"><bpmn:extensionElements><camunda:properties>
      <camunda:property name="case:title" value="namaMitra"/>
    </camunda:properties></bpmn:extensionElements></bpmn:process>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-314"
EXPRESSIONS = re.compile(r"paraf|(case|paraf|note|number|register):.+")


def check(context: Context) -> Iterator[Problem]:
    """Yield each such property."""
    for part in context.with_settings:
        for item in part.properties():
            name, value = item.attribute("name") or "", item.attribute("value") or ""
            if EXPRESSIONS.fullmatch(name) and not value.startswith("="):
                yield item.error(
                    ID,
                    f"Nilai properti “{name}” harus FEEL yang diawali “=”. Tulis “={value}” atau betulkan.",
                    f"The property “{name}” must be FEEL after “=”. Write “={value}”, or correct it.",
                )
