"""PRF-005: a form that no task and no start uses.

Severity: warning.

Example (forms/F99.form):
    {"id": "F99", "type": "default", "schemaVersion": 19, "components": []}
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_file
from engine.errors import Problem

ID = "PRF-005"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such form."""
    used = {node.camunda("formRef") for node in context.nodes}
    for form, path in context.bundle.forms.items():
        if form not in used and not context.unreadable:
            yield of_file(
                ID,
                "warning",
                path,
                f"Formulir “{form}” tidak dipakai. Hapus, atau rujuk dengan camunda:formRef.",
                f"Nothing uses the form “{form}”. Delete it, or refer to it by camunda:formRef.",
            )
