"""PRF-104: settings of another engine, which Paraf would not read.

Example:
    ``<zeebe:formDefinition formId="F01"/>`` (drawn for Camunda 8)
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem

ID = "PRF-104"

OTHER_ENGINES = {
    "http://camunda.org/schema/zeebe/1.0": "zeebe",
    "http://flowable.org/bpmn": "flowable",
    "http://activiti.org/bpmn": "activiti",
    "http://spiffworkflow.org/bpmn/schema/1.0/core": "spiffworkflow",
}
INSTEAD = {
    "formDefinition": "camunda:formRef",
    "userTaskForm": "camunda:formRef",
    "assignmentDefinition": "camunda:assignee, camunda:candidateGroups, dan camunda:candidateUsers",
    "taskSchedule": "camunda:dueDate",
    "priorityDefinition": "camunda:priority",
    "ioMapping": "camunda:inputOutput, atau camunda:in dan camunda:out pada callActivity",
    "calledElement": "atribut calledElement",
    "loopCharacteristics": "camunda:collection dan camunda:elementVariable",
    "properties": "camunda:properties",
    "script": "camunda:outputParameter",
}


def check(context: Context) -> Iterator[Problem]:
    """Yield each element or attribute of another engine's namespace, the outermost only."""
    for document in context.documents:
        for xml in document.xml.iter("*"):
            part = Part(document.file, xml)
            parent = xml.getparent()
            inside = parent is not None and etree.QName(parent).namespace in OTHER_ENGINES
            if part.namespace in OTHER_ENGINES and not inside:
                yield _unread(part, OTHER_ENGINES[part.namespace], part.tag)
            elif part.namespace not in OTHER_ENGINES:
                for name in sorted(str(name) for name in xml.attrib):
                    namespace, local = etree.QName(name).namespace, etree.QName(name).localname
                    if namespace in OTHER_ENGINES:
                        yield _unread(part, OTHER_ENGINES[namespace], local)


def _unread(part: Part, engine: str, name: str) -> Problem:
    instead = INSTEAD.get(name)
    advice = f"Paraf membaca {instead}." if instead else "Hapus; Paraf membaca atribut camunda:."
    return part.error(ID, f"{engine}:{name} tidak dibaca. {advice}")
