"""PRF-307: a group that ``organisation.json`` doesn't have.

Severity: error.

Example:
    <bpmn:userTask id="periksa" camunda:candidateGroups="tidak-ada"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-307"
PROPERTIES = frozenset({"starterGroups", "escalationGroups", "informedGroups", "withdrawGroups"})


def check(context: Context) -> Iterator[Problem]:
    """Yield each unknown group in a constant list; an expression's groups are known only when it runs."""
    lists = [(node, node.camunda("candidateGroups") or "") for node in context.nodes]
    for part in context.with_settings:
        read = (item for item in part.properties() if item.attribute("name") in PROPERTIES)
        lists += [(item, item.attribute("value") or "") for item in read]
    for place, text in lists:
        for group in _constants(text):
            if group not in context.organisation.groups:
                yield place.error(
                    ID,
                    f"Kelompok “{group}” tidak ada di organisation.json. "
                    "Betulkan id-nya, atau tambahkan di sana.",
                    f"The group “{group}” isn't in organisation.json. Correct its id, or add it there.",
                )


def _constants(text: str) -> list[str]:
    if text.startswith("=") or "{" in text:
        return []
    return [group.strip() for group in text.split(",") if group.strip()]
