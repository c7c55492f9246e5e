"""Examines the expressions of a bundle, in a time that doesn't grow with how many are wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from time import thread_time

from engine.expressions import FUNCTIONS
from engine.feel import FeelError, Function, Run, check

MOST_SECONDS = 1.0


class Patience:
    """For how long each expression of a bundle is examined for itself; what is left then shares one budget.

    Beyond it no name is looked for that an unknown one may stand for, and no constant call is tried out.
    """

    def __init__(self) -> None:
        self._left = MOST_SECONDS
        self._shared = Run()
        self._known: dict[tuple[str, frozenset[str], frozenset[str]], Sequence[FeelError]] = {}

    def examined(self, text: str, names: frozenset[str], functions: frozenset[str]) -> Sequence[FeelError]:
        """Return what is certainly wrong with a text."""
        question = (text, names, functions)
        if question not in self._known:
            begun = thread_time()
            run = Run() if self._left > 0 else self._shared
            self._known[question] = _faults(text, names, offered(functions), run)
            self._left -= thread_time() - begun
        return self._known[question]


def _faults(
    text: str, names: frozenset[str], functions: Mapping[str, Function], run: Run
) -> Sequence[FeelError]:
    """Faults without what they were raised from, which would keep all that was parsed."""
    try:
        faults: Sequence[FeelError] = check(text, names, functions, run=run)
    except FeelError as error:
        faults = [error]
    for fault in faults:
        fault.__traceback__ = fault.__context__ = fault.__cause__ = None
    return faults


@lru_cache(maxsize=16)
def offered(functions: frozenset[str]) -> Mapping[str, Function]:
    """Return the engine's own functions of these names."""
    return {name: FUNCTIONS[name] for name in functions}
