"""PRF-705: a collaboration without a participant (BPMN 2.0 §9.2: it has at least one).

Severity: warning.

Example:
    <bpmn:collaboration id="kolaborasi"/>
    <bpmn:process id="cuti" isExecutable="true"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-705"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such collaboration."""
    for collaboration in context.of("collaboration"):
        if collaboration.child("participant") is None:
            yield collaboration.warning(
                ID,
                f"Kolaborasi {collaboration.label} tidak mempunyai partisipan. Tambahkan pool, atau hapus.",
                f"The collaboration {collaboration.label} has no participant. Add a pool, or delete it.",
            )
