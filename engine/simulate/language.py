"""FEEL in a simulation: whatever nobody has set is null, since forms and callers may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from engine.expressions import FUNCTIONS, Vocabulary
from engine.feel import Expression, FeelNameError, check
from engine.model import Json


class Learning(Vocabulary):
    """A vocabulary that takes up every name it meets.

    Args:
        given: names that are values even where FEEL has a function of that name.
    """

    def __init__(self, given: Iterable[str]) -> None:
        super().__init__(given)

    def know(self, names: Iterable[str]) -> None:
        """Take up names that a process may set."""
        self._known |= frozenset(names)

    def compiled(self, text: str) -> Expression:
        """Compile FEEL, each text once; a name that nobody knows is looked up when it is evaluated."""
        while True:
            try:
                return super().compiled(text)
            except FeelNameError:
                faults = check(text.lstrip().removeprefix("="), self._known, FUNCTIONS)
                unknown = {fault.name for fault in faults if isinstance(fault, FeelNameError)}
                if unknown <= self._known:
                    raise
                self._known |= unknown


class EmptyRegisters:
    """The lists across cases before there is any case."""

    def rows(self, today: date) -> Mapping[str, list[Json]]:
        """Return no register."""
        return {}

    def has(self, name: str, key: str, value: str) -> bool:
        """Tell that no row has it."""
        return False
