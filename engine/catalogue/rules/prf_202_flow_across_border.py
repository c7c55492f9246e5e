"""PRF-202: a sequence flow that crosses the border of a process or subprocess (BPMN 2.0 §7.6.1).

Between pools only messages flow; a subprocess is entered and left as a whole.

Severity: error.

Example:
    <bpmn:userTask id="luar"/>
    <bpmn:subProcess id="sub"><bpmn:userTask id="dalam"/></bpmn:subProcess>
    <bpmn:sequenceFlow id="alur" sourceRef="luar" targetRef="dalam"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-202"


def check(context: Context) -> Iterator[Problem]:
    """Yield each flow whose ends exist but not both in its own scope."""
    for scope in context.scopes:
        there = context.node_ids[scope.part.file]
        for flow in scope.flows:
            ends = {flow.source, flow.target}
            if ends <= there and not ends <= scope.nodes.keys():
                yield flow.error(
                    ID,
                    f"Alur {flow.label} melintasi batas {scope.part.label}. "
                    "Tarik alur di dalam satu proses saja.",
                    f"The flow {flow.label} crosses the border of {scope.part.label}. "
                    "Draw it inside one process or subprocess.",
                )
