"""PRF-005: a form that no task and no start uses (a warning).

Example:
    ``forms/cuti/F99.form`` that no ``camunda:formRef`` names
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-005"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such form."""
    used = {node.camunda("formRef") for node in context.nodes}
    for form, path in context.bundle.forms.items():
        if form not in used and not context.unreadable:
            message = f"Formulir “{form}” tidak dipakai. Hapus, atau rujuk dengan camunda:formRef."
            yield Problem(ID, "warning", path, None, None, message)
