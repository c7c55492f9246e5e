"""PRF-307: a group that ``organisation.json`` doesn't have.

Example:
    ``camunda:candidateGroups="kapus-pusjatn"``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-307"
PROPERTIES = frozenset({"starterGroups", "escalationGroups", "informedGroups", "withdrawGroups"})


def check(context: Context) -> Iterator[Problem]:
    """Yield each unknown group in a constant list; an expression's groups are known only when it runs."""
    for part in context.constructs:
        lists: list[tuple[Part, str]] = [(part, part.camunda("candidateGroups") or "")]
        for item in part.properties():
            if item.attribute("name") in PROPERTIES:
                lists.append((item, item.attribute("value") or ""))
        for place, text in lists:
            for group in _constants(text):
                if group not in context.organisation.groups:
                    yield place.error(
                        ID,
                        f"Kelompok “{group}” tidak ada di organisation.json. "
                        "Betulkan id-nya, atau tambahkan di sana.",
                    )


def _constants(text: str) -> list[str]:
    if text.startswith("=") or "{" in text:
        return []
    return [group.strip() for group in text.split(",") if group.strip()]
