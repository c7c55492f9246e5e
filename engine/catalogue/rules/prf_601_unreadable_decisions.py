"""PRF-601: a decisions' file that can't be read safely as DMN 1.3 to 1.5.

Severity: error.

Example (tarif.dmn):
    <!DOCTYPE definitions><definitions/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_fault
from engine.errors import Problem

ID = "PRF-601"


def check(context: Context) -> Iterator[Problem]:
    """Yield what the reader says of each file that it refuses."""
    for faults in context.unreadable_models.values():
        for fault in faults:
            yield of_fault(ID, fault)
