"""The linter's rules: one a file, named by its id, in the order in which they are asked.

A rule is a function from a ``Context`` to problems. Ids are stable: 00x files, 01x levels, 1xx what BPMN
Paraf runs, 2xx flow, 3xx people, references and settings, 4xx expressions, 5xx forms, 6xx decisions, 7xx
pools, messages, and what is thrown and caught. A new one is a new file; an id that is given up is never used
again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from engine.catalogue.context import Context
from engine.errors import Problem

Rule = Callable[[Context], Iterable[Problem]]

GIVEN_UP = frozenset({207, 212})
"""Numbers that are never used again; 207 refused gateways that both join and split, which run now."""

MODULES: Sequence[ModuleType] = [
    import_module(f"{__name__}.{module.name}")
    for module in sorted(iter_modules(__path__), key=lambda module: module.name)
]

RULES: Sequence[Rule] = [module.check for module in MODULES]
