"""PRF-321: an error or escalation that is thrown without a code (BPMN 2.0 §10.5.5: it must have one).

Whoever catches a certain one recognises it by its code; without one it is known by its name or id, and an
event that refers to none throws one that only a catch-all catches.

Severity: warning.

Example:
    <bpmn:endEvent id="gagal"><bpmn:errorEventDefinition/></bpmn:endEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.events import CODES, every
from engine.errors import Problem

ID = "PRF-321"


def check(context: Context) -> Iterator[Problem]:
    """Yield each thrown error or escalation without a code."""
    for event in every(context, *CODES):
        if not event.throws:
            continue
        reference = event.definition.attribute(f"{event.kind}Ref")
        found = context.named(event.node.file, reference, event.kind) if reference else None
        no_code = found is not None and not found.attribute(CODES[event.kind])
        if no_code or (not reference and event.definition.tag != "eventDefinitionRef"):
            yield event.definition.warning(
                ID,
                f"{event.node.label} melempar {event.kind} tanpa kode. Isi {CODES[event.kind]}.",
                f"{event.node.label} throws an {event.kind} without a code. Fill in {CODES[event.kind]}.",
            )
