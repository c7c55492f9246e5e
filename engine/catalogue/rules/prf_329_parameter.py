"""PRF-329: an input or output parameter without a name, or without an expression.

Severity: error.

Example:
    <bpmn:userTask id="periksa"><bpmn:extensionElements><camunda:inputOutput>
      <camunda:outputParameter name="setuju"/>
    </camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-329"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such parameter."""
    for block in context.of("extensionElements"):
        parameters = block.at("inputOutput", "inputParameter") + block.at("inputOutput", "outputParameter")
        for parameter in parameters:
            name = (parameter.attribute("name") or "").strip()
            if not name or parameter.text in {"", "="}:
                yield parameter.error(
                    ID,
                    f"camunda:{parameter.tag} “{name}” harus punya nama dan satu ungkapan. Lengkapi.",
                    f"The camunda:{parameter.tag} “{name}” must have a name and an expression. Fill them in.",
                )
