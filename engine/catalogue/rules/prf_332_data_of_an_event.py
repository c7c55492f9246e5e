"""PRF-332: an event with more data than things that it waits for or throws (BPMN 2.0 §10.5.1).

Each message or signal brings one ``dataOutput``, or takes one ``dataInput``.

Severity: warning.

Example:
    <bpmn:intermediateCatchEvent id="tunggu">
      <bpmn:dataOutput id="surat"/>
      <bpmn:dataOutput id="lampiran"/>
      <bpmn:messageEventDefinition/>
    </bpmn:intermediateCatchEvent>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import EVENTS, event_definitions
from engine.errors import Problem

ID = "PRF-332"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such event."""
    for node in context.of(*EVENTS):
        definitions = len(event_definitions(node))
        for tag in ("dataOutput", "dataInput"):
            data = len(node.children(tag))
            if definitions and data > definitions:
                yield node.warning(
                    ID,
                    f"{node.label} punya {data} {tag} untuk {definitions} event. Sisakan satu untuk tiap "
                    "event.",
                    f"{node.label} has {data} {tag}s for {definitions} events. Leave one for each event.",
                )
