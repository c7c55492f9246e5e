"""PRF-330: a data association with several sources and nothing that makes one value of them (§10.4.2).

Severity: error.

Example:
    <bpmn:dataObject id="satu"/>
    <bpmn:dataObject id="dua"/>
    <bpmn:dataObject id="hasil"/>
    <bpmn:userTask id="periksa"><bpmn:dataOutputAssociation id="simpan">
      <bpmn:sourceRef>satu</bpmn:sourceRef>
      <bpmn:sourceRef>dua</bpmn:sourceRef>
      <bpmn:targetRef>hasil</bpmn:targetRef>
    </bpmn:dataOutputAssociation></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-330"


def check(context: Context) -> Iterator[Problem]:
    """Yield each such association."""
    for association in context.of("dataInputAssociation", "dataOutputAssociation"):
        makes_one = association.children("transformation", "assignment")
        if len(association.children("sourceRef")) > 1 and not makes_one:
            yield association.error(
                ID,
                f"{association.label} punya lebih dari satu sourceRef tanpa transformation. "
                "Tulis transformation dalam FEEL, atau sisakan satu.",
                f"{association.label} has more than one sourceRef and no transformation. "
                "Write a transformation in FEEL, or leave one.",
            )
