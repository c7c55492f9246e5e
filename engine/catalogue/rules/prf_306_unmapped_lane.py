"""PRF-306: a user task that nobody would get.

Its group is the one that ``organisation.json`` gives its lane, unless it names somebody itself.

Example:
    a user task in the lane “Kepala Seksi”, which ``organisation.json`` doesn't have under ``lanes``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-306"
ASSIGNING = ("assignee", "candidateGroups", "candidateUsers")


def check(context: Context) -> Iterator[Problem]:
    """Yield each user task without an assignment and without a mapped lane."""
    for node in context.nodes:
        if node.tag != "userTask" or any(node.camunda(name) for name in ASSIGNING):
            continue
        lane = context.lane_of(node)
        if lane is None:
            yield node.error(
                ID, f"{node.label} tidak berada di lajur mana pun. Taruh di lajur, atau beri candidateGroups."
            )
        elif lane not in context.organisation.lanes:
            yield node.error(
                ID, f"Lajur “{lane}” dari {node.label} tidak ada di organisation.json. Tambahkan di “lanes”."
            )
