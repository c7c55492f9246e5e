"""PRF-232: a step that lists a flow as ``incoming`` or ``outgoing`` which doesn't lead to or from it.

The flow's own ``sourceRef`` and ``targetRef`` are what is run (BPMN 2.0 §8.4.13, §10.6.1).

Severity: warning.

Example:
    <bpmn:userTask id="periksa"><bpmn:incoming>terhapus</bpmn:incoming></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-232"
ENDS = {"incoming": "targetRef", "outgoing": "sourceRef"}


def check(context: Context) -> Iterator[Problem]:
    """Yield the first such entry of each step's lists."""
    for scope in context.scopes:
        flows = {flow.attribute("id"): flow for flow in scope.flows}
        for node in scope.every_node:
            for entry in node.children(*ENDS):
                flow = flows.get(entry.refers_to)
                if flow is None or flow.attribute(ENDS[entry.tag]) != node.attribute("id"):
                    yield entry.warning(
                        ID,
                        f"{node.label} mendaftar alur “{entry.text}” sebagai {entry.tag}, padahal bukan. "
                        "Hapus dari daftar, atau betulkan alurnya.",
                        f"{node.label} lists the flow “{entry.text}” as {entry.tag}, which it isn't. "
                        "Delete the entry, or mend the flow.",
                    )
                    break
