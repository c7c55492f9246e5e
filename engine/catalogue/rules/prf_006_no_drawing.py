"""PRF-006: an element that the diagram doesn't draw (BPMN 2.0 §12, diagram interchange).

What isn't drawn, nobody sees on the case page.

Severity: warning.

Example:
    <bpmn:startEvent id="mulai"/>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import BPMNDI, Part
from engine.errors import Problem

ID = "PRF-006"


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem a file without any drawing, else one an element that has none."""
    for document in context.documents:
        drawn = {
            xml.get("bpmnElement")
            for xml in document.xml.iter(f"{{{BPMNDI}}}BPMNShape", f"{{{BPMNDI}}}BPMNEdge")
        }
        if not drawn:
            yield document.warning(
                ID,
                "Berkas ini tidak memuat gambar diagram. Buka dan simpan di penyunting BPMN.",
                "The file holds no drawing of its diagram. Open and save it in a BPMN editor.",
            )
            continue
        for part in _drawable(context, document):
            if part.attribute("id") not in drawn:
                yield part.warning(
                    ID,
                    f"{part.label} tidak tergambar di diagram. Gambar ulang di penyunting BPMN.",
                    f"The diagram doesn't draw {part.label}. Draw it anew in a BPMN editor.",
                )


def _drawable(context: Context, document: Part) -> Iterator[Part]:
    for scope in context.scopes:
        if scope.part.file == document.file:
            yield from scope.every_node
            yield from scope.flows
