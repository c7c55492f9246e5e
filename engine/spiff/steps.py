"""What a command did to a case's tokens, told in the author's own element ids, in the order it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.model import Json

Kind = Literal["entered", "completed", "cancelled", "taken", "decided", "thrown", "caught"]


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a token.

    Attributes:
        kind: ``entered``, ``completed`` or ``cancelled`` an element, ``taken``, a sequence flow, ``decided``,
            what a business rule task asked, ``thrown`` or ``caught``, an event.
        element: the author's id; the flow's id for ``taken``.
        scope: the id of the scope in which it happened.
        round: this is the nth visit of the element in its scope, counted from 1; 0 for ``taken``.
        task: for a user task, its id. A multi-instance element is entered and completed once without a task
            id, and once for each instance.
        values: for a flow that a gateway chose, what the names in the conditions that it asked stood for; for
            ``decided``, the evidence of ``engine.decisions.Decided``; for ``thrown`` and ``caught``, the
            ``event``, its ``name`` (or code), for messages and signals the ``payload`` and a message's
            correlation ``key``, for errors and escalations whether they were ``caught``.
        instance: which instance of a multi-instance or looping element it is, counted from 1, as
            ``loopCounter``; None for the element as a whole.
    """

    kind: Kind
    element: str
    process: str
    scope: str
    round: int
    task: str | None = None
    values: Mapping[str, Json] | None = field(default=None, compare=False)
    instance: int | None = field(default=None, compare=False)
