"""What other engines write into a diagram that says who, which form, which programme or when to commit, and
nothing of where tokens go or what becomes of the data: a process runs the same without it.

It isn't read. The linter refuses a publish because of it, since its author may rely on it.
"""

from __future__ import annotations

from lxml import etree

from engine.spiff.parse.text import bpmn, camunda, local

_WHO = (
    "assignee",
    "owner",
    "candidateUsers",
    "candidateGroups",
    "assignmentDefinition",
    "initiator",
    "userTask",
)
_STARTER = ("candidateStarterUsers", "candidateStarterGroups", "potentialStarter", "isStartableInTasklist")
_FORM = ("formKey", "formData", "formProperty", "formRefBinding", "formFieldValidation", "formHandlerClass")
_OTHER_FORM = ("formDefinition", "userTaskForm")
_WHEN = ("dueDate", "followUpDate", "taskSchedule", "priority", "priorityDefinition", "businessCalendarName")
_IMPLEMENTATION = ("class", "delegateExpression", "expression", "type", "topic", "taskDefinition")
_OF_AN_IMPLEMENTATION = (
    "field",
    "taskHeaders",
    "taskPriority",
    "triggerable",
    "errorEventDefinition",
    "linkedResources",
)
_LISTENER = ("executionListener", "taskListener", "executionListeners", "taskListeners", "eventListener")
_COMMIT = ("async", "asyncBefore", "asyncAfter", "asyncLeave", "asyncLeaveExclusive", "exclusive")
_RETRY = ("jobPriority", "failedJobRetryTimeCycle")
_NOTE = ("versionTag", "historyTimeToLive", "properties", "category", "calledElementBinding")
_TEMPLATE = ("modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon")

_CHANGES_NOTHING = frozenset(
    [
        *(*_WHO, *_STARTER, *_FORM, *_OTHER_FORM, *_WHEN, *_IMPLEMENTATION, *_OF_AN_IMPLEMENTATION),
        *(*_LISTENER, *_COMMIT, *_RETRY, *_NOTE, *_TEMPLATE),
    ]
)
_SETS_VARIABLES = frozenset({"script", "inputOutput"})


def attribute_changes_nothing(node: etree._Element, name: str) -> bool:
    """Whether a node runs the same without an engine's attribute; a result that is kept needs it."""
    keeps_its_result = node.get(camunda("resultVariable")) is not None and name in _IMPLEMENTATION
    return name in _CHANGES_NOTHING and not keeps_its_result


def extension_changes_nothing(extension: etree._Element) -> bool:
    """Whether what it stands in runs the same without an engine's element."""
    inside = map(local, extension.iterdescendants("*"))
    return local(extension) in _CHANGES_NOTHING and _SETS_VARIABLES.isdisjoint(inside)


def is_done_elsewhere(node: etree._Element) -> bool:
    """Whether a task names another engine's worker or class instead of a message: it is passed here, as a
    service task is that calls nothing."""
    if node.get("messageRef") or node.get("operationRef"):
        return False
    names = {etree.QName(str(name)) for name in node.attrib}
    worker = node.find(f"{bpmn('extensionElements')}/{{*}}taskDefinition")
    return worker is not None or any(n.namespace and n.localname in _IMPLEMENTATION for n in names)
