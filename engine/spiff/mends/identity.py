"""Task ids are random (uuid4), so the same commands give another state each time and a replay can't compare.

Here a token's id is its number: 1, 2, … in the order of creation, given anew after every command. What the
outside knows a task by is derived from the author's own words instead: scope, element, round and instance.
So it survives re-execution, restoring, and another version of the library.
"""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

# mypy: disallow-subclassing-any=False

_NAMESPACE = uuid5(NAMESPACE_OID, "paraf")


def public_id(scope: str, element: str, round: int, instance: int | None = None) -> str:
    """Return the id by which the outside knows a token, a UUID's 36 characters."""
    parts = [scope, element, str(round)] if instance is None else [scope, element, str(round), str(instance)]
    return str(uuid5(_NAMESPACE, "\0".join(parts)))


class Numbered:
    """A task whose id is its number in its case."""

    def __init__(
        self, workflow: Any, task_spec: Any, parent: Any = None, state: int = 1, id: int | UUID | None = None
    ) -> None:
        super().__init__(workflow, task_spec, parent, state, workflow.top_workflow.next_number())  # type: ignore[call-arg]
