"""PRF-001: a diagram that can't be read safely as BPMN 2.0 XML.

No document type, no entities, nothing outside the file, bounded size and depth. What is written in UTF-16 or
another encoding of XML becomes UTF-8 as a definition's folder is read.

Severity: error.

Example (a.bpmn):
    <!DOCTYPE definitions [<!ENTITY a SYSTEM "file:///etc/passwd">]>
    <definitions>&a;</definitions>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import of_fault, of_file
from engine.errors import Problem

ID = "PRF-001"


def check(context: Context) -> Iterator[Problem]:
    """Yield what the reader says of each file that it refuses."""
    for path, content in context.bundle.bpmn.items():
        if not context.loose and not _is_utf8(content):
            yield of_file(
                ID,
                "error",
                path,
                "Berkas ini bukan UTF-8; simpan ulang sebagai UTF-8.",
                "The file isn't UTF-8; save it as UTF-8.",
                line=1,
            )
    for faults in context.unreadable.values():
        for fault in faults:
            yield of_fault(ID, fault)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
