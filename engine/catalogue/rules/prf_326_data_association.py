"""PRF-326: a data association that brings nothing anywhere (BPMN 2.0 §10.4.2).

It has a target that holds data, and a source, a transformation, or assignments.

Severity: error; warning for a source that nothing needs, since there is a transformation.

Example:
    <bpmn:userTask id="periksa"><bpmn:dataOutputAssociation id="simpan">
      <bpmn:targetRef>terhapus</bpmn:targetRef>
    </bpmn:dataOutputAssociation></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.errors import Problem

ID = "PRF-326"
HOLDING = (
    *("dataObject", "dataObjectReference", "dataStoreReference", "property", "dataInput", "dataOutput"),
)


def check(context: Context) -> Iterator[Problem]:
    """Yield each end of a data association that names nothing that holds data, and each without a target."""
    for association in context.of("dataInputAssociation", "dataOutputAssociation"):
        targets, assigned = association.children("targetRef"), association.child("assignment")
        if not targets and assigned is None:
            yield association.error(
                ID,
                f"{association.label} tidak menyebut tujuan data. Tulis targetRef.",
                f"{association.label} names no target. Write a targetRef.",
            )
        spared = association.child("transformation") is not None
        for reference in association.children("sourceRef", "targetRef"):
            if context.named(reference.file, reference.text, *HOLDING) is None:
                tell = reference.warning if spared and reference.tag == "sourceRef" else reference.error
                yield tell(
                    ID,
                    f"{reference.tag} “{reference.text}” bukan data di berkas ini. Sambungkan ulang.",
                    f"The {reference.tag} “{reference.text}” is no data of this file. Reconnect it.",
                )
