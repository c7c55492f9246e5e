"""PRF-228: a receive task that is to begin the process, although something precedes it (BPMN 2.0 §10.3.3).

Only a start event may lead to it, which then begins the process as well; nor may it be inside a subprocess.

Severity: error; warning beside start events.

Example:
    <bpmn:userTask id="mulai"/>
    <bpmn:receiveTask id="surat" instantiate="true"/>
    <bpmn:sequenceFlow id="alur" sourceRef="mulai" targetRef="surat"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.ways import begins_by_message
from engine.errors import Problem

ID = "PRF-228"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such task."""
    for scope in context.scopes:
        for name, node in scope.nodes.items():
            if not begins_by_message(node):
                continue
            sources = {scope.nodes[flow.source].tag for flow in scope.incoming(name)}
            if sources - {"startEvent"} or not scope.is_process:
                yield node.error(
                    ID,
                    f"{node.label} memulai proses, jadi hanya boleh didahului event mulai. "
                    "Hapus instantiate, atau alurnya.",
                    f"{node.label} begins the process, so only a start event may precede it. "
                    "Delete instantiate, or the flow.",
                )
            elif scope.starts():
                yield node.warning(
                    ID,
                    f"{node.label} dan event mulai sama-sama memulai proses. Pakai event mulai berpesan.",
                    f"Both {node.label} and a start event begin the process. Use a message start event.",
                )
