"""PRF-326: a data association that brings nothing anywhere (BPMN 2.0 §10.4.2).

It has a target that holds data, and a source, a transformation, or assignments, each to one variable.

Severity: error; warning for a source that nothing needs, since there is a transformation.

Example:
    <bpmn:userTask id="periksa"><bpmn:dataOutputAssociation id="simpan">
      <bpmn:targetRef>terhapus</bpmn:targetRef>
    </bpmn:dataOutputAssociation></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.names import WORD
from engine.errors import Problem
from engine.spiff.parse import feel

ID = "PRF-326"
HOLDING = (
    *("dataObject", "dataObjectReference", "dataStoreReference", "property", "dataInput", "dataOutput"),
    *("inputDataItem", "outputDataItem"),
)


def check(context: Context) -> Iterator[Problem]:
    """Yield each end of a data association that names nothing that holds data, and each without a target."""
    for association in context.of("dataInputAssociation", "dataOutputAssociation"):
        targets, assignments = association.children("targetRef"), association.children("assignment")
        if not targets and not assignments:
            yield association.error(
                ID,
                f"{association.label} tidak menyebut tujuan data. Tulis targetRef.",
                f"{association.label} names no target. Write a targetRef.",
            )
        for to in (to for assignment in assignments for to in assignment.children("to")):
            if context.named(to.file, to.text, *HOLDING) is None and not WORD.fullmatch(feel(to.text)):
                yield association.error(
                    ID,
                    f"“{to.text}” tidak dapat diisi. Tulis nama satu data, dan isi seluruhnya.",
                    f"“{to.text}” can't be assigned to. Write the name of one variable, and fill all of it.",
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
