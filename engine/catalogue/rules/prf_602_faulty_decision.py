"""PRF-602: something of a decisions' file that can't be run, or is certainly wrong (DMN 1.5).

Texts that aren't FEEL or use what isn't required, tables whose rows don't fit their columns, circles,
references to nothing, functions in Java or PMML.

Severity: error.

Example (tarif.dmn):
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="d">
      <decision id="tarif" name="tarif"><variable name="tarif"/>
        <literalExpression><text>1 +</text></literalExpression></decision>
    </definitions>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_fault
from engine.errors import Problem

ID = "PRF-602"


def check(context: Context) -> Iterator[Problem]:
    """Yield each fault, where it stands in its file."""
    for model in context.models.values():
        for fault in model.faults():
            yield of_fault(ID, fault)
