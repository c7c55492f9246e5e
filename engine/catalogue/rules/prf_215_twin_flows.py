"""PRF-215: two flows from one node to the same next one.

Each of them that is taken brings a token of its own, so the next step may begin twice.

Severity: warning.

Example:
    <bpmn:userTask id="periksa"/>
    <bpmn:endEvent id="selesai"/>
    <bpmn:sequenceFlow id="a" sourceRef="periksa" targetRef="selesai"/>
    <bpmn:sequenceFlow id="b" sourceRef="periksa" targetRef="selesai"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-215"


def check(context: Context) -> Iterator[Problem]:
    """Yield the second and every further such flow."""
    for scope in context.scopes:
        seen: set[tuple[str, str]] = set()
        for flow in scope.sound_flows:
            ends = (flow.source, flow.target)
            if ends in seen:
                yield flow.warning(
                    ID,
                    f"Alur {flow.label} mengulang alur lain antara dua langkah itu. Gabungkan syaratnya.",
                    f"The flow {flow.label} repeats another between the two steps. Join their conditions.",
                )
            seen.add(ends)
