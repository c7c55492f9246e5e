"""One evaluation of a model: the budget it shares, and what it records for whoever asks later why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from engine.dmn.elements import Place
from engine.feel import FeelFault, Run, Value
from engine.feel import Reason as TextReason

STEPS_A_RECORD = 100
"""What a decision or a table uses of the budget before anything of it is looked at: so one evaluation records
at most 5,000 of them."""
MAX_REASONS = 100
"""Reasons kept of one evaluation."""


class Reason(NamedTuple):
    """Why a value is null.

    Attributes:
        element: the DMN id where it happened, or of the nearest element around; ``line`` counted from 1.
        message: one sentence.
    """

    file: str
    element: str | None
    line: int | None
    message: str


class Hit(NamedTuple):
    """A rule that applied.

    Attributes:
        number: its row, counted from 1.
        id: its DMN id, where it has one.
    """

    number: int
    id: str | None


class Match(NamedTuple):
    """A decision table that was evaluated.

    Attributes:
        node: the id of the decision or business knowledge model that it stands in.
        table: its own id, where it has one.
        policy: the hit policy as tables show it: U, A, P, F, R, O, C, C+, C<, C> or C#.
        hits: the rules that applied, in their order; none where the default values were taken.
    """

    file: str
    node: str
    table: str | None
    policy: str
    hits: tuple[Hit, ...]


class Decided(NamedTuple):
    """A decision that was evaluated, and its value."""

    file: str
    id: str
    name: str
    value: Value


class Evaluation(Run):
    """What an evaluation has used, and what it records.

    Attributes:
        decided: the decisions in the order in which they were evaluated.
        matched: likewise the tables.
    """

    __slots__ = ("decided", "matched", "reasons")

    def __init__(self) -> None:
        super().__init__()
        self.decided: list[Decided] = []
        self.matched: list[Match] = []
        self.reasons: list[Reason] = []

    def note(self, place: Place, message: str) -> Value:
        """Record why what stands at a place is null; returns that null."""
        if len(self.reasons) < MAX_REASONS:
            self.reasons.append(Reason(place.file, place.element, place.line, message))
        return None

    def note_all(self, place: Place, reasons: Sequence[TextReason]) -> None:
        """Record why parts of a text are null."""
        for reason in reasons:
            self.note(place, str(reason))


Scope = dict[str, Value]
"""The values of the names in scope."""

Code = Callable[[Scope, Evaluation], Value]
"""A compiled boxed expression."""


def evaluation_of(run: Run) -> Evaluation:
    """Return the evaluation that a function of a model is called in.

    Raises:
        FeelFault: it is called from outside its model.
    """
    if isinstance(run, Evaluation):
        return run
    raise FeelFault("fungsi dari model keputusan hanya dapat dipanggil di dalamnya")
