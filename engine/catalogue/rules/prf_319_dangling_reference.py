"""PRF-319: a reference to something that isn't in the file, or is of another kind (BPMN 2.0 §8.3.3).

Messages, signals, errors, escalations, event definitions, the definitions of data, activities that are
compensated, links, the ends of associations. Flows are PRF-201, calls PRF-303, lanes PRF-214, message flows
PRF-701.

Severity: error where what refers would not run; warning where it only says more than it does.

Example:
    <bpmn:endEvent id="lapor"><bpmn:messageEventDefinition messageRef="terhapus"/></bpmn:endEvent>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.catalogue.context import Context
from engine.catalogue.document import SUBPROCESSES, TASKS, Part
from engine.errors import Problem

ID = "PRF-319"
ACTIVITIES = tuple(TASKS | SUBPROCESSES)
NEEDED: Mapping[str, tuple[str, ...]] = {
    "messageRef": ("message",),
    "signalRef": ("signal",),
    "errorRef": ("error",),
    "escalationRef": ("escalation",),
    "activityRef": ACTIVITIES,
}
"""Attribute → what it may name; without it the event or task would not run."""
AT_ROOT = frozenset({"message", "signal", "error", "escalation"})
"""What stands directly in ``definitions``, and is found nowhere else."""
DATA = ("itemDefinition",)
"""What data is made of: it may be another file's, or a type of XML Schema."""
TOLD: Mapping[str, tuple[str, ...]] = {
    "dataObjectRef": ("dataObject",),
    "dataStoreRef": ("dataStore",),
    "categoryValueRef": ("categoryValue",),
    "operationRef": ("operation",),
    "itemRef": DATA,
    "itemSubjectRef": DATA,
}
"""Attributes that change nothing of what runs."""
REFERRING = (
    *("messageEventDefinition", "signalEventDefinition", "errorEventDefinition", "escalationEventDefinition"),
    *("compensateEventDefinition", "sendTask", "receiveTask", "serviceTask", "messageFlow", "group"),
    *("dataObjectReference", "dataStoreReference", "dataStore", "dataObject", "dataInput", "dataOutput"),
    *("property", "inputDataItem", "outputDataItem", "message"),
)


def check(context: Context) -> Iterator[Problem]:
    """Yield each reference that leads to nothing."""
    for part in context.of(*REFERRING):
        for attribute, value in part.attributes():
            if attribute in NEEDED and _leads_nowhere(context, part, value, NEEDED[attribute]):
                yield part.error(ID, *_sentence(part, attribute, value))
            elif attribute in TOLD and _leads_nowhere(context, part, value, TOLD[attribute]):
                yield part.warning(ID, *_sentence(part, attribute, value))
    for reference in context.of("eventDefinitionRef"):
        found = context.at_root(reference.file, reference.text)
        if found is None or not found.tag.endswith("EventDefinition"):
            yield reference.error(ID, *_sentence(reference, reference.tag, reference.text))
    yield from _links(context)
    for association in context.of("association"):
        for end in ("sourceRef", "targetRef"):
            value = association.attribute(end) or ""
            if _leads_nowhere(context, association, value, ()):
                yield association.warning(ID, *_sentence(association, end, value))


def _links(context: Context) -> Iterator[Problem]:
    for link in context.of("linkEventDefinition"):
        for reference in link.children("source", "target"):
            if context.named(link.file, reference.text, link.tag) is None:
                tell = reference.error if reference.tag == "target" else reference.warning
                yield tell(ID, *_sentence(reference, reference.tag, reference.text))


def _leads_nowhere(context: Context, part: Part, value: str, tags: tuple[str, ...]) -> bool:
    find = context.at_root if set(tags) <= AT_ROOT and tags else context.named
    return find(part.file, value, *tags) is None and not (tags == DATA and part.refers_elsewhere(value))


def _sentence(part: Part, attribute: str, value: str) -> tuple[str, str]:
    label = Part(part.file, part.known_as).label
    return (
        f"{attribute}=“{value}” pada {label} tidak menunjuk ke apa pun yang cocok. Pilih ulang, atau hapus.",
        f"{attribute}=“{value}” on {label} leads to nothing that fits. Choose anew, or delete it.",
    )
