"""PRF-712: two errors, or two escalations, with one code: whoever catches one catches the other.

What is caught is known by its code (BPMN 2.0 §10.5.5).

Severity: warning.

Example:
    <bpmn:error id="ditolak" errorCode="GAGAL"/>
    <bpmn:error id="terlambat" errorCode="GAGAL"/>
    <bpmn:process id="cuti" isExecutable="true"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.catalogue.events import CODES
from engine.errors import Problem

ID = "PRF-712"


def check(context: Context) -> Iterator[Problem]:
    """Yield the second of each code in a file, and every further one."""
    first: dict[tuple[str, str, str], Part] = {}
    for part in context.of(*CODES):
        code = part.attribute(CODES[part.tag])
        earlier = first.setdefault((part.file, part.tag, code), part) if code else part
        if earlier is not part:
            yield part.warning(
                ID,
                f"{part.label} dan {earlier.label} berkode “{code}”, jadi tidak dapat dibedakan. "
                "Beri kode lain.",
                f"{part.label} and {earlier.label} have the code “{code}”, so nothing tells them apart. "
                "Give one another code.",
            )
