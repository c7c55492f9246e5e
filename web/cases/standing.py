"""Where a case stands, as the table beside each diagram says it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import Diagram


@dataclass(frozen=True)
class Stand:
    """One element of a diagram: how often it was done, how many tokens wait there."""

    element: str
    name: str
    done: int
    waiting: int


def standing(diagram: Diagram) -> list[Stand]:
    """List the elements that were done or wait, in the order the case first met them.

    An element without a name, a joining gateway say, tells a reader nothing and is left to the drawing.
    """
    met = dict.fromkeys([*diagram.done, *diagram.active])
    return [
        Stand(element, diagram.names[element], diagram.done.get(element, 0), diagram.active.get(element, 0))
        for element in met
        if element in diagram.names
    ]
