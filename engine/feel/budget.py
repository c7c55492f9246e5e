"""How much an expression may use, and the record of one evaluation.

A step is about a token evaluated in a loop, an element that a function looks at, a value taken over from
outside, or eight characters made: what takes up to a microsecond and leaves up to a hundred bytes behind. So
the steps bound time and memory alike, and what they end, they end at the same place on every machine. What
no loop and no function repeats isn't counted, for the text's own length bounds it.

Some things take a time that can't be told before: patterns, and parsing. So the clock is looked at too, and
around those each time; what it ends depends on the machine. It is the thread's own, so that other work on
the machine stops nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import thread_time
from typing import Any

from engine.feel.errors import FeelBudgetError

MAX_SOURCE = 20_000
"""Characters of an expression."""
MAX_NAMES = 20_000
"""Names that an expression is compiled over."""
MAX_NAME = 40
"""Words and symbols of a name that an expression introduces."""
MAX_NESTING = 50
"""Brackets and forms inside one another."""
MAX_HEIGHT = 120
"""Levels of the syntax tree: nesting, and operators applied to one another's results."""
MAX_STEPS = 400_000
MAX_SECONDS = 0.15
"""Of one evaluation, counted from its first look at the clock, in the time of its own thread. One that also
compiles its text looks before that."""
MAX_LIST = 100_000
"""Elements of one list."""
MAX_STRING = 200_000
"""Characters of one string."""
MAX_DEPTH = 250
"""Levels of syntax tree open at once through functions that call functions."""
MAX_FAULTS = 20
"""Reasons kept of one evaluation."""
MAX_DATA_DEPTH = 60
"""Lists and contexts inside one another in a value that comes from or goes to JSON."""

CHARACTERS_A_STEP = 8
_STEPS_A_FAULT = 8
_STEPS_A_LOOK = 4_000


class Run:
    """One evaluation: what it has used, and why parts of it gave null.

    Several expressions may share one, as the decisions of a model do, and so may the checks of many texts:
    then they share the budget too.

    Attributes:
        faults: (sentence, offset in the text) of each fault, the first ones only.
    """

    # Defaults of the class, because most evaluations change none of them.
    faults: Sequence[tuple[str, int]] = ()
    _steps = MAX_STEPS
    _next_look = MAX_STEPS - _STEPS_A_LOOK
    _depth = 0
    _deadline = 0.0

    def charge(self, steps: int) -> None:
        """Count steps.

        Raises:
            FeelBudgetError: they are used up, or the time is.
        """
        self._steps -= steps
        if self._steps < self._next_look:
            self._look()

    def _look(self) -> None:
        if self._steps < 0:
            raise FeelBudgetError("Ungkapan memerlukan terlalu banyak langkah.")
        self.check_time()
        self._next_look = max(self._steps - _STEPS_A_LOOK, 0)

    def check_time(self) -> None:
        """Look at the clock; done now and then, and around whatever may take long at once."""
        now = thread_time()
        self._deadline = self._deadline or now + MAX_SECONDS
        if now > self._deadline:
            raise FeelBudgetError("Ungkapan memerlukan terlalu banyak waktu.")

    def charge_list(self, length: int) -> None:
        """Count a list that is made, before or after it is."""
        if length > MAX_LIST:
            raise FeelBudgetError(f"Daftar terlalu panjang: lebih dari {MAX_LIST} anggota.")
        self.charge(length)

    def charge_string(self, length: int) -> None:
        """Count a string that is made, before it is where it may be much longer than its parts."""
        if length > MAX_STRING:
            raise FeelBudgetError(f"Teks terlalu panjang: lebih dari {MAX_STRING} karakter.")
        self.charge(length // CHARACTERS_A_STEP)

    def enter(self, levels: int) -> None:
        """Open a function's body of so many levels; ``leave`` closes it."""
        self._depth += levels
        if self._depth > MAX_DEPTH:
            raise FeelBudgetError("Fungsi saling memanggil terlalu dalam.")

    def leave(self, levels: int) -> None:
        """Close what ``enter`` opened."""
        self._depth -= levels

    def fault(self, reason: str, at: int) -> Any:
        """Record why the part of the text at this offset gives null; returns that null.

        Raises:
            FeelBudgetError: there are too many of them.
        """
        self.charge(_STEPS_A_FAULT)
        if len(self.faults) < MAX_FAULTS:
            self.faults = (*self.faults, (reason, at))
        return None
