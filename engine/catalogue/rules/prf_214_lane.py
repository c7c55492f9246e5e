"""PRF-214: a lane that names what isn't there, or a node that lies in two lanes (BPMN 2.0 §10.8).

Who must do a task follows from its lane, so it must be in exactly one.

Example:
    ``<bpmn:flowNodeRef>terhapus</bpmn:flowNodeRef>``
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-214"


def check(context: Context) -> Iterator[Problem]:
    """Yield each reference from a lane that is dangling or a second one."""
    for process in context.processes.values():
        first: dict[str, Part] = {}
        for lane in process.part.below("lane"):
            for reference in lane.children("flowNodeRef"):
                name = reference.text
                if name not in context.node_ids[lane.file]:
                    yield reference.error(
                        ID, f"Lajur {lane.label} memuat “{name}” yang tidak ada. Hapus rujukan itu."
                    )
                elif first.setdefault(name, lane).xml is not lane.xml:
                    yield reference.error(
                        ID,
                        f"“{name}” ada di lajur {first[name].label} dan {lane.label}. Sisakan di satu lajur.",
                    )
