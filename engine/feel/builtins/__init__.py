"""FEEL's built-in functions, a module a subject (DMN 1.5, clause 10.3.4).

``now`` and ``today`` aren't here: what time it is, is handed in.
"""

from engine.feel.builtins import (
    aggregates,
    contexts,
    conversion,
    dates,
    lists,
    numbers,
    patterns,
    ranges,
    strings,
)
from engine.feel.builtins.signature import BuiltIn

BUILT_INS: dict[str, BuiltIn] = {
    **strings.LIBRARY,
    **patterns.LIBRARY,
    **numbers.LIBRARY,
    **lists.LIBRARY,
    **aggregates.LIBRARY,
    **contexts.LIBRARY,
    **conversion.LIBRARY,
    **dates.LIBRARY,
    **ranges.LIBRARY,
}

__all__ = ["BUILT_INS", "BuiltIn"]
