"""PRF-302: a form that isn't in the bundle.

Severity: error.

Example:
    <bpmn:userTask id="periksa" camunda:formRef="F99"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-302"


def check(context: Context) -> Iterator[Problem]:
    """Yield each node that refers to such a form."""
    for node in context.nodes:
        form = node.camunda("formRef")
        if form is not None and form not in context.bundle.forms:
            key = context.bundle.key
            yield node.error(
                ID,
                f"{node.label} memakai formulir “{form}” yang tidak ada. "
                f"Buat forms/{key}/{form}.form, atau betulkan.",
                f"{node.label} uses the form “{form}”, which isn't there. "
                f"Make forms/{key}/{form}.form, or correct it.",
            )
