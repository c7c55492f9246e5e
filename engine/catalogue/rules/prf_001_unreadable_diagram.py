"""PRF-001: a diagram that can't be read safely as BPMN 2.0 XML.

No document type, no entities, nothing outside the file, bounded size, depth and number of elements.

Example:
    a file that begins with ``<!DOCTYPE definitions [<!ENTITY a SYSTEM "file:///etc/passwd">]>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-001"


def check(context: Context) -> Iterator[Problem]:
    """Yield what the reader says of each file that it refuses."""
    for path, content in context.bundle.bpmn.items():
        if not _is_utf8(content):
            yield Problem(ID, "error", path, None, 1, "Berkas ini bukan UTF-8; simpan ulang sebagai UTF-8.")
    for faults in context.unreadable.values():
        for fault in faults:
            yield Problem(ID, "error", fault.file, fault.element, fault.line, fault.message)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
