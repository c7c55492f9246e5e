"""Where a case stands, as the table beside each diagram says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.model import Awaited, Diagram


@dataclass(frozen=True)
class Stand:
    """One element of a diagram: how often it was done, how many tokens wait there, whether it failed."""

    element: str
    name: str
    done: int
    waiting: int
    halted: bool


def standing(diagram: Diagram, waits: Sequence[Awaited]) -> list[Stand]:
    """List the elements that were done or wait, in the order the case first met them.

    An element without a name, a joining gateway say, tells a reader nothing and is left to the drawing.
    """
    halted = {wait.element for wait in waits if wait.halted and wait.process == diagram.process}
    met = dict.fromkeys([*diagram.done, *diagram.active])
    return [
        Stand(
            element,
            diagram.names[element],
            diagram.done.get(element, 0),
            diagram.active.get(element, 0),
            element in halted,
        )
        for element in met
        if element in diagram.names
    ]
