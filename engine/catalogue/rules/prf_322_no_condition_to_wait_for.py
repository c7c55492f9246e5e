"""PRF-322: a conditional event without a condition (BPMN 2.0 §10.5.5).

Severity: error.

Example:
    <bpmn:intermediateCatchEvent id="tunggu"><bpmn:conditionalEventDefinition/></bpmn:intermediateCatchEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-322"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event definition."""
    for definition in context.of("conditionalEventDefinition"):
        condition = definition.child("condition")
        if condition is None or not condition.text:
            label = Part(definition.file, definition.known_as).label
            yield definition.error(
                ID,
                f"{label} menunggu syarat yang tidak ditulis. Tulis syarat FEEL.",
                f"{label} waits for a condition that isn't written. Write one in FEEL.",
            )
