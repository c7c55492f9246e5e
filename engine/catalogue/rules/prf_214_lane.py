"""PRF-214: a lane that names what isn't there, or a node that lies in two lanes (BPMN 2.0 §10.8).

Who must do a task follows from its lane. A lane inside another, or one of another set of lanes, may name a
node once more; of two sets the last one in the file decides.

Severity: error; warning for a node in lanes of two sets, and for one of another level.

Example:
    <bpmn:laneSet id="lajur"><bpmn:lane id="atasan" name="Atasan">
      <bpmn:flowNodeRef>terhapus</bpmn:flowNodeRef>
    </bpmn:lane></bpmn:laneSet>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, Part
from engine.errors import Problem

ID = "PRF-214"
LEVELS = SUBPROCESSES | {"process"}


def check(context: Context) -> Iterator[Problem]:
    """Yield each reference from a lane that is dangling or a second one."""
    first: dict[tuple[str, str], Part] = {}
    for lane in context.of("lane"):
        for reference in lane.children("flowNodeRef"):
            name = reference.text
            earlier = first.setdefault((lane.file, name), lane)
            if name not in context.node_ids[lane.file]:
                yield reference.error(
                    ID,
                    f"Lajur {lane.label} memuat “{name}” yang tidak ada. Hapus rujukan itu.",
                    f"The lane {lane.label} holds “{name}”, which isn't there. Delete the reference.",
                )
            elif not _holds(context, lane, name):
                yield reference.warning(
                    ID,
                    f"Lajur {lane.label} memuat “{name}”, yang ada di tingkat lain. "
                    "Muat subprosesnya saja, atau gambar lajur di situ.",
                    f"The lane {lane.label} holds “{name}”, which is on another level. "
                    "Let it hold the subprocess, or draw lanes there.",
                )
            elif earlier.xml is not lane.xml and earlier.xml not in set(lane.xml.iterancestors()):
                yield _second(reference, name, earlier, lane)


def _holds(context: Context, lane: Part, name: str) -> bool:
    """Whether a node is on the level that a lane divides."""
    level = next((xml for xml in lane.xml.iterancestors() if Part(lane.file, xml).tag in LEVELS), None)
    scope = None if level is None else context.scope_in(Part(lane.file, level))
    return scope is None or name in scope.nodes


def _second(reference: Part, name: str, first: Part, lane: Part) -> Problem:
    message = f"“{name}” ada di lajur {first.label} dan {lane.label}. Sisakan di satu lajur."
    english = f"“{name}” is in the lanes {first.label} and {lane.label}. Leave it in one."
    if first.xml.getparent() is lane.xml.getparent():
        return reference.error(ID, message, english)
    return reference.warning(ID, message, english)
