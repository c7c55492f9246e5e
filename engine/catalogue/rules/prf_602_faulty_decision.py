"""PRF-602: something of a decisions' file that can't be run, or is certainly wrong (DMN 1.5).

Texts that aren't FEEL or use what isn't required, tables whose rows don't fit their columns, circles,
references to nothing, functions in Java or PMML.

Example:
    ``<functionDefinition kind="Java">``, or an input expression ``umur &gt;``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-602"


def check(context: Context) -> Iterator[Problem]:
    """Yield each fault, where it stands in its file."""
    for model in context.models.values():
        for fault in model.faults():
            yield Problem(ID, "error", fault.file, fault.element, fault.line, fault.message)
