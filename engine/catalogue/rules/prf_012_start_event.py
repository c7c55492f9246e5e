"""PRF-012: a process or subprocess that doesn't say where it begins.

The main process may have several none start events, since ``start`` names one; a called process and a
subprocess get exactly one token, so they need exactly one (BPMN 2.0 §10.5.2).

Example:
    a called process with two ``<bpmn:startEvent>``: SpiffWorkflow would run both
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-012"


def check(context: Context) -> Iterator[Problem]:
    """Yield each scope whose number of none start events isn't what it needs."""
    for scope in context.scopes:
        count = len(scope.starts())
        if count == 0:
            yield scope.part.error(ID, f"{scope.part.label} tidak mempunyai event mulai. Tambahkan satu.")
        elif count > 1 and not context.may_be_main(scope):
            yield scope.part.error(
                ID, f"{scope.part.label} dipanggil dari luar dan mempunyai {count} event mulai. Sisakan satu."
            )
