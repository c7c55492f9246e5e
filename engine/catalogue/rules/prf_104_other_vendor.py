"""PRF-104: settings of another engine, which Paraf would not read.

Severity: error; warning, for files outside of a definition's folder, for what says who, which form, which
programme or when to commit, as every export has it: without it a process runs the same.

Example:
    <bpmn:userTask id="periksa"><bpmn:extensionElements>
      <zeebe:formDefinition formId="F01"/>
    </bpmn:extensionElements></bpmn:userTask>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from engine.catalogue.context import Context
from engine.catalogue.document import Part
from engine.errors import Problem
from engine.spiff.parse.elsewhere import attribute_changes_nothing, extension_changes_nothing

ID = "PRF-104"
OTHER_ENGINES = {
    "http://camunda.org/schema/zeebe/1.0": "zeebe",
    "http://flowable.org/bpmn": "flowable",
    "http://activiti.org/bpmn": "activiti",
    "http://spiffworkflow.org/bpmn/schema/1.0/core": "spiffworkflow",
}
ON_CALLS = "camunda:inputOutput, atau camunda:in dan camunda:out pada callActivity"
PEOPLE = "camunda:assignee, camunda:candidateGroups, dan camunda:candidateUsers"
INSTEAD = {
    "formDefinition": ("camunda:formRef", "camunda:formRef"),
    "userTaskForm": ("camunda:formRef", "camunda:formRef"),
    "assignmentDefinition": (PEOPLE, PEOPLE.replace(", dan", " and")),
    "taskSchedule": ("camunda:dueDate", "camunda:dueDate"),
    "priorityDefinition": ("camunda:priority", "camunda:priority"),
    "ioMapping": (ON_CALLS, "camunda:inputOutput, or camunda:in and camunda:out on a callActivity"),
    "calledElement": ("atribut calledElement", "the attribute calledElement"),
    "loopCharacteristics": (
        "camunda:collection dan camunda:elementVariable",
        "camunda:collection and camunda:elementVariable",
    ),
    "properties": ("camunda:properties", "camunda:properties"),
    "script": ("camunda:outputParameter", "camunda:outputParameter"),
    "subscription": ("camunda:property correlation", "camunda:property correlation"),
    "taskDefinition": ("camunda:property connector", "camunda:property connector"),
}


OF_OTHERS = " or ".join(f"namespace-uri() = '{uri}'" for uri in OTHER_ENGINES)
FOREIGN = etree.XPath(f"//*[{OF_OTHERS} or @*[{OF_OTHERS}]]")


def check(context: Context) -> Iterator[Problem]:
    """Yield each element or attribute of another engine's namespace, the outermost only."""
    for document in context.documents:
        found: Any = FOREIGN(document.xml)
        for part in (Part(document.file, xml) for xml in found):
            if context.is_shown_only(part):
                continue
            parent = part.xml.getparent()
            inside = parent is not None and etree.QName(parent).namespace in OTHER_ENGINES
            if part.namespace in OTHER_ENGINES and not inside:
                spared = context.loose and extension_changes_nothing(part.xml)
                yield _unread(part, OTHER_ENGINES[part.namespace], part.tag, spared)
            elif part.namespace not in OTHER_ENGINES:
                for name, _ in part.attributes():
                    namespace, local = etree.QName(name).namespace, etree.QName(name).localname
                    if namespace in OTHER_ENGINES:
                        spared = context.loose and attribute_changes_nothing(part.xml, local)
                        yield _unread(part, OTHER_ENGINES[namespace], local, spared)


def _unread(part: Part, engine: str, name: str, spared: bool) -> Problem:
    tell = part.warning if spared else part.error
    instead = INSTEAD.get(name)
    advice = f"Paraf membaca {instead[0]}." if instead else "Hapus; Paraf membaca atribut camunda:."
    english = f"Paraf reads {instead[1]}." if instead else "Delete it; Paraf reads camunda: attributes."
    return tell(ID, f"{engine}:{name} tidak dibaca. {advice}", f"{engine}:{name} isn't read. {english}")
