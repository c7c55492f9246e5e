"""PRF-215: two flows from one node to the same next one.

Which of them was taken could not be told, and a join would count one branch twice.

Example:
    two flows with different conditions from one exclusive gateway to one task
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-215"


def check(context: Context) -> Iterator[Problem]:
    """Yield the second and every further such flow."""
    for scope in context.scopes:
        seen: set[tuple[str, str]] = set()
        for flow in scope.sound_flows:
            ends = (flow.source, flow.target)
            if ends in seen:
                yield flow.error(
                    ID,
                    f"Alur {flow.label} mengulang alur lain antara dua langkah itu. Gabungkan syaratnya.",
                )
            seen.add(ends)
