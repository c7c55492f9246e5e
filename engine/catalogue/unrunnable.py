"""PRF-100: what no rule has named, and the engine would still not run.

Asked last, where no rule has found an error.

Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.bundle import Bundle
from engine.catalogue.document import of_fault
from engine.errors import Problem, Unrunnable
from engine.spiff import Program

ID = "PRF-100"


def check(bundle: Bundle) -> Iterator[Problem]:
    """Yield what the engine says of the diagrams, as it would read them to run them."""
    try:
        Program.parse(bundle.bpmn, bundle.key)
    except Unrunnable as error:
        yield from (of_fault(ID, fault) for fault in error.faults)
