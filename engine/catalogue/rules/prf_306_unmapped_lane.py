"""PRF-306: a user task that nobody would get.

Its group is the one that ``organisation.json`` gives its lane, unless it names somebody itself.

Severity: error.

Example:
    <bpmn:userTask id="periksa"/>
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
        if node.kind != "userTask" or any(node.camunda(name) for name in ASSIGNING):
            continue
        lane = context.lane_of(node)
        if lane is None:
            yield node.error(
                ID,
                f"{node.label} tidak berada di lajur mana pun. Taruh di lajur, atau beri candidateGroups.",
                f"{node.label} is in no lane. Put it into one, or give it candidateGroups.",
            )
        elif lane not in context.organisation.lanes:
            yield node.error(
                ID,
                f"Lajur “{lane}” dari {node.label} tidak ada di organisation.json. Tambahkan di “lanes”.",
                f"The lane “{lane}” of {node.label} isn't in organisation.json. Add it under “lanes”.",
            )
