"""PRF-017: a shape or line that is drawn for an element which isn't in the file (BPMN 2.0 §12.2.3).

Readers see a step that no case ever comes to.

Severity: warning.

Example (proses.bpmn):
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" targetNamespace="http://paraf.test">
      <bpmn:process id="cuti" isExecutable="true"/>
      <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="cuti">
        <bpmndi:BPMNShape id="gambar_periksa" bpmnElement="terhapus"/>
      </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
    </bpmn:definitions>
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.context import Context
from engine.catalogue.document import BPMNDI, Part
from engine.errors import Problem

ID = "PRF-017"
DRAWN = [f"{{{BPMNDI}}}{name}" for name in ("BPMNPlane", "BPMNShape", "BPMNEdge")]


def check(context: Context) -> Iterator[Problem]:
    """Yield each such part of a drawing."""
    for document in context.documents:
        for drawn in (Part(document.file, xml) for xml in document.xml.iter(*DRAWN)):
            meant = drawn.attribute("bpmnElement")
            if meant and context.named(drawn.file, meant) is None and not drawn.refers_elsewhere(meant):
                yield drawn.warning(
                    ID,
                    f"{drawn.label} menggambar “{meant}” yang tidak ada di berkas ini. Hapus gambarnya.",
                    f"{drawn.label} is drawn for “{meant}”, which isn't in this file. Delete the drawing.",
                )
