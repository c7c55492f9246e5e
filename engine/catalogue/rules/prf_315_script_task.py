"""PRF-315: a script task without a script, or without the variable that its result becomes.

Example:
    ``<bpmn:scriptTask id="hitung"><bpmn:script>a + 1</bpmn:script></bpmn:scriptTask>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-315"


def check(context: Context) -> Iterator[Problem]:
    """Yield each script task that lacks one of the two."""
    for node in context.nodes:
        script = node.child("script")
        if node.tag == "scriptTask" and not (script and script.text and node.camunda("resultVariable")):
            yield node.error(ID, f"{node.label} harus punya skrip FEEL dan camunda:resultVariable. Lengkapi.")
