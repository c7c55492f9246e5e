"""How much an expression may use, and the record of one evaluation.

A step is one token evaluated in a loop, one element looked at by a function, or eight characters made.
Outside loops and functions nothing is counted: the source's own size bounds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.feel.errors import FeelBudgetError

if TYPE_CHECKING:
    from engine.feel.values import FunctionValue

MAX_SOURCE = 20_000
"""Characters of an expression."""
MAX_NESTING = 50
"""Brackets and forms inside one another."""
MAX_HEIGHT = 120
"""Levels of the syntax tree: nesting, and operators applied to one another's results."""
MAX_STEPS = 1_000_000
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


class Run:
    """One evaluation: what it has used, and why parts of it gave null.

    Attributes:
        functions: those handed in, by name.
        faults: (sentence, offset in the text) of each fault, the first ones only.
    """

    __slots__ = ("_depth", "_steps", "faults", "functions")

    def __init__(self, functions: Mapping[str, FunctionValue]) -> None:
        self.functions = functions
        self.faults: list[tuple[str, int]] = []
        self._steps = MAX_STEPS
        self._depth = 0

    def charge(self, steps: int) -> None:
        """Count steps.

        Raises:
            FeelBudgetError: they are used up.
        """
        self._steps -= steps
        if self._steps < 0:
            raise FeelBudgetError("Ungkapan memerlukan terlalu banyak langkah.")

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
        """Record why the part of the text at this offset gives null; returns that null."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append((reason, at))
        return None
