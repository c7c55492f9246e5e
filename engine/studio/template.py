"""What new files begin with. A diagram: somebody starts, somebody does something, it ends."""

from __future__ import annotations

import json
from xml.sax.saxutils import quoteattr

NAMESPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:di="http://www.omg.org/spec/DD/20100524/DI" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
)
TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions {namespaces} id="Definitions_{key}" targetNamespace="urn:paraf:{key}">
  <bpmn:process id="{key}" name={name} isExecutable="true">
    <bpmn:startEvent id="Mulai" name="Mulai">
      <bpmn:outgoing>Alur_1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="Tugas_1" name="Tugas pertama">
      <bpmn:incoming>Alur_1</bpmn:incoming>
      <bpmn:outgoing>Alur_2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="Selesai" name="Selesai">
      <bpmn:incoming>Alur_2</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="Alur_1" sourceRef="Mulai" targetRef="Tugas_1" />
    <bpmn:sequenceFlow id="Alur_2" sourceRef="Tugas_1" targetRef="Selesai" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram_{key}">
    <bpmndi:BPMNPlane id="Plane_{key}" bpmnElement="{key}">
      <bpmndi:BPMNShape id="Mulai_di" bpmnElement="Mulai">
        <dc:Bounds x="180" y="142" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="186" y="185" width="24" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Tugas_1_di" bpmnElement="Tugas_1">
        <dc:Bounds x="270" y="120" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Selesai_di" bpmnElement="Selesai">
        <dc:Bounds x="422" y="142" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="423" y="185" width="35" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="Alur_1_di" bpmnElement="Alur_1">
        <di:waypoint x="216" y="160" />
        <di:waypoint x="270" y="160" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="Alur_2_di" bpmnElement="Alur_2">
        <di:waypoint x="370" y="160" />
        <di:waypoint x="422" y="160" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
"""


def new_diagram(key: str, name: str) -> str:
    """Return a diagram whose process has this id and name; ``key`` must be an XML name."""
    return TEMPLATE.format(namespaces=NAMESPACES, key=key, name=quoteattr(name))


def new_form(form: str) -> str:
    """Return a form with this id and no field yet."""
    schema = {"id": form, "type": "default", "schemaVersion": 19, "components": []}
    return json.dumps(schema, indent=2) + "\n"
