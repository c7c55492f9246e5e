"""PRF-333: two data objects or properties of one name on one level: they are one variable (BPMN 2.0 §10.4.1).

Severity: warning.

Example:
    <bpmn:dataObject id="berkas" name="naskah"/>
    <bpmn:dataObject id="salinan" name="naskah"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.names import variable_of
from engine.errors import Problem

ID = "PRF-333"


def check(context: Context) -> Iterator[Problem]:
    """Yield the second of each name, and every further one."""
    for scope in context.scopes:
        first: dict[str, Part] = {}
        for data in scope.part.children("dataObject", "property"):
            name = variable_of(data)
            if name and first.setdefault(name, data) is not data:
                yield data.warning(
                    ID,
                    f"Data {data.label} ({data.tag}) bernama sama dengan data lain setingkat, jadi nilainya "
                    "satu. Beri nama lain, atau rujuk satu dataObject.",
                    f"The data {data.label} ({data.tag}) has the name of other data of its level, so they "
                    "are one value. Rename it, or refer to one dataObject.",
                )
